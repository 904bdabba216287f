"""Whether a claim holds: computed from its two sides, never said by the author."""

import math
from collections.abc import Callable

from engine.exhibits import Claim, Number

_NUMERIC: dict[str, Callable[[float, float, float], bool]] = {
    "=": lambda left, right, slack: left == right or abs(left - right) <= slack,
    "≈": lambda left, right, slack: left == right or abs(left - right) <= slack,
    "≠": lambda left, right, slack: left != right and not abs(left - right) <= slack,
    "<": lambda left, right, _: left < right,
    "≤": lambda left, right, slack: left <= right + slack,
    ">": lambda left, right, _: left > right,
    "≥": lambda left, right, slack: left >= right - slack,
}


def holds(claim: Claim) -> bool:
    """Compare both sides: the tolerance is relative to the right side, absolute where that is 0; NaN never holds."""
    left, right = claim.left, claim.right
    if isinstance(left, str) or isinstance(right, str):
        return {"=": left == right, "≠": left != right}.get(claim.relation, False)
    if math.isnan(left) or math.isnan(right):
        return False
    return _NUMERIC[claim.relation](left, right, slack(claim.tolerance, right))


def slack(tolerance: float, right: Number) -> float:
    """The absolute distance that a relative tolerance allows around `right`."""
    size = abs(right)
    return tolerance * size if 0 < size < math.inf else tolerance
