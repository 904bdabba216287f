"""An attempt: one typed answer to one question, with what grading said of it. An event of the journal."""

from datetime import date, datetime

import msgspec

from engine.grading.verdict import Judgement
from engine.memory import Grade


class Attempt(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`key` is the card's. `question` counts from 1; 0 is the card's own question, which the student judges.

    `right` is how it counts: the verdict's word, or the student's own where the verdict is unknown. `quiz` is the
    quiz it belongs to, empty where it was typed while studying.
    """

    id: str
    key: str
    question: int
    seed: int
    given: str
    verdict: Judgement
    right: bool
    at: datetime
    day: date
    seconds: float
    slip: str = ""
    quiz: str = ""

    @property
    def suggested(self) -> Grade:
        """The grade that it suggests for the card; the student decides."""
        return Grade.GOOD if self.right else Grade.AGAIN
