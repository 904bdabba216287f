"""A factor that an answer lacks: the same at every entry, and at every point one that has a name."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from engine.formula.limits import parts
from engine.formula.tree import Apply, Negative, Power, Quotient, Tree
from engine.grading.comparison import TOLERANCE, Pair, aligned
from engine.grading.mistake import Mistake
from engine.grading.points import Numbers

_RATIONALS = [Fraction(a, b) for a in (1, 2, 3, 4) for b in (1, 2, 3, 4) if np.gcd(a, b) == 1]
_KNOWN = {"ln 2": np.log(2), "ln 10": np.log(10), "π": np.pi}


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
    words = {
        "ln 2": " Bits stand where nats are meant: a logarithm to the base 2 is $\\ln / \\ln 2$.",
        "1/ln 2": " Nats stand where bits are meant: a logarithm to the base 2 is $\\ln / \\ln 2$.",
    }
    more, sign = words.get(name, ""), "-" if turned else ""
    above, _, below = name.partition("/")
    letter = below.strip("()") not in ("", "2", "3", "4", "ln 2", "ln 10")
    if above == "1" and letter and not _divides(right):
        said = f"A factor {below} too many"
    elif letter and not above.isdigit():
        said = ""
    elif name.isalpha() and _divides(answer) and not _divides(right):
        said = f"A factor 1/{name} too many"
    else:
        said = f"The factor {name} is missing"
    said = ", and ".join(each for each in (said, "the sign is turned" if turned else "") if each)
    said = f"{said[:1].upper()}{said[1:]}: the" if said else "The"
    reason = f"{said} right one is {sign}{name} times yours, at every point tried.{more}"
    return Mistake(f"factor {sign}{name}", reason)


def _divides(tree: Tree) -> bool:
    """Whether something is divided by in a formula, or a mean taken."""
    match tree:
        case Quotient() | Power(exponent=Negative()) | Apply(function="mean"):
            return True
    return any(map(_divides, parts(tree)))
