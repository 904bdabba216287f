"""TeX's mathematics: read into a tree, and found in Markdown. How it is drawn is `tui.tex`'s matter."""

from engine.tex.error import TexError
from engine.tex.formulas import Formula, find, formulas
from engine.tex.parser import parse

__all__ = ["Formula", "TexError", "find", "formulas", "parse"]
