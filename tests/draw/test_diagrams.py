"""Diagrams: every edge is seen, the gradient's turned round, nodes can be pressed, and a narrow screen says what it
leaves out."""

import pytest
from drawable_things import rows_of
from known_things import FOLDED, TRIGRAM, unrolled
from textual.content import Content
from textual.style import Style

from engine.exhibits import Diagram, Edge, Node
from tui.draw import draw


def pressed(content: Content) -> set[str]:
    return {span.style.meta["do"] for span in content.spans if isinstance(span.style, Style) and span.style.meta}


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_gradient_goes_back_and_the_forward_pass_on(width: int) -> None:
    drawn = draw(unrolled(4, 2), width).plain
    assert drawn.count("◀") == 2  # from the states after the picked one
    assert drawn.count("▶") == 2  # into the states up to it
    assert drawn.count("▼") == 6  # from three costs down to three states
    assert drawn.count("▲") == 2 + 4  # to the first cost; from every word
    assert all(f"{n}.31" in drawn for n in (2, 3, 4))


def test_the_picked_node_is_the_only_filled_cell() -> None:
    drawn = draw(unrolled(4, 2), 80)
    filled = [drawn.plain[span.start : span.end] for span in drawn.spans if "on $accent" in str(span.style)]
    assert "".join(filled) == " h₂ "


def test_every_node_can_be_pressed() -> None:
    diagram = unrolled(4, 2)
    assert pressed(draw(diagram, 80)) == {f"pick('node', '{node.id}')" for node in diagram.nodes}
    assert not pressed(draw(TRIGRAM, 80))


def test_bent_edges_meet_under_their_node() -> None:
    drawn = rows_of(draw(TRIGRAM, 60))
    turn = next(row for row in drawn if "┴" in row)
    arrow = drawn[drawn.index(turn) - 1]
    assert arrow.index("▲") == turn.index("┴")
    assert (turn.strip()[0], turn.strip()[-1]) == ("╭", "╮")


def test_a_state_that_feeds_itself_has_a_loop() -> None:
    drawn = rows_of(draw(FOLDED, 60))
    row = next(row for row in drawn if "hₙ" in row)
    assert "◀╮" in row
    assert "╯" in drawn[drawn.index(row) + 1]


def test_an_edge_goes_around_what_stands_between() -> None:
    row = tuple(Node(name, name, at, 0) for at, name in enumerate("abc"))
    drawn = rows_of(draw(Diagram(row, (Edge("a", "c", "skip"), Edge("a", "b"), Edge("b", "c"))), 60))
    assert drawn[-1].split() == ["a", "──────▶", "b", "──────▶", "c"]
    assert "skip" in drawn[1]
    assert "▼" in drawn[1]


def test_what_does_not_fit_is_said_and_the_picked_node_stays() -> None:
    drawn = draw(unrolled(30, 25), 60).plain
    assert "columns fit here" in drawn
    assert "h₂₅" in drawn
