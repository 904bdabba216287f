"""TeX's mathematics: read into a tree, and found in Markdown. How it is drawn is `tui.tex`'s matter."""

from typing import TYPE_CHECKING

from engine.tex.error import TexError
from engine.tex.formulas import Formula, find, formulas

if TYPE_CHECKING:
    from engine.tex.nodes import Node

__all__ = ["Formula", "TexError", "find", "formulas", "parse"]


def parse(tex: str) -> "Node":
    """The tree of a formula; raises TexError. The parser is loaded with the first: many a text has none."""
    from engine.tex import parser

    return parser.parse(tex)
