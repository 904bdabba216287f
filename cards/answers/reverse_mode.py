"""Reverse mode on the unrolled network: the recursion at any node, and the sum over paths that it computes."""

from collections.abc import Iterator

import numpy as np

from cards.answers.derived import derivation
from cards.answers.small_network import SMOOTH, network
from engine import Claim, Diagram, Edge, Exhibit, Node, Prose, Table, answer, choice, code, seed
from engine.exhibits import Cell
from models import bptt, differences, unrolled
from models.arrays import Array

NODES = ("h0", *(f"{letter}{n}" for n in range(1, 5) for letter in "hpFx"))


@answer(node=choice(*NODES, start="h2"), activation=choice(*SMOOTH), seed=seed())
@code(unrolled.derivatives, {"reversed": "children are done before their parents"})
@code(unrolled.terms)
def reverse_mode(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion at the node picked: what each child sends back, their sum, and how the formula comes about."""
    run = network(4, 3, 4, seed)
    graph = unrolled.unroll(*run, activation=activation)
    slopes = unrolled.derivatives(graph)
    sent = unrolled.terms(graph, node, slopes)
    yield Prose(
        "Pick a node. It waits for all its children, then adds what each sends back. The heavy arrows are the way of "
        "the gradient, with the size of what comes along."
    )
    yield drawn(graph, slopes, node)
    total = np.sum(list(sent.values()), axis=0)  # (H,), (K,) or (1,)
    rows: list[tuple[Cell, ...]] = [
        (f"via ${tex_of(child)}$", float(np.linalg.norm(term)), *map(float, term)) for child, term in sent.items()
    ]
    rows.append((f"${tex_of(node)}$", float(np.linalg.norm(total)), *map(float, total)))
    yield Table(("term", "size", *map(str, range(1, len(total) + 1))), tuple(rows), total=True)

    def loss(change: Array) -> float:
        return float(unrolled.unroll(*run, activation=activation, nudge={node: change}).values["F"][0])

    measured = differences.entrywise(loss, np.zeros(len(total)))
    yield Claim("agrees with finite differences", differences.distance([total], [measured]), "<", 1e-6)
    mean, _ = bptt.gradient(*run, activation=activation)
    yield Claim("$F$, and $N$ times the models' mean", float(graph.values["F"][0]), "≈", 4 * mean)
    if len(sent) > 1:
        first = next(iter(sent))
        short = float(np.linalg.norm(total - sent[first]))
        yield Claim(f"the term via ${tex_of(first)}$ alone is off by", short, ">", 0)

    from models.derivation import backward, rnn_values  # SymPy: the numbers need not wait for it
    from models.graph import rnn_graph

    derived = backward(rnn_graph(4, activation))
    yield derivation(f"${derived.chain(node)}$", derived.steps(node), "One term for each child.")
    formula = derived.evaluate(node, rnn_values(*run))
    apart = differences.distance([np.atleast_1d(formula)], [total])
    yield Claim("the derived formula is off by", apart, "≤", 1e-9)


def drawn(graph: unrolled.Unrolled, slopes: dict[str, Array], picked: str) -> Diagram:
    """The network, with the gradient's way back to the node picked and the size of what comes along each edge."""
    back = unrolled.upstream(graph, picked)
    edges = []
    for (start, end), jacobian in graph.jacobians.items():
        if end != "F":
            size = f"{np.linalg.norm(slopes[end] @ jacobian):.3g}" if (start, end) in back else ""
            edges.append(Edge(start, end, size, (start, end) in back))
    nodes = tuple(Node(name, tex_of(name), int(name[1:]), "Fphx".index(name[0])) for name in NODES)
    return Diagram(nodes, tuple(edges), "$F = F_1 + F_2 + F_3 + F_4$", picked, "node")


def tex_of(name: str) -> str:
    """The symbol of a node: h_2 for "h2"."""
    letter = name[0].replace("p", r"\hat p")
    return f"{letter}_{name[1:]}" if name[1:] else letter


@answer(node=choice("h0", "h1", "h2", "h3", "h4", start="h1"), activation=choice(*SMOOTH), seed=seed())
@code(unrolled.derivatives, {"reversed": "children are done before their parents"})
@code(unrolled.paths)
def sum_over_paths(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion against the sum over all paths to F, which is what it computes."""
    run = network(4, 3, 4, seed)
    graph = unrolled.unroll(*run, activation=activation)
    slopes = unrolled.derivatives(graph)
    ways = unrolled.paths(graph, node)
    shares = [unrolled.along(graph, path) for path in ways]
    yield Prose(
        "Each path to $F$ has a share, the product of its local Jacobians. The recursion adds all shares without "
        "walking any edge twice."
    )
    yield drawn(graph, slopes, node)
    rows: list[tuple[Cell, ...]] = []
    for path, share in zip(ways, shares, strict=True):
        way = r" \to ".join(map(tex_of, path[:-1]))
        rows.append((f"${way}$", len(path) - 1, float(np.linalg.norm(share)), float(share[0])))
    total = np.sum(shares, axis=0)  # (H,)
    edges, walked = unrolled.upstream(graph, node), sum(map(len, ways)) - len(ways)
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
