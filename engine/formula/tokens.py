"""A formula cut into tokens. Length, number of tokens, depth of brackets and digits are capped here, first of all."""

import re
from dataclasses import dataclass
from typing import Literal

from engine.formula import commands
from engine.formula.characters import GREEK, INFINITE, MARKS, ONES, plain
from engine.formula.error import FormulaError

LENGTH = 2_000
TOKENS = 400
DEPTH = 40
DIGITS = 50

_MODULES = re.compile(r"(?:np|numpy|math|torch|jnp|scipy|special|linalg|nn|functional|F(?=\.[a-z]))\.(?=[A-Za-z])")
_NUMBER = re.compile(r"(?:[0-9]+(?:_[0-9]{3})*(?:\.[0-9]+|\.(?![.A-Za-z]))?|\.[0-9]+)")
_EXPONENT = re.compile(r"[eE][+-]?[0-9]+(?![0-9A-Za-z])")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:(?:,|\{,\})[0-9]{3})+(?![0-9])(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+(?:,|\{,\})[0-9]+")
_COMMAND = re.compile(r"\\(operatorname\*|[A-Za-z]+|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{([a-z]+)\*?\}(?:\s*\{[lcr| ]*\})?")
_BOLD_ONE = re.compile(r"\s*(?:\{\s*1\s*\}|1(?![0-9.]))")
_TRANSPOSED = re.compile(r"\.(?:T(?![A-Za-z0-9_(])|transpose\(\s*\)|t\(\s*\))")
CLOSES = {"(": ")", "[": "]", "{": "}"}
"""What closes each bracket."""

_TWO = {
    "**": "^", "..": "..", "||": "‖", ".*": "⊙", "./": "/", ".^": "^", ".'": "'", "==": "=", ":=": "=", "<-": "=",
}  # fmt: skip
"""Signs of two characters, and what each says."""

_REFUSED = {f"{sign}=": f"write the new value: a {sign} (b) for a {sign}= b" for sign in "+-*/"} | {
    "//": "// is not read: nothing is rounded here, and a division is written /",
}


@dataclass(frozen=True)
class Token:
    """A number, a name or a sign, and where it stands in the text that was typed."""

    kind: Literal["number", "name", "sign", "end"]
    text: str
    start: int
    end: int
    space: bool = False  # white space stands before it
    mark: str = ""  # what decorates the name: "hat"; of a sign "left" or "right", as TeX says it
    whole: bool = False  # a command or a word of its own, never split into letters

    def says(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs


def tokens(text: str, letters: frozenset[str] = frozenset(), names_e: bool = False) -> list[Token]:
    """All tokens, the last of kind "end". `names_e`: the question names an e, so that 2e3 is no number.

    Raises FormulaError.
    """
    if len(text) > LENGTH:
        raise FormulaError(f"a formula has at most {LENGTH:,} characters; this has {len(text):,}", LENGTH)
    return _Cutter(text, letters, names_e).cut()


class _Cutter:
    def __init__(self, text: str, letters: frozenset[str], names_e: bool) -> None:
        self.said, self.columns = plain(text, letters)
        self.columns.append(len(text))
        self.letters = letters
        self.names_e = names_e
        self.at = 0
        self.space = False
        self.mark = ""
        self.side = ""  # the \left or \right that stands before a sign
        self.loose = False  # the brace that follows belongs to a font or an accent
        self.matrices = 0
        self.found: list[Token] = []
        self.open: list[tuple[str, bool, int]] = []  # bracket, loose, how many tokens stood before it

    def cut(self) -> list[Token]:
        while self.at < len(self.said):
            self._next()
        end = self.columns[-1]
        self.found.append(Token("end", "", end, end, self.space))
        return _without_carets(self.found)

    def _next(self) -> None:
        char = self.said[self.at]
        if char == " ":
            self.space = True
            self.at += 1
        elif char == "\\":
            self._command()
        elif char.isdigit() or (char == "." and self.said[self.at + 1 : self.at + 2].isdigit()):
            self._number()
        elif self._is_letter(char):
            self._name()
        elif char in MARKS:
            raise FormulaError("an accent stands here without a letter to stand on", self.columns[self.at])
        else:
            self._sign()

    def _emit(self, kind: Literal["number", "name", "sign"], text: str, length: int, *, whole: bool = False) -> None:
        """A token that takes the next `length` characters."""
        start = self.columns[self.at]
        self.at += length
        end = max(start + 1, self.columns[self.at - 1] + 1) if length else start
        if len(self.found) >= TOKENS:
            raise FormulaError(f"a formula has at most {TOKENS} numbers, names and signs; shorten it", start)
        mark = self.mark if kind == "name" else self.side
        self.found.append(Token(kind, text, start, end, self.space, mark, whole))
        self.side = ""
        self.space = False
        if kind == "name":
            self.mark = ""
        if kind != "sign":
            self.loose = False

    def _is_letter(self, char: str) -> bool:
        return (char.isascii() and char.isalpha()) or char in GREEK or (char in self.letters and char.isalpha())

    def _name(self) -> None:
        start = self.at
        if (module := _MODULES.match(self.said, start)) and not self.loose:
            self.at = module.end()
            return
        end = start + 1
        if not self.loose:  # an accent or a font without braces takes one letter
            while end < len(self.said) and (self._is_letter(self.said[end]) or self.said[end].isdigit()):
                end += 1
        if end < len(self.said) and self.said[end] in MARKS:
            if end - 1 > start:
                end -= 1  # the marked letter is a name of its own
            else:
                self.mark = MARKS[self.said[end]]
                self._emit("name", self.said[start:end], 2)
                return
        self._emit("name", self.said[start:end], end - start, whole=self.loose)

    def _number(self) -> None:
        column = self.columns[self.at]
        if found := _THOUSANDS.match(self.said, self.at):
            digits = found[0].replace("{,}", "").replace(",", "")
            if not self.open or "{" in found[0]:
                if found[0].count(",") == 1 and found[1] is None:
                    point = found[0].replace("{,}", ".").replace(",", ".")
                    raise FormulaError(f"{found[0]} is read in two ways: write {digits} or {point}", column)
                self._emit_number(digits, len(found[0]), column)
                return
        if not self.open and (comma := _DECIMAL_COMMA.match(self.said, self.at)):
            point = comma[0].replace("{,}", ".").replace(",", ".")
            raise FormulaError(f"a decimal is written with a point: {point}", column)
        found = _NUMBER.match(self.said, self.at)
        assert found is not None  # a digit stands here
        text, length = found[0].replace("_", ""), len(found[0])
        exponent = _EXPONENT.match(self.said, self.at + length)
        if exponent and not self.names_e:
            text, length = text + exponent[0], length + len(exponent[0])
        self._emit_number(text, length, column)

    def _emit_number(self, text: str, length: int, column: int) -> None:
        digits, _, exponent = text.lower().partition("e")
        count = sum(char.isdigit() for char in digits)
        if count > DIGITS or len(exponent) > 4 or count + abs(int(exponent or 0)) > DIGITS:
            raise FormulaError(f"a number has at most {DIGITS} digits; a larger one may be written as a power", column)
        self._emit("number", text, length)

    def _sign(self) -> None:
        char = self.said[self.at]
        if transposed := _TRANSPOSED.match(self.said, self.at):
            self._emit("sign", "^", 0)
            self._emit("sign", "ᵀ", transposed.end() - self.at)
            return
        if self.said.startswith(".dot(", self.at):
            self._emit("sign", "@", 4)
            return
        two = self.said[self.at : self.at + 2]
        if two == "__":
            raise FormulaError("__ belongs to no name here; nothing that is typed is run", self.columns[self.at])
        if two in _REFUSED:
            raise FormulaError(_REFUSED[two], self.columns[self.at])
        if two in _TWO:
            self._emit("sign", _TWO[two], 2)
            return
        if char == "ᵀ" and not (self.found and self.found[-1].says("^", "{")):
            self._emit("sign", "^", 0)
        if char in CLOSES:
            if len(self.open) >= DEPTH:
                raise FormulaError(f"brackets stand at most {DEPTH} deep in each other", self.columns[self.at])
            self.open.append((char, self.loose, len(self.found)))
            self.loose = False
        elif char in ")]}" and self.open:
            bracket, loose, before = self.open.pop()
            if loose and bracket == "{" and char == "}" and len(self.found) == before + 2:
                inner = self.found.pop()
                if inner.kind == "name":  # \mathbf{h} is h
                    opened = self.found.pop()
                    end = self.columns[self.at] + 1
                    self.found.append(
                        Token("name", inner.text, inner.start, end, opened.space or inner.space, inner.mark, True)
                    )
                    self.at += 1
                    return
                self.found.append(inner)
        self._emit("sign", char, 1)

    def _command(self) -> None:
        column = self.columns[self.at]
        found = _COMMAND.match(self.said, self.at)
        if found is None:
            raise FormulaError("a backslash stands here without a command", column)
        name, length = found[1], len(found[0])
        if name == "\\":
            following = self.said[self.at + 2 : self.at + 3]
            if not self.matrices and (following.isalpha() or following in "{}|,;"):
                self.at += 1  # a doubled backslash is one
                return
            self._emit("sign", ";", length)
        elif name in ("left", "right") and self.said[self.at + length : self.at + length + 1] == ".":
            self.at += length + 1
        elif name in ("left", "right"):
            self.side = name
            self.at += length
        elif name in commands.SAYS:
            if name in ("lvert", "rvert", "lVert", "rVert"):
                self.side = "left" if name[0] == "l" else "right"
            self._say(commands.SAYS[name], length)
        elif name == "langle":  # an inner product
            self._emit("name", "dot", 0, whole=True)
            self._say("(", length)
        elif name in commands.FRACTIONS:
            self._emit("sign", "\\frac", length)
        elif name == "sqrt":
            self._emit("sign", "\\sqrt", length)
        elif name in commands.WORDS:
            self._emit("name", name, length, whole=True)
        elif name in commands.BOLD and _BOLD_ONE.match(self.said, self.at + length):
            raise FormulaError(ONES, column)
        elif name in commands.MARKS or name in commands.DECORATES:
            if name in commands.MARKS:
                self.mark = commands.MARKS[name]
            self._decoration(length)
        elif name in ("begin", "end"):
            self._environment(name, length, column)
        elif name == "infty":
            raise FormulaError(INFINITE, column)
        elif name in ("dots", "ldots", "cdots"):
            self._emit("sign", "..", length)
        else:
            raise FormulaError(f"\\{name} is no command that a formula knows", column)

    def _say(self, says: str, length: int) -> None:
        if says == " ":
            self.space = True
            self.at += length
        elif says[0] in GREEK or (says.isalpha() and says != "ᵀ"):
            self._emit("name", says, length, whole=True)
        else:
            if says == "ᵀ" and not (self.found and self.found[-1].says("^", "{")):
                self._emit("sign", "^", 0)
            if says in "()[]":  # \{ and the like are brackets as any other
                self.said = self.said[: self.at] + says + self.said[self.at + length :]
                del self.columns[self.at : self.at + length - 1]
                self._sign()
                return
            self._emit("sign", says, length)

    def _decoration(self, length: int) -> None:
        self.at += length
        while self.said[self.at : self.at + 1] == " ":
            self.at += 1
            self.space = True
        following = self.said[self.at : self.at + 1]
        if following == "{" or (following and self._is_letter(following)):
            self.loose = True

    def _environment(self, name: str, length: int, column: int) -> None:
        found = _ENVIRONMENT.match(self.said, self.at + length)
        if found is None or found[1] not in commands.MATRICES:
            raise FormulaError("of the environments only a matrix of one column is read, such as bmatrix", column)
        self.matrices += 1 if name == "begin" else -1
        bracket = "[" if name == "begin" else "]"
        self.said = self.said[: self.at] + bracket + self.said[found.end() :]
        del self.columns[self.at : self.at + (found.end() - self.at) - 1]
        self._sign()


def _without_carets(found: list[Token]) -> list[Token]:
    r"""A prime that is raised, g^\prime or g^{\prime}, is a prime."""
    kept: list[Token] = []
    at = 0
    while at < len(found):
        if found[at].says("^"):
            braces = found[at + 1].says("{")
            behind = at + 1 + braces
            while found[behind].says("'"):
                behind += 1
            if behind > at + 1 + braces and (not braces or found[behind].says("}")):
                kept.extend(found[at + 1 + braces : behind])
                at = behind + braces
                continue
        kept.append(found[at])
        at += 1
    return kept
