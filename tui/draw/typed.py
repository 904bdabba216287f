"""What is typed, as it is read: laid out, with its shape in words; where it cannot be read, the place and why."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from textual.content import Content

from engine.decks.questions import AnyQuestion, Formula, Number
from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.kinds import Array, Kind, kinds
from engine.formula.reading import closed, read, read_with_others
from engine.formula.unfinished import unfinished
from engine.grading.reading_numbers import NotANumberError, number_typed
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.sizes import ONE, SCALAR, Shape, shape_of
from tui.draw.markdown import inline
from tui.draw.numbers import number
from tui.draw.rows import hanging, stack
from tui.tex import display
from tui.tex.glyphs import UNICODE, Profile

INDENT = 4
MOST_NAMED = 2
"""Symbols of the same shape that are named at most."""


@dataclass(frozen=True)
class Echo:
    """Nothing but empty texts where there is nothing to say."""

    formula: Content = Content()  # noqa: RUF009 - it is never changed
    """Laid out in the width that there is."""
    said: str = ""
    """What it comes to: `a matrix, H × 2K, the shape of V`, or a number's value."""
    trouble: str = ""
    """Markdown: why it is not read, or what of it does not fit."""
    column: int | None = None
    """Where in the text the trouble is, from 0."""
    unfinished: bool = False
    """Whether what is typed next may mend the trouble."""

    def __bool__(self) -> bool:
        return bool(self.formula or self.trouble)


def echo(
    question: AnyQuestion,
    typed: str,
    width: int,
    profile: Profile = UNICODE,
    symbols: Mapping[str, Kind] | None = None,
) -> Echo:
    """What a typed formula or number is read as. It tells of the answer itself alone, nothing of the right one.

    `symbols` are those that a formula may have, where they are more than `where` says.
    """
    if not typed.strip():
        return Echo()
    match question:
        case Formula(where=where):
            return _formula(typed, kinds(where) if symbols is None else symbols, width, profile)
        case Number(unit=unit):
            return _number(typed, unit, width, profile)
    return Echo()


def laid_out(source: str, width: int, profile: Profile) -> Content:
    """TeX as a display, indented."""
    drawn = display(source, max(width - INDENT, 1), profile)
    return stack(line.pad_left(INDENT) for line in drawn.split("\n"))


def formula(text: str, symbols: Mapping[str, Kind], width: int, profile: Profile) -> Content:
    """A formula laid out, each product as it is decided by the shapes. Raises FormulaError."""
    tree = read(text, symbols)
    with suppress(ShapeError):  # else it stands as it is written
        tree, _ = settle(tree, symbols)
    return laid_out(tex(tree, symbols), width, profile)


def _formula(typed: str, symbols: Mapping[str, Kind], width: int, profile: Profile) -> Echo:
    try:
        tree, symbols = read_with_others(typed, symbols)
    except FormulaError as error:
        return Echo(trouble=error.message, column=error.column, unfinished=unfinished(typed, symbols))
    try:
        tree, shape = settle(tree, symbols)
    except ShapeError as error:
        drawn = laid_out(tex(tree, symbols), width, profile)
        return Echo(drawn, trouble=error.message, column=error.column, unfinished=_fits_with_more(typed, symbols))
    alone = not any(isinstance(kind, Array) and kind.shape for kind in symbols.values())
    return Echo(laid_out(tex(tree, symbols), width, profile), "" if alone else _shape(shape, symbols, profile))


def _fits_with_more(typed: str, symbols: Mapping[str, Kind]) -> bool:
    """Whether one more factor makes the shapes fit: p - W is the beginning of p - W h."""
    for name, kind in symbols.items():
        if isinstance(kind, Array):
            for more in (f" {name}", f" {name}^T", f"^T {name}", f"^T {name}^T"):
                with suppress(FormulaError, ShapeError):
                    settle(read(typed + more, symbols), symbols)
                    return True
    with suppress(FormulaError, ShapeError):
        settle(read(f"{typed}^T", symbols), symbols)
        return True
    return False


def _shape(shape: Shape, symbols: Mapping[str, Kind], profile: Profile) -> str:
    rows, columns = shape
    if shape == SCALAR:
        return "a scalar"
    if columns == ONE:
        return f"a vector, {rows}"
    if rows == ONE:
        return f"a row, {columns}"
    alike = [name for name, kind in symbols.items() if isinstance(kind, Array) and shape_of(kind) == shape]
    shown = [_as_drawn(name, symbols, profile) for name in alike[:MOST_NAMED]]
    named = f", the shape of {' and '.join(shown)}" if shown else ""
    return f"a matrix, {rows} × {columns}{named}"


def _as_drawn(name: str, symbols: Mapping[str, Kind], profile: Profile) -> str:
    """A symbol as the formula above has it: `Vₓ`, where `Vx` is typed."""
    with suppress(FormulaError):
        return inline(f"${tex(read(name, symbols), symbols)}$", profile=profile).plain
    return name


def _number(typed: str, unit: str, width: int, profile: Profile) -> Echo:
    try:
        value = number_typed(typed, unit).value
    except NotANumberError as error:
        column = None if error.column is None else error.column - 1
        begins = any(_is_number(typed + unit[at:], unit) for at in range(1, len(unit)))
        return Echo(trouble=str(error), column=column, unfinished=begins or unfinished(typed, {}))
    try:
        written = tex(closed(typed), {})
    except FormulaError:
        return Echo()  # a number as people write it: there is nothing to lay out
    if not any(sign in typed for sign in "+*/^(") and "\\" not in typed:
        return Echo()
    try:
        said = number(float(value), 6, profile)
    except OverflowError:
        said = ""
    return Echo(laid_out(written, width, profile), said)


def _is_number(typed: str, unit: str) -> bool:
    try:
        number_typed(typed, unit)
    except NotANumberError:
        return False
    return True


def trouble(found: Echo, width: int, profile: Profile) -> Content:
    """Why it is not read, in a quiet voice."""
    return stack(hanging([], inline(found.trouble, style="$muted", profile=profile), width))
