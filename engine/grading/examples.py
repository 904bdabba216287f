"""The right answer of a question, and its examples, as a student would type them at a seed."""

from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
from engine.grading.choices import NotNumbersError, numbers_typed
from engine.grading.posing import shown_places
from engine.grading.spelling import without_s


def right_answers(question: AnyQuestion, seed: int) -> tuple[str, ...]:
    """What is right as it would be typed; every spelling of a text."""
    match question:
        case Number(number=number, unit=unit):
            return (f"{number!r} {without_s(unit) if number == 1 and len(unit) > 3 else unit}".strip(),)
        case Formula(formula=formula):
            return (formula,)
        case Text(text=spellings):
            return tuple(spelling for spelling in spellings if spelling.strip())
        case Order(order=lines):
            return (_as_shown(question, range(len(lines)), seed),)
        case Choose(choose=options):
            return (_as_shown(question, [place for place, option in enumerate(options) if option.right], seed),)


def example_typed(question: AnyQuestion, example: str, seed: int) -> str:
    """An example as typed at a seed: of a choice or an order, the numbers shown for those it counts as written."""
    match question:
        case Choose(choose=parts) | Order(order=parts):
            try:
                written = numbers_typed(example, len(parts))
            except NotNumbersError:
                return example
            return _as_shown(question, [number - 1 for number in written], seed)
    return example


def _as_shown(question: Choose | Order, places: "range | list[int]", seed: int) -> str:
    number_of = {place: number for number, place in enumerate(shown_places(question, seed), 1)}
    return " ".join(str(number_of[place]) for place in places)
