"""The arithmetic of formulas, entry by entry: in float64, and by mpmath at as many digits as it is set to.

What is undefined, complex, or too large to be worked with is NaN, never an exception or a warning. A logarithm of 0
and a division by 0 are infinite.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]
MOST = mpmath.mpf(10) ** 40
"""The exponential of more is not formed: mpmath would need as many digits as that has."""

DIGITS = 40


def number(value: Fraction, fine: bool) -> Numbers:
    """A number typed exactly, as an array of one entry."""
    if fine:
        return _boxed(mpmath.mpf(value.numerator) / value.denominator)
    try:
        return np.array([[float(value)]])
    except OverflowError:
        return np.array([[np.inf]])


def known(name: str, fine: bool) -> Numbers:
    """π or e."""
    if fine:
        return _boxed(+mpmath.pi if name == "pi" else +mpmath.e)
    return np.array([[np.pi if name == "pi" else np.e]])


def exactly(array: Numbers) -> Numbers:
    """Floats as mpmath's numbers."""
    return _fine(mpmath.mpf)(array)


def roughly(array: Numbers) -> Numbers:
    """mpmath's numbers as floats."""
    return array if array.dtype == float else array.astype(float)


def finite(array: Numbers) -> bool:
    """Whether each entry is a finite number."""
    if array.dtype == float:
        return bool(np.isfinite(array).all())
    return all(mpmath.isfinite(each) for each in array.flat)


def _boxed(value: Any) -> Numbers:
    box = np.empty((1, 1), dtype=object)
    box[0, 0] = value
    return box


def _fine(function: Callable[..., Any]) -> Callable[..., Numbers]:
    def guarded(*numbers: Any) -> Any:
        try:
            found = function(*numbers)
        except (ValueError, ArithmeticError, TypeError):
            return mpmath.nan
        return found if isinstance(found, mpmath.mpf) else mpmath.nan

    def over(*arrays: Numbers) -> Numbers:
        return np.asarray(np.frompyfunc(guarded, len(arrays), 1)(*arrays), dtype=object)

    return over


def _exp(x: Any) -> Any:
    return mpmath.exp(x) if abs(x) < MOST else mpmath.nan


def _log(x: Any) -> Any:
    if x == 0:
        return -mpmath.inf
    return mpmath.log(x) if x > 0 else mpmath.nan


def _power(base: Any, exponent: Any) -> Any:
    if base == 0:
        return mpmath.mpf(1) if exponent == 0 else mpmath.mpf(0) if exponent > 0 else mpmath.inf
    if base > 0:
        return _exp(exponent * mpmath.log(base))
    if exponent != mpmath.floor(exponent) or abs(exponent) > MOST:
        return mpmath.nan
    size = _exp(exponent * mpmath.log(-base))
    return -size if exponent % 2 else size


def _quotient(above: Any, below: Any) -> Any:
    if below == 0:
        return mpmath.nan if above == 0 or above != above else mpmath.inf * mpmath.sign(above)
    return above / below


def _tanh(x: Any) -> Any:
    return mpmath.tanh(x) if abs(x) < 1000 else mpmath.sign(x)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + _exp(-x))


def _turning(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Sine and its like, where the argument is no larger than its digits can tell."""
    return lambda x: function(x) if abs(x) < 1e15 else mpmath.nan


def _softplus(x: Any) -> Any:
    return max(x, mpmath.mpf(0)) + mpmath.log1p(_exp(-abs(x)))


def _rough_sigmoid(x: Numbers) -> Numbers:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))


def _rough_power(base: Numbers, exponent: Numbers) -> Numbers:
    found = np.power(base, exponent)
    return np.where((base == 0) & (exponent < 0), np.inf, found)


_ROUGH: dict[str, Callable[..., Any]] = {
    "divide": np.divide,
    "power": _rough_power,
    "exp": np.exp,
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "tanh'": lambda x: 1 - np.tanh(x) ** 2,
    "sigmoid": _rough_sigmoid,
    "sigmoid'": lambda x: _rough_sigmoid(x) * _rough_sigmoid(-x),
    "relu": lambda x: np.maximum(x, 0.0),
    "relu'": lambda x: np.where(np.isnan(x), x, (x > 0) * 1.0),
    "softplus": lambda x: np.logaddexp(0.0, x),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "sech": lambda x: 1 / np.cosh(x),
    "artanh": np.arctanh,
    "abs": np.abs,
    "sign": np.sign,
    "max": np.maximum,
    "min": np.minimum,
}

_PRECISE: dict[str, Callable[..., Any]] = {
    "divide": _quotient,
    "power": _power,
    "exp": _exp,
    "log": _log,
    "log2": lambda x: _log(x) / mpmath.log(2),
    "log10": lambda x: _log(x) / mpmath.log(10),
    "sqrt": lambda x: mpmath.sqrt(x) if x >= 0 else mpmath.nan,
    "tanh": _tanh,
    "tanh'": lambda x: 1 / mpmath.cosh(x) ** 2 if abs(x) < MOST else mpmath.nan,
    "sigmoid": _sigmoid,
    "sigmoid'": lambda x: _sigmoid(x) * _sigmoid(-x),
    "relu": lambda x: x if x > 0 or x != x else mpmath.mpf(0),
    "relu'": lambda x: mpmath.mpf(x > 0) if x == x else x,
    "softplus": _softplus,
    "sin": _turning(mpmath.sin),
    "cos": _turning(mpmath.cos),
    "tan": _turning(mpmath.tan),
    "sinh": lambda x: (_exp(x) - _exp(-x)) / 2,
    "cosh": lambda x: (_exp(x) + _exp(-x)) / 2,
    "sech": lambda x: 2 / (_exp(x) + _exp(-x)),
    "artanh": lambda x: mpmath.atanh(x) if abs(x) < 1 else mpmath.nan,
    "abs": abs,
    "sign": mpmath.sign,
    "max": max,
    "min": min,
}

_OVER = {name: _fine(function) for name, function in _PRECISE.items()}


def entrywise(name: str, *arrays: Numbers) -> Numbers:
    """A function of the grammar, "divide" or "power", of each entry; arrays of one entry go with any shape."""
    if any(each.dtype == object for each in arrays):
        return _OVER[name](*arrays)
    return np.asarray(_ROUGH[name](*arrays))
