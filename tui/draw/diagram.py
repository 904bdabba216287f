"""Diagrams: bare symbols on a grid, thin forward edges, the gradient's way back heavy, its size on each edge."""

from textual.content import Content
from textual.style import Style

from engine.exhibits import Diagram, Edge, Node
from tui.draw.canvas import Canvas
from tui.draw.lattice import Lattice, lay_out
from tui.draw.routes import Route, route
from tui.draw.rows import fit, row, stack, words, wrap
from tui.draw.wires import Cell, Wires
from tui.tex import UNICODE, Profile, inline

PICKED = "bold $background on $accent"
ON_THE_WAY = "bold $bright"
ELSEWHERE = "$muted"


def diagram(exhibit: Diagram, width: int, rows: int | None = None, profile: Profile = UNICODE) -> Content:
    """The graph; where it is too wide even at its tightest, the columns around the picked node, and it is said."""
    head = [fit(words(exhibit.title, "bold $muted", profile), width), Content("")] if exhibit.title else []
    if not exhibit.nodes:
        return stack([*head, row(("nothing to draw", "$muted"))])
    style = _styles(exhibit)
    symbols = {node.id: fit(inline(node.tex, profile, style[node.id]), max(width // 4, 1)) for node in exhibit.nodes}
    sizes = {id(edge): words(edge.label, "$bright" if edge.gradient else ELSEWHERE, profile) for edge in exhibit.edges}
    longest = max((size.cell_length for size in sizes.values()), default=0)
    lengths = {node: symbol.cell_length for node, symbol in symbols.items()}
    lattice = lay_out(exhibit, lengths, longest, width, rows)
    canvas = Canvas(width, lattice.height)
    routes = _routes(exhibit, lattice)
    _draw_edges(canvas, routes)
    for node in exhibit.nodes:
        if node.id in lattice.boxes:
            _draw_node(canvas, exhibit, node, lattice, symbols[node.id])
    unplaced = sum(not _place_size(canvas, way, sizes[id(edge)]) for edge, way in routes if edge.label)
    return stack([*head, canvas.content().rstrip("\n"), *_said(lattice, unplaced, width)])


def _styles(exhibit: Diagram) -> dict[str, str]:
    way = {node for edge in exhibit.edges if edge.gradient for node in (edge.start, edge.end)}
    return {
        node.id: PICKED if node.id == exhibit.picked else ON_THE_WAY if node.id in way else ELSEWHERE
        for node in exhibit.nodes
    }


def _routes(exhibit: Diagram, lattice: Lattice) -> list[tuple[Edge, Route]]:
    boxes = lattice.boxes
    taken = {(box.x + across, box.y) for box in boxes.values() for across in range(box.length)}

    def clear(cell: Cell) -> bool:
        return cell not in taken and 0 <= cell[0] < lattice.width and 0 <= cell[1] < lattice.height

    found = []
    for edge in exhibit.edges:
        if edge.start in boxes and edge.end in boxes:
            way = route(boxes[edge.start], boxes[edge.end], clear)
            if way is not None:
                found.append((edge, way))
    return found


def _draw_edges(canvas: Canvas, routes: list[tuple[Edge, Route]]) -> None:
    wires = Wires()
    for edge, way in routes:
        wires.lay(way.path, way.start, way.end, edge.gradient)
    wires.draw(canvas)


def _draw_node(canvas: Canvas, exhibit: Diagram, node: Node, lattice: Lattice, symbol: Content) -> None:
    """The symbol; a click on it picks the node."""
    box = lattice.boxes[node.id]
    press = Style.from_meta({"do": f"pick({exhibit.knob!r}, {node.id!r})"}) if exhibit.knob else ""
    for beside in (box.x - 1, box.x + box.length):
        if node.id == exhibit.picked and canvas.free(beside, box.y):
            canvas.put(beside, box.y, " ", PICKED, press)
    canvas.put(box.x, box.y, symbol, press)


def _place_size(canvas: Canvas, way: Route, size: Content) -> bool:
    """Where nothing stands near the middle of the edge: right of it where it goes up, above it where it goes along."""
    middle = (len(way.path) - 1) / 2
    length = size.cell_length
    for at in sorted(range(len(way.path)), key=lambda at: abs(at - middle)):
        x, y = way.path[at]
        before, after = way.path[max(at - 1, 0)], way.path[min(at + 1, len(way.path) - 1)]
        along = before[1] == after[1] and (len(way.path) > 1 or way.start[1] == way.end[1])
        beside = (
            [(x - (length - 1) // 2, y - 1), (x - (length - 1) // 2, y + 1)]
            if along
            else [(x + 2, y), (x - 1 - length, y)]
        )
        for to_x, to_y in beside:
            if (
                canvas.free(max(to_x - 1, 0), to_y, length + 1)
                and to_x >= 0
                and _ends_free(canvas, to_x + length, to_y)
            ):
                canvas.put(to_x, to_y, size)
                return True
    return False


def _ends_free(canvas: Canvas, x: int, y: int) -> bool:
    return x >= canvas.width or canvas.free(x, y)


def _said(lattice: Lattice, unplaced: int, width: int) -> list[Content]:
    parts = []
    if lattice.clipped:
        parts.append(f"{len(lattice.columns)} of {lattice.all_columns} columns fit here")
    if unplaced:
        parts.append(f"{unplaced} {'size' if unplaced == 1 else 'sizes'} found no room")
    return [Content(""), *wrap(row(("… " + ", ".join(parts), "$muted")), width)] if parts else []
