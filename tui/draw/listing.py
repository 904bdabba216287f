"""Source code without a rainbow, the lines that matter lit and explained below."""

from collections.abc import Iterator
from textwrap import dedent

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Number, Operator, Punctuation, String, _TokenType
from textual.content import Content
from textual.style import Style

from engine.describe import Listing
from tui.draw.rows import Piece, fit, hanging, pad, row, stack, words

MARGIN = 2  # for the bar
GAP = 2  # between line number and code
INSET = 4  # of the rows on which a long line goes on
LETTER = 3  # columns at the right end of a marked line
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NUMBER, LIT_NUMBER = "$muted", "bold $accent"
LIT = "on $lit"

_ROLES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "italic $muted"),
    (String.Doc, "italic $muted"),
    (String, "$two"),
    (Number, "$two"),
    (Operator.Word, "bold $bright"),
    (Operator, "$muted"),
    (Punctuation, "$muted"),
    (Keyword, "bold $bright"),
)
_OTHERS = "$foreground"


def listing(shown: Listing, width: int) -> Content:
    """The lines with their numbers; marked ones lit, with a letter; then what the letters mean, the path and the
    lines."""
    lines = coloured(dedent(shown.text.expandtabs(4)))  # a method begins at the margin
    last = shown.first_line + len(lines) - 1
    letters = _letters(shown)
    digits = len(str(last))
    rows = [
        line
        for number, code in enumerate(lines, shown.first_line)
        for line in _rows(number, code, letters.get(number), digits, width)
    ]
    told: list[Content] = []
    for why in dict.fromkeys(why for number, why in shown.marks if why and number in letters):
        letter = next(letters[number] for number, each in shown.marks if each == why and number in letters)
        told += hanging([(f"{letter}  ", "bold $accent")], words(why, "$foreground"), width)
    where = f"{shown.path}, " + (f"line {last}" if last == shown.first_line else f"lines {shown.first_line} to {last}")
    explained = [Content(""), *told] if told else []
    return stack([*rows, *explained, Content(""), fit(row((where, "$muted")), width)])


def _rows(number: int, code: Content, letter: str | None, digits: int, width: int) -> Iterator[Content]:
    """One line of code; what has no room goes on in rows of its own, without a number, set further in."""
    lit = letter is not None
    room = max(width - MARGIN - digits - GAP - (LETTER if lit else 0), 1)
    for at, part in enumerate(_broken(code, room)):
        lead: list[Piece] = [
            ("▌ " if lit else "  ", "$accent"),
            (f"{'' if at else number:>{digits}}", LIT_NUMBER if lit else NUMBER),
            (" " * GAP, ""),
        ]
        if lit:
            mark = (f" {'' if at else letter or '':<1} ", LIT_NUMBER)
            yield fit(row(*lead, pad(part, room), mark), width).stylize_before(LIT)
        else:
            yield fit(row(*lead, part), width).rstrip()


def _broken(code: Content, room: int) -> Iterator[Content]:
    """A line of code in parts of at most `room` cells: broken after a space or a bracket, a longer word within.

    The `#` of a comment stays with its first word.
    """
    text = code.plain
    inset = len(text) - len(text.lstrip()) + INSET
    inset = inset if inset <= room // 2 else min(2, room // 2)
    first = True
    while code.cell_length > (own := room if first else room - inset):
        end = 1
        while end < len(code) and code[: end + 1].cell_length <= own:
            end += 1
        margin = len(code.plain) - len(code.plain.lstrip())
        spaces, brackets = (
            [at + 1 for at in range(margin + 1, end) if code.plain[at] in ends] for ends in (" ", "([{")
        )
        spaces += [end] if code.plain[end] == " " else []
        spaces = [at for at in spaces if not code.plain[:at].rstrip().endswith("#")]
        breaks = [at for at in spaces if 2 * at > end] or brackets or spaces
        at = breaks[-1] if breaks else end
        part, code = code[:at].rstrip(), code[at:]
        code = code[len(code.plain) - len(code.plain.lstrip()) :]
        yield part if first else part.pad_left(inset)
        first = False
    yield code if first else code.pad_left(inset)


def _letters(shown: Listing) -> dict[int, str]:
    """A letter for each different reason, in the order of the lines; a line without a reason is only lit."""
    last = shown.first_line + shown.text.rstrip("\n").count("\n")
    marks = sorted((number, why) for number, why in shown.marks if shown.first_line <= number <= last)
    reasons = list(dict.fromkeys(why for _, why in marks if why))
    return {number: LETTERS[reasons.index(why) % len(LETTERS)] if why else "" for number, why in marks}


def coloured(text: str) -> list[Content]:
    """The lines, their tokens in the roles of the palette. Models and decks are Python, and nothing else."""
    lines: list[list[tuple[str, str | Style]]] = [[]]
    for style, value in _tokens(text):
        for at, part in enumerate(value.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    return [Content.assemble(*line) for line in lines]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for kind, value in lexer.get_tokens(text.rstrip("\n").expandtabs(4)):
        yield next((style for role, style in _ROLES if kind[: len(role)] == role), _OTHERS), value
