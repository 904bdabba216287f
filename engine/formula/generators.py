"""What Python's `for … in` runs over: range(1, N+1), which leaves its end out, or the entries of a vector or family."""

from collections.abc import Sequence
from dataclasses import fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.formula import calls
from engine.formula.error import FormulaError
from engine.formula.kinds import Array, Dimension, Family
from engine.formula.limits import parts
from engine.formula.tokens import Token
from engine.formula.tree import Bound, Constant, Fold, Negative, Product, Sum, Symbol, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file


class Range(NamedTuple):
    """An index and its ends; `member`: what the name behind `for` stands for, where it runs over a vector or family."""

    name: str
    first: Tree
    last: Tree
    member: Symbol | None = None

    @property
    def many(self) -> Tree:
        """How many numbers it runs over."""
        one = Constant(Fraction(1))
        return self.last if self.first == one else Sum((self.last, Negative(self.first), one))


def ahead(parser: "Parser") -> bool:
    """Whether the bracket that stands next holds a body and its `for`: max(abs(l) for l in λ), max([… for …])."""
    if not parser.token.says("(", "{"):
        return False
    at = parser.at + 1
    if parser.tokens[at].says("[", "(") and parser.matching(at) + 1 == parser.matching(parser.at):
        at += 1
    while not parser.tokens[at].says(")", "]", "}") and parser.tokens[at].kind != "end":
        if parser.tokens[at].kind == "name" and parser.tokens[at].text == "for":
            return "for" not in parser.names.symbols
        at = parser.matching(at) + 1 if parser.tokens[at].says("(", "[", "{") else at + 1
        at = min(at, len(parser.tokens) - 1)
    return False


def over(parser: "Parser", index: str) -> Range:
    """What stands behind `in`."""
    word = parser.token
    if word.text == "range" and parser.ahead(1).says("("):
        parser.take()
        return Range(index, *_ends(word, calls.arguments(parser, parser.take()), parser.names.many))
    name = parser.names.find([word]) if word.kind == "name" else None
    if name is not None and parser.ahead(1).says(")", "]") and (found := _members(parser, word, name, index)):
        return found
    if word.text in ("zip", "enumerate"):
        raise FormulaError(
            f"{word.text} is not read: write for n in range(1, {parser.names.many}+1), and the index behind each",
            word.start,
        )
    first = parser.expression()
    if not parser.takes(".."):
        raise FormulaError(f"write range(1, {parser.names.many}+1), or 1..{parser.names.many}", word.start)
    return Range(index, first, parser.expression())


def named(of: Tree, ranges: Sequence[Range]) -> Tree:
    """The body with what its loops run over in place of their names: λ_l for the l of `for l in λ`."""
    for each in ranges:
        if each.member is not None:
            of = _put(of, Bound(each.name), each.member)
    return of


def one_less(tree: Tree) -> Tree:
    """N for N + 1."""
    one = Constant(Fraction(1), start=tree.start, end=tree.end)
    match tree:
        case Constant(value) if value >= 1:
            return Constant(value - 1, start=tree.start, end=tree.end)
        case Sum(terms) if one in terms:
            place = terms.index(one)
            rest = terms[:place] + terms[place + 1 :]
            return rest[0] if len(rest) == 1 else Sum(rest, start=tree.start, end=tree.end)
        case Sum(terms):
            return Sum((*terms, Negative(one)), start=tree.start, end=tree.end)
    return Sum((tree, Negative(one)), start=tree.start, end=tree.end)


def one_more(tree: Tree) -> Tree:
    """N + 1 for N."""
    if isinstance(tree, Constant):
        return Constant(tree.value + 1, start=tree.start, end=tree.end)
    return Sum((tree, Constant(Fraction(1))), start=tree.start, end=tree.end)


def _ends(word: Token, given: Sequence[Tree], many: str) -> tuple[Tree, Tree]:
    if len(given) == 1:
        return Constant(Fraction(0), start=word.start, end=word.start), one_less(given[0])
    if len(given) == 3 and given[2] == Negative(Constant(Fraction(1))) and isinstance(given[1], Constant):
        if isinstance(given[0], Constant):
            raise FormulaError(f"range counts up here: range(1, {many}+1)", word.start)
        return given[0], Constant(given[1].value + 1, start=given[1].start, end=given[1].end)
    if len(given) != 2:
        raise FormulaError(f"range takes 1 or 2 arguments: range(1, {many}+1)", word.start)
    if isinstance(given[1], Constant) and not isinstance(given[0], Constant):
        raise FormulaError(f"range counts up: range(1, {many}+1), or down by range({many}, 1, -1)", word.start)
    return given[0], one_less(given[1])


def _members(parser: "Parser", word: Token, name: str, index: str) -> Range | None:
    """Each entry of a vector, each member of a family; the bare name was not taken yet."""
    match parser.names.symbols[name]:
        case Family(letter, _):
            many: Tree = Symbol(letter, start=word.start, end=word.end)
        case Array((Dimension(letter, times),)):
            many = Symbol(letter, start=word.start, end=word.end)
            many = many if times == 1 else Product(Constant(Fraction(times)), many)
        case _:
            return None
    parser.take()
    one = Constant(Fraction(1), start=word.start, end=word.start)
    return Range(index, one, many, Symbol(name, (Bound(index),), start=word.start, end=word.end))


def _put(tree: Tree, bound: Bound, member: Symbol) -> Tree:
    if tree == bound:
        return replace(member, start=tree.start, end=tree.end)
    if isinstance(tree, Fold) and tree.index == bound.name:
        return tree
    if isinstance(tree, Symbol) and any(_has(each, bound) for each in tree.at):
        said = f"{bound.name} is an entry of {member.name}, and no index: write for n in range(1, …+1)"
        raise FormulaError(said, tree.start)
    changed: dict[str, Any] = {}
    for each in fields(tree):
        value = getattr(tree, each.name)
        if isinstance(value, tuple):
            changed[each.name] = tuple(_put(part, bound, member) for part in value)
        elif hasattr(value, "start"):
            changed[each.name] = _put(value, bound, member)
    return replace(tree, **changed)


def _has(tree: Tree, bound: Bound) -> bool:
    return tree == bound or any(_has(part, bound) for part in parts(tree))
