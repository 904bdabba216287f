"""The order of lines, typed as the numbers they are shown by, all of them."""

from engine.decks.questions import Order
from engine.exhibits import Table
from engine.grading.choices import NotNumbersError, numbers_typed
from engine.grading.posing import shown_places
from engine.grading.slips import told
from engine.grading.verdict import Verdict


def grade_order(question: Order, answer: str, seed: int) -> Verdict:
    """Whether the lines are put in their order; else the first place that is wrong."""
    places, lines = shown_places(question, seed), question.order
    try:
        numbers = numbers_typed(answer, len(lines), every=True)
        _check_all(numbers, len(lines))
    except NotNumbersError as error:
        return Verdict(verdict="refused", reason=f"{str(error)[0].upper()}{str(error)[1:]}.")
    put = [places[number - 1] for number in numbers]
    understood = " ".join(map(str, numbers))
    method = f"the order of all {len(lines)} lines"
    if put == sorted(put):
        return Verdict(verdict="correct", method=method, understood=understood)
    slip, reason = "", ""
    for example, feedback in question.reject.items():
        if put == _written(example, len(lines)):
            slip, reason = told(feedback)
    wrong = next(at for at, place in enumerate(put) if at != place)
    if not slip:
        slip = "reversed" if put[::-1] == sorted(put) else "two lines changed places" if _swapped(put) else ""
    if not reason:
        before = "The first is right. " if wrong == 1 else f"The first {wrong} are right. " if wrong else ""
        reason = f"{before}Place {wrong + 1} is the first that is wrong: what you have there comes later."
    rows = tuple((at + 1, lines[place], lines[at], "" if at == place else "✗") for at, place in enumerate(put))
    return Verdict(
        verdict="wrong",
        slip=slip,
        reason=reason,
        method=method,
        evidence=(Table(("", "yours", "right", ""), rows),),
        understood=understood,
    )


def _check_all(numbers: tuple[int, ...], many: int) -> None:
    missing = [number for number in range(1, many + 1) if number not in numbers]
    if missing:
        named = f"{', '.join(map(str, missing[:-1]))} and {missing[-1]} are" if missing[1:] else f"{missing[0]} is"
        raise NotNumbersError(f"type all {many} numbers, each once: {named} missing")
    if len(numbers) > many:
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise NotNumbersError(f"type all {many} numbers, each once: {twice} stands more than once")


def _swapped(put: list[int]) -> bool:
    return sum(at != place for at, place in enumerate(put)) == 2


def _written(example: str, many: int) -> list[int]:
    try:
        return [number - 1 for number in numbers_typed(example, many)]
    except NotNumbersError:
        return []
