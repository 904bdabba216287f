"""Finding a card of any deck, to read it."""

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from engine.clock import now
from engine.decks.card import Card
from tui import keys
from tui.draw.markdown import markdown
from tui.finding import Findable, found
from tui.screens.keyed import KeyedScreen
from tui.widgets.drawn import Drawn, pressable
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.line_field import LineField
from tui.words import count, span

if TYPE_CHECKING:
    from engine.decks.library import Library
    from tui.app import RecurApp

DECK = 22
"""The widest that the column of decks may be."""


class Cards(Drawn):
    """The cards found, as many as fit around the chosen one."""

    DEFAULT_CSS = "Cards { height: 1fr; }"

    rows: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """Title, deck, and when it is due."""
    chosen: reactive[int] = reactive(0)

    def watch_rows(self) -> None:
        self.redraw()

    def watch_chosen(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        room = max(1, self.content_size.height)
        first = min(max(0, self.chosen - room // 2), max(0, len(self.rows) - room))
        if not self.rows:
            return Content.styled("No card has all of these words.", "$muted")
        decks = min(max(len(deck) for _, deck, _ in self.rows), DECK)
        dues = max(len(due) for _, _, due in self.rows)
        return Content("\n").join(
            [self._row(at, width, decks, dues) for at in range(first, min(first + room, len(self.rows)))],
        )

    def _row(self, at: int, width: int, decks: int, dues: int) -> Content:
        title, deck, due = self.rows[at]
        here = at == self.chosen
        names = max(10, width - dues - decks - 6)
        row = Content.assemble(
            ("▌ " if here else "  ", "$accent"),
            (_cut(title, names), "bold $bright" if here else "$foreground"),
            "  ",
            (_cut(deck, decks), "$foreground" if here else "$muted"),
            "  ",
            (f"{due:>{dues}}", "$foreground" if here else "$muted"),
        )
        return pressable(row.stylize_before("on $surface") if here else row, f"pick({at})")


def _cut(text: str, width: int) -> str:
    return f"{text if len(text) <= width else text[: width - 1] + '…':<{width}}"


class Preview(Drawn):
    """The question of the chosen card, and its answer."""

    card: reactive[Card | None] = reactive[Card | None](None)

    def watch_card(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.card is None:
            return Content()
        sibling = self.card.siblings[0]
        return Content.assemble(
            markdown(sibling.question, width, style="bold $bright", profile=self.profile),
            "\n\n",
            markdown(sibling.answer, width, profile=self.profile),
        )


class FindScreen(KeyedScreen):
    """A field, the cards that have its words, and the chosen one beside them where there is room."""

    TABLE = keys.FINDING
    BINDINGS = keys.bindings(keys.FINDING)

    DEFAULT_CSS = """
    FindScreen { background: $background; }
    FindScreen #body { height: 1fr; }
    FindScreen #left { width: 11fr; padding: 1 3 1 3; }
    FindScreen #right { width: 8fr; background: $surface; padding: 1 3 1 3; }
    FindScreen.-narrow #right { display: none; }
    FindScreen #found { height: 3; padding: 1 0; }
    FindScreen Input, FindScreen Input:focus {
        height: 1; border: none; border-left: thick $accent; padding: 0 1; background: $panel; color: $foreground;
    }
    """

    query_text: reactive[str] = reactive("", init=False)
    chosen: reactive[int] = reactive(0, init=False)

    app: "RecurApp"

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []
        self._findable: list[Findable] = []
        self._library: Library | None = None

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield LineField(placeholder="words of a card, a deck, a tag", id="words")
                yield Count(id="found")
                yield Cards()
            with Vertical(id="right"):
                yield Preview()
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(Header).trail = ("Find",)
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.set_focus(self.query_one(Input))
        self._look()

    def on_screen_resume(self) -> None:
        if self._library not in (None, self.app.desk.library):
            self._look()  # a card was edited where it was read

    def _look(self) -> None:
        """Take the cards as they are now."""
        self._library = self.app.desk.library
        self._findable = [Findable.of(card, deck.title) for deck in self._library.decks for card in deck.cards]
        self._search()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    @property
    def place(self) -> str:
        return keys.FIND

    def possible(self, action: str) -> bool:
        if action == "new_card":
            return self.app.room is None
        return action == "back" or bool(self._cards)

    def watch_query_text(self) -> None:
        self._search()

    def _search(self) -> None:
        self._cards = found(self._findable, self.query_text)
        self.query_one(Count).said = f"{len(self._cards)} of {count(len(self._findable), 'card')}"
        self.query_one(Cards).rows = tuple(
            (card.title, self.app.deck(card.deck).title or card.deck, self._due(card)) for card in self._cards
        )
        self.chosen = 0
        self._choose()

    def _due(self, card: Card) -> str:
        memories = [memory for each in card.siblings if (memory := self.app.desk.remembered(each.key))]
        if not memories:
            return "new"
        left = min(memory.due for memory in memories) - now()
        return f"in {span(left)}" if left.total_seconds() > 0 else "due"

    def watch_chosen(self) -> None:
        self._choose()

    def _choose(self) -> None:
        self.query_one(Cards).chosen = self.chosen
        self.query_one(Preview).card = self._cards[self.chosen] if self._cards else None
        self.tell()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self.query_text = message.value

    @on(Input.Submitted)
    def action_open(self) -> None:
        from tui.screens.read import ReadScreen

        if self._cards:
            self.app.push_screen(ReadScreen(self.app.material(self._cards[self.chosen])))

    def action_move(self, by: int) -> None:
        self.chosen = min(max(0, self.chosen + by), max(0, len(self._cards) - 1))

    def action_pick(self, at: int) -> None:
        if at == self.chosen:
            self.action_open()
        self.chosen = at

    def action_new_card(self) -> None:
        self.app.write_card(self._cards[self.chosen].deck if self._cards else "")

    def action_back(self) -> None:
        self.app.pop_screen()


class Count(Drawn):
    """How many were found."""

    said: reactive[str] = reactive("")

    def watch_said(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        return Content.styled(self.said, "$muted")
