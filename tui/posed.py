"""A question as it stands before somebody: which card asks it, what is asked, the choices in the order shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.decks.card import Card, Deck
from engine.decks.permission import code_for
from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
from engine.formula.kinds import Kind
from engine.grading.posing import shown
from engine.grading.verdict import Verdict
from engine.problems import RecurError
from engine.quiz import Asked
from engine.runner import Runner, RunnerError


@dataclass(frozen=True)
class Posed:
    """`question` is None where the card has no quiz: its own question is asked, and the student judges the answer."""

    asked: Asked
    card: Card
    deck: Deck
    question: AnyQuestion | None = None
    options: tuple[str, ...] = ()
    """Of a choice or an order: the lines, numbered from 1 as they stand."""
    symbols: Mapping[str, Kind] | None = None
    """What an answer may name, once it is known what the world gives; None where `where` says it all."""

    @property
    def ask(self) -> str:
        """Markdown of what is asked."""
        return self.question.ask if self.question else self.card.siblings[0].question

    @property
    def typed(self) -> bool:
        """Whether an answer can be typed and graded."""
        return self.question is not None

    @property
    def way(self) -> str:
        """How an answer is typed."""
        match self.question:
            case Number(unit=unit):
                from engine.grading.numbers import precision  # late: it brings the grammar of formulas

                within = precision(self.question)
                kind = f"{'a number' if within else 'an exact number'}{f' in {unit}' if unit else ''}"
                return ", ".join(each for each in (kind, within, "" if unit else "or arithmetic such as 6/5") if each)
            case Formula():
                return "a formula"
            case Choose():
                return "the number of each that is right: 2, or 1,3"
            case Order(order=lines):
                return f"all {len(lines)} numbers, in order"
            case Text():
                return "in words"
        return "in your words"


async def pose(runner: Runner, asked: Asked, card: Card, deck: Deck) -> Posed:
    """Put a question as its seed has it. Raises RunnerError where a generator fails, or may not run."""
    if asked.question == 0:
        return Posed(asked, card, deck)
    try:
        code = code_for(card.quiz[asked.question - 1], deck)
    except RecurError as error:
        raise RunnerError(str(error)) from None
    question = await runner.pose(code, card.quiz[asked.question - 1], asked.seed)
    lines = shown(question, asked.seed) if isinstance(question, Choose | Order) else ()
    return Posed(asked, card, deck, question, lines)


async def named(runner: Runner, posed: Posed) -> Posed:
    """The same with the symbols that its world gives, as grading knows them; a world that fails gives none."""
    assert isinstance(posed.question, Formula)
    try:
        symbols = await runner.symbols(posed.deck.runnable, posed.question, posed.asked.seed)
    except RunnerError:  # grading says why
        return posed
    return replace(posed, symbols=symbols)


async def judge(runner: Runner, posed: Posed, given: str) -> Verdict:
    """Have an answer to a question that is typed graded. Raises RunnerError where the deck's code fails."""
    assert posed.question is not None
    return await runner.grade(posed.deck.runnable, posed.question, given, posed.asked.seed)
