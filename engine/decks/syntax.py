"""What PyYAML says of text that is not YAML, in words that say what would be right."""

import re
from typing import Any

import yaml

from engine.decks.faults import Spot

_TAB = "a tab: YAML is indented with spaces"
_ESCAPES = "within double quotes a backslash is doubled: use single quotes for TeX"
_NEEDS_QUOTES = "text that begins with {} needs quotes"
_NO_DIRECTIVES = "a line does not begin with %: take it away, or put its text in quotes"
_BRACES = "brackets are not closed, or text that begins with { or [ needs quotes"
FURTHER_IN = "this key stands further in than the one above: keys of one card stand in one column"

# What the parser says, and what the author did, most likely.
_WORDS: tuple[tuple[str, str], ...] = (
    ("directive", _NO_DIRECTIVES),
    ("incompatible YAML document", _NO_DIRECTIVES),
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
        "a line without a colon and a space: a key needs them, and text stands further in than its key",
    ),
    (
        "did not find expected key",
        "this does not fit the lines above: look at the indentation and the quotes before it",
    ),
    ("expected '-' indicator", "this does not fit the list: look at the indentation, a card begins with a hyphen"),
    ("expected ',' or", _BRACES),
    ("did not find expected node content", _BRACES),
    ("unexpected end of stream", "a quote is not closed"),
    ("unexpected document indicator", "a quote is not closed"),
    ("unknown escape character", _ESCAPES),
    ("expected hex", _ESCAPES),
    ("invalid Unicode character escape", f"this escape is no character's: {_ESCAPES}"),
    ("expected <document start>", "this stands outside the list of cards: look at the indentation"),
    (
        "block sequence entries are not allowed",
        "a list begins on a line of its own, under its key, and text that begins with a hyphen needs quotes",
    ),
    ("expected comment or line break", _NEEDS_QUOTES.format("| or >") + "; a block of text begins on the next line"),
    ("indentation indicator", _NEEDS_QUOTES.format("| or >")),
    ("mapping keys are not allowed", _NEEDS_QUOTES.format("?")),
    ("tag", _NEEDS_QUOTES.format("!")),
)

# How a line looks that the parser stumbles over, there or at the next one.
_LOOKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[ -]*(\t)"), _TAB),
    (
        re.compile(r"[ -]*([\xa0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff])"),
        "a character that looks like a space and is none: YAML is indented with spaces",
    ),
    (re.compile(r" *(-)[^\W\d]\w*:(?: |$)"), "a hyphen needs a space behind it"),
    (re.compile(r" *([*+•‣·–—]) +\w+ *:(?: |$)"), "a card begins with a hyphen and a space"),
    (re.compile(r" *(?:- +)?\w+([：∶﹕]|:\xa0)"), "no plain colon and space: a key ends with them"),
)
_A_KEY = re.compile(r" *(?:- +)?[a-z]+:(?: |$)")
_CONFLICT = re.compile(r"^<{7} .*$(?=[\s\S]*^={7}$[\s\S]*^>{7} )", re.MULTILINE)
_VALUE = re.compile(r" *(?:- +)?[^\s:#'\"]+ *: +(\S)")


def explained(error: yaml.MarkedYAMLError, text: str, last: yaml.ScalarEvent | None = None) -> Spot:
    """The place and the reason. What a line shows plainly is named wherever the parser stumbled over it.

    `last` is what was read before: a quote that swallowed the keys below it was never closed.
    """
    if opening := _swallowed(error, text, last):
        line, column = opening
        return Spot(line + 1, column + 1, "not YAML: a quote is not closed, so that the keys below it are read as text")
    mark: Any = error.problem_mark or error.context_mark
    problem = str(error.problem or error.context or error)
    if error.context_mark is not None and "could not find expected ':'" in problem:
        mark = error.context_mark  # where the line begins, not where the next one ends the search
    if error.context_mark is not None and "a flow" in str(error.context) and mark.line > error.context_mark.line:
        mark = error.context_mark  # the bracket that was opened, not the key below at which it was missed
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    for at in (line, line - 1):
        for look, words in _LOOKS:
            if 0 < at <= len(lines) and (found := look.match(lines[at - 1])):
                return Spot(at, found.start(1) + 1, words)
    at_end = not "".join(lines[line - 1 :]).strip()
    if error.context_mark is not None and (at_end or "unexpected" in problem or "alphabetic" in problem):
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    here = lines[line - 1] if line <= len(lines) else ""
    said = f"{problem} {error.context}"
    words = _closer(problem, here, column) or next((words for pattern, words in _WORDS if pattern in said), problem)
    if words == FURTHER_IN:
        column = len(here) - len(here.lstrip()) + 1  # the key, not its colon
    return Spot(line, column, f"not YAML: {words}")


def _swallowed(error: yaml.MarkedYAMLError, text: str, last: yaml.ScalarEvent | None) -> tuple[int, int] | None:
    """Where a quote opens that goes on over keys, to the line of the error; None where none does. From 0."""
    mark: Any = error.problem_mark
    start: Any = error.context_mark if "quoted scalar" in str(error.context) else None
    if start is None and last is not None and last.style in ("'", '"'):
        end: Any = last.end_mark
        start = last.start_mark if mark is not None and 0 <= mark.line - end.line <= 1 else None
    if start is None or mark is None:
        return None
    below = text.split("\n")[start.line + 1 : mark.line + 1]
    return (start.line, start.column) if any(_A_KEY.match(each) for each in below) else None


def _closer(problem: str, line: str, column: int) -> str:
    """What the line itself tells of two things that the parser does not tell apart; empty where it tells nothing."""
    if "mapping values are not allowed" in problem and re.fullmatch(r" +[\w-]+ *", line[: column - 1]):
        return FURTHER_IN
    if "did not find expected key" in problem and (value := _VALUE.match(line)):
        if value[1] in "{[":
            return _NEEDS_QUOTES.format("{ or [")
        if value[1] in "\"'" and column > value.start(1) + 1:
            return "text goes on behind a closing quote: put all of it into quotes of the other kind"
    return ""


def conflict(text: str) -> Spot | None:
    """Where a version control left both sides of a change in the file; None where it did not."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    words = "a merge that was not finished: keep one of the two sides, and take away the lines of <, = and >"
    return Spot(text.count("\n", 0, found.start()) + 1, 1, words)


def undecodable(error: UnicodeDecodeError) -> Spot:
    """The first byte of a file that is none of its encoding, which is UTF-8 where it says nothing else."""
    before = error.object[: error.start].decode(error.encoding, "replace").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = f"0x{error.object[error.start]:02x}"
    return Spot(line, column, f"not {error.encoding.upper()} (byte {found}): save the file as UTF-8")


_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def unprintable(text: str) -> Spot:
    """The first character that YAML does not allow."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return Spot(1, 1, "not YAML")
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return Spot(line, column, f"a character that text cannot hold (U+{ord(found[0]):04X}): take it away")
