"""Activations as symbols: functions of an expression, without their slopes."""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Expr, Function, Piecewise

Activation = Callable[[Expr], Expr]

ACTIVATIONS: dict[str, Activation] = {
    "tanh": sympy.tanh,
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "relu": lambda z: Piecewise((z, z > 0), (0, True)),
    "identity": lambda z: z,
}


class AnyActivation(Function):  # type: ignore[misc]  # SymPy ships no types
    """g(z), of which no more is known than that it has a slope g'(z)."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return Function("g'")(self.args[0])


def called(activation: str | Activation) -> Activation:
    """The activation of that name, or the one given."""
    return ACTIVATIONS[activation] if isinstance(activation, str) else activation
