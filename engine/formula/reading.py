"""A typed formula, in any notation, read into a tree. Closed grammar, caps first, nothing executed."""

import re
from collections.abc import Iterator, Mapping

from engine.formula import limits
from engine.formula.error import FormulaError, OtherIndexError
from engine.formula.kinds import Kind
from engine.formula.names import Names
from engine.formula.parser import Parser
from engine.formula.tokens import CLOSES, Token, tokens
from engine.formula.tree import Tree

_MOST_OTHERS = 4
_DEFINES = re.compile(r"(?<![A-Za-z\\])(?:where|with|let)(?![A-Za-z])", re.IGNORECASE)
_LEFT_SIGNS = frozenset("_()[]{},.'∂∇/|^ᵀ") | {"\\frac", ".."}


def read(text: str, symbols: Mapping[str, Kind]) -> Tree:
    """The formula that the text writes with these symbols and the letters of their dimensions.

    Python, calculator, Unicode and LaTeX notation are understood, in any mixture. Of an equation whose left side is a
    name the right side is read. Raises FormulaError.
    """
    names = Names(symbols)
    cut = tokens(text, names.letters, names.has_e)
    _define_nothing(text, cut)
    cut = _right_side(cut)
    if len(cut) == 1:
        raise FormulaError("a formula is wanted", cut[0].start)
    _match_brackets(cut)
    parser = Parser(cut, names, text)
    tree = parser.expression()
    if parser.token.kind != "end":
        raise parser.unexpected()
    limits.check(tree)
    return tree


def read_with_others(text: str, symbols: Mapping[str, Kind]) -> tuple[Tree, dict[str, Kind]]:
    """The formula, and the symbols with those beside them that it has: h_n, where h_{n-1} is known.

    That there is no such symbol is told of an answer, and not while it is typed. Raises FormulaError.
    """
    known = dict(symbols)
    for _ in range(_MOST_OTHERS):
        try:
            return read(text, known), known
        except OtherIndexError as error:
            known[error.name] = known[error.alike[0]]
    return read(text, known), known


def closed(text: str) -> Tree:
    """Arithmetic without symbols, such as 2^3 or 6/5. Raises FormulaError."""
    return read(text, {})


def _match_brackets(cut: list[Token]) -> None:
    """Raises FormulaError where a bracket has no partner, before anything is read by them."""
    opened: list[Token] = []
    for token in cut:
        if token.says("(", "[", "{"):
            opened.append(token)
        elif token.says(")", "]", "}"):
            if not opened:
                raise FormulaError(f"this {token.text} closes nothing", token.start)
            if CLOSES[opened[-1].text] != token.text:
                break
            opened.pop()
    if opened:
        bracket = opened[-1]
        raise FormulaError(f"the {bracket.text} is never closed: a {CLOSES[bracket.text]} is missing", bracket.start)


def _define_nothing(text: str, cut: list[Token]) -> None:
    """Raises FormulaError where a formula is followed by what its letters stand for: δ h^T where δ = p - w."""
    depth, ends, equals = 0, -1, False
    for token in cut:
        depth += token.says("(", "[", "{") - token.says(")", "]", "}")
        if depth == 0 and token.says(",", ";") and ends < 0:
            ends = token.start
        equals |= token.says("=") and depth == 0
    word = _DEFINES.search(text)
    if equals and (word or ends >= 0):
        place = word.start() if word else ends
        raise FormulaError("one formula is wanted: put what is defined here in its place", place)


def _right_side(cut: list[Token]) -> list[Token]:
    """What stands behind the = of an equation whose left side is a name, such as dF/dW; all where there is none."""
    depth = 0
    for place, token in enumerate(cut):
        depth += token.says("(", "[", "{") - token.says(")", "]", "}")
        if token.says("=") and depth == 0 and not (place >= 2 and cut[place - 2].says("_") and _sums(cut, place - 3)):
            left = cut[:place]
            names = any(each.kind == "name" for each in left)
            if left and not (names and all(each.text in _LEFT_SIGNS for each in _signs(left))):
                raise FormulaError("a formula is wanted: of an equation only what is right of the =", token.start)
            return cut[place + 1 :]
    return cut


def _signs(left: list[Token]) -> Iterator[Token]:
    """The signs of a name, but for those in the brackets of its subscripts: dh_n/dh_{n-1}."""
    inside = 0
    for place, token in enumerate(left):
        opens = token.says("(", "[", "{")
        if opens and (inside or (place and left[place - 1].says("_"))):
            inside += 1
        if token.kind == "sign" and not inside:
            yield token
        inside -= bool(inside) and token.says(")", "]", "}")


def _sums(cut: list[Token], place: int) -> bool:
    return place >= 0 and cut[place].text in ("sum", "prod", "product", "Σ", "Π", "max", "min")
