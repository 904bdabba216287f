"""A muted word about something that is not right and stops nothing."""

from textual.content import Content
from textual.reactive import reactive

from tui.draw.rows import fit, hanging, stack
from tui.widgets.drawn import Drawn

MOST = 3
"""Rows that it may take."""


class Notice(Drawn):
    """Takes rows only when there is something to say, and no more than it may."""

    DEFAULT_CSS = "Notice { padding: 0 3; }"

    notice: reactive[str] = reactive("")

    def watch_notice(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.notice:
            return Content()
        lines = hanging((("!", "bold $foreground"), (" ", "")), Content.styled(self.notice, "$muted"), width)
        return stack([*lines[: MOST - 1], *(fit(stack(lines[MOST - 1 :]), width) for _ in lines[MOST - 1 : MOST])])
