"""The panel's tabs: one row of names, a rule under them, heavy under the open one."""

from textual.content import Content
from textual.reactive import reactive

from tui.widgets.drawn import Drawn, pressable


class Tabs(Drawn):
    """The open tab is bold; a click opens another."""

    DEFAULT_CSS = "Tabs { height: 2; }"

    tabs: reactive[tuple[str, ...]] = reactive(())
    tab: reactive[str] = reactive("")

    def watch_tabs(self) -> None:
        self.redraw()

    def watch_tab(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        names, rule = Content(), Content()
        for number, each in enumerate(self.tabs):
            gap = "   " if number else ""
            opened = each == self.tab
            name = Content.styled(each.capitalize(), "bold $bright" if opened else "$muted")
            names = names + gap + pressable(name, f"open_tab('{each}')")
            rule = rule + Content.styled("─" * len(gap), "$rule")
            rule = rule + Content.styled(("━" if opened else "─") * len(each), "$accent" if opened else "$rule")
        rest = Content.styled("─" * max(0, width - rule.cell_length), "$rule")
        return Content.assemble(names, "\n", rule, rest)


class Top(Tabs):
    """The two rows under the header of a narrow screen: the deck before the reveal, the tabs after it."""

    DEFAULT_CSS = "Top { padding: 0 3; }"

    revealed: reactive[bool] = reactive(False)
    deck: reactive[str] = reactive("")

    def watch_revealed(self) -> None:
        self.redraw()

    def watch_deck(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        return super().drawing(width) if self.revealed else Content.assemble("\n", (self.deck, "$muted"))
