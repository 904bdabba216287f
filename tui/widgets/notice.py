"""One muted line about something that is not right and stops nothing."""

from textual.content import Content
from textual.reactive import reactive

from tui.widgets.drawn import Drawn


class Notice(Drawn):
    """Takes a row only when there is something to say."""

    DEFAULT_CSS = "Notice { padding: 0 3; }"

    notice: reactive[str] = reactive("")

    def watch_notice(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.notice:
            return Content()
        return Content.assemble(("!", "bold $foreground"), " ", (self.notice, "$muted")).truncate(width, ellipsis=True)
