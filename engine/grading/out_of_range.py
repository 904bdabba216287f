"""Why a formula has no value at a point."""

from engine.formula.tree import Symbol, Tree

MOST_TERMS = 300  # of sums over an index, those of sums within sums together: a grading takes at most a second
ENTRIES = 4  # so many entries of a term at 40 digits count as one term more


class OutOfRangeError(Exception):
    """A member, an entry or a size that is not there: the message names it, `column` counts from 0."""

    def __init__(self, message: str, tree: Tree) -> None:
        super().__init__(message)
        self.message = message
        self.column = tree.start


class NoMemberError(OutOfRangeError):
    """A member beyond the ends of its family; the index one `step` on, 1 or -1, is nearer to them."""

    def __init__(self, message: str, symbol: Symbol, step: int) -> None:
        super().__init__(message, symbol)
        self.symbol = symbol
        self.step = step


class UndefinedError(Exception):
    """An index, or an end of a sum, that is no whole number."""


class TooMuchError(Exception):
    """More terms than MOST_TERMS, or as much work as those."""
