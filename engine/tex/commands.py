r"""What each command makes: one small function for each family of commands, found by the command's name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.tex import symbols
from engine.tex.error import TexError
from engine.tex.nodes import (
    Accent,
    BigOperator,
    Brace,
    Fence,
    Font,
    Fraction,
    Grid,
    Middle,
    Name,
    Node,
    Root,
    Row,
    Space,
    Stack,
    Symbol,
    Text,
)
from engine.tex.texts import text
from engine.tex.tokens import Token

if TYPE_CHECKING:
    from engine.tex.parser import Parser  # which calls the commands

Command = Callable[["Parser", Token], Node | None]
_COMMANDS: dict[str, Command] = {}


def command(parser: "Parser", token: Token) -> Node | None:
    """The node of a command whose token was just taken."""
    name = token.text
    if name in symbols.NAMED:
        sign, kind = symbols.NAMED[name]
        return Symbol(sign, kind, parser.font)
    made = _COMMANDS.get(name) or _COMMANDS.get(name.rstrip("*"))
    if made is None:
        raise TexError(f"unknown command \\{name}", token.column)
    return made(parser, token)


def _makes(*names: str) -> Callable[[Command], Command]:
    def register(made: Command) -> Command:
        for name in names:
            if name in _COMMANDS:
                raise ValueError(f"\\{name} is registered twice")
            _COMMANDS[name] = made
        return made

    return register


@_makes(*symbols.FUNCTIONS, *symbols.LIMIT_FUNCTIONS)
def _function(parser: "Parser", token: Token) -> Node:
    return Name(token.text, limits=token.text in symbols.LIMIT_FUNCTIONS)


@_makes(*symbols.BIG_OPERATORS)
def _big_operator(parser: "Parser", token: Token) -> Node:
    sign = symbols.BIG_OPERATORS[token.text]
    return BigOperator(sign, limits=sign not in "∫∬∮")


@_makes(*symbols.SPACES)
def _space(parser: "Parser", token: Token) -> Node:
    return Space(symbols.SPACES[token.text])


@_makes("hspace", "mspace", "phantom", "hphantom", "vphantom", "label", "kern")
def _unseen(parser: "Parser", token: Token) -> Node:
    parser.words()
    return Space(0 if token.text in ("label", "vphantom") else 1)


@_makes(*symbols.IGNORED)
def _ignored(parser: "Parser", token: Token) -> None:
    return None


@_makes("limits", "nolimits")
def _misplaced_limits(parser: "Parser", token: Token) -> Node:
    raise TexError(f"\\{token.text} must follow an operator", token.column)


@_makes(*symbols.FONTS)
def _font(parser: "Parser", token: Token) -> Node:
    font = symbols.FONTS[token.text]
    body = parser.argument(font)
    if font == "roman" and isinstance(body, Row):
        letters = [item.text for item in body.items if isinstance(item, Symbol) and item.text.isalpha()]
        if len(letters) == len(body.items):
            return Text("".join(letters))  # several upright letters are a word
    return body


@_makes("bf", "rm", "it", "cal")
def _font_from_here(parser: "Parser", token: Token) -> None:
    fonts: dict[str, Font] = {"bf": "bold", "rm": "roman", "it": "italic", "cal": "script"}
    parser.font = fonts[token.text]


@_makes(*symbols.TEXT_FONTS)
def _text(parser: "Parser", token: Token) -> Node:
    words, column = parser.words()
    return text(words, column, symbols.TEXT_FONTS[token.text], parser.depth)


@_makes("operatorname", "mathop")
def _operator_name(parser: "Parser", token: Token) -> Node:
    words, _ = parser.words()
    plain = "".join(words.replace("\\,", "").split()).replace("\\", "")
    return Name(plain, limits=token.text.endswith("*") or plain in symbols.LIMIT_FUNCTIONS)


@_makes("bmod", "mod")
def _modulo(parser: "Parser", token: Token) -> Node:
    return Symbol("mod", "bin", "roman")


@_makes("pmod")
def _modulo_in_parentheses(parser: "Parser", token: Token) -> Node:
    return Row((Space(1), Fence("(", Row((Name("mod"), parser.argument())), ")")))


@_makes("frac", "dfrac", "tfrac", "cfrac")
def _fraction(parser: "Parser", token: Token) -> Node:
    top = parser.argument()
    return Fraction(top, parser.argument())


@_makes("binom", "dbinom", "tbinom")
def _binomial(parser: "Parser", token: Token) -> Node:
    top = parser.argument()
    return Fence("(", Fraction(top, parser.argument(), bar=False), ")")


@_makes("sqrt")
def _root(parser: "Parser", token: Token) -> Node:
    degree: Node | None = None
    if parser.follows("["):
        opened = parser.take()
        degree = parser.row(lambda token: token.kind == "end" or (token.kind == "char" and token.text == "]"))
        if parser.take().kind == "end":
            raise TexError("a [ that is never closed", opened.column)
    return Root(parser.argument(), degree)


@_makes(*symbols.ACCENTS)
def _accent(parser: "Parser", token: Token) -> Node:
    return Accent(symbols.ACCENTS[token.text], parser.argument())


@_makes("underline", "boxed", "mathrel", "mathbin", "mathord", "smash", "ensuremath")
def _plain_argument(parser: "Parser", token: Token) -> Node:
    return parser.argument()


@_makes("overset", "stackrel", "underset")
def _stack(parser: "Parser", token: Token) -> Node:
    small = parser.argument()
    base = parser.argument()
    return Stack(base, under=small) if token.text == "underset" else Stack(base, over=small)


@_makes("xrightarrow", "xleftarrow")
def _long_arrow(parser: "Parser", token: Token) -> Node:
    return Stack(Symbol("→" if token.text == "xrightarrow" else "←", "rel"), over=parser.argument())


@_makes("underbrace", "overbrace")
def _brace(parser: "Parser", token: Token) -> Node:
    return Brace(parser.argument(), above=token.text == "overbrace")


@_makes("not")
def _negated(parser: "Parser", token: Token) -> Node:
    body = parser.argument()
    if not isinstance(body, Symbol):
        raise TexError("\\not must stand before a relation", token.column)
    return Symbol(symbols.NEGATED.get(body.text, body.text + "\u0338"), body.kind, body.font)


@_makes("tag")
def _tag(parser: "Parser", token: Token) -> Node:
    words, column = parser.words()
    return Row((Space(4), text(f"({words})", column - 1, "roman", parser.depth)))


@_makes(*symbols.SIZES)
def _sized_delimiter(parser: "Parser", token: Token) -> Node:
    sign = _delimiter(parser)
    side = token.text[-1]
    if side in "lr" and len(token.text) > 3 and token.text not in ("big", "Big"):
        return Symbol(sign, "open" if side == "l" else "close")
    return Symbol(sign, symbols.character(sign)[1]) if sign else Space(0)


@_makes("left")
def _fence(parser: "Parser", token: Token) -> Node:
    left = _delimiter(parser)
    body = parser.row(lambda token: token.kind == "end" or (token.kind == "command" and token.text == "right"))
    if parser.take().kind == "end":
        raise TexError("a \\left without its \\right", token.column)
    return Fence(left, body, _delimiter(parser))


@_makes("right")
def _right_alone(parser: "Parser", token: Token) -> Node:
    raise TexError("a \\right without its \\left", token.column)


@_makes("middle")
def _middle(parser: "Parser", token: Token) -> Node:
    return Middle(_delimiter(parser))


def _delimiter(parser: "Parser") -> str:
    token = parser.take()
    if token.kind == "command" and token.text in symbols.DELIMITER:
        return symbols.DELIMITER[token.text]
    if token.kind == "char" and token.text in "()[]|/<>.⟨⟩‖⌊⌋⌈⌉":
        return {"<": "⟨", ">": "⟩", ".": ""}.get(token.text, token.text)
    raise TexError("a delimiter is missing", token.column)


@_makes("begin")
def _environment(parser: "Parser", token: Token) -> Node:
    written, _ = parser.words()
    name = written.strip().rstrip("*")
    if name not in symbols.ENVIRONMENTS:
        raise TexError(f"unknown environment {written}", token.column)
    columns = ""
    if name in ("array", "alignedat") and parser.follows("{"):
        columns = "".join(letter for letter in parser.words()[0] if letter in "lcr") if name == "array" else ""
    rows = parser.cells(lambda token: token.kind == "end" or (token.kind == "command" and token.text == "end"))
    if parser.take().kind == "end":
        raise TexError(f"\\begin{{{written}}} without its \\end", token.column)
    ended, column = parser.words()
    if ended.strip() != written.strip():
        raise TexError(f"\\begin{{{written}}} ends as {ended}", column)
    return Grid(name, rows, columns)


@_makes("substack")
def _substack(parser: "Parser", token: Token) -> Node:
    opened = parser.take()
    if opened.kind != "char" or opened.text != "{":
        raise TexError("a { is missing", opened.column)
    rows = parser.cells(lambda token: token.kind == "end" or (token.kind == "char" and token.text == "}"))
    if parser.take().kind == "end":
        raise TexError("a { that is never closed", opened.column)
    return Grid("gathered", rows)


@_makes("end")
def _end_alone(parser: "Parser", token: Token) -> Node:
    raise TexError("an \\end without its \\begin", token.column)
