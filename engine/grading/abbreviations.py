"""Whether words may be short for others: max likelihood for maximum likelihood, SV for singular value."""

from collections.abc import Sequence

_SHORTEST = 3  # letters of a word's beginning that stand for it


def shortens(typed: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether each typed word is one that is wanted or its beginning, or has the first letters of several, in order.

    Both are folded, in the singular. What is not shortened at all is no abbreviation.
    """
    return list(typed) != list(wanted) and _covers(tuple(typed), tuple(wanted))


def _covers(typed: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not typed or not wanted:
        return not typed and not wanted
    first, rest = typed[0], typed[1:]
    if first == wanted[0] or (len(first) >= _SHORTEST and wanted[0].startswith(first)):
        return _covers(rest, wanted[1:])
    letters = first.removesuffix("s")  # SVs
    initials = "".join(word[0] for word in wanted[: len(letters)])
    return len(letters) > 1 and letters == initials and _covers(rest, wanted[len(letters) :])
