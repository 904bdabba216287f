"""A formula cut into tokens: commands, characters and white space, each with its column."""

import re
import unicodedata
from typing import Literal, NamedTuple

from engine.tex.error import TexError

MAX_LENGTH = 4000
_TOKEN = re.compile(r"\\([A-Za-z]+\*?|.)|(\s+)|(%[^\n]*\n?)|(.)", re.DOTALL)


class Token(NamedTuple):
    """`text` is a command's name without its backslash, or the character itself; `column` counts from 0."""

    kind: Literal["command", "char", "space", "end"]
    text: str
    column: int


def tokens(tex: str) -> list[Token]:
    """Cut `tex` into tokens, an `end` token last. TexError on what is too long or can't be seen."""
    if len(tex) > MAX_LENGTH:
        raise TexError(f"the formula is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    found: list[Token] = []
    for match in _TOKEN.finditer(tex):
        command, space, comment, char = match.groups()
        column = match.start()
        if comment is not None:
            continue
        if space is not None or (command is not None and command.isspace()):
            found.append(Token("space" if space is not None else "command", " ", column))
            continue
        text = command if command is not None else char
        if not (text.isascii() and text.isprintable()):
            if command is None and unicodedata.combining(char) and found and found[-1].kind == "char":
                found[-1] = found[-1]._replace(text=found[-1].text + char)
                continue
            _refuse_unseen(text, column)
        if char == "\\":
            raise TexError("a backslash at the end", column)
        found.append(Token("command" if command is not None else "char", text, column))
    found.append(Token("end", "", len(tex)))
    return found


def _refuse_unseen(text: str, column: int) -> None:
    """Control characters, bidirectional marks and lone surrogates have no place in a formula, nor a stray accent."""
    for char in text:
        if unicodedata.category(char)[0] in "CZ" or unicodedata.category(char) in ("Mn", "Me", "Mc", "Sk"):
            raise TexError(f"a character that can't stand in a formula, U+{ord(char):04X}", column)
