"""What a student is told of a slip in the decks' formulas: who follows it, has the right answer."""

import re
from collections.abc import Iterator

from test_worlds_of_decks import known, posed

from engine.grading.formulas import grade_formula

STANDS = re.compile(r"`([^`]+)` stands where `([^`]+)` is meant")
MEANT = re.compile(r"`([^`]+)` is meant, and not `([^`]+)`")


def slipped(formula: str) -> Iterator[str]:
    """The formula with one index elsewhere, its sum from 2 on or not, or with one sign turned."""
    before, summed, of = formula.rpartition("sum_n ")
    for place in re.finditer(r"_n|_\{n[+-]1\}", of):
        for index in ("_n", "_{n-1}", "_{n+1}", "_{n-2}", "_{n+2}"):
            if index != place[0]:
                other = of[: place.start()] + index + of[place.end() :]
                yield f"{before}{summed}{other}"
                if summed and index == "_{n-1}":
                    yield f"{before}sum_{{n=2}}^N {other}"
    for place in re.finditer(r" [+-] ", formula):
        yield formula[: place.start()] + (" - " if "+" in place[0] else " + ") + formula[place.end() :]


def test_who_follows_what_is_said_of_a_slip_is_right() -> None:
    misled, followed = [], 0
    for (card, number), question in posed().items():
        world = known()[question.world]
        for typed in {*slipped(question.formula)} - {question.formula}:
            reason = grade_formula(question, typed, world).reason
            swaps = STANDS.findall(reason) + [(stands, meant) for meant, stands in MEANT.findall(reason)]
            for stands, meant in swaps:
                at = [each.start() for each in re.finditer(re.escape(stands), typed)]
                tries = [typed[:place] + meant + typed[place + len(stands) :] for place in at]
                mended = dict.fromkeys([*tries, typed.replace(stands, meant)])
                followed += 1
                if not any(grade_formula(question, each, world).verdict == "correct" for each in mended):
                    misled.append((card, number, typed, reason))
    assert misled == []
    assert followed >= 40
