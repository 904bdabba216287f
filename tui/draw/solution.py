"""What would have been right, and what was understood of what is typed."""

from collections.abc import Sequence

from textual.content import Content

from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.kinds import Array, Family, Function, Kind, Opaque, kinds
from engine.formula.reading import closed, read
from tui.draw.markdown import inline, markdown
from tui.draw.numbers import number
from tui.draw.rows import hanging, stack
from tui.tex import display
from tui.tex.glyphs import UNICODE, Profile

INDENT = 4


def solution(question: AnyQuestion, width: int, profile: Profile = UNICODE) -> Content:
    """The right answer."""
    match question:
        case Formula(formula=formula, where=where):
            return _formula(formula, kinds(where), width, profile)
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


def understood(question: AnyQuestion, typed: str, width: int, profile: Profile = UNICODE) -> Content:
    """What a typed answer is read as; where it cannot be read, why not. Empty where there is nothing to say."""
    if not typed.strip() or not isinstance(question, Formula | Number):
        return Content()
    try:
        if isinstance(question, Formula):
            return _formula(typed, kinds(question.where), width, profile)
        return _laid_out(tex(closed(typed), {}), width, profile)
    except FormulaError as error:
        return stack(hanging([], Content.styled(str(error), "$muted"), width))


def numbered(lines: Sequence[str], width: int, profile: Profile = UNICODE) -> Content:
    """Lines with the numbers they are answered by."""
    rows = []
    for place, line in enumerate(lines, 1):
        lead = Content.styled(f"{place:>2}  ", "bold $accent")
        text = markdown(line, max(width - lead.cell_length, 1), profile=profile).split("\n")
        rows += [lead + text[0], *(each.pad_left(lead.cell_length) for each in text[1:])]
    return stack(rows)


def allowed(question: AnyQuestion, width: int, profile: Profile = UNICODE) -> Content:
    """The symbols a formula may use, by their kinds."""
    if not isinstance(question, Formula):
        return Content()
    by_kind: dict[str, list[str]] = {}
    for name, kind in kinds(question.where).items():
        by_kind.setdefault(_word(kind), []).append(name)
    rows: list[Content] = []
    for word, names in by_kind.items():
        lead = Content.assemble(("   ".join(names), "bold $bright"), "   ")
        rows += hanging([lead], Content.styled(word, "$muted"), width)
    return stack(rows)


def _word(kind: Kind) -> str:
    match kind:
        case Array(shape=()):
            return "scalar"
        case Array(shape=shape):
            return f"{'vector' if len(shape) == 1 else 'matrix'}, {' × '.join(map(str, shape))}"
        case Function():
            return "function, with its slope: g(z), g'(z)"
        case Opaque():
            return "as it is written"
        case Family(size=size, member=member):
            return f"1 to {size}, each a {_word(member)}"


def _formula(text: str, symbols: dict[str, Kind], width: int, profile: Profile) -> Content:
    return _laid_out(tex(read(text, symbols), symbols), width, profile)


def _laid_out(source: str, width: int, profile: Profile) -> Content:
    laid_out = display(source, max(width - INDENT, 1), profile)
    return stack(line.pad_left(INDENT) for line in laid_out.split("\n"))


def _bullets(lines: Sequence[str], width: int, profile: Profile) -> list[Content]:
    return [row for line in lines for row in hanging([("• ", "$muted")], inline(line, profile=profile), width)]
