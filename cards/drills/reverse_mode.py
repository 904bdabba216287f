"""Drills on reverse mode: a small graph by hand, and the ways from a node of the unrolled network to F."""

import numpy as np

from cards.drills.asking import Question, number
from models.reverse_mode import Edge, derivatives, paths, upstream

_GRAPH = (
    "In an unrolled RNN of $N = {N}$ steps $h_n$ feeds $\\hat p_n$ and $h_{{n+1}}$, $\\hat p_n$ feeds $F_n$, and every "
    "$F_n$ feeds $F$."
)


def graph_drill(rng: np.random.Generator) -> Question:
    """The derivative by a node with two children, one of which feeds the other."""
    while True:
        ab, ac, bc, bF, cF = (int(each) for each in rng.choice([-3, -2, -1, 1, 2, 3, 4], 5))
        edges = {("a", "b"): ab, ("a", "c"): ac, ("b", "c"): bc, ("b", "F"): bF, ("c", "F"): cF}
        right = _slope(edges)
        wrong = [ac * cF, ab * bF, ac * cF + ab * bF, ab * bc * cF + ac * cF, ab * bF + ab * bc * cF]
        if right not in (*wrong, 0, ab + ac):
            break
    local = ", ".join(f"$\\partial {end}/\\partial {start} = {slope}$" for (start, end), slope in edges.items())
    return number(
        "In a computational graph $a$ feeds $b$ and $c$, $b$ feeds $c$ and $F$, and $c$ feeds $F$. The local "
        f"derivatives are {local}. What is the total derivative of $F$ by $a$?",
        right,
        [
            (ac * cF + ab * bF, "The way a, b, c, F is missing: b reaches F through c as well."),
            (ac * cF, "b is a child of a, too: every child sends back a term."),
            (ab * bF, "c is a child of a, too: every child sends back a term."),
            (ab * bc * cF + ac * cF, "b feeds F directly, too."),
            (ab * bF + ab * bc * cF, "a feeds c directly, too."),
            (ab + ac, "Each term is the child's own derivative times the local one."),
        ],
        exact=True,
    )


def paths_drill(rng: np.random.Generator) -> Question:
    """How many ways lead from a state to F."""
    N, n, edges = _network(rng)
    right = len(paths(edges, f"h{n}"))
    return number(
        f"{_GRAPH.format(N=N)} How many paths lead from $h_{n}$ to $F$?",
        right,
        [
            (2, "Two edges leave it; but every later state branches again."),
            (right - 1, f"One path for each loss that $h_{n}$ reaches, its own included."),
            (right + 1, f"One path for each loss that $h_{n}$ reaches; those before it are out of reach."),
            (N, f"$h_{n}$ does not reach the losses before its own."),
            (2 ** (right - 1), "A path ends at the loss where it leaves the chain of states: it cannot come back."),
        ],
    )


def edges_drill(rng: np.random.Generator) -> Question:
    """How many edges reverse mode walks."""
    N, n, edges = _network(rng)
    right = len(upstream(edges, f"h{n}"))
    on_paths = sum(len(path) - 1 for path in paths(edges, f"h{n}"))
    return number(
        f"{_GRAPH.format(N=N)} How many edges does reverse mode walk, each once, from $F$ back to $h_{n}$?",
        right,
        [
            (on_paths, "That counts an edge once for each path; reverse mode walks it once for all."),
            (3 * (N - n + 1), "The edges from state to state count as well."),
            (N - n, "The edges from each state to its prediction, its loss and F count as well."),
            (right + 1, f"The walk ends at $h_{n}$: no edge that leads into it is walked."),
            (right - (N - n + 1), "The edges from each loss to F count as well."),
        ],
    )


def _slope(edges: dict[Edge, int]) -> float:
    """∂F/∂a by the recursion."""
    return float(derivatives({edge: np.full((1, 1), slope) for edge, slope in edges.items()})["a"][0])


def _network(rng: np.random.Generator) -> tuple[int, int, tuple[Edge, ...]]:
    """How many steps, which of them is asked of, and the edges of the network."""
    from models.graph import rnn_graph  # with it comes SymPy, which no other drill here needs

    N = int(rng.integers(4, 9))
    return N, int(rng.integers(1, N - 1)), rnn_graph(N).edges()
