"""While studying: the answer is typed before it is shown."""

import re
import time
from dataclasses import dataclass
from typing import ClassVar

from engine.grading.verdict import Verdict
from engine.quiz import Asked
from tui import keys
from tui.screens.asking import AskingScreen
from tui.widgets.header import Header


@dataclass(frozen=True)
class Typed:
    """What was typed first, and what was said of it. `right` is None where the student has to say."""

    asked: Asked
    given: str
    verdict: Verdict
    seconds: float
    options: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[tuple[int, str], ...]:
        """The lines that were named by their numbers, as these were understood."""
        numbers = [int(each) for each in re.findall(r"\d+", self.verdict.understood)] if self.options else []
        return tuple((each, self.options[each - 1]) for each in numbers)

    @property
    def right(self) -> bool | None:
        return None if self.verdict.verdict == "unknown" else self.verdict.verdict == "correct"


class TypingScreen(AskingScreen):
    """One question of the card that is studied; of a card without a quiz, its own, to be compared by eye."""

    TABLE = keys.TYPE
    BINDINGS = keys.bindings(keys.TYPE)
    FREE: ClassVar = True

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._typed: Typed | None = None
        self._began = time.monotonic()

    async def on_mount(self) -> None:
        await super().on_mount()
        self.run_worker(self._put(), group="follow")

    async def _put(self) -> None:
        self.make_way(self._asked)
        await self.put(self._asked)
        if self.posed is not None:
            self.query_one(Header).trail = (self.posed.deck.title or self.posed.deck.name, self.posed.card.title)

    async def put_again(self, word: str = "") -> None:
        self._typed = None
        await self._put()
        self.say(word)

    def instead(self, wanted: Asked) -> Asked:
        return Asked(wanted.key, 0, 0)

    def came(self, given: str, verdict: Verdict, trouble: str = "") -> None:
        if self._typed is None:
            asked, options = (self.posed.asked, self.posed.options) if self.posed is not None else (self._asked, ())
            self._typed = Typed(asked, given, verdict, time.monotonic() - self._began, options)
        super().came(given, verdict, trouble)
        if self.posed is not None and self.posed.question is None:
            self.action_go_on()

    def action_go_on(self) -> None:
        self.dismiss(self._typed)

    def action_back(self) -> None:
        self.dismiss(self._typed)
