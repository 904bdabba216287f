"""Subscripts behind a name: _n, _{n-1}, _{ij}, [i, j], [n][k]; h^T_n too."""

from typing import TYPE_CHECKING

from engine.formula.error import FormulaError
from engine.formula.kinds import Family, Function
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Product, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which reads what stands in them

STEP = ("n", "t")
"""Subscripts that a symbol without an index may bear: the h of this step."""

_DEEPEST = 4  # subscripts behind each other: h_n[i][j]


def follows(parser: "Parser") -> bool:
    """Whether a subscript stands next; in V [a; b] the bracket is a factor."""
    token = parser.token
    if token.says("["):
        return not token.space and not any(
            each.says(";") for each in parser.tokens[parser.at : parser.matching(parser.at)]
        )
    return token.says("_")


def step(parser: "Parser") -> bool:
    """Take a subscript n that says no more than: of this step. It stands behind _ or, as in Python, in brackets."""
    group = one(parser, parser.at)
    inner = [each for each in group[1:] if not each.says("{", "}", "(", ")", "]")]
    if len(inner) != 1 or inner[0].text not in STEP or inner[0].text in (*parser.bound, *parser.names.symbols):
        return False
    parser.at += len(group)
    return True


def is_bound(parser: "Parser") -> bool:
    """Whether the names of the next subscript all mean a number, and it ends with them: no function's value tells which
    entry, and a family's member stands in braces, h_{q_1}.
    """
    group = one(parser, parser.at)
    apart = (Function,) if len(group) > 2 else (Function, Family)
    numbers = (name for name, kind in parser.names.symbols.items() if not isinstance(kind, apart))
    known = {*parser.bound, *parser.names.sizes, *numbers}
    for each in group[1:]:
        if each.kind == "name" and each.text not in known and not set(each.text) <= known:
            return False
    return True


def ahead(parser: "Parser") -> list[list[Token]]:
    """The subscripts that follow, each with its brackets. One that stands behind a power is put before it: h^T_n."""
    if parser.token.says("^"):
        behind = parser.at + (1 + parser.matching(parser.at + 1) - parser.at if parser.ahead(1).says("{", "(") else 2)
        if behind < len(parser.tokens) and parser.tokens[behind].says("_"):
            group = one(parser, behind)
            raised = parser.tokens[parser.at : behind]
            parser.tokens[parser.at : behind + len(group)] = [*group, *raised]
    groups: list[list[Token]] = []
    at = parser.at
    while at < len(parser.tokens) and len(groups) < _DEEPEST and (found := one(parser, at)):
        groups.append(found)
        at += len(found)
    return groups


def refuse_shifted(parser: "Parser", groups: list[list[Token]]) -> None:
    """Refuse h_n-1, which is h_n - 1 to TeX and h_{n-1} to many."""
    if not groups or len(groups[0]) != 2:
        return
    index, at = groups[0][1], parser.at + 2
    sign, number = parser.tokens[at], parser.tokens[min(at + 1, len(parser.tokens) - 1)]
    if index.text not in (*STEP, *parser.bound) or not sign.says("+", "-") or number.kind != "number":
        return
    if not sign.space and not number.space:
        shifted = f"{index.text}{sign.text}{number.text}"
        said = f"_{shifted} is read in two ways: write _{{{shifted}}} or, with spaces,"
        raise FormulaError(f"{said} _{index.text} {sign.text} {number.text}", index.start)


def one(parser: "Parser", at: int) -> list[Token]:
    """The tokens of the subscript at this place, its brackets with them; none where there is none."""
    token = parser.tokens[at]
    if token.says("_"):
        if parser.tokens[at + 1].says("{", "("):
            return parser.tokens[at : parser.matching(at + 1) + 1]
        if parser.tokens[at + 1].kind in ("name", "number"):
            return parser.tokens[at : at + 2]
        raise FormulaError("a subscript is missing behind _", token.start)
    if token.says("[") and not token.space:
        return parser.tokens[at : parser.matching(at) + 1]
    return []


def indices(parser: "Parser", counts: set[int], found: str) -> tuple[Tree, ...]:
    """The indices behind a name: _n, _{n-1}, _{ij}, [i, j], [n][k]."""
    start = parser.token.start
    indices: list[Tree] = []
    parser.in_index += 1
    while follows(parser) and len(indices) < max(counts):
        opened = parser.take()
        if opened.says("_"):
            _letters_apart(parser, counts)
            _apart_from_brackets(parser)
            opened = parser.token
            if not opened.says("{", "("):
                indices.append(parser.small())
                continue
            parser.take()
        with parser.nested(), parser.free_of_bars():
            indices.append(parser.expression())
            while parser.takes(","):
                indices.append(parser.expression())
            if parser.token.says(":"):
                raise FormulaError("a part of an array cannot be taken, only an entry", parser.token.start)
        parser.close(CLOSES[opened.text], opened)
    parser.in_index -= 1
    if len(indices) not in counts and len(indices) == 1:
        match indices[0]:  # W_{i j}
            case Product(left, right, ""):
                indices = [left, right]
    if len(indices) not in counts:
        wanted = " or ".join(str(each) for each in sorted(counts))
        plural = "index" if wanted == "1" else "indices"
        raise FormulaError(f"{found} has {wanted} {plural}, not {len(indices)}", start)
    return tuple(indices)


def _apart_from_brackets(parser: "Parser") -> None:
    """Put the n of w_n[k] in braces: the brackets belong to w."""
    token = parser.token
    if token.kind in ("name", "number") and parser.ahead(1).says("[") and not parser.ahead(1).space:
        opened, closed = Token("sign", "{", token.start, token.start), Token("sign", "}", token.end, token.end)
        parser.tokens[parser.at : parser.at + 1] = [opened, token, closed]


def _letters_apart(parser: "Parser", counts: set[int]) -> None:
    """Cut _ij and _{ij} into i, j where both are indices; _12 into 1, 2 where there are two."""
    braced = parser.token.says("{")
    place = parser.at + braced
    token = parser.tokens[place]
    if braced and not parser.tokens[place + 1].says("}"):
        return
    letters = token.kind == "name" and token.text not in parser.bound and set(token.text) <= {*parser.bound}
    digits = token.kind == "number" and token.text.isdigit() and counts == {2}  # q_12 is a member of a family
    if 2 not in counts or len(token.text) != 2 or not (letters or digits):
        return
    middle = token.start + 1
    first = Token(token.kind, token.text[0], token.start, middle)
    second = Token(token.kind, token.text[1], middle, token.end)
    comma = Token("sign", ",", middle, middle)
    opened, closed = Token("sign", "{", token.start, token.start), Token("sign", "}", token.end, token.end)
    parser.tokens[parser.at : place + 1 + braced] = [opened, first, comma, second, closed]
