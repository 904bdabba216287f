"""Numbers as a reader wants them: three significant digits, `2.5×10⁶`, a true minus, aligned on the decimal point."""

import math
from collections.abc import Sequence
from decimal import Decimal

from tui.tex.glyphs import UNICODE, Profile

MINUS = "−"
LARGEST_WHOLE = 1_000_000
FINE, COARSE = 0.005, 0.02  # the share by which equal decimals may round an entry of a column
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 3, profile: Profile = UNICODE) -> str:
    """`value` to so many significant digits; whole numbers below a million are written out."""
    if isinstance(value, float) and not math.isfinite(value):
        return _signed(value, "nan" if math.isnan(value) else ("inf" if profile.ascii else "∞"), profile)
    if value == int(value) and abs(value) < LARGEST_WHOLE and (isinstance(value, int) or abs(value) < 10**5):
        return _signed(value, f"{abs(int(value)):,}", profile)
    # Decimal, because an int may be larger than any float
    mantissa, exponent = f"{abs(Decimal(value)):.{digits - 1}e}".split("e")
    power = int(exponent)
    if -3 <= power < 5:
        return _signed(value, _stripped(f"{abs(value):,.{max(0, digits - 1 - power)}f}"), profile)
    return _signed(value, _scientific(_stripped(mantissa), power, profile), profile)


def power_of_ten(exponent: int, profile: Profile = UNICODE) -> str:
    """A whole decade as an axis names it: `10⁻²`, and plain `1` and `10`."""
    return {0: "1", 1: "10"}.get(exponent) or _scientific("1", exponent, profile)


def column(values: Sequence[float], profile: Profile = UNICODE, coarse: bool = False) -> list[str]:
    """The numbers of one column, of equal width, their decimal points one under another.

    Where one number of decimals serves the whole column, it is used; `coarse` lets small entries lose a digit to it."""
    decimals = _common_decimals(values, coarse)
    if decimals is None:
        texts = [number(value, profile=profile) for value in values]
    else:
        texts = [_fixed(value, decimals, profile) for value in values]
    return aligned(texts)


def aligned(texts: Sequence[str]) -> list[str]:
    """Texts of numbers padded so that their decimal points stand in one column; whole numbers beside powers of ten
    at their right edge, as the points of those say nothing of size."""
    if any("×" in text for text in texts) and not any("." in text and "×" not in text for text in texts):
        width = max(map(len, texts))
        return [text.rjust(width) for text in texts]
    before = [len(text) if (at := _point(text)) < 0 else at for text in texts]
    left = max(before, default=0)
    padded = [" " * (left - own) + text for own, text in zip(before, texts, strict=True)]
    width = max(map(len, padded), default=0)
    return [text.ljust(width) for text in padded]


def _point(text: str) -> int:
    """Where the whole part ends: at the point, else before the exponent."""
    at = text.find(".")
    return at if at >= 0 else text.find("×")


def _common_decimals(values: Sequence[float], coarse: bool) -> int | None:
    sizes = [abs(value) for value in values if math.isfinite(value) and value]
    if all(isinstance(value, int) for value in values) or not sizes:
        return None
    if not 1e-3 <= max(sizes) < 1e4:
        return None
    fewest = max(0, 2 - math.floor(math.log10(max(sizes))))
    allowed = COARSE if coarse else FINE
    # one decimal more than the largest needs may serve the others; else each is better written on its own
    return next((each for each in (fewest, fewest + coarse) if _close(sizes, each, allowed)), None)


def _close(sizes: Sequence[float], decimals: int, allowed: float) -> bool:
    return all(abs(round(size, decimals) - size) <= allowed * size for size in sizes)


def _fixed(value: float, decimals: int, profile: Profile) -> str:
    if not math.isfinite(value):
        return number(value, profile=profile)
    if value == 0:
        return "0"
    return _signed(value, f"{abs(value):,.{decimals}f}", profile)


def _scientific(mantissa: str, power: int, profile: Profile) -> str:
    if profile.ascii:
        return f"{mantissa}e{power}"
    tens = "10" + str(power).translate(_SUPERSCRIPTS)
    return tens if mantissa == "1" else f"{mantissa}×{tens}"


def _signed(value: float, text: str, profile: Profile) -> str:
    if not value < 0:
        return text
    return ("-" if profile.ascii else MINUS) + text


def _stripped(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
