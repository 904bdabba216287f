"""The tree of a text: what drawing asks of a node, and the tree of a text that is plain."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

_FIRST, _LAST = r"(?:[^\W_]|\ue000)", r"(?:[^\W_]|\ue001)"  # of a word: a letter, a digit, or a formula's place
_ITALIC = rf"(?<![^ ])\*({_LAST}|{_FIRST}(?:[^\W_]|[ ,\-\ue000\ue001])*{_LAST})\*(?![^ \n,;:.?])"
_TEXT = r"[^\W_]|[ ,;:.?'\"()/%=+\-–—’“”…\ue000\ue001]"
_PLAIN = re.compile(rf"(?:[^\W\d_]|\ue000|(?={_ITALIC}))(?:{_TEXT}|{_ITALIC})*\n?")
"""One line in which Markdown means nothing but words *in italics*, and with no sign of a list at its beginning."""


class Node(Protocol):
    """A part of a text. `hidden` is a paragraph of a list whose entries stand close."""

    @property
    def type(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def attrs(self) -> Mapping[str, str | int | float]: ...
    @property
    def children(self) -> Sequence["Node"]: ...
    def walk(self) -> Iterator["Node"]: ...


class Leaf(msgspec.Struct, frozen=True):
    """A node as it is made here, of a text that is plain."""

    type: str
    content: str = ""
    children: tuple["Leaf", ...] = ()
    hidden: bool = False

    @property
    def attrs(self) -> Mapping[str, str | int | float]:
        return {}

    def walk(self) -> Iterator["Leaf"]:
        yield self
        for child in self.children:
            yield from child.walk()


def plain(text: str) -> Leaf | None:
    """The tree of one plain line, just as the parser has it; None for what has to be parsed."""
    if not _PLAIN.fullmatch(text):
        return None
    parts: list[Leaf] = []
    for number, part in enumerate(re.split(_ITALIC, text.strip())):
        words = (Leaf("text", part),) if part else ()
        parts += [Leaf("em", children=words)] if number % 2 else words
    return Leaf("root", children=(Leaf("paragraph", children=(Leaf("inline", text.strip(), tuple(parts)),)),))
