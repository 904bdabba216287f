"""Where a formula is being read: its tokens, the place among them, the indices and brackets around that place."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from engine.formula.characters import ONES
from engine.formula.error import FormulaError
from engine.formula.members import Running
from engine.formula.names import Names
from engine.formula.tokens import DEPTH, TOKENS, Token
from engine.formula.tree import Tree

NO_PART = "no part of an array is read; a[:, None] * b[None, :] is outer(a, b)"


class Cursor:
    """A place in the tokens of one formula, and what is open around it."""

    def __init__(self, tokens: list[Token], names: Names, text: str) -> None:
        self.tokens = tokens
        self.names = names
        self.text = text
        self.at = 0
        self.bound: list[str] = []  # the indices of the sums around this place
        self.ended: set[str] = set()  # the indices of the sums before it
        self.in_index = 0
        self.last_factor: Tree | None = None  # of the term read last, where it has several
        self._depth = 0
        self.running: Running | None = None  # of the sum over families around this place
        self.bar = ""  # the | or ‖ that is open since the last bracket
        self.of_entries = False  # whether bars around an array can only be those of its entries: max(|x|)

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    def ahead(self, count: int) -> Token:
        """The token so many places on; the last one beyond the end."""
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self.token
        if token.kind != "end":
            self.at += 1
        return token

    def takes(self, *signs: str) -> bool:
        """Whether the next token is one of these signs, which is then behind."""
        if self.token.says(*signs):
            self.at += 1
            return True
        return False

    def close(self, sign: str, opened: Token) -> None:
        """Take the bracket that closes what `opened` opened."""
        if self.takes(sign):
            return
        raise self.unexpected()

    def split(self, pieces: list[str]) -> None:
        """Cut the token that was just taken into names and numbers side by side, and stand before the first."""
        self.at -= 1
        token = self.tokens[self.at]
        cut: list[Token] = []
        start = token.start
        for piece in pieces:
            end = min(start + len(piece), token.end)
            first = not cut
            kind: Literal["number", "name"] = "number" if piece.isdigit() else "name"
            cut.append(Token(kind, piece, start, end, token.space and first, token.mark if first else ""))
            start = end
        self.tokens[self.at : self.at + 1] = cut
        if len(self.tokens) > 2 * TOKENS:
            raise FormulaError(f"a formula has at most {TOKENS} numbers, names and signs; shorten it", token.start)

    def matching(self, place: int) -> int:
        """The place of the bracket that closes the one at `place`, else of the end."""
        depth = 0
        for at in range(place, len(self.tokens)):
            if self.tokens[at].says("(", "[", "{"):
                depth += 1
            elif self.tokens[at].says(")", "]", "}"):
                depth -= 1
                if depth == 0:
                    return at
        return len(self.tokens) - 1

    def closes_last(self) -> bool:
        """Whether the bracket that stands next closes just before the one around it does: sum([…]), ones((K, H))."""
        return self.tokens[min(self.matching(self.at) + 1, len(self.tokens) - 1)].says(")", "}")

    def unexpected(self) -> FormulaError:
        """The error that the next token cannot stand here."""
        token = self.token
        match token.text if token.kind == "sign" else "":
            case ")" | "]" | "}":
                return FormulaError(f"this {token.text} closes nothing", token.start)
            case "=":
                return FormulaError("a formula is wanted, not an equation within one", token.start)
            case "<" | ">" | "≤" | "≥" | "≠" | "≈" | "∈":
                return FormulaError("a formula is wanted, not a relation", token.start)
            case ",":
                return FormulaError("a comma stands only between a function's arguments", token.start)
            case "!":
                return FormulaError("! is not read: write the product out", token.start)
            case "..":
                return FormulaError(f"dots cannot be read: {self._without_dots()}", token.start)
            case ".":
                return FormulaError("of what Python writes behind a point only .T is read", token.start)
            case ":" if self.tokens[self.at - 1].says("[", ",") or self.ahead(1).says("]", ","):
                return FormulaError(NO_PART, token.start)
            case ":":
                return FormulaError(": has no place in a formula; a division is written /", token.start)
            case "⊗":
                return FormulaError("⊗ is read in several ways: write outer(a, b), or a ⊙ b", token.start)
            case "_" if self.tokens[self.at - 1].kind == "number" and self.tokens[self.at - 1].text == "1":
                return FormulaError(ONES, self.tokens[self.at - 1].start)
            case "_":
                return FormulaError("a subscript stands only behind a name", token.start)
            case '"' | ";":
                return FormulaError(f"{token.text} has no place in a formula", token.start)
        if token.kind == "end":
            return FormulaError("the formula ends where a number, a name or a bracket is wanted", token.start)
        return FormulaError(f"a number, a name or a bracket is wanted here, not {token.text}", token.start)

    def around(self) -> str:
        """The name of the function in whose parentheses this place is; nothing where it is in none."""
        depth = 0
        for place in range(self.at - 1, 0, -1):
            depth += self.tokens[place].says(")", "]", "}") - self.tokens[place].says("(", "[", "{")
            if depth < 0:
                return self.tokens[place - 1].text
        return ""

    def _without_dots(self) -> str:
        match self.tokens[self.at - 1].text:
            case "+" | "-":
                return "write the sum as sum_n (…)"
            case ",":
                return "write max_n (…) for the largest of many, sum_n (…) and the like for the others"
        return "write the product as prod_n (…), or as prod_{n=N}^2 (…) where the last stands first"

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One step deeper. Raises FormulaError where that is too deep."""
        self._depth += 1
        if self._depth > DEPTH + 1:
            raise FormulaError(f"a formula is at most {DEPTH} deep", self.token.start)
        try:
            yield
        finally:
            self._depth -= 1

    @contextmanager
    def binding(self, *indices: str) -> Iterator[None]:
        """These indices mean the sum that is being read."""
        self.bound.extend(indices)
        try:
            yield
        finally:
            del self.bound[len(self.bound) - len(indices) :]
            self.ended.update(indices)

    @contextmanager
    def free_of_bars(self) -> Iterator[None]:
        """Within a bracket a | opens again."""
        (bar, of_entries), (self.bar, self.of_entries) = (self.bar, self.of_entries), ("", False)
        try:
            yield
        finally:
            self.bar, self.of_entries = bar, of_entries
