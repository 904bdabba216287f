"""Whether a claim holds: computed from its two sides, never said by the author."""

import math
from fractions import Fraction

from engine.exhibits import Claim, Number


def holds(claim: Claim) -> bool:
    """Compare both sides: the tolerance is relative to the right side, absolute where that is 0; NaN never holds.

    Strict relations take no tolerance, and texts can only be equal or different.
    """
    left, right = claim.left, claim.right
    if isinstance(left, str) or isinstance(right, str):
        return {"=": left == right, "≠": left != right}.get(claim.relation, False)
    if left != left or right != right:  # NaN; math.isnan fails on a whole number beyond all floats
        return False
    close = left == right or _close(left, right, claim.tolerance)
    match claim.relation:
        case "=" | "≈":
            return close
        case "≠":
            return not close
        case "<":
            return left < right
        case "≤":
            return left < right or close
        case ">":
            return left > right
        case "≥":
            return left > right or close


def _close(left: Number, right: Number, tolerance: float) -> bool:
    """Exact in rationals, since a whole number may be larger than any float."""
    if left in (math.inf, -math.inf) or right in (math.inf, -math.inf):
        return False
    return abs(Fraction(left) - Fraction(right)) <= Fraction(tolerance) * (abs(Fraction(right)) or 1)
