"""Whether two scalar formulas are the same by algebra, for where numbers cannot tell: by SymPy, last and with care.

Expressions are built node by node from the tree, never from text, and only small ones, so that SymPy ends soon.
"""

from fractions import Fraction
from functools import reduce
from typing import Any

import sympy

from engine.formula.limits import parts
from engine.formula.tree import (
    Apply,
    Constant,
    Known,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)

MOST_NODES = 60
MOST_EXPONENT = 8
MOST_DIGITS = 400  # of a power of a small number

_FUNCTIONS: dict[str, Any] = {
    "exp": sympy.exp,
    "log": sympy.log,
    "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10),
    "sqrt": sympy.sqrt,
    "tanh": sympy.tanh,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "abs": sympy.Abs,
}


class _BeyondError(Exception):
    """A formula that is not for algebra: too large, or with a function that it has no rule for."""


def alike(one: Tree, other: Tree) -> bool:
    """Whether their difference is 0 once expanded. False says nothing."""
    if _nodes(one) + _nodes(other) > MOST_NODES:
        return False
    try:
        difference = _expression(one) - _expression(other)
    except _BeyondError:
        return False
    if difference.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        return False
    return bool(sympy.expand(difference, power_exp=False) == 0)


def _nodes(tree: Tree) -> int:
    return 1 + sum(map(_nodes, parts(tree)))


def _expression(tree: Tree) -> Any:
    match tree:
        case Constant(value=value):
            return _rational(value)
        case Known(name=name):
            return sympy.pi if name == "pi" else sympy.E
        case Symbol(name=name, at=()):
            return sympy.Symbol(name, real=True)
        case Sum(terms=terms):
            return sympy.Add(*map(_expression, terms))
        case Negative(of=of):
            return -_expression(of)
        case Transpose(of=of):
            return _expression(of)
        case Product(left=left, right=right):
            return _expression(left) * _expression(right)
        case Quotient(above=above, below=below):
            return _expression(above) / _expression(below)
        case Power(base=base, exponent=exponent):
            lower, upper = _expression(base), _expression(exponent)
            most = MOST_DIGITS if lower.is_Integer and abs(lower) <= 10 else MOST_EXPONENT
            if upper.is_number and not (upper.is_Rational and abs(upper) <= most):
                raise _BeyondError
            return sympy.Pow(lower, upper)
        case Apply(function=name, arguments=arguments):
            inside = list(map(_expression, arguments))
            if name in ("max", "min") and len(inside) > 1:
                return reduce(sympy.Max if name == "max" else sympy.Min, inside)
            if name in _FUNCTIONS and len(inside) == 1:
                return _FUNCTIONS[name](inside[0])
    raise _BeyondError


def _rational(value: Fraction) -> Any:
    if value.denominator.bit_length() + value.numerator.bit_length() > 200:
        raise _BeyondError
    return sympy.Rational(value.numerator, value.denominator)
