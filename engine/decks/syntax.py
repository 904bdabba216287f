"""What PyYAML says of text that is not YAML, in words that say what would be right."""

import re
from typing import Any

import yaml

from engine.decks.faults import Spot

_TAB = "a tab: YAML is indented with spaces"
_ESCAPES = "within double quotes a backslash is doubled: use single quotes for TeX"
_NEEDS_QUOTES = "text that begins with {} needs quotes"

# What the parser says, and what the author did, most likely.
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon before a space: put this text in quotes, or begin it with | the line above",
    ),
    (r"found a tab", _TAB),
    ("that cannot start any token", "no text begins with this character: put it in quotes"),
    ("did not find expected alphabetic or numeric", _NEEDS_QUOTES.format("* or &")),
    ("undefined alias", _NEEDS_QUOTES.format("*")),
    (
        "could not find expected ':'",
        "a line without a colon: a key needs one, and text over several lines begins with |",
    ),
    (
        "did not find expected key",
        "this does not fit the lines above: look at the indentation and the quotes before it",
    ),
    ("expected '-' indicator", "this does not fit the list: look at the indentation, a card begins with a hyphen"),
    ("expected ',' or", "brackets are not closed, or text that begins with { or [ needs quotes"),
    ("did not find expected node content", "brackets are not closed, or text that begins with { or [ needs quotes"),
    ("unexpected end of stream", "a quote is not closed"),
    ("unexpected document indicator", "a quote is not closed"),
    ("unknown escape character", _ESCAPES),
    ("expected hex", _ESCAPES),
    ("expected <document start>", "this stands outside the list of cards: look at the indentation"),
    ("block sequence entries are not allowed", "a list begins on a line of its own, under its key"),
    ("tag", _NEEDS_QUOTES.format("!")),
)


def explained(error: yaml.MarkedYAMLError, text: str) -> Spot:
    """The place and the reason. A tab that indents is named wherever the parser stumbled over it."""
    mark: Any = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    for at in (line, line - 1):
        if 0 < at <= len(lines) and (tab := re.match(r"[ -]*\t", lines[at - 1])):
            return Spot(at, tab.end(), _TAB)
    problem = str(error.problem or error.context or error)
    at_end = not "".join(lines[line - 1 :]).strip()
    if error.context_mark is not None and (at_end or "unexpected" in problem or "alphabetic" in problem):
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    words = next((words for pattern, words in _WORDS if pattern in problem), problem)
    return Spot(line, column, f"not YAML: {words}")


_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def unprintable(text: str) -> Spot:
    """The first character that YAML does not allow."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return Spot(1, 1, "not YAML")
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return Spot(line, column, f"a character that text cannot hold (U+{ord(found[0]):04X}): take it away")
