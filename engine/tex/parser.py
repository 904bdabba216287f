r"""TeX's mathematics to nodes, by recursive descent.

What it reads is what a card on mathematics needs: letters, scripts, fractions, roots, accents, fonts, delimiters that
grow, big operators, words, environments. What it doesn't know it refuses, naming the place. Length and depth are
capped, so that no text, however hostile, makes it recurse or run for long.
"""

from collections.abc import Callable

from engine.tex.commands import command
from engine.tex.error import TexError
from engine.tex.nodes import Font, Grid, Node, Row, Script, Space, Symbol
from engine.tex.symbols import character
from engine.tex.tokens import Token, tokens

MAX_DEPTH = 32
MAX_COLUMNS = 64
Stop = Callable[[Token], bool]


def parse(tex: str) -> Node:
    """The formula as a tree. TexError says what is wrong, and at which column."""
    if not tex.strip():
        raise TexError("the formula is empty", 0)
    parser = Parser(tokens(tex))
    rows = parser.cells(lambda token: token.kind == "end")
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return Grid("aligned", rows)


class Parser:
    """A place in a list of tokens, the font in force and how deep we are."""

    def __init__(self, found: list[Token], depth: int = 0) -> None:
        self._tokens = found
        self._at = 0
        self._depth = depth
        self.font: Font = "normal"

    @property
    def depth(self) -> int:
        """How many nodes stand around this place."""
        return self._depth

    # Tokens

    def peek(self) -> Token:
        """The next token that isn't white space."""
        while self._tokens[self._at].kind == "space":
            self._at += 1
        return self._tokens[self._at]

    def peek_raw(self) -> Token:
        """The next token, white space included."""
        return self._tokens[self._at]

    def take(self) -> Token:
        """The next token that isn't white space, consumed."""
        token = self.peek()
        return self.take_raw() if token.kind != "end" else token

    def take_raw(self) -> Token:
        """The next token, white space included, consumed."""
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def follows(self, char: str) -> bool:
        """Whether this character comes next."""
        token = self.peek()
        return token.kind == "char" and token.text == char

    # Rows, cells, items

    def row(self, stop: Stop) -> Node:
        """Everything up to a token that `stop` accepts, which is left where it is."""
        items: list[Node] = []
        before, self.font = self.font, self.font
        self._enter()
        while not stop(self.peek()):
            item = self.item()
            if item is not None:
                items.append(item)
        self._leave()
        self.font = before
        return Row(tuple(items))

    def cells(self, stop: Stop) -> tuple[tuple[Node, ...], ...]:
        r"""Rows of cells parted by `\\` and `&`, up to a token that `stop` accepts. Empty last rows don't count."""

        def ends(token: Token) -> bool:
            parts = token.kind == "char" and token.text == "&"
            return stop(token) or parts or (token.kind == "command" and token.text in ("\\", "cr"))

        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.row(ends))
            token = self.peek()
            if len(rows[-1]) > MAX_COLUMNS:
                raise TexError(f"more than {MAX_COLUMNS} columns", token.column)
            if stop(token):
                break
            self.take()
            if token.text != "&":
                self._skip_row_gap()
                rows.append([])
        while len(rows) > 1 and rows[-1] == [Row()]:
            rows.pop()
        return tuple(tuple(row) for row in rows)

    def _skip_row_gap(self) -> None:
        r"""The `[4pt]` that may follow `\\` at once."""
        start, token = self._at, self.peek_raw()
        if token.kind != "char" or token.text != "[":
            return
        inside = ""
        while self.peek_raw().kind != "end":
            inside += self.take_raw().text
            if inside.endswith("]"):
                break
        if not inside.endswith(("pt]", "em]", "ex]", "mm]", "cm]")):
            self._at = start

    def item(self) -> Node | None:
        """One atom with its scripts; None for what only says how to set (`\\displaystyle`)."""
        token = self.peek()
        if token.kind == "char" and token.text in "^_'":
            base: Node | None = Row()
        elif token.kind == "char" and token.text.isdecimal():
            base = self._number()
        else:
            base = self.atom()
        return None if base is None else self._scripts(base)

    def _number(self) -> Node:
        """Digits that stand together are one number, with a decimal point inside."""
        text = self.take().text
        while True:
            token = self.peek_raw()
            after = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
            point = token.text == "." and after.kind == "char" and after.text.isdecimal()
            if token.kind != "char" or not (token.text.isdecimal() or point):
                return Symbol(text, "ord", self.font)
            text += self.take_raw().text

    def _scripts(self, base: Node) -> Node:
        sub: Node | None = None
        sup: Node | None = None
        primes: list[Node] = []
        while True:
            token = self.peek()
            if token.kind == "command" and token.text in ("limits", "nolimits"):
                self.take()
            elif token.kind != "char" or token.text not in "^_'":
                break
            elif token.text == "'":
                self.take()
                primes.append(Symbol("′"))
            elif token.text == "^":
                if sup is not None:
                    raise TexError("a second superscript", token.column)
                self.take()
                sup = self.argument()
            else:
                if sub is not None:
                    raise TexError("a second subscript", token.column)
                self.take()
                sub = self.argument()
        if primes:
            sup = Row((*primes, sup)) if sup is not None else Row(tuple(primes))
        return base if sub is None and sup is None else Script(base, sub, sup)

    # Atoms

    def atom(self) -> Node | None:
        """One character, group or command, without scripts."""
        token = self.take()
        self._enter()
        node = self._command_or_character(token)
        self._leave()
        return node

    def _command_or_character(self, token: Token) -> Node | None:
        if token.kind == "end":
            raise TexError("the formula ends too early", token.column)
        if token.kind == "command":
            return command(self, token)
        if token.text == "{":
            return self.group(token)
        if token.text == "}":
            raise TexError("a } without its {", token.column)
        if token.text == "&":
            raise TexError("an & outside a table", token.column)
        if token.text in "^_'":
            raise TexError(f"a {token.text} with nothing before it", token.column)
        if token.text in "$#":
            raise TexError(f"a {token.text} inside a formula (write \\{token.text})", token.column)
        if token.text == "~":
            return Space(1)
        sign, kind = character(token.text)
        return Symbol(sign, kind, self.font)

    def group(self, opened: Token) -> Node:
        """The rest of a group whose `{` was taken; a group of one thing is the thing."""
        row = self.row(lambda token: token.kind == "end" or (token.kind == "char" and token.text == "}"))
        if self.take().kind == "end":
            raise TexError("a { that is never closed", opened.column)
        return row

    def argument(self, font: Font | None = None) -> Node:
        """What a command takes: a group, or the one atom that follows."""
        token = self.peek()
        if token.kind == "end" or (token.kind == "char" and token.text in "}&^_"):
            raise TexError("an argument is missing", token.column)
        before = self.font
        self.font = font or before
        found = self.atom()
        self.font = before
        if isinstance(found, Row) and len(found.items) == 1:
            return found.items[0]
        return found if found is not None else Row()

    def words(self) -> tuple[str, int]:
        """The text of a group as it stands, and the column where it begins."""
        opened = self.take()
        if opened.kind != "char" or opened.text != "{":
            raise TexError("a { is missing", opened.column)
        text, level = "", 1
        while True:
            token = self.take_raw()
            if token.kind == "end":
                raise TexError("a { that is never closed", opened.column)
            if token.kind == "char":
                level += (token.text == "{") - (token.text == "}")
                if level == 0:
                    return text, opened.column + 1
            text += "\\" + token.text if token.kind == "command" else token.text

    def _enter(self) -> None:
        """One node deeper. Who enters leaves again, unless the formula is refused."""
        self._depth += 1
        if self._depth > 2 * MAX_DEPTH:
            raise TexError(f"more than {MAX_DEPTH} things inside one another", self.peek_raw().column)

    def _leave(self) -> None:
        self._depth -= 1
