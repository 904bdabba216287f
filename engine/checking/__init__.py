"""What `recur check` does beyond reading: the answers are run."""

from engine.checking.answers import check_answers

__all__ = ["check_answers"]
