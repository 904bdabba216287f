"""Random trees as reading makes them, over one set of symbols."""

from fractions import Fraction

from hypothesis import strategies as some

from engine.formula.kinds import kinds
from engine.formula.tree import (
    Apply,
    Bound,
    Constant,
    Fold,
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

SYMBOLS = kinds(
    {
        "x": "scalar",
        "y": "scalar",
        "theta": "scalar",
        "h": ("H",),
        "p̂": ("K",),
        "w": ("K",),
        "z_1": ("H",),
        "W": ("K", "H"),
        "V_h": ("H", "H"),
        "g": "function",
        "count": "function",
        "a": "opaque",
        "∂cost/∂h": "opaque",
        "q": "N of [K]",
        "r": "N of scalar",
    }
)
"""What the questions of these tests name."""

_numbers = some.one_of(
    some.integers(0, 9).map(Fraction), some.decimals("0", "100", places=2).map(Fraction), some.just(Fraction(1000))
).map(Constant)
_plain = some.sampled_from(["x", "y", "theta", "h", "p̂", "w", "z_1", "W", "V_h", "a", "∂cost/∂h", "N", "K", "H"]).map(
    Symbol
)
_one = ("exp", "log", "log2", "log10", "tanh", "tanh'", "sigmoid", "sigmoid'", "softmax", "diag", "sqrt", "abs", "norm",
        "trace", "sum", "eye", "relu", "mean", "sech", "g", "g'", "count")  # fmt: skip
_two = ("outer", "dot", "max", "min", "ones", "stack", "count")


def _leaves(bound: tuple[str, ...]) -> some.SearchStrategy[Tree]:
    leaves: list[some.SearchStrategy[Tree]] = [_numbers, _plain, some.sampled_from([Known("pi"), Known("e")])]
    if bound:
        index = some.sampled_from(bound).map(Bound)
        shifted = index.map(lambda each: Sum((each, Negative(Constant(Fraction(1))))))
        at = some.one_of(index, shifted)
        leaves += [
            index,
            at.map(lambda each: Symbol("q", (each,))),
            at.map(lambda each: Symbol("r", (each,))),
            some.tuples(at, at).map(lambda each: Symbol("W", each)),
            some.tuples(at, at).map(lambda each: Symbol("V_h", each)),
            at.map(lambda each: Symbol("h", (each,))),
        ]
    return some.one_of(leaves)


def _grown(inner: some.SearchStrategy[Tree]) -> some.SearchStrategy[Tree]:
    signs = some.sampled_from(["", "*", "⊙"])
    return some.one_of(
        some.lists(inner, min_size=2, max_size=3).map(lambda terms: Sum(tuple(terms))),
        inner.map(Negative),
        some.builds(Product, inner, inner, signs),
        some.builds(Quotient, inner, inner),
        some.builds(Power, inner, _numbers),
        inner.filter(lambda of: not isinstance(of, Constant)).map(Transpose),
        some.builds(Apply, some.sampled_from(_one), inner.map(lambda each: (each,))),
        inner.map(lambda each: Apply("log", (each, Symbol("x")))),
        some.builds(Apply, some.sampled_from(_two), some.tuples(inner, inner)),
    )


def _fold(bound: tuple[str, ...]) -> some.SearchStrategy[Tree]:
    ends = some.sampled_from([(None, None), (Constant(Fraction(1)), Symbol("N")), (Constant(Fraction(2)), Symbol("K"))])
    return some.builds(
        lambda kind, of, ends: Fold(kind, bound[-1], of, *ends),
        some.sampled_from(["sum", "product", "max", "min"]),
        some.recursive(_leaves(bound), _grown, max_leaves=5),
        ends,
    )


trees: some.SearchStrategy[Tree] = some.recursive(
    some.one_of(_leaves(()), _fold(("n",)), _fold(("i", "j")).map(lambda inner: Fold("sum", "i", inner))),
    _grown,
    max_leaves=12,
)
"""Formulas of all kinds. An exponent is a number, so that no tower grows by chance."""
