"""Bound indices: what a sum runs over, named so that equal sums are equal expressions and no index is captured."""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr, Sum, Symbol

# The letter of a sum is told by how many sums are nested in it; none of these is ever a free index.
BOUND = sympy.symbols("m l q r s t u v", integer=True)


def canonical(e: Expr) -> Expr:
    """Rename the bound index of every sum by the depth of the sums within it, the innermost first.

    Raises IndexError for more than eight sums in one another.
    """
    return _renamed(e)[0]


def _renamed(e: Expr) -> tuple[Expr, int]:
    if not e.has(Sum):
        return e, 0
    parts = [_renamed(part) for part in e.args[: 1 if isinstance(e, Sum) else None]]
    depth = max(depth for _, depth in parts)
    if isinstance(e, Sum):
        ((bound, low, high),) = e.limits
        return Sum(parts[0][0].xreplace({bound: BOUND[depth]}), (BOUND[depth], low, high)), depth + 1
    return e.func(*(part for part, _ in parts)), depth


def substitute_indices(e: Expr, indices: Mapping[Symbol, Expr]) -> Expr:
    """Put other free indices into a canonical expression; its sums keep their bound ones out of the way."""
    return freshened(e).xreplace(dict(indices))


def freshened(e: Expr) -> Expr:
    """The same expression with bound indices that occur nowhere else, to put into another one."""
    if not e.has(Sum):
        return e
    if isinstance(e, Sum):
        ((bound, low, high),) = e.limits
        own = sympy.Dummy(bound.name, integer=True)
        return Sum(freshened(e.function).xreplace({bound: own}), (own, low, high))
    return e.func(*(freshened(part) for part in e.args))


def leaves(e: Expr) -> list[Expr]:
    """The largest parts that are one value of the network: its entries, deltas and sums, in a fixed order."""
    found: set[Expr] = set()
    walk = sympy.preorder_traversal(e)
    for part in walk:
        if isinstance(part, sympy.Indexed | sympy.KroneckerDelta | Sum):
            found.add(part)
            walk.skip()
    return sorted(found, key=sympy.default_sort_key)
