"""The numbers of an expression in index form: arrays for entries, an axis for each index, a sum along an axis."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Expr, Function, KroneckerDelta, Mul, Piecewise, Sum, Symbol
from sympy.printing.numpy import NumPyPrinter

from models.derivation.exponentials import by_logarithms, exponent, log_sum_exp, logarithms_written_out
from models.derivation.generic import kept
from models.derivation.indices import leaves, outermost
from models.graph import Graph, Holds, i

Array = NDArray[np.float64]
Sizes = Mapping[Symbol, int]


def sizes_of(graph: Graph, values: Mapping[str, Array]) -> dict[Symbol, int]:
    """What each dimension of the graph is in these arrays. Raises ValueError where an array does not fit its node."""
    sizes: dict[Symbol, int] = {}
    for name, value in values.items():
        for length, dimension in zip(np.shape(value), graph[name].shape, strict=False):
            if isinstance(dimension, Symbol):
                sizes.setdefault(dimension, length)
    for name, value in values.items():
        expected = shape_of(graph, name, sizes)
        if np.shape(value) != expected:
            raise ValueError(f"{name} has the shape {np.shape(value)}, not {expected}")
    return sizes


def shape_of(graph: Graph, name: str, sizes: Sizes) -> tuple[int, ...]:
    """The shape of a node's array."""
    return tuple(_length(dimension, sizes) for dimension in graph[name].shape)


def _length(dimension: Expr, sizes: Sizes) -> int:
    return sizes[dimension] if dimension in sizes else int(dimension.xreplace(dict(sizes)))


def forward_values(graph: Graph, values: Mapping[str, Array]) -> dict[str, Array]:
    """The value of every node, from those of the parameters and inputs. Raises KeyError for one that is missing.

    A computed node that is given keeps the value given: so one asks what its change would do to those after it.
    """
    known = {name: np.asarray(value, dtype=float) for name, value in values.items()}
    sizes = sizes_of(graph, known)
    for name, node in graph.nodes.items():
        if name in known:
            continue
        if node.definition is None:
            raise KeyError(f"{name} has no definition, so it needs a value")
        axes = dict(zip((i,), shape_of(graph, name, sizes), strict=False))
        computed = {other: graph[other].definition for other in graph.parents(name) if other not in values}
        known[name] = evaluate(logarithms_written_out(node.definition, computed), axes, known, sizes)
    return known


def evaluate(e: Expr, axes: Mapping[Symbol, int], arrays: Mapping[str, Array], sizes: Sizes) -> Array:
    """The array of `e` over its free indices: axis by axis in the order of `axes`, which gives each one's length.

    `arrays` holds the values under the names they have in the expression. Entries, deltas and sums become
    arrays with an axis for every index; what joins them is compiled, once for each expression. Raises ValueError for a
    function that has no numbers here.
    """
    parts, others, function = _compiled(e)
    inputs: list[Array | int] = [_leaf(part, axes, arrays, sizes) for part in parts]
    inputs += [sizes[symbol] if symbol in sizes else arrays[symbol.name] for symbol in others]
    # What a case that does not hold would give is computed too, and not taken.
    careless: dict[str, Any] = {"over": "ignore", "divide": "ignore", "invalid": "ignore"} if e.has(Holds) else {}
    with np.errstate(**careless):
        return np.array(np.broadcast_to(function(*inputs), tuple(axes.values())), dtype=float)


class _EntryByEntry:
    """The functions of `math`, taken of every entry of an array."""

    def __getattr__(self, name: str) -> Callable[..., Array]:
        return np.vectorize(getattr(math, name), otypes=[float])


@kept
def _compiled(e: Expr) -> tuple[list[Expr], list[Symbol], Callable[..., Array]]:
    """An expression of ours as a numpy function of its leaves and of its other symbols: scalars and dimensions.

    Names are our own, never a text from outside. With numpy named in full, only what is used of it is loaded; SymPy's
    own star import takes a fifth of a second.
    """
    parts = leaves(e)
    names = {part: sympy.Dummy("x", real=True) for part in parts}
    values = {part: sympy.exp(name) if _is_of_exponentials(part) else name for part, name in names.items()}
    form = _by_selection(by_logarithms(e.xreplace(values)))
    others = sorted(form.free_symbols - set(names.values()), key=str)
    printer = NumPyPrinter({"fully_qualified_modules": True, "inline": True, "allow_unknown_functions": False})
    _refuse_unknown(form, printer)
    known = [{"numpy": np, "functools": functools, "math": _EntryByEntry()}]
    function = sympy.lambdify([*names.values(), *others], form, modules=known, printer=printer, cse=True)
    return parts, others, function


def _by_selection(e: Expr) -> Expr:
    """Products with 1[…] as a selection: 0 where the condition does not hold, whatever the other factors are there."""
    if not e.has(Holds):
        return e
    if isinstance(e, Holds):
        return Piecewise((1, e.args[0]), (0, True))
    conditions = [factor.args[0] for factor in e.args if isinstance(factor, Holds)] if isinstance(e, Mul) else []
    others = [_by_selection(each) for each in e.args if not (conditions and isinstance(each, Holds))]
    return Piecewise((e.func(*others), sympy.And(*conditions)), (0, True)) if conditions else e.func(*others)


def _refuse_unknown(form: Expr, printer: NumPyPrinter) -> None:
    for function in form.atoms(Function):
        name = function.func.__name__
        if name not in printer.known_functions and not hasattr(printer, f"_print_{name}"):
            raise ValueError(f"{name} can be derived, but there are no numbers for it here")


def _is_of_exponentials(leaf: Expr) -> bool:
    """Whether it is a sum of exponentials: then what is computed of it is its logarithm."""
    return isinstance(leaf, Sum) and exponent(_range(leaf)[2]) is not None


@kept
def _range(total: Sum) -> tuple[Symbol, Expr, Expr]:
    """The index of a sum, how many values it takes, and what is summed."""
    bound, low, high, term = outermost(total)
    return bound, high - low + 1, term


def _leaf(leaf: Expr, axes: Mapping[Symbol, int], arrays: Mapping[str, Array], sizes: Sizes) -> Array:
    """An array with all the axes, of length 1 where the leaf does not depend on the index."""
    if isinstance(leaf, Sum):
        bound, length, term = _range(leaf)
        within = {**axes, bound: _length(length, sizes)}
        if _is_of_exponentials(leaf):
            return log_sum_exp(evaluate(exponent(term), within, arrays, sizes))
        return np.asarray(evaluate(term, within, arrays, sizes).sum(axis=-1))
    if isinstance(leaf, KroneckerDelta):
        return _spread(np.eye(axes[leaf.args[0]]), leaf.args[:2], axes)
    return _spread(arrays[leaf.base.name], leaf.indices, axes)


def _spread(array: Array, indices: Sequence[Symbol], axes: Mapping[Symbol, int]) -> Array:
    """Lay an array's axes along those of its indices; the same index twice takes the diagonal.

    >>> axes = dict(zip(sympy.symbols("i j k"), (2, 3, 4)))
    >>> _spread(np.ones((4, 2)), sympy.symbols("k i"), axes).shape
    (2, 1, 4)
    """
    place = {index: number for number, index in enumerate(axes)}
    there = [place[index] for index in indices]
    letters = [chr(ord("a") + number) for number in there]
    laid: Array = np.einsum(f"{''.join(letters)}->{''.join(sorted(set(letters)))}", array)
    return laid.reshape([size if number in there else 1 for number, size in enumerate(axes.values())])
