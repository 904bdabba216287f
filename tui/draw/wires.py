"""Lines between cells that know which ways they go, so that where they meet the right joint is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.draw.canvas import Canvas

Cell = tuple[int, int]

FORWARD = "$faint"
GRADIENT = "bold $accent"
_WAYS = {(0, -1): "n", (0, 1): "s", (1, 0): "e", (-1, 0): "w"}
_ARROWS = {"n": "▲", "s": "▼", "e": "▶", "w": "◀"}
_OPPOSITE = {"n": "s", "s": "n", "e": "w", "w": "e"}
_LIGHT = {
    "ns": "│", "ew": "─", "ens": "├", "nsw": "┤", "esw": "┬", "enw": "┴", "ensw": "┼",
    "es": "╭", "sw": "╮", "en": "╰", "nw": "╯", "n": "│", "s": "│", "e": "─", "w": "─",
}  # fmt: skip
_HEAVY = {
    "ns": "┃", "ew": "━", "ens": "┣", "nsw": "┫", "esw": "┳", "enw": "┻", "ensw": "╋",
    "es": "┏", "sw": "┓", "en": "┗", "nw": "┛", "n": "┃", "s": "┃", "e": "━", "w": "━",
}  # fmt: skip


@dataclass
class Wires:
    """The lines of all edges, gathered before any is drawn."""

    light: dict[Cell, set[str]] = field(default_factory=dict)
    heavy: dict[Cell, set[str]] = field(default_factory=dict)
    arrows: dict[Cell, tuple[str, bool]] = field(default_factory=dict)

    def lay(self, path: Sequence[Cell], start: Cell, end: Cell, gradient: bool) -> None:
        """A path of neighbouring cells from the cell `start` to the cell `end` (both outside of it). Its arrow points
        to `end`; the gradient's is heavy and points to `start`."""
        cells = [start, *path, end]
        joints = self.heavy if gradient else self.light
        for before, at, after in zip(cells, path, cells[2:], strict=False):
            joints.setdefault(at, set()).update((way(at, before), way(at, after)))
        head, beyond = (path[0], start) if gradient else (path[-1], end)
        if gradient or not self.arrows.get(head, ("", False))[1]:
            self.arrows[head] = (_ARROWS[way(head, beyond)], gradient)

    def draw(self, canvas: Canvas) -> None:
        for (x, y), ways in self.light.items():
            canvas.put(x, y, _LIGHT["".join(sorted(ways))], FORWARD)
        for (x, y), ways in self.heavy.items():
            canvas.put(x, y, _HEAVY["".join(sorted(ways))], GRADIENT)
        for (x, y), (arrow, gradient) in self.arrows.items():
            # a thin arrow must not cut a heavy line
            if gradient or (x, y) not in self.heavy:
                canvas.put(x, y, arrow, GRADIENT if gradient else FORWARD)


def way(here: Cell, there: Cell) -> str:
    """The compass point of a cell in the same row or column."""
    step = ((there[0] > here[0]) - (there[0] < here[0]), (there[1] > here[1]) - (there[1] < here[1]))
    return _WAYS[step]
