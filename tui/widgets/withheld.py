"""In the place of what an answer shows: why nothing was run, and the key to decide that."""

import msgspec
from textual.content import Content
from textual.reactive import reactive

from tui import keys
from tui.draw.rows import hanging, stack, wrap
from tui.widgets.drawn import Drawn, pressable
from tui.widgets.page import MEASURE


class Withheld(msgspec.Struct, frozen=True):
    """Why nothing is run, where nothing is. `decidable`: it may be looked at, and trusted."""

    what: str = ""
    why: str = ""
    decidable: bool = False


class Instead(Drawn):
    """Takes no row where something runs."""

    withheld: reactive[Withheld] = reactive(Withheld())

    def watch_withheld(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.withheld.what:
            return Content()
        width = min(width, MEASURE)
        said = stack(hanging([("!  ", "bold $foreground")], Content.styled(self.withheld.what, "$bright"), width))
        parts = [said, stack(wrap(Content.styled(self.withheld.why, "$foreground"), width))]
        return Content("\n\n").join([*parts, decide()] if self.withheld.decidable else parts)


def decide() -> Content:
    """The key, and what it does."""
    command = keys.LOOKING
    meaning = command.meaning[0].lower() + command.meaning[1:].rstrip(".")
    return pressable(Content.assemble((command.shown, "bold $accent"), "  ", (meaning, "$foreground")), command.action)
