"""What the screen shows of an answer before it runs: its knobs, its docstring, the source worth reading."""

import inspect
import sys
from pathlib import Path
from types import ModuleType

import msgspec

from engine.answers import Answer, AnswerError, Shown
from engine.blame import short
from engine.knobs import AnyKnob


class Listing(msgspec.Struct, frozen=True):
    """A piece of source. `marks` are line numbers of the file, each with why that line matters."""

    path: str
    first_line: int
    text: str
    marks: tuple[tuple[int, str], ...] = ()


class Description(msgspec.Struct, frozen=True):
    """An answer function as the screen sees it."""

    name: str
    doc: str
    knobs: dict[str, AnyKnob]
    listings: tuple[Listing, ...]


def describe(answer: Answer) -> Description:
    """The listings of `@code`, else the answer's own source. Raises AnswerError for a mark that no line has."""
    shown = answer.code or (Shown(answer.function),)
    return Description(
        answer.name,
        inspect.getdoc(answer.function) or "",
        answer.knobs,
        tuple(listing(each) for each in shown),
    )


def listing(shown: Shown) -> Listing:
    """The source of one target, its marks resolved to line numbers."""
    target = shown.target.function if isinstance(shown.target, Answer) else shown.target
    if not isinstance(target, ModuleType):
        target = inspect.unwrap(target)
    name = getattr(target, "__name__", repr(target))
    try:
        lines, first = inspect.getsourcelines(target)
        path = inspect.getsourcefile(target)
    except (OSError, TypeError) as error:
        raise AnswerError(f"no source to show for {name}: {error}") from None
    first = max(first, 1)  # a module's first line is reported as 0
    marks = tuple((first + _find(part, lines, name), why) for part, why in shown.marks)
    return Listing(_named(Path(path or "?")), first, "".join(lines).rstrip("\n"), marks)


def _find(part: str, lines: list[str], name: str) -> int:
    for place, line in enumerate(lines):
        if part in line:
            return place
    raise AnswerError(f"no line of {name} has the marked text {part!r}")


def _named(path: Path) -> str:
    """The path below the folder that its package is imported from, else its last two parts."""
    roots = [Path(each) for each in sys.path if each and path.is_relative_to(each)]
    return str(path.relative_to(max(roots, key=lambda root: len(root.parts)))) if roots else short(path)
