r"""Sums, products and extremes over an index: \sum_{n=1}^{N}, Σₙ, max_i, sum(… for n in range(1, N+1))."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from engine.formula import generators, members
from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.generators import Range, one_less, one_more
from engine.formula.limits import parts
from engine.formula.names import greek
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Apply, Bound, Constant, Fold, Quotient, Symbol, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file

Kind = Literal["sum", "product", "max", "min", "mean"]

_SIGNS: dict[str, Kind] = {"sum": "sum", "Σ": "sum", "prod": "product", "product": "product", "Π": "product"}
_EXTREMES: dict[str, Kind] = {"max": "max", "min": "min"}
_SAID = {"max": "maximum", "min": "minimum"}


def begun(parser: "Parser", text: str) -> Kind | None:
    """What the word that was just taken begins: a sum; a maximum where an index, or `for`, follows; a mean of `for`."""
    if text in _SIGNS:
        return _SIGNS[text]
    name = SPELLINGS[text].name if text in SPELLINGS else ""
    if name in _EXTREMES and (parser.token.says("_") or generators.ahead(parser)):
        return _EXTREMES[name]
    return "mean" if name == "mean" and generators.ahead(parser) else None


def fold(parser: "Parser", token: Token, kind: Kind) -> Tree:
    """The sum or product whose sign or name was just taken."""
    within = parser.token.says("(") and parser.ahead(1).kind == "name" and parser.ahead(2).says("=")
    if parser.token.says("(", "{") and not within and not token.text.startswith("\\"):
        return _called(parser, token, kind)
    indices: list[str] = []
    first: Tree | None = None
    last: Tree | None = None
    while parser.token.says("_", "^"):
        if parser.take().text == "_":
            indices, first, last = _lower(parser, last)
        else:
            last = _upper(parser, indices)
    if not indices and within:
        indices, first, last = _lower(parser, last)  # Σ(n=3..N)
    said = _SAID.get(kind, kind)
    if kind == "mean":
        raise FormulaError("write 1/N sum_n for the mean over an index", token.start)
    if not indices:
        raise FormulaError(f"say over which index the {said} runs: {token.text}_n", token.start)
    if first is not None and last is None:
        raise FormulaError(f"say where the {said} ends: ^N", parser.token.start)
    if last is not None and first is None:
        first = Constant(Fraction(1), start=last.start, end=last.start)
    with parser.binding(*indices), parser.nested():
        start = parser.at
        if not parser.starts_factor(parser.token) and not parser.token.says("+", "-", "|", "‖"):
            raise FormulaError(f"something to be taken into the {said} is wanted here", parser.token.start)
        closing = parser.tokens[min(parser.matching(start) + 1, len(parser.tokens) - 1)]
        if kind in _SAID and parser.token.says("(", "[", "{") and closing.says("^"):
            raise FormulaError(f"put the {said}, or what it is taken of, in parentheses", parser.token.start)
        of = parser.signed_term()
        if kind != "sum":
            _one_reach(parser.last_factor, indices, parser.tokens[start], said)
    for index in reversed(indices):
        of = Fold(kind, index, of, first, last, start=token.start, end=of.end)
    return of


def _lower(parser: "Parser", last: Tree | None) -> tuple[list[str], Tree | None, Tree | None]:
    """What stands below: n, n=1, n=1..N, i,j."""
    opened = parser.take() if parser.token.says("{", "(") else None
    if opened is not None and (between := _between(parser, opened)) is not None:
        return between
    indices = _side_by_side(parser) or [_index(parser)]
    first: Tree | None = None
    while opened is not None and parser.takes(","):
        indices.append(_index(parser))
    if opened is not None and parser.token.says("∈") and parser.ahead(1).says("(", "{"):
        parser.take()
        within = parser.take()
        first, last = _listed(parser)
        parser.close(CLOSES[within.text], within)
    elif parser.takes("="):
        if opened is None:
            first = parser.small()
        else:
            first = parser.expression()
            listed = parser.token.says(",") and parser.ahead(1).says("..") and parser.takes(",")
            if parser.takes(".."):
                if listed:
                    parser.takes(".")
                    parser.takes(",")
                last = parser.expression()
    if opened is not None:
        if parser.token.says("<", ">", "≤", "≥", "≠", "∈"):
            raise FormulaError("below a sum stands its index, and where it begins: n=1", parser.token.start)
        parser.close(CLOSES[opened.text], opened)
    return indices, first, last


def _between(parser: "Parser", opened: Token) -> tuple[list[str], Tree | None, Tree | None] | None:
    """1 ≤ n ≤ N, or 0 < n < N; None where the bracket holds something else."""
    inside = parser.tokens[parser.at : parser.matching(parser.at - 1)]
    if sum(each.says("≤", "<") for each in inside) != 2:
        return None
    first = parser.expression()
    after = parser.take()
    index = _index(parser)
    before = parser.take()
    if not (after.says("≤", "<") and before.says("≤", "<")):
        raise FormulaError(f"write from where to where the index runs: 1 ≤ {index} ≤ N", after.start)
    last = parser.expression()
    parser.close(CLOSES[opened.text], opened)
    return [index], one_more(first) if after.says("<") else first, one_less(last) if before.says("<") else last


def _upper(parser: "Parser", indices: list[str]) -> Tree:
    """What stands above: N, {N}, {n=N}."""
    if parser.token.says("{", "(") and parser.ahead(1).kind == "name" and parser.ahead(2).says("="):
        opened = parser.take()
        if greek((index := parser.token).text) not in indices:
            raise FormulaError(f"{index.text} is not the index below: write where that ends alone", index.start)
        parser.at += 2
        last = parser.expression()
        parser.close(CLOSES[opened.text], opened)
        return last
    return parser.small()


def _listed(parser: "Parser") -> tuple[Tree, Tree]:
    r"""The first and the last of \{N, \cdots, 2\}, or of \{N, N-1, \cdots, 2\}."""
    first = parser.expression()
    before = parser.token
    comma = parser.takes(",")
    if comma and not parser.token.says(".."):
        start, second = parser.token.start, parser.expression()
        if second not in (one_less(first), one_more(first)):
            raise FormulaError("only numbers in a row are read here: {N, N-1, …, 2}", start)
        parser.takes(",")
    if not parser.takes(".."):
        raise FormulaError("say from where to where the index runs: {N, …, 2}, or n=N..2", before.start)
    parser.takes(".")
    parser.takes(",")
    return first, parser.expression()


def _side_by_side(parser: "Parser") -> list[str]:
    """The two indices of sum_ij, if two stand next that mean nothing as one name."""
    token = parser.token
    letters = token.text.isalpha() and len(set(token.text)) == 2 == len(token.text)
    if token.kind != "name" or not letters or token.mark or greek(token.text) != token.text or parser.knows(token):
        return []
    parser.take()
    return list(token.text)


def _index(parser: "Parser") -> str:
    token = parser.take()
    if token.kind != "name":
        raise FormulaError("the index of the sum is wanted here: n", token.start)
    return greek(token.text)


def _called(parser: "Parser", token: Token, kind: Kind) -> Tree:
    """sum(x), sum(x for n in range(1, N+1)), sum(x, n=1..N), sum(x, (n, 1, N)), sum(x, n, 1, N)."""
    opened = parser.take()
    inner = parser.take() if parser.token.says("[", "(") and parser.closes_last() else None
    with parser.nested(), parser.free_of_bars():
        indices = _indices_ahead(parser)
        with parser.binding(*indices), (members.whole if indices else members.running)(parser) as here:
            of = parser.expression()
            ranges = _ranges(parser, len(indices))
    if inner is not None:
        parser.close(CLOSES[inner.text], inner)
    parser.close(CLOSES[opened.text], opened)
    end = parser.tokens[parser.at - 1].end
    for each in ranges:
        _counted_from_one(parser, of, each, token)
    if not ranges and here is not None and (found := members.folded(parser, here, kind, of)) is not None:
        return found
    if not ranges:
        return Apply("sum" if kind == "sum" else "prod", (of,), start=token.start, end=end)
    of = generators.named(of, ranges)
    if kind == "mean":
        return _mean(of, ranges, token, end)
    for each in reversed(ranges):
        of = Fold(kind, each.name, of, each.first, each.last, start=token.start, end=end)
    return of


def _mean(of: Tree, ranges: list[Range], token: Token, end: int) -> Tree:
    if len(ranges) > 1:
        raise FormulaError("a mean runs over one index: write the sum, and divide", token.start)
    total = Fold("sum", ranges[0].name, of, ranges[0].first, ranges[0].last, start=token.start, end=end)
    return Quotient(total, ranges[0].many, start=token.start, end=end)


def _indices_ahead(parser: "Parser") -> list[str]:
    """The indices that are named behind the body, which is read with them bound."""
    found: list[str] = []
    at = parser.at
    while not parser.tokens[at].says(")", "]", "}") and parser.tokens[at].kind != "end":
        token, following = parser.tokens[at], parser.tokens[at + 1]
        if token.kind == "name" and token.text == "for" and following.kind == "name":
            found.append(greek(following.text))
            if parser.tokens[at + 2].says(","):
                raise FormulaError("one index behind for: zip and enumerate are not read", following.start)
        elif token.says(","):
            named = parser.tokens[at + 2] if following.says("(") else following
            return [greek(named.text)] if named.kind == "name" else []
        at = parser.matching(at) + 1 if token.says("(", "[", "{") else at + 1
        at = min(at, len(parser.tokens) - 1)
    return found


def _ranges(parser: "Parser", count: int) -> list[Range]:
    found: list[Range] = []
    while parser.token.kind == "name" and parser.token.text == "for":
        parser.take()
        index = _index(parser)
        word = parser.take()
        if word.text != "in":
            raise FormulaError(f"write: for {index} in range(1, {parser.names.many}+1)", word.start)
        found.append(generators.over(parser, index))
    if found or not parser.takes(","):
        return found
    opened = parser.take() if parser.token.says("(") else None
    index = _index(parser)
    if parser.takes("="):
        first = parser.expression()
        if not parser.takes(".."):
            raise FormulaError(f"write: {index}=1..{parser.names.many}", parser.token.start)
    elif parser.takes(","):
        first = parser.expression()
        if not parser.takes(","):
            raise FormulaError(f"say where it ends: {index}, 1, {parser.names.many}", parser.token.start)
    else:
        raise FormulaError(f"write: {index}=1..{parser.names.many}", parser.token.start)
    last = parser.expression()
    if opened is not None:
        parser.close(")", opened)
    return [Range(index, first, last)]


def _counted_from_one(parser: "Parser", of: Tree, over: Range, token: Token) -> None:
    """Refuse p[n] for n in range(N), which Python counts from 0 and the question from 1, but beside p[n+1]."""
    if over.first != Constant(Fraction(0)):
        return
    found = list(_at(of, over.name))
    index = Bound(over.name)
    if index in found and one_more(index) not in found:
        end = " ".join(parser.text[over.last.start : over.last.end].split())
        last, stop = (f"{end}-1", f"{end}+1") if end.isalnum() else ("…", "…+1")
        word = "prod" if token.text.lower().startswith("prod") else "max" if token.text == "max" else "sum"
        zero = f"{word}_{{{over.name}=0}}^{{{last}}}"
        said = f"this range begins at 0: write range(1, {stop}) to begin at 1, or {zero} if 0 is meant"
        raise FormulaError(said, token.start)


def _at(tree: Tree, index: str) -> Iterator[Tree]:
    """What stands first in the subscripts in which the index stands: n, n + 1."""
    if isinstance(tree, Symbol) and tree.at and _mentions(tree.at[0], [index]):
        yield tree.at[0]
    for part in parts(tree):
        yield from _at(part, index)


def _one_reach(last: Tree | None, indices: list[str], first: Token, said: str) -> None:
    """Refuse a product, or a maximum, followed by factors without its index, which may or may not belong to it."""
    if last is not None and not _mentions(last, indices):
        raise FormulaError(f"put what the {said} runs over in parentheses", first.start)


def _mentions(tree: Tree, indices: list[str]) -> bool:
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, Bound) and node.name in indices:
            return True
        todo.extend(parts(node))
    return False
