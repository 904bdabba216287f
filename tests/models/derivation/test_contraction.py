"""Renaming and contracting change how a sum is written and not its value; a scalar on the way sends back its share."""

import numpy as np
import pytest
import sympy
from sympy import IndexedBase, KroneckerDelta, Sum

from models.derivation import backward, forward
from models.derivation.evaluation import evaluate, forward_values
from models.derivation.indices import canonical, contract, freshened
from models.differences import entrywise
from models.graph import Graph, H, K, affine, cross_entropy, j, softmax

A, B, u, v = (IndexedBase(name) for name in "ABuv")
m, n = sympy.symbols("a b", integer=True)
SIZES = {H: 3, K: 4}


def over(index: sympy.Symbol, size: sympy.Symbol, term: sympy.Expr) -> Sum:
    return Sum(term, (index, 0, size - 1))


SUMS = {
    "of what does not depend on the index": over(m, H, u[j]),
    "over a delta": over(m, H, KroneckerDelta(m, j) * u[m]),
    "over a delta in a bracket": over(m, H, (u[m] + KroneckerDelta(m, j)) * u[m]),
    "of a sum of three terms": over(m, H, u[m] + u[j] + A[j, m]),
    "with a factor to take out": over(m, H, u[j] * A[j, m] * u[m]),
    "in a sum": over(m, H, A[j, m] * over(n, K, B[m, n] * v[n])),
    "in a sum, over a delta": over(m, H, u[m] * over(n, H, KroneckerDelta(n, j) * A[m, n])),
    "twice in a product": over(m, H, u[m] * A[m, j]) * over(m, H, u[m]),
}


@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("change", [canonical, contract, freshened, lambda e: canonical(contract(canonical(e)))])
def test_a_sum_keeps_its_value(name: str, change: object) -> None:
    rng = np.random.default_rng(1)
    arrays = {
        "A": rng.normal(size=(3, 3)),
        "B": rng.normal(size=(3, 4)),
        "u": rng.normal(size=3),
        "v": rng.normal(size=4),
    }
    before, after = (evaluate(each, {j: 3}, arrays, SIZES) for each in (SUMS[name], change(SUMS[name])))
    np.testing.assert_allclose(after, before, atol=1e-12)
    if "delta" in name and change is contract:
        assert not change(SUMS[name]).has(KroneckerDelta)


def test_a_scalar_on_the_way_to_the_output_is_passed_through() -> None:
    graph = Graph()
    W, b, x = graph.add("W", (K, H)), graph.add("b", (K,)), graph.add("x", (H,))
    w = graph.add("w", (K,), one_hot=True)
    p = graph.add("p", (K,), softmax(graph.add("a", (K,), affine((W, x), bias=b))))
    loss = graph.add("L", (), cross_entropy(w, p)).symbol
    graph.add("F", (), loss**2 + loss)
    rng = np.random.default_rng(2)
    values = {"W": rng.normal(size=(4, 3)), "b": rng.normal(size=4), "x": rng.normal(size=3), "w": np.eye(4)[1]}
    for name in ("W", "b", "x"):
        measured = entrywise(lambda each, n=name: float(forward_values(graph, {**values, n: each})["F"]), values[name])
        for found in (backward(graph).evaluate(name, values), forward(graph, name).evaluate(values)["F"]):
            np.testing.assert_allclose(found, measured, atol=1e-8, err_msg=name)
