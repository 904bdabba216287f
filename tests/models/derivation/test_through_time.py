"""The recursions of BPTT and RTRL at a symbolic step n: the unrolled ones at any n, and the models' gradients."""

import re
from functools import cache

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import IndexedBase

from engine.tex import parse
from models import bptt, rnn, rtrl
from models.derivation import ThroughTime, rnn_values, through_time
from models.derivation.forward import Sensitivities
from models.derivation.indices import canonical
from models.derivation.reverse import Recursion
from models.graph import ACTIVATIONS, AnyActivation, rnn_graph
from models.jacobians import one_step

GIVEN = {**{name: name for name in ACTIVATIONS}, "any": AnyActivation, "arctan": sympy.atan}
general = cache(through_time)


def at_step_two(e: sympy.Expr) -> sympy.Expr:
    """An expression of step n with its nodes renamed to those of step 2 of an unrolled network."""
    for letter in "hzpw":
        for place, n in (("n-1", "1"), ("n+1", "3"), ("n", "2")):
            for mark in ("", "δ"):
                e = e.xreplace({IndexedBase(f"{mark}{letter}{place}"): IndexedBase(f"{mark}{letter}{n}")})
    return e


@pytest.mark.parametrize("name", GIVEN)
def test_the_general_step_is_the_second_of_three(name):
    found, graph = general(GIVEN[name]), rnn_graph(3, GIVEN[name])
    unrolled = Recursion(graph)
    assert at_step_two(found.delta) == unrolled.between_drawn(unrolled.recursion("h2"))
    assert at_step_two(found.jacobian) == unrolled.jacobian("h2", "h1")
    for parameter in ("Vx", "Vh", "c", "W", "b"):
        copies = {term.child: unrolled.between_drawn(term.value) for term in unrolled.terms(parameter)}
        assert len(copies) == 3
        (second,) = (copy for child, copy in copies.items() if child.endswith("2"))
        x2 = {IndexedBase("xn"): IndexedBase("x2")}
        assert at_step_two(found.contribution(parameter)).xreplace(x2) == second


def test_the_general_sensitivity_is_that_of_the_second_of_three():
    carried = Sensitivities(rnn_graph(3), "Vh")
    through_z = IndexedBase("∂z2/∂Vh")
    (name,) = carried.recursion("h2").atoms(sympy.Indexed) & {through_z[sympy.symbols("i j k", integer=True)]}
    of_unrolled = carried.recursion("h2").xreplace({name: carried.recursion("z2")})
    of_n = at_step_two(general("tanh").sensitivity("Vh")).xreplace({IndexedBase("∂hn-1/∂Vh"): IndexedBase("∂h1/∂Vh")})
    assert sympy.expand_mul(canonical(of_n) - of_unrolled) == 0


@settings(deadline=None, max_examples=20)
@given(
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(1, 6),
    st.integers(0, 2**32 - 1),
    st.sampled_from(sorted(ACTIVATIONS)),
)
def test_run_over_any_text_they_give_the_gradients_of_the_models(K, H, N, seed, activation):
    rng = np.random.default_rng(seed)
    params = rnn.Params(*(rng.normal(0, 0.8, each.shape) for each in rnn.init(K, H, 0)))
    run = params, rng.integers(K, size=N), rng.integers(K, size=N), rng.normal(size=H)
    found, values = general(activation), rnn_values(*run)
    backwards, forwards = (each.gradient(*run, activation=activation)[1] for each in (bptt, rtrl))
    for name in params._fields:
        np.testing.assert_allclose(found.by_bptt(name, values), N * getattr(backwards, name), rtol=1e-9, atol=1e-12)
    for name in ("Vx", "Vh", "c"):
        np.testing.assert_allclose(found.by_rtrl(name, values), N * getattr(forwards, name), rtol=1e-9, atol=1e-12)
    h, _ = rnn.forward(params, run[1], run[3], activation=activation)
    np.testing.assert_allclose(found.jacobians(values), one_step(params.Vh, h, activation=activation), atol=1e-12)


def test_what_they_read():
    any_g, tanh = general(AnyActivation), general("tanh")
    assert any_g.jacobian_product()[2].matrix.endswith(r"= \mathrm{diag}(g'(z_n)) V_h")
    last = tanh.jacobian_product()[-1]
    assert last.matrix.endswith(r"= J_N J_{N-1} \cdots J_{n+1}")
    assert last.index.endswith(r"= \sum_{l,m,\dots,q} J_{N,il} J_{N-1,lm} \cdots J_{n+1,qj}")
    assert last.rule == r"used $N - n$ times, with $J_n = \frac{\partial h_n}{\partial h_{n-1}}$"
    lines = {step.tex: step.rule for step in tanh.bptt("Vh")}
    carried = r"\delta_n = \frac{\partial F_n}{\partial h_n} + \delta_{n+1} \frac{\partial h_{n+1}}{\partial h_n}"
    assert lines[carried] == r"with $\delta_n = \partial F/\partial h_n$ and $\delta_{N+1} = 0$"
    assert r"\delta_n = W^\top (\hat p_n - w_n) + V_h^\top ((1 - h_{n+1}^2) \odot \delta_{n+1})" in lines
    *before, whole = lines
    assert whole.endswith(r"\sum_{n=1}^N ((1 - h_n^2) \odot \delta_n) h_{n-1}^\top")
    told = [line for line in before if r"\frac{\partial F}{\partial h_n}" in line]  # what is called δ_n stays so
    assert told == [tanh.bptt("Vh")[7].tex] and lines[told[0]].startswith("the chain rule")
    rules = [step.rule for step in (*tanh.bptt("Vh"), *tanh.bptt("W"), *tanh.rtrl("Vh"), *tanh.jacobian_product())]
    for rule in (
        r"softmax and logarithm differentiated; $\sum w_n = 1$",
        "the step's own loss, as $a_n = W h_n + b$",
        "$V_h$ goes into every $h_n$: a term for each copy",
        r"$W$ goes into every $\hat p_n$: a term for each copy",
        "the immediate derivative: $h_{n-1}$ held fixed",
        r"both ways into $h_n$; $\partial h_0/\partial V_h = 0$",
        "the chain rule: $h_n$ reaches $h_N$ through $h_{n+1}$ alone",
    ):
        assert rule in rules
    by_column = r"\mathrm{diag}(1 - h_n^2) \left(V_h \frac{\partial h_{n-1}}{\partial c} + I\right)"
    assert any(step.matrix.endswith(by_column) for step in tanh.rtrl("c"))
    assert tanh.bptt("W")[-1].tex.endswith(r"\sum_{n=1}^N (\hat p_n - w_n) h_n^\top") and tanh.rtrl("W")
    with pytest.raises(ValueError, match="W does not move the state"):
        tanh.by_rtrl("W", {})


@pytest.mark.parametrize("name", GIVEN)
def test_every_line_is_tex_that_is_understood(name):
    found: ThroughTime = general(GIVEN[name])
    steps = [*found.jacobian_product(), *(s for θ in ("Vx", "c", "b") for s in (*found.bptt(θ), *found.rtrl(θ)))]
    for tex in {form for step in steps for form in (step.tex, step.index, step.matrix) if form}:
        parse(tex)
    for rule in {formula for step in steps for formula in re.findall(r"\$(.+?)\$", step.rule)}:
        parse(rule)
