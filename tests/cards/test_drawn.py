"""The diagrams of the cards are drawn from the graphs that are derived and run: another graph is another drawing."""

from typing import Any

import pytest
import sympy

from cards.answers.drawn import drawn
from cards.answers.reverse_mode import NODES, reverse_mode, sum_over_paths
from cards.answers.rnn_forward import forward
from cards.answers.trigram_network import network
from engine.answers import Answer
from engine.exhibits import Diagram
from models.graph import Graph, H, K, affine, cross_entropy, elementwise, rnn_graph, softmax, trigram_graph


def deeper() -> Graph:
    """A trigram with a second layer, o."""
    graph = Graph()
    V, U, W = graph.add("V", (H, 2 * K)), graph.add("U", (H, H)), graph.add("W", (K, H))
    c, d, b = graph.add("c", (H,)), graph.add("d", (H,)), graph.add("b", (K,))
    x, w = graph.add("x", (2 * K,), place=(0, 0)), graph.add("w", (K,), one_hot=True)
    h = graph.add("h", (H,), elementwise(sympy.tanh, graph.add("z", (H,), affine((V, x), bias=c))), place=(1, 0))
    o = graph.add("o", (H,), elementwise(sympy.tanh, graph.add("u", (H,), affine((U, h), bias=d))), place=(2, 0))
    p = graph.add("p", (K,), softmax(graph.add("a", (K,), affine((W, o), bias=b))), place=(3, 0))
    graph.add("F", (), cross_entropy(w, p), place=(4, 0))
    return graph


def ends(diagram: Diagram) -> dict[tuple[str, str], str]:
    return {(edge.start, edge.end): edge.label for edge in diagram.edges}


def diagram_of(answer: Answer, **knobs: Any) -> Diagram:
    (found,) = (each for each in answer(**knobs) if isinstance(each, Diagram))
    return found


def test_a_layer_more_is_a_node_more() -> None:
    before, after = (drawn(graph, factors=True) for graph in (trigram_graph(), deeper()))
    assert {node.id for node in after.nodes} - {node.id for node in before.nodes} == {"x", "o"}
    assert ends(after) == {("x", "h"): "$V$", ("h", "o"): "$U$", ("o", "p"): "$W$", ("p", "F"): ""}


def test_a_step_more_is_a_column_more() -> None:
    shorter, longer = (drawn(rnn_graph(N)) for N in (3, 4))
    assert set(longer.nodes) - set(shorter.nodes) == {node for node in longer.nodes if node.column == 4}
    assert ends(longer).keys() - ends(shorter).keys() == {("h3", "h4"), ("x4", "h4"), ("h4", "p4"), ("p4", "F4")}
    assert len(diagram_of(forward, steps=5).nodes) == len(diagram_of(forward, steps=4).nodes) + 3


def test_the_trigram_is_four_vectors() -> None:
    picture = diagram_of(network)
    assert [node.tex for node in picture.nodes] == ["w_{n-1}", "w_{n-2}", "h_n", r"\hat p_n"]
    assert ends(picture) == {("wn-1", "h"): "$V$", ("wn-2", "h"): "$V$", ("h", "p"): "$W$"}


def test_blocks_make_up_their_vector() -> None:
    with pytest.raises(ValueError, match="the blocks of x"):
        Graph().add("x", (2 * K,), blocks=(trigram_graph()["p"],))


def test_the_way_of_the_gradient_leads_from_the_node_picked() -> None:
    """Every node can be picked, and only edges by which it reaches the loss have a size."""
    for answer, nodes in ((reverse_mode, NODES), (sum_over_paths, ("h0", "h4"))):
        for node in nodes:
            picture = diagram_of(answer, node=node)
            assert {each.id for each in picture.nodes} == set(NODES)
            assert (picture.picked, picture.knob) == (node, "node")
            way = {edge for edge in picture.edges if edge.gradient}
            assert all(bool(edge.label) == edge.gradient for edge in picture.edges)
            assert all(edge.start == node or any(before.end == edge.start for before in way) for edge in way)
            assert bool(way) == (node[0] != "F")
