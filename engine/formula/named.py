"""A name in a formula: a symbol with its subscript, an index, a size, a known number, a function, a run of letters."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.formula import calls, folds, members, subscripts
from engine.formula.cursor import NO_PART
from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.kinds import Array, Family, Function, Opaque
from engine.formula.names import ELSEWHERE, greek, slope_key
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Apply, Bound, Constant, Known, Product, Symbol, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file

_NUMBERED = re.compile(r"([^\d]+)(\d+)")
_LONGEST_QUOTE = 16


def name(parser: "Parser", token: Token) -> Tree:
    """What the name that was just taken stands for, its subscript taken too."""
    groups = subscripts.ahead(parser)
    subscripts.refuse_shifted(parser, groups)
    if greek(token.text) in parser.bound and not token.mark and not groups:
        return Bound(greek(token.text), start=token.start, end=token.end)
    for count in range(len(groups), -1, -1):
        cut = [token, *(each for group in groups[:count] for each in group)]
        found = parser.names.find(cut)
        if found is not None:
            parser.at += sum(len(group) for group in groups[:count])
            return _symbol(parser, token, found)
    text = greek(token.text)
    if (kind := folds.begun(parser, text)) is not None:
        return folds.fold(parser, token, kind)
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
            subscripts.step(parser)
            return _applied(parser, token, found)
        case Family(_, member):
            counts = {1, 1 + len(member.shape)}
            if not subscripts.follows(parser):
                if (each := members.alone(parser, found, kind, token)) is not None:
                    return each
                said = f"{found} stands for {found}_1 to {found}_{kind.size}: write {found}_n"
                how = "" if parser.bound else f", and {_sum_over(parser, 'n')}"
                raise FormulaError(said + how, token.start)
            at = subscripts.indices(parser, counts, found)
            return Symbol(found, at, start=token.start, end=parser.tokens[parser.at - 1].end)
    sides = len(kind.shape) if isinstance(kind, Array) else 0
    indexed = parser.token.says("_") or (sides > 0 and subscripts.follows(parser))
    if indexed and subscripts.step(parser):
        indexed = parser.token.says("_") or (sides > 0 and subscripts.follows(parser))
    if indexed and (sides == 0 or not subscripts.is_bound(parser)):
        group = subscripts.one(parser, parser.at)
        if part := next((each for each in group if each.says(":")), None):
            raise FormulaError(NO_PART, part.start)
        index = "".join(each.text for each in group if not each.says("_", "{", "}", "[", "]"))
        index = index if len(index) <= 12 else "…"
        message = f"{found} has no index here: {found}_{{{index}}} is another symbol than {found}"
        if sides == 1 and len(index) == 1 and index not in parser.names.symbols:
            message = f"{index} is bound by no sum here: write {found} for all of its entries"
        raise FormulaError(message, parser.token.start)
    at = subscripts.indices(parser, {sides}, found) if sides and subscripts.follows(parser) else ()
    return Symbol(found, at, start=token.start, end=parser.tokens[parser.at - 1].end)


def _sum_over(parser: "Parser", index: str) -> str:
    """How the sum or the mean around this place is written over an index."""
    match parser.around():
        case "sum":
            return f"sum_{index} (…) for sum(…)"
        case "mean":
            return f"sum_{index} (…)/{parser.names.many} for mean(…)"
    return f"sum_{index} before what it sums"


def _applied(parser: "Parser", token: Token, found: str) -> Tree:
    slope = "'" if parser.takes("'") else ""
    if parser.token.says("'"):
        raise FormulaError("only the first slope is known here", parser.token.start)
    if not parser.token.says("("):
        raise FormulaError(f"{found} is a function: write {found}{slope}(z), of what it is taken", parser.token.start)
    arguments = calls.arguments(parser, parser.take(), given=True)
    if not arguments:
        raise FormulaError(f"say of what {found}{slope} is taken: {found}{slope}(z)", token.start)
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


def _composed(parser: "Parser", token: Token) -> Tree:
    """A run of letters that is no name: h2, ln2, Wh, logp."""
    text, names = token.text, parser.names
    if text[0] in "ΣΠ" and len(text) > 1:  # ΣG_n
        parser.split([text[0], text[1:]])
        return name(parser, parser.take())
    if text in ELSEWHERE and parser.token.says("("):
        raise names.unknown(text, token.start)
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
        if of is not None and len(digits) > 3:
            raise names.unknown(text, token.start)
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
    if parser.in_index or text in subscripts.STEP:
        how = f": write {_sum_over(parser, text)}" if len(text) == 1 else ""
        if text in parser.ended:
            how = ": the sum before has ended; put all that it sums in parentheses"
        raise FormulaError(f"{text} is bound by no sum here{how}", token.start)
    below = next(iter(subscripts.ahead(parser)), [])
    raise names.unknown(text, token.start, () if any(each.text in parser.bound for each in below) else below)
