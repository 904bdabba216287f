r"""Cases as factors: `1[z > 0]` is 1 where the condition holds and 0 elsewhere, and `max(z, 0)` is `z 1[z > 0]`.

A factor is differentiated, contracted and read as a vector like any other, which SymPy's own cases are not: its sums
and products draw them together, until nothing is left that has a matrix form.
"""

from __future__ import annotations

import sympy
from sympy import Add, Dummy, Expr, Function, Indexed, Integer, Mul, Piecewise, Sum
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

BENDS = (sympy.Max, sympy.Min, sympy.Abs, sympy.sign, sympy.Heaviside, sympy.floor, sympy.ceiling)


class Holds(Function):  # type: ignore[misc]  # SymPy ships no types
    """1 where the relation holds, else 0. It has no slope; at the bend itself that of the case which holds there.

    >>> t = sympy.Symbol("t", real=True)
    >>> (t * Holds(t > 0)).diff(t), Holds(t > 0) ** 2
    (Holds(t > 0), Holds(t > 0))
    """

    is_real = True

    @classmethod
    def eval(cls, relation: Boolean) -> Expr | None:
        return Integer(bool(relation)) if relation in (sympy.true, sympy.false) else None

    def _eval_derivative(self, _: Expr) -> Expr:
        return Integer(0)

    def _eval_power(self, power: Expr) -> Expr | None:
        return self if power.is_Integer and power > 0 else None


def by_cases(e: Expr) -> Expr:
    """An expression in which what bends or jumps (Max, Abs, Piecewise, …) is a sum over its cases.

    Raises ValueError for one that has no such form.

    >>> t = sympy.Symbol("t", real=True)
    >>> by_cases(sympy.Max(t, t / 2))
    t*Holds(t >= 0) + t*Holds(t < 0)/2
    """
    if not e.has(*BENDS, Piecewise):
        return e
    if isinstance(e, Sum):
        return Sum(by_cases(e.function), *e.limits)
    if e.has(Sum):
        return e.func(*(by_cases(part) for part in e.args))
    real = {entry: Dummy(entry.base.name, real=True) for entry in e.atoms(Indexed)}  # else Max and the like stay
    folded = sympy.piecewise_fold(e.xreplace(real).rewrite(Piecewise))
    if not isinstance(folded, Piecewise) or folded.has(*BENDS):
        raise ValueError(f"{e} cannot be written by cases")
    before, terms = sympy.true, []
    for value, condition in folded.args:
        terms.append(value * where(sympy.And(before, condition).simplify()))
        before = sympy.And(before, sympy.Not(condition))
    return Add(*terms).xreplace({dummy: entry for entry, dummy in real.items()})


def where(condition: Boolean) -> Expr:
    """1 where the condition holds, else 0, by the relations that it is made of.

    >>> t = sympy.Symbol("t", real=True)
    >>> where((t > 0) & (t < 6)), where((t < 0) | (t > 6))
    (Holds(t > 0)*Holds(t < 6), -Holds(t >= 0)*Holds(t <= 6) + 1)
    """
    if isinstance(condition, sympy.And):
        return Mul(*map(where, condition.args))
    if isinstance(condition, sympy.Or):
        return 1 - Mul(*(where(sympy.Not(each)) for each in condition.args))
    if isinstance(condition, sympy.Not):
        return 1 - where(condition.args[0])
    if isinstance(condition, Relational) or condition in (sympy.true, sympy.false):
        return Holds(condition)
    raise ValueError(f"the case {condition} is made of no relations")
