"""What stands behind a factor: powers, transposes, primes, methods as in Python, a per cent."""

from typing import TYPE_CHECKING

from engine.formula import calls, named
from engine.formula.error import FormulaError
from engine.formula.shapes import SCALAR, told
from engine.formula.tokens import Token
from engine.formula.tree import Constant, Negative, Power, Transpose, Tree

if TYPE_CHECKING:
    from engine.formula.parser import Parser  # which calls this file


def behind(parser: "Parser", base: Tree) -> Tree:
    """The base with the powers, transposes, primes and % that stand behind it."""
    while True:
        token = parser.token
        if token.says("^"):
            parser.take()
            if _takes_transpose(parser, base):
                if isinstance(base, Constant):
                    message = "a number has no transpose; the vector of ones is ones(K), 1ᵀp is sum(p)"
                    raise FormulaError(message, token.start)
                base = Transpose(base, start=base.start, end=parser.tokens[parser.at - 1].end)
                continue
            base = _raised(parser, base, token)
        elif token.says("'"):
            base = _primed(parser, base)
        elif token.says(".") and parser.ahead(1).kind == "name":
            base = calls.method(parser, base)
        elif token.says("%"):
            base = _percent(parser, base)
        else:
            return base


def exponent(parser: "Parser") -> Tree:
    """What stands behind ^: a sign, an atom, and the powers above it."""
    with parser.nested():
        if parser.token.says("+", "-"):
            sign = parser.take()
            of = exponent(parser)
            return Negative(of, start=sign.start, end=of.end) if sign.text == "-" else of
        if parser.token.kind == "name":
            named.whole_exponent(parser)
        base = parser.atom()
        if parser.token.says("^"):
            here = parser.at
            parser.take()
            if _takes_transpose(parser, base):  # (x^2)^T
                parser.at = here
                return base
            return _raised(parser, base, parser.tokens[here])
        return base


def _raised(parser: "Parser", base: Tree, caret: Token) -> Tree:
    raised_to = exponent(parser)
    if isinstance(raised_to, Negative) and _is_matrix(parser, base):
        raise FormulaError("a power is taken of each entry; a matrix has no inverse here", caret.start)
    return Power(base, raised_to, start=base.start, end=raised_to.end)


def _takes_transpose(parser: "Parser", base: Tree) -> bool:
    """Take a transpose sign, which stands behind ^ bare or in braces."""
    braces = 1 if parser.token.says("{") else 0
    sign = parser.ahead(braces)
    if braces and not parser.ahead(2).says("}"):
        return False
    if sign.kind == "name" and sign.text == "t" and not sign.mark and parser.is_array(base):
        if parser.knows(sign):
            return False
    elif sign.kind == "name" and sign.text[0] == "T" and not sign.mark:
        if len(sign.text) > 1 and not braces and not parser.knows(sign) and not sign.whole:
            parser.take()
            parser.split(["T", sign.text[1:]])  # h^Tx
            sign = parser.token
        named_so = sign.text in parser.names.symbols or sign.text in parser.names.sizes
        if sign.text != "T" or (named_so and not parser.is_array(base)):
            return False
    elif not sign.says("ᵀ"):
        return False
    parser.at += 1 + 2 * braces
    return True


def _primed(parser: "Parser", base: Tree) -> Tree:
    token = parser.take()
    if told(base, parser.names.symbols) == SCALAR:
        message = "a prime is the slope of a function, g'(z), or the transpose of an array; this is a number"
        raise FormulaError(message, token.start)
    return Transpose(base, start=base.start, end=token.end)


def _percent(parser: "Parser", base: Tree) -> Tree:
    token = parser.take()
    if not isinstance(base, Constant) or parser.starts_factor(parser.token):
        raise FormulaError("% stands behind a number alone, 50% is 0.5; there is no remainder", token.start)
    return Constant(base.value / 100, start=base.start, end=token.end)


def _is_matrix(parser: "Parser", tree: Tree) -> bool:
    of = told(tree, parser.names.symbols)
    return of is not None and "1" not in of
