"""Reverse mode on the unrolled network: the recursion at any node, and the sum over paths that it computes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cards.answers.derived import derivation
from cards.answers.drawn import drawn
from cards.answers.small_network import SMOOTH, network
from engine import Claim, Diagram, Exhibit, Prose, Table, answer, choice, code, seed
from engine.exhibits import Cell
from models import bptt, differences
from models.arrays import Array
from models.reverse_mode import Jacobians, along, derivatives, paths, terms, upstream

if TYPE_CHECKING:  # with it comes SymPy, which an answer imports once it has said what to look for
    from models.derivation import Gradients
    from models.graph import Graph

N = 4
NODES = ("h0", *(f"{letter}{n}" for n in range(1, N + 1) for letter in "hpFx"))


@answer(node=choice(*NODES, start="h2"), activation=choice(*SMOOTH), seed=seed())
@code(derivatives, {"reversed": "children are done before their parents"})
@code(terms)
def reverse_mode(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion at the node picked: what each child sends back, their sum, and how the formula comes about."""
    yield Prose(
        "Pick a node. It waits for all its children, then adds what each sends back. The heavy arrows are the way of "
        "the gradient, with the size of what comes along."
    )

    from models.derivation import forward_values, local_jacobians, rnn_values

    derived, run = unrolled(activation), network(N, 3, 4, seed)
    graph, values = derived.graph, rnn_values(*run)
    jacobians = local_jacobians(graph, values)
    slopes = derivatives(jacobians)
    yield picture(graph, jacobians, slopes, node)
    sent = terms(jacobians, node, slopes)
    total = np.sum(list(sent.values()), axis=0)  # (H,), (K,) or (1,)
    rows: list[tuple[Cell, ...]] = [
        (f"via ${graph[child].tex}$", float(np.linalg.norm(term)), *map(float, term)) for child, term in sent.items()
    ]
    rows.append((f"${graph[node].tex}$", float(np.linalg.norm(total)), *map(float, total)))
    yield Table(("term", "size", *map(str, range(1, len(total) + 1))), tuple(rows), total=True)
    known = forward_values(graph, values)

    def loss(value: Array) -> float:
        return float(forward_values(graph, {**values, node: np.asarray(value, float)})["F"])

    measured = differences.entrywise(loss, known[node])
    yield Claim("agrees with finite differences", differences.distance([total], [np.atleast_1d(measured)]), "<", 1e-6)
    mean, _ = bptt.gradient(*run, activation=activation)
    yield Claim("$F$, and $N$ times the models' mean", float(known["F"]), "≈", N * mean)
    if len(sent) > 1:
        first = next(iter(sent))
        short = float(np.linalg.norm(total - sent[first]))
        yield Claim(f"the term via ${graph[first].tex}$ alone is off by", short, ">", 0)
    yield derivation(f"${derived.chain(node)}$", derived.steps(node), "One term for each child.")
    formula = derived.evaluate(node, values)
    apart = differences.distance([np.atleast_1d(formula)], [total])
    yield Claim("the derived formula is off by", apart, "≤", 1e-9)


@cache
def unrolled(activation: str) -> Gradients:
    """The graph and what was derived of it, for as long as the process lives: other knobs derive nothing anew."""
    from models.derivation import backward
    from models.graph import rnn_graph

    return backward(rnn_graph(N, activation))


def picture(graph: Graph, jacobians: Jacobians, slopes: Mapping[str, Array], picked: str) -> Diagram:
    """The network, with the gradient's way back to the node picked and the size of what comes along each edge."""
    from models.derivation.steps import definition_step

    sent = {
        (start, end): float(np.linalg.norm(slopes[end] @ jacobians[start, end]))
        for start, end in upstream(jacobians, picked)
    }
    return drawn(graph, f"${definition_step(graph, graph.output.name).tex}$", picked=picked, sent=sent)


@answer(node=choice("h0", "h1", "h2", "h3", "h4", start="h1"), activation=choice(*SMOOTH), seed=seed())
@code(derivatives, {"reversed": "children are done before their parents"})
@code(paths)
def sum_over_paths(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion against the sum over all paths to F, which is what it computes."""
    yield Prose(
        "Each path to $F$ has a share, the product of its local Jacobians. The recursion adds all shares without "
        "walking any edge twice."
    )

    from models.derivation import local_jacobians, rnn_values

    graph = unrolled(activation).graph
    jacobians = local_jacobians(graph, rnn_values(*network(N, 3, 4, seed)))
    slopes = derivatives(jacobians)
    yield picture(graph, jacobians, slopes, node)
    ways = paths(jacobians, node)
    shares = [along(jacobians, path) for path in ways]
    rows: list[tuple[Cell, ...]] = []
    for path, share in zip(ways, shares, strict=True):
        way = r" \to ".join(graph[name].tex for name in path[:-1])
        rows.append((f"${way}$", len(path) - 1, float(np.linalg.norm(share)), float(share[0])))
    total = np.sum(shares, axis=0)  # (H,)
    edges, walked = upstream(jacobians, node), sum(map(len, ways)) - len(ways)
    rows.append(("all paths", walked, float(np.linalg.norm(total)), float(total[0])))
    yield Table(("path", "edges", "size", "first entry"), tuple(rows), total=True)
    yield Claim(r"it begins with $\partial F/\partial F$", float(slopes["F"][0]), "=", 1)
    yield Claim("the sum over paths is off by", differences.distance([total], [slopes[node]]), "≤", 1e-12)
    longest = float(np.linalg.norm(total - shares[0]))
    if len(ways) > 1:
        yield Claim("the shortest path alone is off by", longest, ">", 0)
        yield Claim("edges walked once, and on all paths", len(edges), "≤", walked)
    else:
        yield Claim("there is one path: its edges", len(edges), "=", walked)
