"""Claims: a mark, the statement, both sides as evaluated, the relation signs of all of them in one column."""

import math
from collections.abc import Sequence

from textual.content import Content

from engine.claims import holds
from engine.exhibits import Claim
from tui.draw.numbers import number
from tui.draw.rows import fit, hanging, pad, row, stack, words
from tui.tex.glyphs import UNICODE, Profile

INDENT = 2
GAPS = (4, 2)  # between the statement and its left side: as wide as fits
NARROWEST = 16  # of the column of statements; below it the numbers go to a row of their own
MOST_DIGITS = 8
MANY_TIMES = 10  # from which a difference is not told in hundredths

Sides = tuple[Content, Content]


def claims(shown: Sequence[Claim], width: int, fold: bool = False, profile: Profile = UNICODE) -> Content:
    """All claims; with `fold`, those after the first that hold are only counted. One that fails is never folded."""
    verdicts = [holds(claim) for claim in shown]
    kept = [claim for at, claim in enumerate(shown) if at == 0 or not fold or not verdicts[at]]
    folded = len(shown) - len(kept)
    if folded == 1:  # its own row says more than the count of one
        kept, folded = list(shown), 0
    rows = _rows(kept, width, profile)
    if folded:
        rows.append(fit(row((" " * INDENT + "✓ ", "$good"), (f"{folded} more hold", "$foreground")), width))
    return stack(rows)


def _rows(shown: Sequence[Claim], width: int, profile: Profile) -> list[Content]:
    sides = [_sides(claim, profile) for claim in shown]
    statements = [words(claim.statement, "$foreground", profile) for claim in shown]
    sign = max((len(profile.spell(claim.relation)) for claim in shown), default=1)
    left = max((each.cell_length for each, _ in sides), default=0)
    right = max((each.cell_length for _, each in sides), default=0)
    shared = max(width - INDENT - 2 - sign - 2 - right, 1)  # the statement and its left side, up to the signs' column
    lefts = [own_left.cell_length for own_left, _ in sides]
    longest = max((each.cell_length for each in statements), default=0)
    whole = [each.cell_length + own for each, own in zip(statements, lefts, strict=True)]
    gap = next((gap for gap in GAPS if max(whole, default=0) + gap <= shared), GAPS[-1])
    shared = min(max(whole, default=0) + gap, shared)
    beside = shared - gap - left >= min(NARROWEST, longest)
    rows: list[Content] = []
    for claim, (own_left, own_right), statement in zip(shown, sides, statements, strict=True):
        good = holds(claim)
        mark = (" " * INDENT + ("✓ " if good else "✗ "), "$good" if good else "$bad")
        relation = row((f" {profile.spell(claim.relation):<{sign}} ", "$muted"))
        if beside:
            room = shared - gap - own_left.cell_length  # a short left side leaves its room to the statement
            first, *rest = hanging([mark], statement, INDENT + 2 + room)
            lead = pad(first, INDENT + 2 + shared - own_left.cell_length)
            rows += [row(lead, own_left, relation, own_right), *rest]
        else:
            rows += hanging([mark], statement, width)
            # still one column for the signs, where both sides have room if that can be
            most = max(width - INDENT - 4 - sign - min(right, width // 2), 1)
            below = row(pad(own_left, min(left, most), "right"), relation, own_right)
            rows.append(fit(below.pad_left(INDENT + 2), width))
        if not good:
            rows += hanging([(" " * (INDENT + 2), "")], _difference(claim, profile), width)
    return rows


def _sides(claim: Claim, profile: Profile) -> Sides:
    """Both sides in three digits, or in as many more as it takes to tell apart what the claim tells apart."""
    left, right = claim.left, claim.right
    for digits in range(3, MOST_DIGITS + 1):
        sides = _side(left, digits, profile), _side(right, digits, profile)
        alike = sides[0].plain == sides[1].plain and left != right
        if not alike or (claim.relation in "=≈≤≥" and holds(claim)):
            break
    return sides


def _side(value: float | str, digits: int, profile: Profile) -> Content:
    return (
        words(value, "$bright", profile) if isinstance(value, str) else row((number(value, digits, profile), "$bright"))
    )


def _difference(claim: Claim, profile: Profile) -> Content:
    """By how much a claim fails."""
    if isinstance(claim.left, str) or isinstance(claim.right, str):
        return row(("the two sides differ" if claim.relation == "=" else "does not hold", "$bad"))
    if math.isnan(claim.left) or math.isnan(claim.right):
        return row(("not a number", "$bad"))
    if claim.left == claim.right:
        return row(("both sides are equal", "$bad"))
    difference = abs(claim.left - claim.right)
    told = f"off by {number(difference, profile=profile)}"
    if claim.right and math.isfinite(difference) and claim.relation in "=≈":
        share = difference / abs(claim.right)
        part = (share, "times") if share >= MANY_TIMES else (100 * share, "% of")
        told += f", {number(part[0], profile=profile)} {part[1]} the right side"
    return row((told, "$bad"))
