"""Sums over an index: named so that equal sums are equal expressions and no index is captured, and contracted.

To contract is to use that a sum over an index which a Kronecker delta ties to another one is a single term.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Add, Expr, KroneckerDelta, Mul, Sum, Symbol

LETTERS = "mlqrstuv"


def bound_index(depth: int) -> Symbol:
    """The index of a sum, told by how many sums are nested in it, never a free one: m, l, q, …, v, m', l', …"""
    return Symbol(LETTERS[depth % len(LETTERS)] + "'" * (depth // len(LETTERS)), integer=True)


def outermost(total: Sum) -> tuple[Symbol, Expr, Expr, Expr]:
    """The index of a sum, its first and last value, and what is summed.

    SymPy makes one sum with several indices of a sum of a sum; here it is taken as what it was.

    >>> a, b, t = *sympy.symbols("a b"), sympy.IndexedBase("t")
    >>> outermost(Sum(Sum(t[a, b], (b, 0, 3)), (a, 0, 2)))
    (a, 0, 2, Sum(t[a, b], (b, 0, 3)))
    """
    *inner, (bound, low, high) = total.limits
    return bound, low, high, Sum(total.function, *inner) if inner else total.function


def canonical(e: Expr) -> Expr:
    """Rename the bound index of every sum by the depth of the sums within it, the innermost first.

    >>> a, b, t = *sympy.symbols("a b"), sympy.IndexedBase("t")
    >>> canonical(Sum(t[a] * Sum(t[a, b], (b, 0, 3)), (a, 0, 3)))
    Sum(t[l]*Sum(t[l, m], (m, 0, 3)), (l, 0, 3))
    """
    return _renamed(e)[0]


def _renamed(e: Expr) -> tuple[Expr, int]:
    if not e.has(Sum):
        return e, 0
    if isinstance(e, Sum):
        bound, low, high, term = outermost(e)
        renamed, depth = _renamed(term)
        if renamed is term and bound == bound_index(depth):
            return e, depth + 1
        return Sum(renamed.xreplace({bound: bound_index(depth)}), (bound_index(depth), low, high)), depth + 1
    parts = [_renamed(part) for part in e.args]
    same = all(new is old for (new, _), old in zip(parts, e.args, strict=True))
    return e if same else e.func(*(new for new, _ in parts)), max(depth for _, depth in parts)


def substitute_indices(e: Expr, indices: Mapping[Symbol, Expr]) -> Expr:
    """Put other free indices into a canonical expression; its sums keep their bound ones out of the way."""
    return freshened(e).xreplace(dict(indices))


def freshened(e: Expr) -> Expr:
    """The same expression with bound indices that occur nowhere else, to put into another one."""
    if not e.has(Sum):
        return e
    if isinstance(e, Sum):
        bound, low, high, term = outermost(e)
        own = sympy.Dummy(bound.name, integer=True)
        return Sum(freshened(term).xreplace({bound: own}), (own, low, high))
    return e.func(*(freshened(part) for part in e.args))


def leaves(e: Expr) -> list[Expr]:
    """The largest parts that are one value of the network: its entries, deltas and sums, in a fixed order."""
    found: set[Expr] = set()
    walk = sympy.preorder_traversal(e)
    for part in walk:
        if isinstance(part, sympy.Indexed | KroneckerDelta | Sum):
            found.add(part)
            walk.skip()
    return sorted(found, key=sympy.default_sort_key)


def contract(e: Expr) -> Expr:
    """Resolve every sum over a delta, split sums of sums, and take out of each sum what does not depend on its index.

    Every index of a network runs over a whole dimension, so `Σ_m δ_{mj} t_m` is `t_j` without a condition on j.

    >>> m, j, t = *sympy.symbols("m j"), sympy.IndexedBase("t")
    >>> contract(Sum(t[j] * (KroneckerDelta(m, j) - t[m]) * t[m], (m, 0, 3)))
    t[j]**2 - t[j]*Sum(t[m]**2, (m, 0, 3))
    """
    if not e.has(Sum):
        return e
    if not isinstance(e, Sum):
        return e.func(*map(contract, e.args))
    bound, low, high, summed = outermost(e)
    return Add(*(_one_term(term, bound, low, high) for term in _terms(contract(summed), bound)))


def _terms(function: Expr, bound: Symbol) -> tuple[Expr, ...]:
    """The terms of a summand, multiplied out only where a delta of the bound index stands inside a bracket."""
    if isinstance(function, Mul) and any(_tied(factor, bound) for factor in function.args if isinstance(factor, Add)):
        function = sympy.expand_mul(function)
    return tuple(
        part for term in Add.make_args(function) for part in ([term] if term is function else _terms(term, bound))
    )


def _tied(e: Expr, bound: Symbol) -> bool:
    return any(delta.has(bound) for delta in e.atoms(KroneckerDelta))


def _one_term(term: Expr, bound: Symbol, low: Expr, high: Expr) -> Expr:
    factors = Mul.make_args(term)
    delta = next((factor for factor in factors if isinstance(factor, KroneckerDelta) and factor.has(bound)), None)
    if delta is not None:
        (other,) = set(delta.args[:2]) - {bound}
        return Mul(*(factor for factor in factors if factor is not delta)).xreplace({bound: other})
    inside = [factor for factor in factors if factor.has(bound)]
    outside = Mul(*(factor for factor in factors if not factor.has(bound)))
    return outside * (Sum(Mul(*inside), (bound, low, high)) if inside else high - low + 1)
