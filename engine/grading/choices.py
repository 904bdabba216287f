"""Choices and orders as they are typed: the numbers shown. Read here; choices graded too."""

import re
from collections.abc import Collection

from engine.decks.questions import Choose
from engine.grading.posing import shown_places
from engine.grading.slips import told
from engine.grading.verdict import Verdict

_BETWEEN = re.compile(r"[\s,;.&+/|#、)(\[\]]+|\b(?:and|und|et|then)\b|→|->|>", re.IGNORECASE)


class NotNumbersError(ValueError):
    """An answer that is no list of the numbers shown; the message says what would be one."""


def numbers_typed(answer: str, many: int, every: bool = False) -> tuple[int, ...]:
    """The numbers of an answer such as `2`, `1,3` or `1 3`, from 1 to `many`; `13` are two where there are under ten.

    `every`: all of them are wanted. Raises NotNumbersError.
    """
    wanted = f"type all {many} numbers shown, in order" if every else f"type the numbers shown, 1 to {many}"
    such = " ".join(map(str, [2, 1, *range(3, many + 1)][:many])) if every else "1,3" if many > 2 else "2"
    parts = [part for part in _BETWEEN.split(answer.strip()) if part]
    if not parts or any(not part.isascii() or not part.isdigit() or len(part) > 40 for part in parts):
        raise NotNumbersError(f"{wanted}, as in `{such}`")
    if len(parts) == 1 and many < 10:
        parts = list(parts[0])
    numbers = tuple(map(int, parts))
    for number in numbers:
        if not 1 <= number <= many:
            raise NotNumbersError(f"there is no {number} here: {wanted}")
    return numbers


def grade_choices(question: Choose, answer: str, seed: int) -> Verdict:
    """Whether the right ones are chosen, all of them and no other."""
    places = shown_places(question, seed)
    try:
        numbers = numbers_typed(answer, len(places))
    except NotNumbersError as error:
        return Verdict(verdict="refused", reason=f"{str(error)[0].upper()}{str(error)[1:]}.")
    number_of = {place: number for number, place in enumerate(places, 1)}
    chosen = {places[number - 1] for number in numbers}
    right = {place for place, option in enumerate(question.choose) if option.right}
    understood = _listed({number_of[place] for place in chosen})
    method = f"the {'one right choice' if len(right) == 1 else f'{len(right)} right choices'} of {len(places)}"
    if chosen == right:
        return Verdict(verdict="correct", method=method, understood=understood)
    slip, reasons = "", []
    for example, feedback in question.reject.items():
        if chosen == set(_written(example, len(places))):
            slip, reason = told(feedback)
            reasons.append(reason)
    for place in sorted(chosen - right, key=number_of.__getitem__):
        because = question.choose[place].because.strip()
        reasons.append(f"{number_of[place]} is wrong{f': {because}' if because else '.'}")
    missing = right - chosen
    if missing:
        these = {number_of[place] for place in missing}
        also = " also" if chosen & right else ""
        reasons.append(f"{_listed(these)} {'is' if len(these) == 1 else 'are'}{also} right.")
    if not slip and not chosen - right:
        slip = "incomplete"
    return Verdict(verdict="wrong", slip=slip, reason="\n\n".join(reasons), method=method, understood=understood)


def _written(example: str, many: int) -> tuple[int, ...]:
    try:
        return tuple(number - 1 for number in numbers_typed(example, many))
    except NotNumbersError:
        return ()


def _listed(numbers: Collection[int]) -> str:
    *first, last = sorted(numbers)
    return f"{', '.join(map(str, first))} and {last}" if first else str(last)
