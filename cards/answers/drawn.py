"""A computational graph as a diagram: what is drawn is what is derived and run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine import Diagram, Edge
from engine import Node as Symbol

if TYPE_CHECKING:  # with it comes SymPy, which an answer imports once it has said what to look for
    from models.graph import Graph, Node


def drawn(
    graph: Graph,
    title: str = "",
    *,
    losses: bool = True,
    factors: bool = False,
    step: str = "",
    picked: str = "",
    sent: Mapping[tuple[str, str], float] | None = None,
) -> Diagram:
    """The graph's nodes at their places and the edges between them.

    Without `losses` scalars are left out. `factors` writes the matrix on an edge. `step` is the subscript of nodes that
    have none, where the graph is that of one step. From the `picked` node, the choice of a knob called "node", leads
    the way of the gradient: an edge is on it if it is in `sent`, the size of what comes back along each edge.
    """
    back = sent or {}
    shown = {name: parts for name, node in graph.nodes.items() if (parts := _parts(node)) and (losses or node.shape)}
    symbols = tuple(_symbol(part, step) for parts in shown.values() for part in parts)

    def label(start: str, end: str) -> str:
        if (start, end) in back:
            return f"{back[start, end]:.3g}"
        factor = graph.factor(start, end) if factors else ""
        return f"${graph[factor].tex}$" if factor else ""

    edges = tuple(
        Edge(part.name, to.name, label(start, end), (start, end) in back)
        for start, end in graph.edges()
        if start in shown and end in shown
        for part in shown[start]
        for to in shown[end]
    )
    return Diagram(symbols, edges, title, picked, "node" if picked else "")


def _parts(node: Node) -> tuple[Node, ...]:
    """What stands for it in the drawing: itself or its blocks; nothing where it has no place."""
    return () if node.place is None else node.blocks or (node,)


def _symbol(node: Node, step: str) -> Symbol:
    column, row = node.place or (0, 0)
    tex = node.tex if node.subscript or not step else f"{node.letter}_{step}"
    return Symbol(node.name, tex, column, row)
