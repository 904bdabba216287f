"""A name in a formula: a symbol with its subscript, an index, a size, a known number, a function, a run of letters."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.formula import calls, folds
from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.kinds import Array, Family, Function, Opaque
from engine.formula.names import greek, slope_key
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Apply, Bound, Constant, Fold, Known, Product, Quotient, Symbol, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file

_NUMBERED = re.compile(r"([^\d]+)(\d+)")
_STEP = ("n", "t")
"""Subscripts that a symbol without an index may bear: the h of this step."""
_LONGEST_QUOTE = 16
_DEEPEST = 4  # subscripts behind each other: h_n[i][j]


def name(parser: "Parser", token: Token) -> Tree:
    """What the name that was just taken stands for, its subscript taken too."""
    groups = _subscripts(parser)
    _one_index(parser, groups)
    if greek(token.text) in parser.bound and not token.mark and not groups:
        return Bound(greek(token.text), start=token.start, end=token.end)
    for count in range(len(groups), -1, -1):
        cut = [token, *(each for group in groups[:count] for each in group)]
        found = parser.names.find(cut)
        if found is not None:
            parser.at += sum(len(group) for group in groups[:count])
            return _symbol(parser, token, found)
    text = greek(token.text)
    if text in ("sum", "prod", "product", "Σ", "Π"):
        return folds.fold(parser, token, "sum" if text in ("sum", "Σ") else "product")
    if text in parser.names.sizes:
        return Symbol(text, start=token.start, end=token.end)
    if text == "π":
        return Known("pi", start=token.start, end=token.end)
    if text == "e":
        return Known("e", start=token.start, end=token.end)
    if token.text in SPELLINGS or text in SPELLINGS or token.text in calls.REWRITES:
        return calls.call(parser, token)
    return _composed(parser, token)


def quoted(parser: "Parser") -> Symbol | None:
    """A quoted name such as ∂cost/∂h that stands next, in any of its notations; None where there is none."""
    if not parser.names.quoted_names:
        return None
    tokens, at = parser.tokens, parser.at
    first = tokens[at]
    above_end = below_start = 0
    ends: list[int] = []
    if first.says("\\frac") and parser.ahead(1).says("{"):
        at += 1
        above_end = parser.matching(at) + 1
        below_start = above_end
        if tokens[below_start].says("{"):
            ends = [parser.matching(below_start) + 1]
    elif slope_key(tokens[at : at + 6]) is not None or first.says("("):
        strokes = [place for place in range(at, min(at + _LONGEST_QUOTE, len(tokens))) if tokens[place].says("/")]
        if strokes:
            above_end, below_start = strokes[0], strokes[0] + 1
            ends = list(range(min(below_start + _LONGEST_QUOTE, len(tokens) - 1), below_start, -1))
    above = slope_key(tokens[at:above_end]) if ends else None
    for end in ends:
        below = slope_key(tokens[below_start:end])
        if above is None or below is None or tokens[end].says("_") or not _balanced(tokens[at:above_end]):
            continue
        found = parser.names.quoted(above, below)
        if found is not None and _balanced(tokens[below_start:end]):
            parser.at = end
            return Symbol(found, start=first.start, end=tokens[end - 1].end)
    return None


def whole_exponent(parser: "Parser") -> None:
    """Refuse a run of letters in an exponent, of which TeX would take one and people mean all."""
    token = parser.token
    pieces = parser.names.split(token.text, frozenset(parser.bound))
    if pieces and not parser.knows(token) and token.text not in SPELLINGS and greek(token.text) == token.text:
        raise FormulaError(f"put the exponent in brackets: ^({' '.join(pieces)})", token.start)


def _balanced(cut: list[Token]) -> bool:
    """Whether the brackets of the tokens belong to each other."""
    open_brackets: list[str] = []
    for token in cut:
        if token.says("(", "[", "{"):
            open_brackets.append(CLOSES[token.text])
        elif token.says(")", "]", "}") and (not open_brackets or open_brackets.pop() != token.text):
            return False
    return not open_brackets


def _symbol(parser: "Parser", token: Token, found: str) -> Tree:
    kind = parser.names.symbols[found]
    match kind:
        case Function():
            _step(parser)
            return _applied(parser, token, found)
        case Family(_, member):
            counts = {1, 1 + len(member.shape)}
            if not _indexed(parser):
                size = kind.size
                raise FormulaError(f"{found} stands for {found}_1 to {found}_{size}: write {found}_n", token.start)
            at = _indices(parser, counts, found)
            return Symbol(found, at, start=token.start, end=parser.tokens[parser.at - 1].end)
    sides = len(kind.shape) if isinstance(kind, Array) else 0
    indexed = parser.token.says("_") or (sides > 0 and _indexed(parser))
    if indexed and not _step(parser) and (sides == 0 or not _bound_index(parser)):
        group = _group(parser, parser.at)
        index = "".join(each.text for each in group if not each.says("_", "{", "}", "[", "]"))
        index = index if len(index) <= 12 else "…"
        message = f"{found} has no index here: {found}_{{{index}}} is another symbol than {found}"
        if sides == 1 and len(index) == 1:
            message = f"{index} is bound by no sum here: write {found} for all of its entries"
        raise FormulaError(message, parser.token.start)
    at = _indices(parser, {sides}, found) if sides and _indexed(parser) else ()
    return Symbol(found, at, start=token.start, end=parser.tokens[parser.at - 1].end)


def _applied(parser: "Parser", token: Token, found: str) -> Tree:
    slope = "'" if parser.takes("'") else ""
    if parser.token.says("'"):
        raise FormulaError("only the first slope is known here", parser.token.start)
    if not parser.token.says("("):
        raise FormulaError(f"{found} is a function: write {found}{slope}(z), of what it is taken", parser.token.start)
    arguments = calls.arguments(parser, parser.take())
    for each in arguments:
        if isinstance(each, Product) and _opaque(parser, each.left) and _opaque(parser, each.right):
            raise FormulaError(f"commas stand between what {found} is taken of", each.start)
    end = parser.tokens[parser.at - 1].end
    return Apply(found + slope, arguments, start=token.start, end=end)


def _opaque(parser: "Parser", tree: Tree) -> bool:
    """Whether the tree is a quoted name, or several side by side."""
    while isinstance(tree, Product) and _opaque(parser, tree.right):
        tree = tree.left
    return isinstance(tree, Symbol) and isinstance(parser.names.symbols.get(tree.name), Opaque)


def family(parser: "Parser") -> Fold | None:
    """The sum over a family of numbers that stands alone before a closing bracket: the F of sum(F)."""
    token = parser.token
    if token.kind != "name" or not parser.ahead(1).says(")"):
        return None
    found = parser.names.find([token])
    kind = parser.names.symbols[found] if found is not None else None
    if found is None or not isinstance(kind, Family) or kind.member.shape:
        return None
    parser.take()
    index = next(each for each in ("n", "m", "k", "i", "j") if each not in (*parser.bound, *parser.names.symbols))
    of = Symbol(found, (Bound(index),), start=token.start, end=token.end)
    return Fold("sum", index, of, start=token.start, end=token.end)


def mean(parser: "Parser", total: Fold) -> Tree:
    """The sum over a family over how many there are."""
    kind = parser.names.symbols[total.of.name] if isinstance(total.of, Symbol) else None
    assert isinstance(kind, Family)  # as family() found it
    return Quotient(total, Symbol(kind.size, start=total.end, end=total.end), start=total.start, end=total.end)


def _composed(parser: "Parser", token: Token) -> Tree:
    """A run of letters that is no name: h2, ln2, Wh, logp."""
    text, names = token.text, parser.names
    if token.text.lower() in ("inf", "nan", "infinity"):
        raise FormulaError(f"{text} is not a number that a formula can hold", token.start)
    if numbered := _NUMBERED.fullmatch(text):
        letters, digits = numbered.groups()
        of = names.find([Token("name", letters, token.start, token.end, mark=token.mark)])
        if of is not None and isinstance(names.symbols[of], Family):
            return Symbol(of, (Constant(Fraction(digits)),), start=token.start, end=token.end)
        if letters in SPELLINGS:
            parser.split([letters, digits])
            return name(parser, parser.take())
        if of is not None:
            readings = f"{letters}_{digits}, {letters}^{digits} or {digits}{letters}"
            raise FormulaError(f"{text} may mean {readings}: write the one that is meant", token.start)
    others = frozenset(parser.bound)
    if pieces := names.split(text, others):
        parser.split(pieces)
        return name(parser, parser.take())
    for length in range(len(text) - 1, 1, -1):  # logp
        function, rest = text[:length], text[length:]
        if function in SPELLINGS or function == "sum":
            last = Token("name", rest, token.start, token.end)
            if names.find([last]) is not None or rest in others or names.split(rest, others):
                parser.split([function, rest])
                return name(parser, parser.take())
    if parser.in_index or text in _STEP:
        raise FormulaError(f"{text} is bound by no sum here", token.start)
    raise names.unknown(text, token.start)


def _indexed(parser: "Parser") -> bool:
    token = parser.token
    if token.says("["):
        return not token.space and not any(
            each.says(";") for each in parser.tokens[parser.at : parser.matching(parser.at)]
        )
    return token.says("_")


def _step(parser: "Parser") -> bool:
    """Take a subscript n that says no more than: of this step."""
    if not parser.token.says("_"):
        return False
    group = _group(parser, parser.at)
    inner = [each for each in group[1:] if not each.says("{", "}", "(", ")")]
    if len(inner) != 1 or inner[0].text not in _STEP or inner[0].text in (*parser.bound, *parser.names.symbols):
        return False
    parser.at += len(group)
    return True


def _bound_index(parser: "Parser") -> bool:
    """Whether the names of the next subscript all mean something."""
    known = {*parser.bound, *parser.names.sizes, *parser.names.symbols}
    for each in _group(parser, parser.at)[1:]:
        if each.kind == "name" and each.text not in known and not set(each.text) <= known:
            return False
    return True


def _subscripts(parser: "Parser") -> list[list[Token]]:
    """The subscripts that follow, each with its brackets. One that stands behind a power is put before it: h^T_n."""
    if parser.token.says("^"):
        behind = parser.at + (1 + parser.matching(parser.at + 1) - parser.at if parser.ahead(1).says("{", "(") else 2)
        if behind < len(parser.tokens) and parser.tokens[behind].says("_"):
            group = _group(parser, behind)
            raised = parser.tokens[parser.at : behind]
            parser.tokens[parser.at : behind + len(group)] = [*group, *raised]
    groups: list[list[Token]] = []
    at = parser.at
    while at < len(parser.tokens) and len(groups) < _DEEPEST and (group := _group(parser, at)):
        groups.append(group)
        at += len(group)
    return groups


def _one_index(parser: "Parser", groups: list[list[Token]]) -> None:
    """Refuse h_n-1, which is h_n - 1 to TeX and h_{n-1} to many."""
    if not groups or len(groups[0]) != 2:
        return
    index, at = groups[0][1], parser.at + 2
    sign, number = parser.tokens[at], parser.tokens[min(at + 1, len(parser.tokens) - 1)]
    if index.text not in (*_STEP, *parser.bound) or not sign.says("+", "-") or number.kind != "number":
        return
    if not sign.space and not number.space:
        shifted = f"{index.text}{sign.text}{number.text}"
        said = f"_{shifted} is read in two ways: write _{{{shifted}}} or, with spaces,"
        raise FormulaError(f"{said} _{index.text} {sign.text} {number.text}", index.start)


def _group(parser: "Parser", at: int) -> list[Token]:
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


def _indices(parser: "Parser", counts: set[int], found: str) -> tuple[Tree, ...]:
    """The indices behind a name: _n, _{n-1}, _{ij}, [i, j], [n][k]."""
    start = parser.token.start
    indices: list[Tree] = []
    parser.in_index += 1
    while _indexed(parser) and len(indices) < max(counts):
        opened = parser.take()
        if opened.says("_"):
            _letters_apart(parser, max(counts))
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


def _letters_apart(parser: "Parser", count: int) -> None:
    """Cut _ij and _{ij} into i, j where both are indices; _12 into 1, 2 where there are two."""
    braced = parser.token.says("{")
    place = parser.at + braced
    token = parser.tokens[place]
    if braced and not parser.tokens[place + 1].says("}"):
        return
    letters = token.kind == "name" and token.text not in parser.bound and set(token.text) <= {*parser.bound}
    digits = token.kind == "number" and token.text.isdigit()
    if count != 2 or len(token.text) != 2 or not (letters or digits):
        return
    middle = token.start + 1
    first = Token(token.kind, token.text[0], token.start, middle)
    second = Token(token.kind, token.text[1], middle, token.end)
    comma = Token("sign", ",", middle, middle)
    opened, closed = Token("sign", "{", token.start, token.start), Token("sign", "}", token.end, token.end)
    parser.tokens[parser.at : place + 1 + braced] = [opened, first, comma, second, closed]
