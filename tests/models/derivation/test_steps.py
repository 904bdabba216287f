"""A derivation reads as one would write it: formulas, the rule that gave each, index form and matrix form."""

import doctest
import importlib
import pkgutil
import re

import pytest
import sympy

import models.derivation
import models.graph
from engine.tex import parse
from models.derivation import backward, forward
from models.derivation.printer import IndexForm
from models.derivation.reverse import Recursion
from models.graph import ACTIVATIONS, AnyActivation, rnn_graph, softmax_graph, trigram_graph

COMMANDS = ["frac", "sum", "partial", "odot", "top", "hat", "ln", "tanh", "mathbb", "mathrm", "left", "right"]
PLAIN = {rf"\{name}" for name in COMMANDS}


def test_the_gradients_of_the_trigram():
    tex = backward(trigram_graph("tanh")).tex
    assert tex("a") == r"\frac{\partial F}{\partial a} = \hat p - w"
    assert tex("W") == r"\frac{\partial F}{\partial W} = (\hat p - w) h^\top"
    assert tex("c") == r"\frac{\partial F}{\partial c} = (1 - h^2) \odot (W^\top (\hat p - w))"
    assert tex("V") == r"\frac{\partial F}{\partial V} = ((1 - h^2) \odot (W^\top (\hat p - w))) x^\top"
    assert r"h \odot (1 - h) \odot" in backward(trigram_graph("sigmoid")).tex("V")
    assert r"\mathbb{1}[z > 0] \odot" in backward(trigram_graph("relu")).tex("V")


def test_the_softmax_is_derived_in_steps():
    steps = backward(trigram_graph()).steps("a")
    assert [step.rule for step in steps] == [
        r"the definition of $\hat p$",
        "the chain rule",
        "the local Jacobian",
        r"put in and summed over $i$: $\mathbb{1}[i = j]$ leaves $i = j$",
        r"$\partial F/\partial \hat p$ written in; $\sum w = 1$",
        "in matrix form",
    ]
    kinds = ["definition", "chain rule", "local Jacobian", "contraction", "substitution", "recognition"]
    assert [step.kind for step in steps] == kinds
    assert steps[2].index == r"\frac{\partial \hat p_i}{\partial a_j} = \hat p_i (\mathbb{1}[i = j] - \hat p_j)"
    assert steps[2].matrix == r"\frac{\partial \hat p}{\partial a} = \mathrm{diag}(\hat p) - \hat p \hat p^\top"


def test_the_softmax_with_cross_entropy_by_itself():
    alone, within = backward(softmax_graph()), backward(trigram_graph())
    assert alone.tex("a") == r"\frac{\partial F}{\partial a} = \hat p - w"
    assert [step.index for step in alone.steps("a")] == [step.index for step in within.steps("a")]
    assert alone.derivation("a")[-1].tex == alone.tex("a")


def test_every_node_of_ten_steps():
    gradients = backward(rnn_graph(10))
    for name in gradients.graph.nodes:
        steps, terms = gradients.steps(name), gradients.terms(name)
        assert len(terms) == len(gradients.children(name)) and (steps or name == "F")
        assert all(step.index for step in steps)
    assert len(gradients.terms("Vh")) == 10
    assert [len(gradients.terms(f"h{n}")) for n in range(11)] == [1, *[2] * 9, 1]
    fifth = [term.value.replace("{10}", "6").replace("9", "5") for term in gradients.terms("h9")]
    assert fifth == [term.value for term in gradients.terms("h5")]


def test_more_sums_within_one_another_than_there_are_letters():
    gradients = backward(rnn_graph(10, AnyActivation))
    assert gradients.tex("h0").count(r"V_h^\top") == 10 and gradients.tex("Vh").endswith(r"h_9^\top")
    by_index = IndexForm(gradients.graph)(Recursion(gradients.graph).closed("h0"))
    assert r"\sum_{m'}" in by_index and r"\sum_{l'}" in by_index and by_index.count(r"\sum_v ") == 1
    parse(by_index)


@pytest.mark.parametrize(
    ("activation", "slope"),
    [
        ("relu", r"\mathbb{1}[z_2 > 0]"),
        (lambda z: sympy.Max(z, z / 3), r"\mathbb{1}[z_2 \ge 0] + \frac{1}{3} \mathbb{1}[z_2 < 0]"),
        (AnyActivation, r"g'(z_2)"),
    ],
)
def test_a_slope_by_cases_is_a_factor_as_any_other(activation, slope):
    gradients = backward(rnn_graph(3, activation))
    (diagonal,) = re.findall(r"= \\mathrm{diag}(.*) V_h", gradients.jacobian("h2", "h1").matrix)
    assert slope in diagonal and len(diagonal) - len(slope) in (2, len(r"\left(\right)"))
    for name in gradients.graph.nodes:
        assert name == "F" or r"\sum" not in gradients.tex(name)  # each has a matrix form
        parse(gradients.tex(name))


def test_a_node_of_the_unrolled_network_has_a_term_for_each_child():
    gradients = backward(rnn_graph(3))
    left, chain = gradients.chain("h2").split(" = ")
    assert left == r"\frac{\partial F}{\partial h_2}"
    first, second = gradients.terms("h2")
    assert chain == f"{first.product} + {second.product}"
    assert first.value == r"W^\top (\hat p_2 - w_2)"
    assert second.value == r"V_h^\top \left((1 - h_3^2) \odot \frac{\partial F}{\partial h_3}\right)"
    last = gradients.steps("h2")[-1]
    assert last.tex == f"{left} = {first.value} + {second.value}"
    assert last.rule == r"$\partial F/\partial a_2$, $\partial F/\partial z_3$ written in"
    assert gradients.jacobian("h3", "h2").matrix.endswith(r"= \mathrm{diag}(1 - h_3^2) V_h")


def test_the_chain_rule_is_over_the_index_of_each_child():
    gradients = backward(rnn_graph(3))
    chain = next(step for step in gradients.steps("h2") if step.kind == "chain rule")
    through_a = r"\sum_i \frac{\partial F}{\partial a_{2,i}} \frac{\partial a_{2,i}}{\partial h_{2,j}}"
    assert chain.index.startswith(rf"\frac{{\partial F}}{{\partial h_{{2,j}}}} = {through_a} + \sum_i")
    assert chain.index.endswith(r"\frac{\partial z_{3,i}}{\partial h_{2,j}}")
    at_the_output = backward(trigram_graph()).steps("p")
    assert [step.kind for step in at_the_output] == ["definition", "local Jacobian", "recognition"]


def test_terms_stand_in_the_order_of_the_network():
    first = backward(rnn_graph(1)).steps("Vh")[0]
    assert first.matrix == "z_1 = V_x x_1 + V_h h_0 + c"


def test_what_is_alike_is_told_once():
    gradients = backward(rnn_graph(3))
    first, *_ = steps = gradients.steps("Vh")
    assert first.rule == "the definition of $z_1$; $z_2$, $z_3$ alike"
    assert [step.kind for step in steps].count("local Jacobian") == 1
    whole = gradients.derivation("c")
    assert [step.rule for step in whole if "as for" in step.rule] == ["as for $a_3$"] * 2
    assert whole[-1].tex.endswith(r"\frac{\partial F}{\partial z_3}")


def test_what_forward_mode_carries():
    step = forward(rnn_graph(2), "Vh").step("z2")
    carried = r"\sum_m V_{h,im} \frac{\partial h_{1,m}}{\partial V_{h,jk}} + \mathbb{1}[i = j] h_{1,k}"
    assert step.tex == rf"\frac{{\partial z_{{2,i}}}}{{\partial V_{{h,jk}}}} = {carried}"


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_every_formula_keeps_to_plain_commands_and_balanced_brackets(activation):
    graph = rnn_graph(2, activation)
    gradients = backward(graph)
    steps = [step for name in graph.nodes for step in gradients.steps(name)]
    for tex in (form for step in steps for form in (step.tex, step.index, step.matrix)):
        assert set(re.findall(r"\\[a-z]+", tex)) <= PLAIN
        assert all(tex.count(a) == tex.count(b) for a, b in ("{}", "()", "[]"))
        assert "None" not in tex and "nan" not in tex


def test_the_examples_in_the_text_are_what_comes_out():
    packages = (models.graph, models.derivation)
    names = [f"{each.__name__}.{found.name}" for each in packages for found in pkgutil.iter_modules(each.__path__)]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}
    assert [name for name, result in results.items() if result.failed] == []
    assert sum(result.attempted > 0 for result in results.values()) > len(names) / 2
