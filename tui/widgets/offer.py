"""One line that offers something, and the key that does it."""

from textual.content import Content
from textual.reactive import reactive

from tui.keys import BEGIN_ANEW
from tui.widgets.drawn import Drawn, pressable


class Offer(Drawn):
    """Takes a row only when there is something to offer."""

    DEFAULT_CSS = "Offer { padding: 0 3; }"

    offer: reactive[str] = reactive("")
    """Why it is offered."""

    def watch_offer(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.offer:
            return Content()
        way = Content.assemble((BEGIN_ANEW.shown, "bold $accent"), (f" {BEGIN_ANEW.verb}", "$muted"))
        said = Content.assemble((f"{self.offer} ", "$muted"), pressable(way, BEGIN_ANEW.action))
        return said.truncate(width, ellipsis=True)
