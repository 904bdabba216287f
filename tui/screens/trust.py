"""May a deck's Python run? The files as they are, what has changed, what yes means; yes is remembered.

Where it is narrow the files come before what yes means: path, changes and keys are seen together.
"""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from textual import events
from textual.app import ComposeResult
from textual.reactive import reactive

from engine import clock
from engine.decks.card import Deck
from engine.decks.trust import ChangedError, NotKeptError, Seen, earlier, listed, look, trust
from engine.problems import RecurError
from engine.seals import Seal
from tui import keys
from tui.screens.keyed import KeyedScreen
from tui.vetted import LONGEST, MOST, Vetted, too_long, vetted
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.pane import Pane
from tui.widgets.vetting import Asking, Files, Meaning


@dataclass(frozen=True)
class Yes:
    """The code may run under this seal. `word`: what else is to be said."""

    seal: Seal
    word: str = ""


class TrustScreen(KeyedScreen):
    """Ends with a Yes, or None for not now."""

    TABLE = keys.TRUSTING
    BINDINGS = keys.bindings(keys.TRUSTING)

    DEFAULT_CSS = """
    TrustScreen { background: $background; }
    TrustScreen #body { height: 1fr; layout: horizontal; overflow: hidden hidden; scrollbar-gutter: auto; }
    TrustScreen #body > Pane { height: 1fr; padding: 1 0 0 3; margin: 0; }
    TrustScreen #meaning { width: 52; }
    TrustScreen #files { width: 1fr; background: $surface; scrollbar-background: $surface; }
    TrustScreen #body > Pane > * { margin: 0 2 1 0; }
    TrustScreen.-narrow #body { layout: vertical; overflow: hidden auto; }
    TrustScreen.-narrow #body > Pane { height: auto; width: 100%; padding: 1 0 0 3; background: $background; }
    TrustScreen.-narrow #body > #files { padding: 0 0 0 3; }
    TrustScreen.-narrow .wide, TrustScreen .narrow { display: none; }
    TrustScreen.-narrow .narrow { display: block; margin-top: 1; }
    TrustScreen #meaning > Asking { margin-bottom: 3; }
    TrustScreen.-narrow #meaning > Asking { margin-bottom: 1; }
    """

    vetted: reactive[Vetted] = reactive(Vetted())

    def __init__(self, deck: Deck, home: Path) -> None:
        super().__init__()
        self._deck, self._home = deck, home
        self._seen: Seen | None = None

    def compose(self) -> ComposeResult:
        yield Header()
        with Pane(id="body"):
            with Pane(id="meaning"):
                yield Asking().data_bind(TrustScreen.vetted)
                yield Meaning(classes="wide")
            with Pane(id="files"):
                yield Files().data_bind(TrustScreen.vetted)
                yield Meaning(classes="narrow")
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(Header).trail = (self._deck.title or self._deck.name, "Trust")
        for pane in self.query(Pane):
            self.watch(pane, "scroll_y", self.tell, init=False)
            self.watch(pane, "virtual_size", self.tell, init=False)
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")
        self.query_one(Asking).close = event.size.width < WIDE
        self.call_after_refresh(self.tell)

    def look(self) -> None:
        """Read the files, and show them from the top."""
        assert self._deck.code is not None
        name, trouble = self._deck.code.name, ""
        try:
            listed(self._home)
        except RecurError as error:
            trouble = f"{error}."
        try:
            seen = look(self._deck.code)
        except RecurError as error:
            self._seen, self.vetted = None, Vetted(name, trouble=f"{error}.")
        else:
            self._seen = seen
            if too_long(seen):
                self._seen = None
                why = f"It has more than {MOST:,} lines, or lines of more than {LONGEST:,} characters."
                trouble = f"{why} Read it in an editor, then: recur trust {quote(str(self._deck.path))}"
                self.vetted = Vetted(name, trouble=trouble)
            else:
                self.vetted = vetted(self._deck, seen, earlier(self._home, seen), trouble)
        for pane in self.query(Pane):
            pane.scroll_home(animate=False)
        self.tell()

    @property
    def place(self) -> str:
        return keys.TRUST

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "trust":
                return self._seen is not None
            case "page":
                return any(_more(pane, 1 if action == keys.ONWARD else -1) for pane in self._panes())
        return True

    def action_trust(self) -> None:
        """What is on the screen may run, if it is still what the files hold."""
        if self._seen is None:
            return
        word = ""
        try:
            trust(self._home, self._seen, clock.now())
        except ChangedError:
            self.look()
            self.say("it changed while you looked: this is how it is now")
            return
        except NotKeptError as error:
            word = f"trusted for this sitting only: {error}"
        except RecurError:
            self.look()
            return
        self.dismiss(Yes(self._seen.seal, word))

    def action_back(self) -> None:
        self.dismiss(None)

    # scrolling: the files first, they are what is asked about

    def _panes(self) -> list[Pane]:
        names = ("#body",) if self.has_class("-narrow") else ("#files", "#meaning")
        return [self.query_one(name, Pane) for name in names]

    def action_page(self, by: int) -> None:
        for pane in self._panes():
            if _more(pane, by):
                pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)
                return

    def action_row(self, by: int) -> None:
        for pane in self._panes():
            if _more(pane, by):
                pane.scroll_relative(y=by, animate=False)
                return


def _more(pane: Pane, by: int) -> bool:
    return pane.scroll_y < pane.max_scroll_y if by > 0 else pane.scroll_y > 0
