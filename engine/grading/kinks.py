"""Whether a formula may have kinks, where two formulas agree on one side and part on the other: |x| and x."""

from engine.formula.limits import parts
from engine.formula.tree import Apply, Constant, Fold, Power, Tree

_KINKED = frozenset(["abs", "sqrt", "relu", "relu'", "sign", "max", "min", "norm", "log", "log2", "log10"])
"""The logarithms too: exp(log(x²)/2) is |x|."""


def kinked(tree: Tree) -> bool:
    """Without a kink, agreement at random points on one side is agreement on both."""
    match tree:
        case Apply(function=name) if name in _KINKED:
            return True
        case Fold(kind="max" | "min"):
            return True
        case Power(exponent=Constant(value=value)) if value.denominator == 1:
            return kinked(tree.base)
        case Power():
            return True
    return any(map(kinked, parts(tree)))
