"""Contraction: a sum over an index that a Kronecker delta ties to another index is one term."""

from __future__ import annotations

import sympy
from sympy import Add, Expr, KroneckerDelta, Mul, Piecewise, Sum, Symbol


def contract(e: Expr) -> Expr:
    """Resolve every sum over a delta, split sums of sums, and take out of each sum what does not depend on its index.

    Every index of a network runs over a whole dimension, so `Σ_m δ_{mj} t_m` is `t_j` without a condition on j.
    """
    if not e.has(Sum):
        return e
    parts = [contract(part) for part in e.args] if not isinstance(e, Sum) else [contract(unfolded(e.function))]
    if not isinstance(e, Sum):
        return e.func(*parts)
    ((bound, low, high),) = e.limits
    return Add(*(_one_term(term, bound, low, high) for term in _terms(parts[0], bound)))


def unfolded(e: Expr) -> Expr:
    """The factors that all cases share, taken out of them: SymPy's sums draw them in, and a delta would be hidden."""
    if not isinstance(e, Piecewise):
        return e
    branches = [set(Mul.make_args(value)) for value, _ in e.args if value != 0]
    common = Mul(*(factor for factor in set.intersection(*branches) if not factor.is_number))
    return common * Piecewise(*((value / common, condition) for value, condition in e.args))


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
