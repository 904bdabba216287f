"""What a check has found, for a reader, for a program, and for the annotations of GitHub."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from engine.problems import Problem

WIDEST, AROUND = 96, 6
"""Columns of a line that is shown with its place, and those beside it."""


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """The errors, then the warnings: each a line FILE:LINE:COLUMN: message, the line it is about, and a caret."""
    for level in ("error", "warning"):
        for problem in problems:
            if problem.level == level:
                yield str(problem)
                yield from pointed(problem, _columns())


def as_json(problems: Sequence[Problem]) -> Iterator[str]:
    """One JSON list of objects."""
    found = [
        {
            "file": str(each.path),
            "line": each.line,
            "column": each.column,
            "level": each.level,
            "message": each.message,
            "card": each.card,
        }
        for each in problems
    ]
    yield json.dumps(found, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """A command of GitHub's workflows for each, which puts it beside the line in a change."""
    for each in problems:
        place = f"file={_property(str(each.path))},line={each.line},col={each.column}"
        yield f"::{each.level} {place}::{_escaped(each.message)}"


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def pointed(problem: Problem, width: int | None = None) -> Iterator[str]:
    """The line of a problem with a caret under its column; of a long one the part around it, in `width` columns."""
    from tui.markdown.words import text_width  # only where something is wrong

    lines = _lines(problem.path)
    if not 0 < problem.line <= len(lines):
        return
    line, column = _printable(lines[problem.line - 1]), problem.column - 1
    if not line.strip():
        return
    most = WIDEST if width is None else max(1, min(WIDEST, width - AROUND))
    start = max(0, min(column - most // 2, len(line) - most)) if len(line) > most else 0
    shown = line[start : start + most]
    before = "…" if start else ""
    after = "…" if start + most < len(line) else ""
    yield f"    {before}{shown}{after}".rstrip()
    yield f"    {' ' * text_width(before + shown[: column - start])}^"


def _columns() -> int | None:
    from tui.ansi import columns  # only where something is wrong

    return columns()


@lru_cache(8)
def _lines(path: Path) -> list[str]:
    """The lines as the reader of decks counts them; none where the file cannot be read."""
    if not path.is_file():
        return []  # a pipe would be waited for
    try:
        return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except OSError:
        return []


def _printable(line: str) -> str:
    """As many characters, none of which steers the terminal."""
    return "".join(each if each.isprintable() else " " for each in line)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
