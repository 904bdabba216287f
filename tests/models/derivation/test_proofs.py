"""At explicit small sizes the closed forms are the derivatives, decided as identities of polynomials."""

import pytest
import sympy
from sympy import Indexed, IndexedBase

from models.derivation.proof import proved
from models.derivation.proof_through_time import Copies, ThreeWays
from models.derivation.reverse import Recursion
from models.graph import AnyActivation, H, K, j, k, rnn_graph, softmax_graph, trigram_graph

PARAMETERS = ["Vx", "Vh", "c", "W", "b"]


@pytest.mark.parametrize(
    ("activation", "words"), [("tanh", 3), ("sigmoid", 2), ("identity", 2), (AnyActivation, 2), (sympy.atan, 2)]
)
def test_the_closed_forms_of_the_trigram_are_its_derivatives(activation, words):
    graph = trigram_graph(activation)
    assert all(proved(graph, name, {H: 2, K: words}) is True for name in ("W", "b", "V", "c"))


@pytest.mark.parametrize("graph", [softmax_graph(), trigram_graph(), rnn_graph(2)], ids=["softmax", "trigram", "rnn"])
def test_the_closed_form_of_every_node_is_its_derivative(graph):
    nodes = [name for name in graph.nodes if name != "F"]
    assert [name for name in nodes if proved(graph, name, {H: 2, K: 2}) is not True] == []


def test_the_closed_forms_of_three_steps_are_their_derivatives():
    assert [name for name in PARAMETERS if proved(rnn_graph(3), name, {H: 2, K: 3}) is not True] == []


def test_a_wrong_form_is_not_proved():
    graph = trigram_graph()
    derived, h, W = Recursion(graph).closed, graph["h"], graph["W"]
    of_W = [entry for entry in derived("c").atoms(Indexed) if str(entry.base) == "W"]
    wrong = {
        "a sign": ("b", -derived("b")),
        "a term dropped": ("b", graph["p"][j]),
        "the slope of tanh left out": ("c", derived("c") / (1 - h[j] ** 2)),
        "the slope of the sigmoid": ("c", derived("c") / (1 - h[j] ** 2) * h[j] * (1 - h[j])),
        "transposed, so right on the diagonal alone": ("W", derived("W").xreplace({j: k, k: j})),
        "a factor transposed": ("c", derived("c").xreplace({entry: W[entry.indices[::-1]] for entry in of_W})),
    }
    assert [name for name, (node, form) in wrong.items() if proved(graph, node, {H: 2, K: 2}, form)] == []


def test_a_definition_by_cases_is_not_said_to_be_proved():
    with pytest.raises(ValueError, match="by cases"):
        proved(trigram_graph("relu"), "V", {H: 2, K: 2})


@pytest.fixture(scope="module")
def three_steps() -> ThreeWays:
    return ThreeWays(3, {H: 2, K: 3})


@pytest.fixture(scope="module")
def copies() -> Copies:
    return Copies(3, {H: 2, K: 3})


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_bptt_and_rtrl_are_the_derivative(three_steps, parameter):
    assert three_steps.agree(parameter) is True


@pytest.mark.parametrize("way", ["by_bptt", "by_rtrl"])
def test_ways_of_which_one_is_wrong_do_not_agree(three_steps, way, monkeypatch):
    right = getattr(three_steps, way)
    monkeypatch.setattr(three_steps, way, lambda name: {place: 2 * entry for place, entry in right(name).items()})
    assert three_steps.agree("c") is False


@pytest.mark.parametrize("activation", ["sigmoid", "identity", AnyActivation])
def test_bptt_and_rtrl_are_the_derivative_with_another_activation(activation):
    two_steps = ThreeWays(2, {H: 2, K: 2}, activation)
    assert [name for name in PARAMETERS if not two_steps.agree(name)] == []


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_the_gradient_of_what_is_shared_is_the_sum_over_its_copies(copies, parameter):
    assert copies.agree(parameter) is True
    assert not any(copies.tied.same(copies.tied.gradient(parameter), copies.of_copy(parameter, n)) for n in (1, 2, 3))


@pytest.mark.parametrize("activation", ["sigmoid", AnyActivation])
def test_what_is_shared_is_the_sum_over_its_copies_with_another_activation(activation):
    two_steps = Copies(2, {H: 2, K: 2}, activation)
    assert [name for name in PARAMETERS if not two_steps.agree(name)] == []


def test_what_is_wrong_through_time_is_not_proved(three_steps):
    derived, h, Vh = three_steps.recurrences, IndexedBase("hn"), IndexedBase("Vh")
    directly, contribution = three_steps.directly("c"), derived.contribution("c")
    of_Vh = [entry for entry in derived.delta.atoms(Indexed) if entry.base == Vh]
    wrong = {
        "truncated at one step": (derived.own, contribution),
        "a path dropped": (derived.delta - derived.own, contribution),
        "a factor transposed": (derived.delta.xreplace({e: Vh[e.indices[::-1]] for e in of_Vh}), contribution),
        "a sign": (2 * derived.own - derived.delta, contribution),
        "the slope left out": (derived.delta, contribution / (1 - h[j] ** 2)),
    }
    found = {
        name: three_steps.network.same(directly, three_steps.by_bptt("c", *forms)) for name, forms in wrong.items()
    }
    assert found == dict.fromkeys(wrong, False)
