r"""Escapes that a web site's Markdown asks for, undone: `\\(x\\)`, `\\{` and `\\\\` within formulas.

In a note that doubles its escapes, a set is `\\{1, 2\\}` and a row ends with `\\\\`; some double those of commands too,
`\\frac`. In one that doesn't, `\\` ends a row. So a note is taken to double them where a formula of it says so plainly.
"""

import re
from functools import cache

from engine.exchange.plain_links import line_finder
from engine.tex import TexError, find, parse

_DELIMITED = re.compile(r"(?<!\\)\\\\(?:\((.{1,3000}?)(?<!\\)\\\\\)|\[(.{1,3000}?)(?<!\\)\\\\\])", re.DOTALL)
_PLAINLY = re.compile(r"\\\\\\\\|\\\\[{}]")
_DOUBLED = re.compile(r"\\\\(\\\\|[{}|_*#%&$])")
_COMMAND = re.compile(r"(?<!\\)\\\\([A-Za-z]{2,})")


def undo_doubled(text: str) -> tuple[str, list[int]]:
    """The text with doubled escapes undone once, and the lines, from 1, of the formulas that were changed."""
    changed: set[int] = set()
    line = line_finder(text)
    for each in _DELIMITED.finditer(text):
        if _single(each) != each[0]:
            changed.add(line(each.start()))
    text = _DELIMITED.sub(_single, text)
    formulas = find(text)
    if not any(_PLAINLY.search(formula.tex) or _names_a_command(formula.tex) for formula in formulas):
        return text, sorted(changed)
    pieces, at = [], 0
    for formula in formulas:
        whole = text[formula.start : formula.end]
        undone = _COMMAND.sub(lambda each: f"\\{each[1]}" if _is_command(each[1]) else each[0], whole)
        undone = _DOUBLED.sub(lambda each: each[0][1:] if each[1] != "\\\\" else each[1], undone)
        if undone != whole:
            changed.add(line(formula.start))
        pieces += [text[at : formula.start], undone]
        at = formula.end
    return "".join([*pieces, text[at:]]), sorted(changed)


def _names_a_command(tex: str) -> bool:
    return any(_is_command(found[1]) for found in _COMMAND.finditer(tex))


@cache
def _is_command(word: str) -> bool:
    """Whether this is a command of TeX that we know; its arguments don't matter."""
    if word in ("begin", "end", "left", "right"):
        return True
    try:
        parse(f"\\{word}{{x}}{{y}}")
    except TexError:
        return False
    return True


def _single(found: re.Match[str]) -> str:
    """A formula between doubled signs, between single ones; a formula doesn't go past a blank line."""
    whole, tex = found[0], found[1] or found[2]
    return whole if "\n\n" in tex else f"\\{whole[2]}{tex}\\{whole[-1]}"
