"""What the functions of whole arrays compute: each from the values, and from the sizes of what was added."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
import numpy.typing as npt

from engine.grading.arithmetic import entrywise

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class OfArrays:
    """A function of whole arrays. `size`: what it makes of sizes, which are never negative."""

    value: Callable[..., Numbers]
    size: Callable[..., Numbers]


def _one(number: Any) -> Numbers:
    return np.array([[number]])


def _column(array: Numbers) -> Numbers:
    return array.reshape(-1, 1)


def _softmax(array: Numbers) -> Numbers:
    if not all(mpmath.isfinite(each) for each in array.flat):
        return array * mpmath.nan if array.dtype == object else array * np.nan
    above = entrywise("exp", array - array.max())
    return entrywise("divide", above, _one(above.sum()))


def _norm(array: Numbers) -> Numbers:
    return entrywise("sqrt", _one((array * array).sum()))


def _diag(array: Numbers) -> Numbers:
    """The diagonal matrix of a vector, the diagonal of a matrix, a number as it is."""
    if 1 not in array.shape:
        return _column(array.diagonal())
    made = array.flatten()
    square = np.zeros((made.size, made.size), dtype=array.dtype) if array.dtype == float else _nought(made.size)
    np.fill_diagonal(square, made)
    return square


def _nought(many: int) -> Numbers:
    square = np.empty((many, many), dtype=object)
    square[:] = mpmath.mpf(0)
    return square


def _outer(one: Numbers, other: Numbers) -> Numbers:
    return _column(one) @ _column(other).T


def _dot(one: Numbers, other: Numbers) -> Numbers:
    if 1 in (one.size, other.size):
        return np.asarray(one * other)
    if 1 in one.shape and 1 in other.shape and one.size == other.size:
        return _one((_column(one) * _column(other)).sum())
    return other.T @ one if one.shape[1] == 1 and one.shape[0] == other.shape[0] else one @ other


def _stack(*arrays: Numbers) -> Numbers:
    return np.concatenate(arrays, axis=0)


def _both(function: Callable[..., Numbers]) -> OfArrays:
    """What adds and multiplies, and does the same with sizes."""
    return OfArrays(function, function)


def _softmax_size(size: Numbers) -> Numbers:
    return size * 0 + 1


ARRAYS: dict[str, OfArrays] = {
    "sum": _both(lambda array: _one(array.sum())),
    "prod": _both(lambda array: _one(array.prod())),
    "mean": _both(lambda array: _one(array.sum() / array.size)),
    "trace": _both(lambda array: _one(array.trace())),
    "norm": _both(_norm),
    "max": _both(lambda array: _one(array.max())),
    "min": OfArrays(lambda array: _one(array.min()), lambda size: _one(size.max())),
    "softmax": OfArrays(_softmax, _softmax_size),
    "diag": _both(_diag),
    "outer": _both(_outer),
    "dot": _both(_dot),
    "stack": _both(_stack),
}
