"""The value of a formula without symbols: exact where it is rational, else to 50 digits. Sizes are capped before."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, reduce
from typing import Any

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
    Transpose,
    Tree,
)

DIGITS = 50
MOST_BITS = 10_000  # of a power: some 3,000 digits
MOST_EXACT = 2_000  # bits of a denominator that is kept as it is
MOST_TERMS = 2_000  # of all sums together


class NoNumberError(ValueError):
    """A formula whose value is no number, or one beyond all use; the message is a sentence."""


class NoValueError(NoNumberError):
    """There is none by mathematics, and not for want of room."""


def value(tree: Tree) -> Fraction:
    """Raises NoNumberError."""
    return _Evaluation().of(tree, {})


class _Evaluation:
    def __init__(self) -> None:
        self._terms_left = MOST_TERMS

    def of(self, tree: Tree, bound: Mapping[str, Fraction]) -> Fraction:
        match tree:
            case Constant(value=number):
                return _capped(number)
            case Known(name=name):
                return _rational(+_context().pi if name == "pi" else +_context().e)
            case Bound(name=name) if name in bound:
                return bound[name]
            case Sum(terms=terms):
                return _capped(sum((self.of(term, bound) for term in terms), Fraction(0)))
            case Negative(of=inner):
                return -self.of(inner, bound)
            case Product(left=left, right=right):
                return _capped(self.of(left, bound) * self.of(right, bound))
            case Quotient(above=above, below=below):
                return _divided(self.of(above, bound), self.of(below, bound))
            case Power(base=base, exponent=exponent):
                return _power(self.of(base, bound), self.of(exponent, bound))
            case Transpose(of=inner):
                return self.of(inner, bound)
            case Apply(function=name, arguments=arguments):
                return _applied(name, [self.of(each, bound) for each in arguments])
            case Fold(first=first, last=last) if first is not None and last is not None:
                return self._folded(tree, self.of(first, bound), self.of(last, bound), bound)
        raise NoNumberError("This is no number.")

    def _folded(self, tree: Fold, first: Fraction, last: Fraction, bound: Mapping[str, Fraction]) -> Fraction:
        if first.denominator != 1 or last.denominator != 1:
            raise NoNumberError("A sum runs over whole numbers.")
        self._terms_left -= max(0, int(last - first) + 1)
        if self._terms_left < 0:
            raise NoNumberError(f"A sum of more than {MOST_TERMS:,} terms is not computed here.")
        numbers = range(int(first), int(last) + 1)
        terms = (self.of(tree.of, {**bound, tree.index: Fraction(number)}) for number in numbers)
        if tree.kind in ("max", "min"):
            found = list(terms)
            if not found:
                raise NoNumberError("Of no numbers there is no largest and no smallest.")
            return max(found) if tree.kind == "max" else min(found)
        if tree.kind == "sum":
            return reduce(lambda total, term: _capped(total + term), terms, Fraction(0))
        return reduce(lambda product, term: _capped(product * term), terms, Fraction(1))


def _divided(above: Fraction, below: Fraction) -> Fraction:
    if not below:
        raise NoValueError("This divides by zero.")
    return _capped(above / below)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if not exponent or base == 1:
        return Fraction(1)
    if not base:
        return _divided(Fraction(0), Fraction(int(exponent > 0)))
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if exponent.denominator == 1 and abs(exponent) * bits <= MOST_BITS:
        return _capped(base ** int(exponent))
    if base < 0:
        if exponent.denominator != 1:
            raise NoValueError("A root of a negative number is not real.")
        return (1 if exponent % 2 == 0 else -1) * _power(-base, exponent)
    return _exponential(_real(exponent) * _context().log(_real(base)))


def _exponential(exponent: Any) -> Fraction:
    if exponent > MOST_BITS // 2:
        raise NoNumberError("This number is too large to be meant.")
    return Fraction(0) if exponent < -MOST_BITS // 2 else _rational(_context().exp(exponent))


def _applied(name: str, arguments: list[Fraction]) -> Fraction:
    if name == "log" and len(arguments) == 2:
        number, base = map(_logarithm, arguments)
        if not base:
            raise NoValueError("There is no logarithm to the base 1.")
        return _capped(number / base)
    if name in ("max", "min") and arguments:
        return max(arguments) if name == "max" else min(arguments)
    if len(arguments) != 1 or name not in _FUNCTIONS:
        raise NoNumberError(f"{name} is not computed here: type its value.")
    return _capped(_FUNCTIONS[name](arguments[0]))


def _logarithm(number: Fraction) -> Fraction:
    if number <= 0:
        raise NoValueError("There is a logarithm of positive numbers only.")
    return _rational(_context().log(_real(number)))


def _root(number: Fraction) -> Fraction:
    if number < 0:
        raise NoValueError("A root of a negative number is not real.")
    return _rational(_context().sqrt(_real(number)))


def _sigmoid(number: Fraction) -> Fraction:
    return 1 / (1 + _exponential(_real(-number))) if number > -MOST_BITS // 4 else Fraction(0)


def _tanh(number: Fraction) -> Fraction:
    return 2 * _sigmoid(2 * number) - 1


def _artanh(number: Fraction) -> Fraction:
    if abs(number) >= 1:
        raise NoValueError("There is an artanh of numbers between -1 and 1 only.")
    return _rational(_context().atanh(_real(number)))


def _by_mpmath(name: str, most: int) -> Callable[[Fraction], Fraction]:
    """A function of mpmath's, for arguments of at most that size."""

    def applied(number: Fraction) -> Fraction:
        if abs(number) > most:
            raise NoNumberError(f"{name} of so large a number is not computed here.")
        return _rational(getattr(_context(), name)(_real(number)))

    return applied


_FUNCTIONS: dict[str, Callable[[Fraction], Fraction]] = {
    "exp": lambda number: _exponential(_real(number)),
    "log": _logarithm,
    "log2": lambda number: _logarithm(number) / _logarithm(Fraction(2)),
    "log10": lambda number: _logarithm(number) / _logarithm(Fraction(10)),
    "sqrt": _root,
    "abs": abs,
    "sign": lambda number: Fraction((number > 0) - (number < 0)),
    "tanh": _tanh,
    "tanh'": lambda number: 1 - _tanh(number) ** 2,
    "sigmoid": _sigmoid,
    "sigmoid'": lambda number: _sigmoid(number) * _sigmoid(-number),
    "relu": lambda number: max(number, Fraction(0)),
    "relu'": lambda number: Fraction(int(number > 0)),
    "softplus": lambda number: _logarithm(1 + _exponential(_real(number))),
    "artanh": _artanh,
    "sin": _by_mpmath("sin", 10**9),
    "cos": _by_mpmath("cos", 10**9),
    "tan": _by_mpmath("tan", 10**9),
    "sinh": _by_mpmath("sinh", 10_000),
    "cosh": _by_mpmath("cosh", 10_000),
    "sech": _by_mpmath("sech", 10_000),
}


@cache
def _context() -> Any:
    import mpmath  # late: reading a question does without

    context = mpmath.mp.clone()
    context.dps = DIGITS
    return context


def _real(number: Fraction) -> Any:
    return _context().mpf(number.numerator) / number.denominator


def _rational(number: Any) -> Fraction:
    """Exactly: a binary float of many digits is a fraction."""
    sign, mantissa, exponent, _ = number._mpf_
    if not mantissa and exponent:
        raise NoNumberError("This is no finite number.")
    return Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** int(exponent)


def _capped(number: Fraction) -> Fraction:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > 2 * MOST_BITS:
        raise NoNumberError("This number is too large to be meant.")
    return number if number.denominator.bit_length() <= MOST_EXACT else _rational(_real(number))
