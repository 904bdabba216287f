"""Exponentials that neither overflow nor vanish on the way to a number: a sum of them is carried as its logarithm.

    Σ_m exp(x_m) = exp(L),   L = ln Σ_m exp(x_m) = s + ln Σ_m exp(x_m - s),   s = max_m x_m

So exp(x_i) / Σ_m exp(x_m) is exp(x_i - L), and its logarithm x_i - L: of the softmax as of any other ratio.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Add, Dummy, Expr, Indexed, Mul
from sympy.codegen.numpy_nodes import logaddexp

from models.derivation.generic import kept
from models.derivation.indices import canonical, substitute_indices
from models.graph import i


def exponent(e: Expr) -> Expr | None:
    """x where e is exp(x) or a positive number times it, so that e is exp(x); else None.

    >>> x = sympy.Symbol("x", real=True)
    >>> exponent(3 * sympy.exp(x)), exponent(x)
    (x + log(3), None)
    """
    if isinstance(e, sympy.exp):
        return e.args[0]
    number, rest = e.as_coeff_Mul()
    if number.is_positive and rest == 1:
        return sympy.log(number)
    return sympy.log(number) + rest.args[0] if number.is_positive and isinstance(rest, sympy.exp) else None


def by_logarithms(e: Expr) -> Expr:
    """Every sum a + b of exponentials as exp(logaddexp(ln a, ln b)), every product as one exponential; of real symbols.

    >>> x = sympy.Symbol("x", real=True)
    >>> by_logarithms(sympy.log(1 + sympy.exp(x)))
    logaddexp(0, x)
    """
    logarithms: dict[Expr, Expr] = {}

    def written(part: Expr) -> Expr:
        if not part.args or not part.has(sympy.exp):
            return part
        part = part.func(*map(written, part.args))
        if isinstance(part, Mul):
            factors = [factor.args[0] for factor in part.args if isinstance(factor, sympy.exp)]
            return Mul(sympy.exp(Add(*factors)), *(each for each in part.args if not isinstance(each, sympy.exp)))
        exponents = [exponent(term) for term in part.args] if isinstance(part, Add) else [None]
        first, *others = [each for each in exponents if each is not None] or [None]
        if first is None or len(others) + 1 < len(exponents) or not part.has(sympy.exp):
            return part
        for other in others:
            first = logaddexp(first, other)
        real = Dummy("L", real=True)  # so that SymPy takes ln exp(L) to be L
        logarithms[real] = first.xreplace(logarithms)
        return sympy.exp(real)

    return written(e).xreplace(logarithms)


def log_sum_exp(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln Σ exp(x) along the last axis."""
    highest = x.max(axis=-1, keepdims=True)
    return np.asarray(highest[..., 0] + np.log(np.exp(x - highest).sum(axis=-1)))


def logarithms_written_out(definition: Expr, others: Mapping[str, Expr | None]) -> Expr:
    """A definition with `ln p_i` as the logarithm of what p is defined by, where that is made of exponentials."""
    entries = [log.args[0] for log in definition.atoms(sympy.log) if isinstance(log.args[0], Indexed)]
    used = {entry.base.name: others.get(entry.base.name) for entry in entries}
    made_of = {name: other for name, other in used.items() if other is not None and other.has(sympy.exp)}
    return _written_out(definition, tuple(made_of.items())) if made_of else definition


@kept
def _written_out(definition: Expr, others: tuple[tuple[str, Expr], ...]) -> Expr:
    made_of, logarithms = dict(others), {}
    for log in definition.atoms(sympy.log):
        (entry,) = log.args
        if isinstance(entry, Indexed) and entry.base.name in made_of:
            (index,) = entry.indices
            logarithms[log] = sympy.log(substitute_indices(made_of[entry.base.name], {i: index}))
    return canonical(definition.xreplace(logarithms))
