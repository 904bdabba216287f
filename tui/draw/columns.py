"""Two texts beside one another, line by line."""

from tui.markdown.words import text_width
from tui.tex.paint import Run

Line = list[Run]


def beside(left: list[Line], column: int, right: list[Line], base: int) -> list[Line]:
    """`right` begins at a column, on line `base` of the left, or higher if it is too long to end with the left."""
    first = max(0, min(base, len(left) - len(right)))
    lines: list[Line] = []
    for index in range(max(len(left), first + len(right))):
        line = list(left[index]) if index < len(left) else []
        if first <= index < first + len(right):
            line += [(" " * (column - columns(line)), ""), *right[index - first]]
        lines.append(line)
    return lines


def columns(line: Line) -> int:
    """The width of a line."""
    return sum(text_width(text) for text, _ in line)


def indented(lines: list[Line], indent: int) -> list[Line]:
    """Lines moved to the right."""
    return [[(" " * indent, ""), *line] for line in lines]
