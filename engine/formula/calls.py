"""A function of the grammar and what it is taken of: tanh(z), tanh z, tanh^2 z, log_2 p, concatenate([a, b])."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from engine.formula import members
from engine.formula.error import FormulaError
from engine.formula.functions import ENTRYWISE, SPELLINGS, BuiltIn
from engine.formula.names import greek
from engine.formula.shapes import Shape, told
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Apply, Constant, Known, Negative, Power, Product, Quotient, Sum, Transpose, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file

_ONE = Constant(Fraction(1))

REWRITES: dict[str, tuple[int, Callable[..., Tree]]] = {
    "pow": (2, Power),
    "power": (2, Power),
    "square": (1, lambda of: Power(of, Constant(Fraction(2)))),
    "exp2": (1, lambda of: Power(Constant(Fraction(2)), of)),
    "multiply": (2, lambda left, right: Product(left, right, "⊙")),
    "hadamard": (2, lambda left, right: Product(left, right, "⊙")),
    "divide": (2, Quotient),
    "true_divide": (2, Quotient),
    "matmul": (2, lambda left, right: Product(left, right, "@")),
    "transpose": (1, Transpose),
    "log1p": (1, lambda of: Apply("log", (Sum((_ONE, of)),))),
    "expm1": (1, lambda of: Sum((Apply("exp", (of,)), Negative(_ONE)))),
    "logaddexp": (2, lambda one, other: Apply("log", (Sum((Apply("exp", (one,)), Apply("exp", (other,)))),))),
    "logsumexp": (1, lambda of: Apply("log", (Apply("sum", (Apply("exp", (of,)),)),))),
}
"""Functions that say in a word what a sign says: how many arguments, and the node."""

_METHODS = frozenset(["sum", "mean", "prod", "max", "min", "trace"])
_SIDE_BY_SIDE = "matrices side by side are not read: write A x + B y for [A B] [x; y]"
_EXTREMES = frozenset(["max", "min"])
_FILLED = frozenset(["ones", "zeros"])
_BASES = {Fraction(2): "log2", Fraction(10): "log10"}


def call(parser: "Parser", token: Token) -> Tree:
    """The call of the function whose name was just taken."""
    word = token.text if token.text in SPELLINGS or token.text in REWRITES else greek(token.text)
    if parser.token.says("'"):
        word = _slope(parser, word)
    if word in REWRITES:
        if not parser.token.says("("):
            raise FormulaError(f"{word} is followed by its arguments in parentheses", parser.token.start)
        return _made(parser, token, word, arguments(parser, parser.take()))
    function = SPELLINGS[word]
    base: Tree | None = None
    if parser.token.says("_"):
        base = _subscript(parser, function)
        if function.name == "eye":
            return Apply("eye", (base,), start=token.start, end=parser.tokens[parser.at - 1].end)
    power: Tree | None = None
    if parser.token.says("^"):
        parser.take()
        power = _power(parser, word)
        if base is None and parser.token.says("_"):
            base = _subscript(parser, function)
    if parser.token.says("(", "[", "{") and not (parser.token.says("[") and parser.token.space):
        opened = parser.take()
        if (of_all := _of_all(parser, function)) is not None:
            with members.running(parser) as here:
                found = arguments(parser, opened, largest=of_all != "mean")
            if len(found) == 1 and (folded := members.folded(parser, here, of_all, found[0])) is not None:
                return folded if power is None else Power(folded, power, start=folded.start, end=power.end)
        elif _as_tuple(parser, function):
            found = _listed(parser, parser.take())
            parser.close(CLOSES[opened.text], opened)
        else:
            with _around(parser, function):
                found = arguments(parser, opened, largest=function.name in _EXTREMES)
    elif function.name == "eye":
        sizes = sorted(parser.names.sizes) or ["2"]
        which = " or ".join(f"I_{size}" for size in sizes[:3])
        raise FormulaError(f"say how large the identity is: {which}, or eye({sizes[0]})", token.start)
    else:
        with _around(parser, function):
            of_entries, parser.of_entries = parser.of_entries, function.name in _EXTREMES
            found = (bare_argument(parser, token),)
            parser.of_entries = of_entries
    if word == "hstack" and not all((of := _shape(parser, each)) and of[1] == "1" for each in found):
        raise FormulaError(_SIDE_BY_SIDE, token.start)
    made = _checked(parser, token, function, found if base is None else (*found, base))
    return made if power is None else Power(made, power, start=made.start, end=made.end)


def _of_all(parser: "Parser", function: BuiltIn) -> Literal["mean", "max", "min"] | None:
    """A function of one argument that is taken of all members of a family; its bracket was just taken."""
    match function.name:
        case "mean":
            return "mean"
        case "max" | "min" as name if _many(parser, ",") == 0:
            return "max" if name == "max" else "min"
    return None


def _as_tuple(parser: "Parser", function: BuiltIn) -> bool:
    """Whether the arguments stand in brackets of their own: concatenate([a, b]), ones((K, H))."""
    filled = function.name in _FILLED and parser.closes_last()
    return (filled or function.name == "stack") and parser.token.says("(", "[")


def _around(parser: "Parser", function: BuiltIn) -> AbstractContextManager[None]:
    """What is read otherwise among the arguments of a function that is not taken of each entry."""
    each = function.name in ENTRYWISE - _EXTREMES
    return nullcontext() if each else members.whole(parser)


def method(parser: "Parser", base: Tree) -> Tree:
    """x.sum(): a function that Python puts behind what it is taken of."""
    parser.take()
    word = parser.take()
    if word.text in _METHODS and parser.takes("(") and parser.takes(")"):
        return Apply(word.text, (base,), start=base.start, end=parser.tokens[parser.at - 1].end)
    raise FormulaError(f".{word.text[:20]} is not read; of what stands behind a point .T is", word.start)


def arguments(parser: "Parser", opened: Token, *, given: bool = False, largest: bool = False) -> tuple[Tree, ...]:
    """The arguments up to the bracket that closes `opened`.

    Where something is `given`, a single | is a comma. Where the `largest` entry of one array is taken, bars are those
    of its entries.
    """
    found: list[Tree] = []
    with parser.nested(), parser.free_of_bars():
        parser.of_entries = largest and _many(parser, ",") == 0
        if given and _many(parser, "|") == 1:
            parser.bar = "|"  # so that it opens nothing: p(b | a)
        if not parser.token.says(CLOSES[opened.text]):
            found.append(parser.expression())
            while parser.takes(",") or (parser.bar == "|" and parser.takes("|")):
                if parser.ahead(1).says("="):
                    raise FormulaError(
                        f"no argument has a name here: leave out {parser.token.text}=…", parser.token.start
                    )
                found.append(parser.expression())
    parser.close(CLOSES[opened.text], opened)
    return tuple(found)


def _many(parser: "Parser", sign: str) -> int:
    """How often the sign stands in the bracket that was just opened, but for brackets within it."""
    many = depth = 0
    for token in parser.tokens[parser.at : parser.matching(parser.at - 1)]:
        depth += token.says("(", "[", "{") - token.says(")", "]", "}")
        many += depth == 0 and token.says(sign)
    return many


def stacked(parser: "Parser", opened: Token) -> Tree:
    """[a; b], vectors one below the other. The bracket was just taken; around one formula it is a parenthesis."""
    found = _listed(parser, opened, comma=False)
    if len(found) == 1:
        _no_row(parser, opened, found[0])
        return found[0]
    return Apply("stack", found, start=opened.start, end=parser.tokens[parser.at - 1].end)


def _no_row(parser: "Parser", opened: Token, tree: Tree) -> None:
    """Refuse [A B], matrices as high as one another, where it is no product, or stands before a stack."""
    factors = [tree]
    while isinstance(first := factors[0], Product) and first.sign == "":
        factors[:1] = [first.left, first.right]
    if len(factors) == 1 or not _matrices(parser, factors):
        return
    shapes = {of[0] for each in factors if (of := _shape(parser, each))}
    following = parser.ahead(1) if parser.token.says("@", "*") else parser.token
    stack = following.says("[") or (following.text in SPELLINGS and SPELLINGS[following.text].name == "stack")
    if len(shapes) == 1 and (stack or _shape(parser, tree) is None):
        raise FormulaError(_SIDE_BY_SIDE, opened.start)


def _matrices(parser: "Parser", trees: Sequence[Tree]) -> bool:
    return all((of := _shape(parser, each)) and "1" not in of for each in trees)


def _shape(parser: "Parser", tree: Tree) -> Shape | None:
    return told(tree, parser.names.symbols)


def bare_argument(parser: "Parser", function: Token, *, power: bool = True) -> Tree:
    """The argument of a function without parentheses: tanh z, exp -x, sin 2x. Refuses what is read in two ways."""
    start = parser.at
    if not parser.starts_factor(parser.token) and not parser.token.says("+", "-", "|", "‖"):
        raise FormulaError(f"{function.text} is taken of something: {function.text}(…)", parser.token.start)
    if power:
        argument = parser.signed_factor()
    else:
        with parser.nested():
            argument = parser.atom()
    following = parser.token
    counted = parser.at - start == 1 and parser.tokens[start].kind == "number"
    if power and counted and following.kind == "name" and not following.space:
        factor = parser.factor()
        argument = Product(argument, factor, "", start=argument.start, end=factor.end)
        following = parser.token
    joined = following.says("*", "/", "⊙", "@") and not following.space
    word = following.kind == "name" and (following.text in SPELLINGS or following.text in ("sum", "prod"))
    juxtaposed = parser.starts_factor(following) and not following.says("|", "‖", "\\frac", "\\sqrt") and not word
    if joined or juxtaposed or (not power and following.says("^")):
        raise FormulaError(f"put what {function.text} is taken of in parentheses", function.start)
    return argument


def _slope(parser: "Parser", word: str) -> str:
    prime = parser.take()
    if word + "'" not in SPELLINGS:
        raise FormulaError(f"the slope of {word} has no name here: write it out", prime.start)
    return word + "'"


def _subscript(parser: "Parser", function: BuiltIn) -> Tree:
    underscore = parser.take()
    if function.name not in ("log", "eye"):
        whole = (
            f": {function.name}(x) is taken of all entries of x" if function.name not in ENTRYWISE - _EXTREMES else ""
        )
        raise FormulaError(f"{function.name} bears no subscript{whole}", underscore.start)
    return parser.small()


def _power(parser: "Parser", word: str) -> Tree:
    start = parser.token.start
    power = parser.exponent()
    match power:
        case Negative(Constant()):
            raise FormulaError(f"write 1/{word}(x), or the inverse function by its name", start)
    return power


def _listed(parser: "Parser", opened: Token, *, comma: bool = True) -> tuple[Tree, ...]:
    with parser.nested(), parser.free_of_bars():
        found = [parser.expression()]
        while parser.takes(";", ","):
            if not comma and parser.tokens[parser.at - 1].says(","):
                said = _SIDE_BY_SIDE if _matrices(parser, found) else "write [a; b] for vectors one below the other"
                raise FormulaError(said, parser.tokens[parser.at - 1].start)
            found.append(parser.expression())
    parser.close(CLOSES[opened.text], opened)
    return tuple(found)


def _made(parser: "Parser", token: Token, word: str, found: tuple[Tree, ...]) -> Tree:
    wanted, make = REWRITES[word]
    _count(token, word, found, wanted, wanted)
    made = make(*found)
    object.__setattr__(made, "start", token.start)
    object.__setattr__(made, "end", parser.tokens[parser.at - 1].end)
    return made


def _checked(parser: "Parser", token: Token, function: BuiltIn, found: tuple[Tree, ...]) -> Tree:
    _count(token, function.name, found, function.least, function.most)
    end = parser.tokens[parser.at - 1].end
    if function.name == "log" and len(found) == 2:
        match found[1]:
            case Constant(base) if base in _BASES:
                return Apply(_BASES[base], found[:1], start=token.start, end=end)
            case Known("e"):
                return Apply("log", found[:1], start=token.start, end=end)
    return Apply(function.name, found, start=token.start, end=end)


def _count(token: Token, name: str, found: tuple[Tree, ...], least: int, most: int | None) -> None:
    if least <= len(found) and (most is None or len(found) <= most):
        return
    wanted = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
    plural = "argument" if wanted == "1" else "arguments"
    raise FormulaError(f"{name} takes {wanted} {plural}, not {len(found)}", token.start)
