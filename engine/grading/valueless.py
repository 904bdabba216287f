"""A part of a formula that has no value whatever the symbols are: 1/0, log(0), √(-1)."""

from fractions import Fraction

from engine.formula.limits import parts
from engine.formula.tree import Apply, Constant, Negative, Power, Product, Quotient, Sum, Tree
from engine.grading.closed import NoNumberError, NoValueError, value

_ONE = Constant(Fraction(1))


def valueless(tree: Tree) -> tuple[Tree, str] | None:
    """The innermost such part, and why it has no value; None where there is none."""
    for part in parts(tree):
        if found := valueless(part):
            return found
    number = Quotient(_ONE, tree.below) if isinstance(tree, Quotient) else tree  # of x/0 what is above is the same
    if not isinstance(number, Quotient | Power | Apply) or not parts(number) or not all(map(_exact, parts(number))):
        return None
    try:
        value(number)
    except NoValueError as error:
        return tree, str(error)
    except NoNumberError:
        return None
    return None


def _exact(tree: Tree) -> bool:
    """Whether it is made of numbers alone, and of them by arithmetic alone, which rounds nothing."""
    if isinstance(tree, Power) and not (isinstance(tree.exponent, Constant) and tree.exponent.value.denominator == 1):
        return False
    arithmetic = isinstance(tree, Constant | Negative | Sum | Product | Quotient | Power)
    return arithmetic and all(map(_exact, parts(tree)))
