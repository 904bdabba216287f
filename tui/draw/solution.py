"""What would have been right, and what may be used to say it."""

from collections.abc import Collection, Sequence

from textual.content import Content

from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
from engine.formula.kinds import Array, Family, Function, Kind, Opaque, kinds
from tui.draw.markdown import inline, markdown
from tui.draw.numbers import number
from tui.draw.rows import hanging, pad, stack
from tui.draw.typed import formula as laid_out
from tui.tex.glyphs import UNICODE, Profile

_NOTATION = (("^T", "transpose"), ("*", "entry by entry"), ("a b^T", "outer product"))
"""What is worth to know of writing vectors and matrices."""


def solution(question: AnyQuestion, width: int, profile: Profile = UNICODE) -> Content:
    """The right answer."""
    match question:
        case Formula(formula=formula, where=where):
            return laid_out(formula, kinds(where), width, profile)
        case Number(number=value, unit=unit):
            said = f"{number(value, 6, profile)} {unit}".rstrip()
            return Content.styled(said, "bold $bright")
        case Text(text=spellings):
            return inline(spellings[0], style="bold $bright", profile=profile)
        case Choose(choose=options):
            right = [option.right for option in options if option.right]
            return stack(_bullets(right, width, profile))
        case Order(order=lines):
            return numbered(lines, width, profile)
    raise TypeError(f"no solution for a question of kind {type(question).__name__}")


def numbered(lines: Sequence[str], width: int, profile: Profile = UNICODE) -> Content:
    """Lines with the numbers they are answered by."""
    rows = []
    for place, line in enumerate(lines, 1):
        lead = Content.styled(f"{place:>2}  ", "bold $accent")
        text = markdown(line, max(width - lead.cell_length, 1), profile=profile).split("\n")
        rows += [lead + text[0], *(each.pad_left(lead.cell_length) for each in text[1:])]
    return stack(rows)


def allowed(
    question: AnyQuestion, width: int, profile: Profile = UNICODE, known: Collection[str] | None = None
) -> Content:
    """The symbols a formula may use, by their kinds, how families are summed and how arrays are multiplied.

    `known` are all that may be named, where that is known: those that the question's world gives beside its own too.
    """
    if not isinstance(question, Formula):
        return Content()
    symbols, by_kind = kinds(question.where), dict[str, list[str]]()
    for name, kind in symbols.items():
        by_kind.setdefault(_word(kind), []).append(name)
    leads = [Content.styled("  ".join(names), "bold $bright") for names in by_kind.values()]
    column = min(max((lead.cell_length for lead in leads), default=0), width // 3)
    rows: list[Content] = []
    for lead, word in zip(leads, by_kind, strict=True):
        rows += hanging([pad(lead, max(column, lead.cell_length)), ("   ", "")], Content.styled(word, "$muted"), width)
    if beside := [name for name in known or () if name not in symbols]:
        rows += hanging([("known too   ", "$muted")], Content.styled("  ".join(beside), "bold $bright"), width)
    families = [name for name, kind in symbols.items() if isinstance(kind, Family)]
    if families:
        index = next(letter for letter in "nijklm" if letter not in symbols)
        rows.append(_signs([(f"sum_{index} {families[0]}_{index}", f"the sum over all {index}")], width))
    if any(_is_array(kind) for kind in symbols.values()):
        rows.append(_signs(_NOTATION, width))
    return stack(row for row in rows if row)


def _is_array(kind: Kind) -> bool:
    """Whether it is, or its members are, more than a scalar."""
    array = kind.member if isinstance(kind, Family) else kind
    return isinstance(array, Array) and bool(array.shape)


def _signs(signs: Sequence[tuple[str, str]], width: int) -> Content:
    """How things are written, as many as a row has room for."""
    written = [Content.assemble((sign, "bold $bright"), "  ", (word, "$muted")) for sign, word in signs]
    while written and Content("    ").join(written).cell_length > width:
        written.pop()
    return Content("    ").join(written)


def _word(kind: Kind) -> str:
    match kind:
        case Array(shape=()):
            return "scalar"
        case Array(shape=shape):
            return f"{'vector' if len(shape) == 1 else 'matrix'}, {' × '.join(map(str, shape))}"
        case Function():
            return "function, as in g(z) or g(a, b); its slope: g'(z)"
        case Opaque():
            return "as written here"
        case Family(size=size, member=member):
            return f"1 to {size}, each a {_word(member)}"


def _bullets(lines: Sequence[str], width: int, profile: Profile) -> list[Content]:
    return [row for line in lines for row in hanging([("• ", "$muted")], inline(line, profile=profile), width)]
