"""How a card and what runs beside it share the screen: a column and a panel, or tabs of one column where narrow."""

from typing import TYPE_CHECKING

from textual import events
from textual.reactive import reactive

from tui import keys
from tui.material import Material
from tui.run import Run
from tui.screens.keyed import KeyedScreen
from tui.widgets.header import WIDE

if TYPE_CHECKING:
    from tui.widgets.knobs import Knobs

LEAST, MOST = 44, 54
"""The widths between which the card stays, whatever runs beside it: the question does not move."""

TALL = 34
"""Rows from which a plot takes its full height."""


class PanelsScreen(KeyedScreen):
    """Decides what of a card is seen; nothing else does."""

    tabs: reactive[tuple[str, ...]] = reactive(())
    tab: reactive[str] = reactive("", init=False)
    run: reactive[Run] = reactive(Run())
    narrow: reactive[bool] = reactive(False)
    fold: reactive[bool] = reactive(False)
    rows: reactive[int] = reactive(12)
    revealed: reactive[bool] = reactive(False, init=False)
    hinted: reactive[bool] = reactive(False, init=False)
    zoomed: reactive[bool] = reactive(False, init=False)

    material: Material | None = None
    _small = False

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)

    def _fit(self, width: int, height: int) -> None:
        self.narrow = width < WIDE
        self.rows = 9 if self.narrow or height < TALL else 12
        self.fold = self.narrow
        self._small = width < 80 or height < 24
        self._settle_tabs()

    def _settle_tabs(self) -> None:
        """The tabs that this card has at this width, and what of them is seen."""
        tabs = [keys.CARD] if self.narrow else []
        if self.material is not None and self.material.card.run:
            tabs.append(keys.RUNS)
        if self.run.derived:
            tabs.append(keys.DERIVATION)
        if self.material is not None and self.material.target is not None:
            tabs.append(keys.CODE)
        tabs.append(keys.NOTE)
        self.tabs = tuple(tabs)
        if self.tab not in tabs:
            self.tab = tabs[0]
        self.show_tab()

    def watch_tab(self) -> None:
        self.show_tab()

    def watch_revealed(self, old: bool, revealed: bool) -> None:
        if revealed and not old:
            self.tab = self.tabs[0] if self.tabs else ""
        self.show_tab()

    def watch_zoomed(self) -> None:
        self.show_tab()

    def watch_hinted(self) -> None:
        self.show_tab()

    def show_tab(self) -> None:
        """Set what is displayed; nothing else decides it."""
        classes = {
            "-narrow": self.narrow,
            "-revealed": self.revealed,
            "-hinted": self.hinted and not self.revealed,
            "-panel": self.revealed and self.tab != keys.CARD,
            "-zoomed": self.revealed and self.zoomed,
        }
        if any(self.has_class(name) != wanted for name, wanted in classes.items()):
            for name, wanted in classes.items():
                self.set_class(wanted, name, update=False)
            self.update_node_styles()  # once for all of them: it goes through every widget
        column = min(max(self.app.size.width * 5 // 12, LEAST), MOST)
        self.query_one("#page").styles.width = "100%" if self.narrow else column
        open_pane = self.tab if self.revealed else "about"
        for pane in self.query("#panel > Pane"):
            pane.display = pane.id == open_pane
        for tabs in self.query("#panel > Tabs"):
            tabs.display = self.revealed and not self.narrow
        if self.tab != keys.RUNS and self.focused is not None:
            self.set_focus(None)
        elif self.tab == keys.RUNS and self.revealed:
            self.call_after_refresh(self._focus_first)
        self.tell()
        self.call_after_refresh(self.tell)  # once more when it is known what has to be scrolled

    def _focus_first(self) -> None:
        if self.revealed and self.tab == keys.RUNS and self.focused is None:
            self.dials.go(0)

    @property
    def dials(self) -> "Knobs":
        """The knobs."""
        from tui.widgets.knobs import Knobs

        return self.query_one(Knobs)

    @property
    def place(self) -> str:
        if not self.revealed:
            return keys.QUESTION
        return keys.FIELD if self.tab == keys.RUNS and self.dials.field else self.tab
