"""Source code without a rainbow, the lines that matter lit and explained below."""

from collections.abc import Iterator

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Number, Operator, Punctuation, String, _TokenType
from textual.content import Content
from textual.style import Style

from engine.describe import Listing
from tui.draw.rows import Piece, fit, hanging, pad, row, stack, words

MARGIN = 2  # for the bar
GAP = 2  # between line number and code
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
    lines = _coloured(shown.text)
    last = shown.first_line + len(lines) - 1
    letters = _letters(shown)
    digits = len(str(last))
    rows = [
        _row(number, code, letters.get(number), digits, width) for number, code in enumerate(lines, shown.first_line)
    ]
    told: list[Content] = []
    for why in dict.fromkeys(why for number, why in shown.marks if why and number in letters):
        letter = next(letters[number] for number, each in shown.marks if each == why and number in letters)
        told += hanging([(f"{letter}  ", "bold $accent")], words(why, "$foreground"), width)
    where = f"{shown.path}, " + (f"line {last}" if last == shown.first_line else f"lines {shown.first_line} to {last}")
    explained = [Content(""), *told] if told else []
    return stack([*rows, *explained, Content(""), fit(row((where, "$muted")), width)])


def _row(number: int, code: Content, letter: str | None, digits: int, width: int) -> Content:
    lit = letter is not None
    lead: list[Piece] = [
        ("▌ " if lit else "  ", "$accent"),
        (f"{number:>{digits}}", LIT_NUMBER if lit else NUMBER),
        (" " * GAP, ""),
    ]
    room = width - MARGIN - digits - GAP
    if letter is None:
        return fit(row(*lead, code), width).rstrip()
    body = pad(code, room - 3) if room > 3 else fit(code, room)
    return row(*lead, body, (f" {letter or ' '} ", LIT_NUMBER)).stylize_before(LIT)


def _letters(shown: Listing) -> dict[int, str]:
    """A letter for each different reason, in the order of the lines; a line without a reason is only lit."""
    last = shown.first_line + shown.text.rstrip("\n").count("\n")
    marks = sorted((number, why) for number, why in shown.marks if shown.first_line <= number <= last)
    reasons = list(dict.fromkeys(why for _, why in marks if why))
    return {number: LETTERS[reasons.index(why) % len(LETTERS)] if why else "" for number, why in marks}


def _coloured(text: str) -> list[Content]:
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
