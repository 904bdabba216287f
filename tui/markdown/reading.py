"""Markdown to a tree. Formulas are taken out first and come back by number, so that no `_`, `*` or `|` inside one is
ever taken for Markdown, and so that what is drawn here is just what `recur check` has checked."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from engine.tex import Formula, find
from tui.markdown.nodes import Node, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_OPEN, _CLOSE = "\ue000", "\ue001"
PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""Where a formula stood: its number among the formulas of the text."""
_CONTROL = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028\\u2029{_OPEN}{_CLOSE}]")


class Document(msgspec.Struct, frozen=True):
    """A text as a tree of Markdown, and its formulas in order."""

    tree: Node
    formulas: tuple[Formula, ...]


@lru_cache(256)
def read(text: str) -> Document:
    """The tree of a text. Characters that would steer the terminal are left out."""
    text = _CONTROL.sub("", text.expandtabs(4).replace("\r", "\n"))
    formulas = find(text)
    parts: list[str] = []
    at = 0
    for number, formula in enumerate(formulas):
        parts += [text[at : formula.start], f"{_OPEN}{number}{_CLOSE}"]
        at = formula.end
    marked = "".join([*parts, text[at:]])
    return Document(plain(marked) or parsed(marked), tuple(formulas))


def parsed(marked: str) -> Node:
    """The tree of a text whose formulas are taken out."""
    from markdown_it.tree import SyntaxTreeNode  # with the parser: the question of the first card is mostly plain

    return SyntaxTreeNode(_parser().parse(marked))


@lru_cache(1)
def _parser() -> "MarkdownIt":
    """CommonMark with tables; no HTML, and no headings or code by mere underlining or indentation."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable(["code", "lheading", "html_block", "html_inline"])
