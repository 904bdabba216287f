"""What `recur check` does beyond reading: the answers are run, and the answers to questions graded."""

from engine.checking.answers import check_answers
from engine.checking.questions import check_questions

__all__ = ["check_answers", "check_questions"]
