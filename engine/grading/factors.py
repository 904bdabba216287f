"""A factor that an answer lacks: the same at every entry, and at every point one that has a name."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from engine.formula.limits import parts
from engine.formula.tree import Apply, Constant, Known, Negative, Power, Product, Quotient, Tree
from engine.grading.comparison import TOLERANCE, Pair, aligned
from engine.grading.mistake import Mistake
from engine.grading.points import Numbers

_RATIONALS = [Fraction(a, b) for a in (1, 2, 3, 4) for b in (1, 2, 3, 4) if np.gcd(a, b) == 1]
_KNOWN = {"ln 2": np.log(2), "ln 10": np.log(10), "π": np.pi}
_NUMBERS = frozenset(["2", "3", "4", *_KNOWN])


def sign_or_factor(pairs: Sequence[Pair], answer: Tree, right: Tree) -> Mistake | None:
    """The right formula is this factor times the answer, at every point; where both are 0 it may be any."""
    telling = [pair for pair in pairs if pair.yours.any() or pair.right.any()]
    pairs = telling if len(telling) > 1 else pairs
    factors = [_factor(pair.yours, pair.right) for pair in pairs]
    if not factors or any(each is None for each in factors):
        return None
    found = np.array([float(each) for each in factors if each is not None])
    for sign in (1.0, -1.0):
        for name, values in _candidates(pairs):
            if np.all(np.abs(sign * found - values) <= TOLERANCE * np.abs(values)):
                return _told(name, sign < 0, answer, right)
    return None


def transposed(pairs: Sequence[Pair], answer: Tree, right: Tree) -> Mistake | None:
    """The right formula is the answer's transpose, or that but for a factor."""
    turned = [Pair(pair.point, pair.yours.T, pair.right, 0) for pair in pairs if pair.yours.T.shape == pair.right.shape]
    if len(turned) < len(pairs) or not all(1 not in pair.right.shape for pair in turned):
        return None
    if all(_factor(pair.yours, pair.right) == 1.0 for pair in turned):
        return Mistake("transposed", "It is transposed: rows and columns have changed places.")
    more = sign_or_factor(turned, answer, right)
    return more and also_transposed(more)


def also_transposed(more: Mistake) -> Mistake:
    """The mistake of an answer that is transposed beside."""
    return Mistake(
        f"transposed, {more.slip}", f"It is transposed, and then: {more.reason[:1].lower()}{more.reason[1:]}"
    )


def _factor(yours: Numbers, right: Numbers) -> float | None:
    """right / yours where that is the same number at every entry."""
    yours = aligned(yours, right)
    if yours.shape != right.shape or not np.isfinite(yours).all() or not np.isfinite(right).all():
        return None
    place = np.unravel_index(np.abs(yours).argmax(), yours.shape)
    if yours[place] == 0:
        return None
    with np.errstate(over="ignore"):  # a sum of hundreds of terms may be next to nothing, or as large as a float can be
        factor = float(right[place] / yours[place])
    if not np.isfinite(factor):
        return None
    if factor == 0 or np.abs(right - factor * yours).max() > TOLERANCE * np.abs(right).max():
        return None
    return 1.0 if abs(factor - 1) < TOLERANCE else factor


def _candidates(pairs: Sequence[Pair]) -> Iterator[tuple[str, Numbers]]:
    """Factors with their names, and what they are at each point: the plainest first."""
    ones = np.ones(len(pairs))
    lengths = dict(_lengths([pair.point.sizes for pair in pairs], pairs))
    for rational in _RATIONALS:
        yield str(rational), ones * float(rational)
    for name, value in [*((name, ones * value) for name, value in _KNOWN.items()), *lengths.items()]:
        for rational in _RATIONALS:
            above, below = rational.numerator, rational.denominator
            times = name if above == 1 else f"{above} {name}"
            yield times if below == 1 else f"{times}/{below}", value * float(rational)
            yield f"{above}/{_held(name if below == 1 else f'{below} {name}')}", float(rational) / value
    names = list(lengths)
    for one in names:
        for other in names:
            if one != other:
                yield f"{one}/{_held(other)}", lengths[one] / lengths[other]
                if one < other:
                    yield f"{one} {other}", lengths[one] * lengths[other]
                    yield f"1/({one} {other})", 1 / (lengths[one] * lengths[other])


def _held(name: str) -> str:
    return f"({name})" if " " in name and not name.startswith("ln ") else name


def _lengths(sizes: Sequence[Mapping[str, int]], pairs: Sequence[Pair]) -> Iterator[tuple[str, Numbers]]:
    """The letters' sizes, the scalars of the question, and N - 1 and N - 2 for each size."""
    for letter in sizes[0]:
        values = np.array([float(each[letter]) for each in sizes])
        if np.ptp(values) == 0:
            continue  # of one size alone nothing can be told
        yield letter, values
        for less in (1, 2):
            if (values > less).all():
                yield f"({letter}-{less})", values - less
    for name, value in pairs[0].point.values.items():
        if isinstance(value, np.ndarray) and value.shape == (1, 1):
            values = np.array([float(pair.point.values[name][0, 0]) for pair in pairs])  # type: ignore[index]  # arrays all
            if np.ptp(values) > 0 and (values != 0).all():
                yield name, values


def _told(name: str, turned: bool, answer: Tree, right: Tree) -> Mistake | None:
    """A factor of one formula alone is one too many, or missing; one of two letters is left unexplained."""
    if name == "1":
        return Mistake("sign", "Yours is −1 times the right one, at every point tried.") if turned else None
    sign = "-" if turned else ""
    said = _of_another_base(name, answer, right) or missing_or_too_many(name, answer, right)
    said = ", and ".join(each for each in (said, "the sign is turned" if turned else "") if each)
    said = f"{said[:1].upper()}{said[1:]}: the" if said else "The"
    reason = f"{said} right one is {sign}{name} times yours, at every point tried."
    return Mistake(f"factor {sign}{name}", reason)


def missing_or_too_many(name: str, answer: Tree, right: Tree) -> str:
    """What there is to say of a factor that one formula has: the right one is so many times the answer."""
    above, _, below = name.partition("/")
    if above == "1":
        divided = _divides_by(right, below) if below in _NUMBERS else _divides(right)
        return f"The factor {name} is missing" if divided else f"A factor {_alone(below)} too many"
    if below and not (above.isdigit() and below.isdigit()):
        return f"The factor {name} is missing" if above.isdigit() or below in _NUMBERS else ""
    if below or not (name in _NUMBERS or name.isalpha()):
        return f"The factor {name} is missing"
    divided = _divides_by(answer, name) if name in _NUMBERS else _divides(answer) and not _divides(right)
    return f"A factor 1/{name} too many" if divided else f"The factor {name} is missing"


def _of_another_base(name: str, answer: Tree, right: Tree) -> str:
    """That logarithms are to the other base, where both formulas have one and a ratio of ln 2 is between them."""
    if name == "ln 2" and _has(answer, "log2") and not _has(right, "log2"):
        return "Bits stand where nats are meant"
    in_bits = _has(right, "log2") or (_has(right, "log") and _divides_by(right, "ln 2"))
    if name == "1/ln 2" and in_bits and _has(answer, "log") and not _has(answer, "log2"):
        return "Nats stand where bits are meant"
    return ""


def _has(tree: Tree, function: str) -> bool:
    """Whether the function is taken of more than a number."""
    here = isinstance(tree, Apply) and tree.function == function and not isinstance(tree.arguments[0], Constant)
    return here or any(_has(each, function) for each in parts(tree))


def _alone(name: str) -> str:
    return name[1:-1] if name.startswith("(") and "-" not in name else name


def _divides(tree: Tree) -> bool:
    """Whether something is divided by in a formula, or a mean taken."""
    match tree:
        case Quotient() | Power(exponent=Negative()) | Apply(function="mean"):
            return True
    return any(map(_divides, parts(tree)))


def _divides_by(tree: Tree, number: str) -> bool:
    """Whether a formula has a divisor with this number in it, or a fraction such as 0.5."""
    match tree:
        case Constant(value=value):
            return value.denominator > 1 and str(value.denominator) == number
        case Quotient(below=below) if has_factor(below, number):
            return True
        case Power(base=base, exponent=Negative()) if has_factor(base, number):
            return True
    return any(_divides_by(each, number) for each in parts(tree))


def has_factor(tree: Tree, number: str) -> bool:
    """Whether a number is among the factors of a product."""
    match tree:
        case Constant(value=value):
            return value.denominator == 1 and number.isdigit() and not value % int(number)
        case Known(name=name):
            return name == "pi" and number == "π"
        case Apply(function="log", arguments=(Constant(value=value),)):
            return number == f"ln {value}"
        case Product(left=left, right=right):
            return has_factor(left, number) or has_factor(right, number)
        case Negative(of=of) | Power(base=of) | Quotient(above=of):
            return has_factor(of, number)
    return False
