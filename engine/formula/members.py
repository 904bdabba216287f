"""Sums over families of numbers as Python writes them, which says nothing of the index: sum(log2(p)), mean(p_i)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.kinds import Family
from engine.formula.limits import parts
from engine.formula.tokens import Token
from engine.formula.tree import Bound, Fold, Quotient, Symbol, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which reads what is summed

_LETTERS = "nmkijlabcdefghopqrstuvwxyz"
_FOLDS = (
    "sum", "prod", "product", "mean", "average", "avg", "max", "min", "maximum", "minimum", "Σ", "Π", "Sigma", "Pi",
)  # fmt: skip
_Kind = Literal["sum", "product", "max", "min", "mean"]


@dataclass
class Running:
    """The index over which the families around this place run, and the letter of how many they are, once one is met."""

    index: str
    size: str = ""


@contextmanager
def running(parser: "Parser") -> Iterator[Running]:
    """Between the brackets of a sum without ranges, where a family that stands alone means each of its members."""
    inside = parser.tokens[parser.at : parser.matching(parser.at - 1) + 1]
    written = _written(parser, inside)
    outer, parser.running = parser.running, Running(written or _fresh(parser, inside))
    try:
        with parser.binding(*((written,) if written else ())):
            yield parser.running
    finally:
        parser.running = outer


@contextmanager
def whole(parser: "Parser") -> Iterator[None]:
    """Among the arguments of a function of whole arrays, where a family does not mean each of its members."""
    outer, parser.running = parser.running, None
    try:
        yield
    finally:
        parser.running = outer


def alone(parser: "Parser", name: str, kind: Family, token: Token) -> Symbol | None:
    """The member that a family without an index means in a sum over it; None where there is no such sum."""
    here = parser.running
    if here is None or kind.member.shape or here.size not in ("", kind.size):
        return None
    here.size = kind.size
    return Symbol(name, (Bound(here.index),), start=token.start, end=token.end)


def folded(parser: "Parser", here: Running, kind: _Kind, of: Tree) -> Tree | None:
    """The sum, product, mean, maximum or minimum over the families in `of`; None where there are none."""
    for symbol in _with_index(of, here.index):
        family = parser.names.symbols.get(symbol.name) if isinstance(symbol, Symbol) else None
        if isinstance(family, Family):
            here.size = here.size or family.size
    if not here.size:
        if stray := next(_with_index(of, here.index), None):
            raise FormulaError(f"{here.index} is bound by no sum here", stray.start)
        return None
    if kind != "mean":
        return Fold(kind, here.index, of, start=of.start, end=of.end)
    total = Fold("sum", here.index, of, start=of.start, end=of.end)
    return Quotient(total, Symbol(here.size, start=of.end, end=of.end), start=of.start, end=of.end)


def _written(parser: "Parser", inside: Sequence[Token]) -> str | None:
    """The one index that families in the bracket bear and no sum binds: the i of sum(p_i)."""
    if any(each.text in _FOLDS for each in inside):
        return None
    found = set()
    for place, name in enumerate(inside):
        family = parser.names.symbols.get(parser.names.find([name]) or "") if name.kind == "name" else None
        if isinstance(family, Family) and not family.member.shape and inside[place + 1].says("_", "["):
            index = inside[place + 2]
            found.add(inside[place + 3] if index.says("{") else index)
    letters = {each.text for each in found if each.kind == "name"}
    letter = letters.pop() if len(letters) == 1 else ""
    known = letter in (*parser.bound, *parser.names.symbols, *parser.names.sizes)
    return letter if len(letter) == 1 and not known else None


def _fresh(parser: "Parser", inside: Sequence[Token]) -> str:
    """A letter that means nothing around the bracket, and stands nowhere in it."""
    taken = {*parser.bound, *parser.names.symbols, *parser.names.sizes}
    if parser.running is not None:
        taken.add(parser.running.index)
    for each in inside:
        taken.update(() if each.text in SPELLINGS or each.text in _FOLDS else each.text)
    return next((each for each in _LETTERS if each not in taken), _LETTERS[-1])


def _with_index(tree: Tree, index: str) -> Iterator[Tree]:
    """Where the index stands, but for what a sum of its own binds; the symbols first that bear it."""
    match tree:
        case Fold(index=other) if other == index:
            return
        case Symbol(at=at) if Bound(index) in at:
            yield tree
        case Bound(name=name) if name == index:
            yield tree
    for each in parts(tree):
        yield from _with_index(each, index)
