"""Proofs about a small network, written out in all its entries: what is counted here is decided, not measured.

Each entry of a gradient is a polynomial once every value of g, g' and exp has a name, and two ways to it give the same
for all values where the polynomials are the same. The knobs don't come into it: what was decided is kept.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from engine import Claim

STEPS = WORDS = 3
UNITS = 2
SIZES = f"$N = K = {STEPS}$, $H = {UNITS}$"
HOW = (
    f"At {SIZES} a claim decides it: written out, with a name for each value of $g$, $g'$ and $\\exp$, both sides must "
    "be the same polynomials."
)

Decided = tuple[int, int]  # of how many entries it is proved, and how many there are


@cache
def ways_agree(parameter: str, rtrl: bool = False) -> Decided:
    """∂F/∂θ directly and by the recursion of δ_n, or by that of S_n, whatever the activation."""
    ways, directly = _directly(parameter)
    return _decided(ways.network, directly, ways.by_rtrl(parameter) if rtrl else ways.by_bptt(parameter))


@cache
def _directly(parameter: str) -> tuple[Any, Mapping[Any, Any]]:
    from models.derivation.proof_through_time import ThreeWays  # SymPy: the numbers need not wait for it
    from models.graph import AnyActivation, H, K

    ways = ThreeWays(STEPS, {H: UNITS, K: WORDS}, AnyActivation)
    return ways, ways.directly(parameter)


@cache
def sum_over_copies(parameter: str) -> Decided:
    """∂F/∂θ where θ is shared, and the sum of ∂F/∂θ_n over its copies, with tanh."""
    from models.derivation.proof_through_time import Copies  # SymPy: the numbers need not wait for it
    from models.graph import H, K

    copies = Copies(STEPS, {H: UNITS, K: WORDS})
    each = [copies.of_copy(parameter, n) for n in range(1, STEPS + 1)]
    summed = {place: sum(copy[place] for copy in each) for place in each[0]}
    return _decided(copies.tied, copies.tied.gradient(parameter), summed)


def _decided(network: Any, left: Mapping[Any, Any], right: Mapping[Any, Any]) -> Decided:
    return sum(network.same({place: left[place]}, {place: right[place]}) for place in left), len(left)


def claim(what: str, g: str, decided: Decided) -> Claim:
    """What was decided, which is called a proof where it is one."""
    equal, entries = decided
    said = "proved" if equal == entries else "not proved"
    return Claim(f"{what} {said}, {g}, {SIZES}: entries", equal, "=", entries)
