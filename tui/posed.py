"""A question as it stands before somebody: which card asks it, what is asked, the choices in the order shown."""

from dataclasses import dataclass

from engine.decks.card import Card, Deck
from engine.decks.permission import code_for
from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
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
                return f"a number in {unit}" if unit else "a number, or arithmetic such as 6/5"
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


async def judge(runner: Runner, posed: Posed, given: str) -> Verdict:
    """Have an answer to a question that is typed graded. Raises RunnerError where the deck's code fails."""
    assert posed.question is not None
    return await runner.grade(posed.deck.runnable, posed.question, given, posed.asked.seed)
