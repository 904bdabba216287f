"""Whether the parts of an exhibit fit together, once each is of its type; and its formulas that cannot be read."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from engine.exhibits import AnyExhibit, Diagram, Matrix, Plot, Table

_NAMES = {"key", "style", "relation", "id", "start", "end", "picked", "knob"}
"""Fields that hold a name. Every other text is Markdown, but for `tex`."""


def misfits(exhibit: AnyExhibit) -> Iterator[str]:
    """What does not fit and would be lost where it is drawn: each with its field."""
    match exhibit:
        case Plot(series=series):
            for place, each in enumerate(series):
                if len(each.x) != len(each.y):
                    yield f"Plot.series[{place}]: {len(each.x)} x, but {len(each.y)} y: every point has both"
        case Table(heads=heads, rows=rows):
            width = len(heads) if heads else max(map(len, rows), default=0)
            for place, row in enumerate(rows):
                if len(row) != width:
                    yield f"Table.rows[{place}]: {_many(len(row), 'cell')} in a table of {_many(width, 'column')}"
        case Matrix(values=values):
            width = max(map(len, values), default=0)
            for place, numbers in enumerate(values):
                if len(numbers) != width:
                    yield f"Matrix.values[{place}]: {_many(len(numbers), 'number')} in a row, {width} in another"
            for name, labels, wanted in (("rows", exhibit.rows, len(values)), ("columns", exhibit.columns, width)):
                if labels and len(labels) != wanted:
                    yield f"Matrix.{name}: {_many(len(labels), 'label')} for {wanted}"
        case Diagram():
            yield from _of_diagram(exhibit)


def unreadable(exhibit: AnyExhibit) -> Iterator[str]:
    """Its formulas that are not TeX as we read it: each with its field. The screen shows their source instead."""
    for path, tex in _formulas(exhibit, ""):
        if wrong := _wrong(tex):
            yield f"{type(exhibit).__name__}{path}: this formula cannot be read: {wrong}"


def _of_diagram(exhibit: Diagram) -> Iterator[str]:
    nodes = [node.id for node in exhibit.nodes]
    for place, name in enumerate(nodes):
        if name in nodes[:place]:
            yield f"Diagram.nodes[{place}]: there is a node {name!r} already"
    cells = [(node.column, node.row) for node in exhibit.nodes]
    for place, cell in enumerate(cells):
        if cell in cells[:place]:
            before = nodes[cells.index(cell)]
            yield f"Diagram.nodes[{place}]: in column {cell[0]}, row {cell[1]} the node {before!r} stands already"
    for place, edge in enumerate(exhibit.edges):
        for end in (edge.start, edge.end):
            if end not in nodes:
                yield f"Diagram.edges[{place}]: there is no node {end!r}"
    if exhibit.picked and exhibit.picked not in nodes:
        yield f"Diagram.picked: there is no node {exhibit.picked!r}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _formulas(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Each formula within a value, with where that is."""
    if isinstance(value, str):
        if path.endswith(".tex"):
            yield path, value
        elif "$" in value:
            from engine.tex import formulas  # for a check alone

            yield from ((path, tex) for tex, _ in formulas(value))
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _NAMES:
                yield from _formulas(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _formulas(each, f"{path}[{place}]")


@lru_cache(4096)
def _wrong(tex: str) -> str:
    """Why it cannot be read; empty where it can."""
    from engine.tex import TexError, parse

    try:
        parse(tex)
    except TexError as error:
        return f"{error.message}, at column {error.column + 1}"
    return ""
