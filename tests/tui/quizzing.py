"""A person in the quiz room, for the tests."""

from datetime import UTC, datetime
from pathlib import Path

from engine.decks.library import find_decks
from engine.decks.questions import Choose, Formula, Number, Order, Text
from engine.grading.posing import shown_places
from engine.room import Room
from tests.tui.sitting import DECKS, Person, opened, play
from tui.posed import Posed
from tui.screens.results import ResultsScreen

LIBRARY = find_decks([DECKS / "quizzed.yaml"], trust=True)
AWKWARD = find_decks([DECKS / "awkward.yaml"], trust=True)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def right_answer(posed: Posed) -> str:
    """What to type for full marks."""
    match posed.question:
        case Number(number=number):
            return str(number)
        case Formula():
            return "outer(p - w, h)"
        case Text(text=spellings):
            return spellings[-1].upper()
        case Choose(choose=options) as question:
            places = shown_places(question, posed.asked.seed)
            return ",".join(str(at) for at, place in enumerate(places, 1) if options[place].right)
        case Order() as question:
            places = shown_places(question, posed.asked.seed)
            return " ".join(str(places.index(place) + 1) for place in range(len(places)))
    return ""


class Sitter(Person):
    """A person in the quiz room."""

    async def asked(self) -> Posed:
        """The question, when it stands there."""
        await self.until(lambda: self.screen.posed is not None and self.screen.place in ("typing", "asked"))
        await self.pilot.pause()
        found: Posed = self.screen.posed
        return found

    async def until_asked(self, card: str) -> Posed:
        """Pass questions until this card's stands there."""
        while (posed := await self.asked()).card.id != card:
            if self.screen.place == "typing":
                await self.press("escape")
            await self.press("n")
        return posed

    async def end(self) -> None:
        """End the quiz while questions are left, as one who means it."""
        if self.screen.place == "typing":
            await self.press("escape")
        await self.press("escape")
        await self.until(lambda: "esc once more ends" in self.on_screen("Hints"))
        await self.press("escape")
        await self.until(lambda: isinstance(self.screen, ResultsScreen))
        await self.pilot.pause()

    def on_screen(self, selector: str) -> str:
        """The rows of a widget that can be seen now, as they are painted; empty where none can."""
        widget = self.screen.query_one(selector)
        seen = widget.region
        for above in widget.ancestors:
            seen = seen.intersection(getattr(above, "region", seen))
        rows = self.app.screen._compositor.render_strips()[seen.y : seen.bottom]
        return "\n".join(strip.text for strip in rows) if seen.area and widget.display else ""

    async def write(self, text: str) -> None:
        """Type into the field, and leave it there."""
        self.screen.field.value = text
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type into the field and have it graded."""
        self.screen.field.value = text
        await self.pilot.pause()
        await self.press("enter")
        await self.until(lambda: not getattr(self.screen, "said", None) or not self.screen.said.busy)
        await self.pilot.pause()


def quiz_room(home: Path, story, size=(80, 24), library=LIBRARY, **drawn) -> None:  # type: ignore[no-untyped-def]  # a test's story
    async def told() -> None:
        room = Room.open(library, home, **drawn)
        async with opened(library, home, size, room=room) as person:
            await story(Sitter(person.app, person.pilot), room)

    play(told())
