"""At explicit small sizes the closed forms are the derivatives, decided as identities of polynomials."""

import pytest
from sympy import Indexed

from models.derivation.proof import proved
from models.derivation.reverse import Recursion
from models.graph import H, K, j, rnn_graph, trigram_graph


@pytest.mark.parametrize(("activation", "words"), [("tanh", 3), ("sigmoid", 2), ("identity", 2)])
def test_the_closed_forms_of_the_trigram_are_its_derivatives(activation, words):
    graph = trigram_graph(activation)
    assert all(proved(graph, name, {H: 2, K: words}) is True for name in ("W", "b", "V", "c"))


def test_the_closed_forms_of_the_unrolled_network_are_its_derivatives():
    graph = rnn_graph(2)
    assert all(proved(graph, name, {H: 2, K: 2}) is True for name in ("c", "Vh", "W", "b"))


def test_a_wrong_form_is_not_proved():
    graph = trigram_graph()
    derived, h, W = Recursion(graph).closed, graph["h"], graph["W"]
    of_W = [entry for entry in derived("c").atoms(Indexed) if str(entry.base) == "W"]
    wrong = {
        "a sign": ("b", -derived("b")),
        "a term dropped": ("b", graph["p"][j]),
        "the slope of tanh left out": ("c", derived("c") / (1 - h[j] ** 2)),
        "the slope of the sigmoid": ("c", derived("c") / (1 - h[j] ** 2) * h[j] * (1 - h[j])),
        "a factor transposed": ("c", derived("c").xreplace({entry: W[entry.indices[::-1]] for entry in of_W})),
    }
    assert [name for name, (node, form) in wrong.items() if proved(graph, node, {H: 2, K: 2}, form)] == []
