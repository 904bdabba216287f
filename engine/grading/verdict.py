"""What grading says of an answer."""

from typing import Literal

import msgspec

from engine.exhibits import AnyExhibit

Judgement = Literal["correct", "wrong", "unknown", "refused"]

NOT_KNOWN = "not known"
"""The slip of an answer that only asks for the right one; its reason is that one, for where nothing else tells it."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """An answer's worth, and why.

    `unknown` is what could not be decided: the student grades it. `refused` was not understood, with the reason and,
    where there is one, the column of the answer, counted from 1. Texts are Markdown.
    """

    verdict: Judgement
    slip: str = ""  # the name of what went wrong: "sign", "transposed", "factor 1/N", …
    reason: str = ""  # one or two sentences for the student
    method: str = ""  # how it was judged: "6 random networks at 3 sets of dimensions, relative tolerance 1e-9"
    evidence: tuple[AnyExhibit, ...] = ()  # a counterexample, first of all
    understood: str = ""  # TeX of a formula as it was read; any other answer as it was read
    column: int | None = None


def undecided(seconds: float) -> Verdict:
    """What took longer than it may."""
    reason = f"This could not be decided in {seconds:g} s: it is for you to judge."
    return Verdict(verdict="unknown", reason=reason, method=f"stopped after {seconds:g} s")
