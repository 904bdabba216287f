"""The grammar: sums of signed terms, terms of products, factors with their powers.

Written by hand, one method a rule, loosest first. Names, calls, sums and powers are read in files of their own.
"""

from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction

from engine.formula import calls, members, named, powers
from engine.formula.cursor import Cursor
from engine.formula.error import FormulaError
from engine.formula.names import greek
from engine.formula.products import Sign, chain
from engine.formula.shapes import SCALAR, MisfitError, shape, told
from engine.formula.tokens import CLOSES, Token
from engine.formula.tree import Apply, Constant, Fold, Negative, Power, Quotient, Sum, Tree

_SIGNS: dict[str, Sign] = {"*": "*", "⊙": "⊙", "@": "@"}
_SHOWN = 40  # characters of a formula that an error repeats


class Parser(Cursor):
    """The rules, over the tokens of one formula."""

    def expression(self) -> Tree:
        """Terms with signs."""
        terms = [self.signed_term()]
        while self.token.says("+", "-"):
            sign = self.take()
            term = self.signed_term()
            terms.append(Negative(term, start=sign.start, end=term.end) if sign.text == "-" else term)
        return terms[0] if len(terms) == 1 else Sum(tuple(terms), start=terms[0].start, end=terms[-1].end)

    def signed_term(self) -> Tree:
        """A term with any signs before it."""
        if not self.token.says("+", "-"):
            return self.term()
        sign = self.take()
        with self.nested():
            term = self.signed_term()
        return Negative(term, start=sign.start, end=term.end) if sign.text == "-" else term

    def term(self) -> Tree:
        """Factors, written side by side or with *, ⊙, @ or / between them."""
        start = self.token.start
        factors = [self.factor()]
        signs: list[Sign] = []
        last: Tree | None = None
        slash: tuple[int, int] | None = None  # the places of the last / and of what it divided, if nothing came after
        outer: int | None = None  # the place of a ⊗, if nothing came after what stands behind it
        while True:
            token = self.token
            before = self.tokens[self.at - 1]
            if outer is not None and (self.starts_factor(token) or token.says(*_SIGNS, "⊗")):
                raise self._several_ways(outer)
            if token.kind == "sign" and token.text in _SIGNS:
                signs.append(_SIGNS[self.take().text])
                factors.append(self.signed_factor())
                slash = None
            elif token.says("/"):
                place = self.at
                self.take()
                below = self.signed_factor()
                if outer is not None and told(below, self.names.symbols) != SCALAR:
                    raise self._several_ways(outer)
                above = chain(factors, signs, self.names.symbols)
                factors, signs = [Quotient(above, below, start=above.start, end=below.end)], []
                slash = (place, start)
            elif token.says("⊗"):
                outer = self.at
                factors, signs = [self._outer(chain(factors, signs, self.names.symbols))], []
                slash = None
            elif self.starts_factor(token):
                if token.kind == "number" and before.kind == "number":
                    raise FormulaError("two numbers side by side: put a sign between them", token.start)
                factor = self.factor()
                if slash is not None:
                    self._no_two_readings(slash, token, factor)
                signs.append("")
                factors.append(factor)
                slash = None
            else:
                self.last_factor = last
                return chain(factors, signs, self.names.symbols)
            last = below if slash is not None else factors[-1]

    def _outer(self, left: Tree) -> Tree:
        """The product of all entries of two columns of different lengths, of which ⊗ can be no other."""
        place = self.at
        self.take()
        right = self.signed_factor()
        of, other = told(left, self.names.symbols), told(right, self.names.symbols)
        columns = of is not None and other is not None and of[1] == other[1] == "1" and "1" not in (of[0], other[0])
        if not columns or of == other:
            raise self._several_ways(place)
        return Apply("outer", (left, right), start=left.start, end=right.end)

    def _several_ways(self, place: int) -> FormulaError:
        """The error that a sign is read in several ways."""
        self.at = place
        return self.unexpected()

    def starts_factor(self, token: Token) -> bool:
        """Whether a factor may begin with the token."""
        if token.kind == "name":
            return token.text not in ("for", "in") or token.text in self.names.symbols
        if token.says("|", "‖") and token.mark:
            return token.mark == "left"
        if token.says("|"):
            return self.bar != "|"
        if token.says("‖") and self.bar:
            if self.bar == "|" and token.end - token.start == 2:  # |x||y|
                middle = token.start + 1
                self.tokens[self.at : self.at + 1] = [
                    replace(token, text="|", end=middle),
                    replace(token, text="|", start=middle, space=False),
                ]
            return False
        return token.kind == "number" or token.says("(", "[", "{", "‖", "√", "\\sqrt", "\\frac", "∂")

    def signed_factor(self) -> Tree:
        """A factor that a sign may stand before: what follows *, / and ^."""
        if not self.token.says("+", "-"):
            return self.factor()
        sign = self.take()
        with self.nested():
            factor = self.signed_factor()
        return Negative(factor, start=sign.start, end=factor.end) if sign.text == "-" else factor

    def factor(self) -> Tree:
        """An atom with what stands behind it: powers, transposes, primes."""
        with self.nested():
            return powers.behind(self, self.atom())

    def exponent(self) -> Tree:
        """What stands behind ^."""
        return powers.exponent(self)

    def atom(self) -> Tree:
        """A number, a name, or something in brackets."""
        if (quoted := named.quoted(self)) is not None:
            return quoted
        token = self.take()
        if token.kind == "number":
            return Constant(Fraction(token.text), start=token.start, end=token.end)
        if token.kind == "name":
            return named.name(self, token)
        match token.text if token.kind == "sign" else "":
            case "(" | "{":
                return self.bracketed(token)
            case "[":
                return calls.stacked(self, token)
            case "|" | "‖":
                return self._between_bars(token)
            case "√":
                argument = calls.bare_argument(self, token, power=False)
                return Apply("sqrt", (argument,), start=token.start, end=argument.end)
            case "\\sqrt":
                return self._root(token)
            case "\\frac":
                above, below = self.small(digit=True), self.small(digit=True)
                return Quotient(above, below, start=token.start, end=below.end)
            case "∂":
                known = self.names.quoted_names
                which = f"the derivatives here are {', '.join(known)}" if known else "no derivative is a symbol here"
                raise FormulaError(f"∂ belongs to a derivative that the question names: {which}", token.start)
        if token.kind != "end":
            self.at -= 1
        raise self.unexpected()

    def bracketed(self, opened: Token) -> Tree:
        """The formula up to the bracket that closes `opened`."""
        with self.free_of_bars():
            if self.token.says(CLOSES[opened.text]):
                raise FormulaError("nothing stands in these brackets", opened.start)
            inner = self.expression()
        self.close(CLOSES[opened.text], opened)
        return inner

    def small(self, *, digit: bool = False) -> Tree:
        """What TeX takes as one argument: a group, a letter or a command, a number (in a fraction a digit)."""
        token = self.take()
        if token.says("{", "("):
            with self.nested():
                return self.bracketed(token)
        if token.kind == "number":
            if digit and len(token.text) > 1 and token.text.isdigit():
                self.split([token.text[0], token.text[1:]])
                token = self.take()
            return Constant(Fraction(token.text), start=token.start, end=token.end)
        if token.kind == "name":
            if len(token.text) > 1 and not token.whole and not self.knows(token):
                self.split([token.text[0], token.text[1:]])
                token = self.take()
            return named.name(self, token)
        if token.says("\\frac", "\\sqrt"):
            self.at -= 1
            with self.nested():
                return self.atom()
        if token.kind != "end":
            self.at -= 1
        raise self.unexpected()

    def knows(self, token: Token) -> bool:
        """Whether the token as it stands is a symbol, a size or an index."""
        return greek(token.text) in self.bound or token.text in self.names.sizes or self.names.find([token]) is not None

    def _no_two_readings(self, slash: tuple[int, int], token: Token, factor: Tree) -> None:
        place, start = slash
        stroke, divisor = self.tokens[place], self.tokens[place + 1]
        tighter = token.space and not stroke.space and not divisor.space
        if tighter or divisor.says("(", "{") or isinstance(factor, Fold) or self.is_array(factor):
            return
        above = " ".join(self.text[start : stroke.start].split())
        below = " ".join(self.text[stroke.end : token.start].split())
        last = " " * token.space + " ".join(self.text[token.start : self.tokens[self.at - 1].end].split())
        if len(above + below + last) > _SHOWN:
            above, below, last = "a", "b", " c"
        raise FormulaError(
            f"{above}/{below}{last} is read in two ways: write ({above}/{below}){last} or {above}/({below}{last})",
            stroke.start,
        )

    def _between_bars(self, opened: Token) -> Tree:
        function = "abs" if opened.text == "|" else "norm"
        bar, self.bar, of_entries = self.bar, opened.text, self.of_entries
        try:
            with nullcontext() if function == "abs" else members.whole(self):
                inner = self.expression()
        finally:
            self.bar = bar
        if not self.takes(opened.text):
            raise FormulaError(f"the {opened.text} is never closed", opened.start)
        if function == "norm" and self.token.says("_"):
            self._euclidean()
        if function == "abs" and not of_entries and told(inner, self.names.symbols) not in (None, SCALAR):
            message = "single bars are read in two ways here: write ‖v‖ for the norm, abs(v) for each entry"
            raise FormulaError(message, opened.start)
        return Apply(function, (inner,), start=opened.start, end=self.tokens[self.at - 1].end)

    def _euclidean(self) -> None:
        """Take the 2 of ‖x‖₂, or the F of ‖W‖_F, which say what is meant anyway."""
        underscore = self.take()
        braces = self.takes("{")
        if self.take().text not in ("2", "F") or (braces and not self.takes("}")):
            raise FormulaError("of the norms only the Euclidean is read: ‖x‖₂", underscore.start)

    def _root(self, token: Token) -> Tree:
        degree: Tree | None = None
        if self.token.says("["):
            opened = self.take()
            degree = self.expression()
            self.close("]", opened)
        inner = self.small(digit=True)
        if degree is None:
            return Apply("sqrt", (inner,), start=token.start, end=inner.end)
        one = Constant(Fraction(1), start=degree.start, end=degree.end)
        exponent = Quotient(one, degree, start=degree.start, end=degree.end)
        return Power(inner, exponent, start=token.start, end=inner.end)

    def is_array(self, tree: Tree) -> bool:
        """Whether the formula is a vector or a matrix, as far as its shape can be told."""
        try:
            return shape(tree, self.names.symbols) not in (None, SCALAR)
        except MisfitError:
            return True
