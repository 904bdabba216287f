"""A mistake that has a name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """`slip` names it in a few words, `reason` tells the student in a sentence or two of Markdown."""

    slip: str
    reason: str
