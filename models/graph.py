"""Networks as computational graphs, each node defined by index: `h_i = tanh(z_i)`, `z_i = Σ_m V_im x_m + c_i`.

One definition of a network, written once and without any derivative. What `models.derivation` makes of it (local
Jacobians, the recursion of any node, closed forms) follows from these definitions alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy
from sympy import Dummy, Expr, Indexed, IndexedBase, Sum, Symbol

# The free index of a definition; the two free indices of what a derivative is taken by.
i, j, k = sympy.symbols("i j k", integer=True)
H, K = sympy.symbols("H K", integer=True, positive=True)

Activation = Callable[[Expr], Expr]
Entry = Callable[[Symbol], Expr]

ACTIVATIONS: dict[str, Activation] = {
    "tanh": sympy.tanh,
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "relu": lambda z: sympy.Piecewise((z, z > 0), (0, True)),
    "identity": lambda z: z,
}


@dataclass(frozen=True, eq=False)
class Node:
    """A value of the network: a scalar `()`, a vector `(H,)` or a matrix `(K, H)`.

    `definition` gives its entry `i` from the entries of its parents; parameters and inputs have none. A one-hot vector
    sums to one, the only fact about values that a derivation may use. `inner` nodes (arguments of an activation) are
    left out of drawings. `place` is the column and row of a drawing.
    """

    name: str
    letter: str
    subscript: str
    shape: tuple[Expr, ...]
    definition: Expr | None = None
    one_hot: bool = False
    inner: bool = False
    place: tuple[int, int] | None = None

    def __getitem__(self, index: Expr | tuple[Expr, ...]) -> Indexed:
        return IndexedBase(self.name)[index]

    @property
    def symbol(self) -> Symbol:
        """The scalar itself, where the shape is ()."""
        return Symbol(self.name)

    @property
    def tex(self) -> str:
        return self.letter + (_sub(self.subscript) if self.subscript else "")

    def entry_tex(self, *indices: str) -> str:
        """TeX of one entry: h_{2,j}, V_{jk}."""
        letters = "".join(indices)
        return self.letter + _sub(",".join(part for part in (self.subscript, letters) if part)) if letters else self.tex


def _sub(text: str) -> str:
    return f"_{text}" if len(text) == 1 else f"_{{{text}}}"


def over(size: Expr, term: Callable[[Symbol], Expr]) -> Sum:
    """The sum of `term(m)` over all m of a dimension."""
    m = Dummy("m", integer=True)
    return Sum(term(m), (m, 0, size - 1))


class Graph:
    """Nodes in the order they were added, which is an order of computation: parents come before children."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        self._children: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> Node:
        try:
            return self.nodes[name]
        except KeyError:
            raise KeyError(f"no node {name!r}; there are {', '.join(self.nodes)}") from None

    def add(
        self,
        name: str,
        shape: tuple[Expr, ...],
        by: Entry | Expr | None = None,
        *,
        letter: str = "",
        one_hot: bool = False,
        inner: bool = False,
        place: tuple[int, int] | None = None,
    ) -> Node:
        """Add a node; `by` gives entry i (of a scalar: the value) from nodes added before.

        The digits or lower-case letters after the first letter of `name` become its subscript. Raises ValueError for a
        name that is taken, or a definition that uses what is not in the graph.
        """
        if name in self.nodes:
            raise ValueError(f"there are two nodes {name!r}")
        definition = by(i) if callable(by) else by
        node = Node(name, letter or name[0], name[1:], shape, definition, one_hot, inner, place)
        parents: tuple[str, ...] = ()
        if definition is not None:
            scalars = {other.symbol for other in self.nodes.values() if other.shape == ()}
            used = {str(base) for base in definition.atoms(IndexedBase)}
            used |= {symbol.name for symbol in definition.atoms(Symbol) & scalars}
            if not used <= self.nodes.keys():
                raise ValueError(
                    f"{name} is defined by what is not there: {', '.join(sorted(used - self.nodes.keys()))}"
                )
            parents = tuple(other for other in self.nodes if other in used)
        self.nodes[name], self._parents[name], self._children[name] = node, parents, []
        for parent in parents:
            self._children[parent].append(name)
        return node

    def parents(self, name: str) -> tuple[str, ...]:
        """What the definition of `name` uses."""
        return self._parents[self[name].name]

    def children(self, name: str) -> tuple[str, ...]:
        """Whose definitions use `name`."""
        return tuple(self._children[self[name].name])

    @property
    def output(self) -> Node:
        """The last node, a scalar: what is differentiated."""
        return list(self.nodes.values())[-1]

    def towards(self, name: str) -> str:
        """The node itself, or, for an inner one, the first drawn node that its value goes into."""
        while self[name].inner:
            name = self.children(name)[0]
        return name

    def edges(self) -> tuple[tuple[str, str], ...]:
        """The arrows between nodes that have a place in the drawing, inner nodes passed through."""
        drawn = [name for name, node in self.nodes.items() if node.place is not None]
        found = ((start, self.towards(child)) for start in drawn for child in self.children(start))
        return tuple((start, end) for start, end in found if self[end].place is not None)


def affine(*products: tuple[Node, Node], bias: Node) -> Entry:
    """A x + B y + … + bias, for matrices A, B and vectors x, y."""

    def entry(i: Symbol) -> Expr:
        return sympy.Add(*(_row_times(A, x, i) for A, x in products), bias[i])

    return entry


def _row_times(A: Node, x: Node, i: Symbol) -> Expr:
    return over(A.shape[1], lambda m: A[i, m] * x[m])


def elementwise(g: Activation, z: Node) -> Entry:
    """g(z), entry by entry."""
    return lambda i: g(z[i])


def softmax(a: Node) -> Entry:
    """exp(a) / Σ exp(a)."""
    return lambda i: sympy.exp(a[i]) / over(a.shape[0], lambda m: sympy.exp(a[m]))


def cross_entropy(w: Node, p: Node) -> Expr:
    """-wᵀ ln p, in nats."""
    return -over(p.shape[0], lambda m: w[m] * sympy.log(p[m]))


def trigram_graph(activation: str | Activation = "tanh") -> Graph:
    """The neural trigram at one position: `x = [w_{n-1}; w_{n-2}]` (2K,), `h = g(Vx + c)`, `p = softmax(Wh + b)`.

    Its output is F = -wᵀ ln p for that position; over a text it is averaged, and so are its gradients.
    """
    g = ACTIVATIONS[activation] if isinstance(activation, str) else activation
    graph = Graph()
    V, c = graph.add("V", (H, 2 * K)), graph.add("c", (H,))
    W, b = graph.add("W", (K, H)), graph.add("b", (K,))
    x, w = graph.add("x", (2 * K,), place=(0, 0)), graph.add("w", (K,), one_hot=True)
    z = graph.add("z", (H,), affine((V, x), bias=c), inner=True)
    h = graph.add("h", (H,), elementwise(g, z), place=(1, 0))
    a = graph.add("a", (K,), affine((W, h), bias=b), inner=True)
    p = graph.add("p", (K,), softmax(a), letter=r"\hat p", place=(2, 0))
    graph.add("F", (), cross_entropy(w, p), place=(3, 0))
    return graph


def rnn_graph(N: int, activation: str | Activation = "tanh") -> Graph:
    """The recurrent network unrolled over N steps, with its parameters tied: `F = F_1 + … + F_N`.

    `h_n = g(Vx x_n + Vh h_{n-1} + c)` with h_0 given, `p_n = softmax(W h_n + b)`, `F_n = -w_nᵀ ln p_n`. Node names are
    x1, z1, h1, a1, p1, w1, F1, … and F, Vx, Vh, c, W, b, h0. Raises ValueError for N below 1.
    """
    if N < 1:
        raise ValueError(f"a network of {N} steps has no output")
    g = ACTIVATIONS[activation] if isinstance(activation, str) else activation
    graph = Graph()
    Vx, Vh, c = graph.add("Vx", (H, K)), graph.add("Vh", (H, H)), graph.add("c", (H,))
    W, b = graph.add("W", (K, H)), graph.add("b", (K,))
    h = graph.add("h0", (H,), place=(0, 2))
    costs = []
    for n in range(1, N + 1):
        x, w = graph.add(f"x{n}", (K,), one_hot=True, place=(n, 3)), graph.add(f"w{n}", (K,), one_hot=True)
        z = graph.add(f"z{n}", (H,), affine((Vx, x), (Vh, h), bias=c), inner=True)
        h = graph.add(f"h{n}", (H,), elementwise(g, z), place=(n, 2))
        a = graph.add(f"a{n}", (K,), affine((W, h), bias=b), inner=True)
        p = graph.add(f"p{n}", (K,), softmax(a), letter=r"\hat p", place=(n, 1))
        costs.append(graph.add(f"F{n}", (), cross_entropy(w, p), place=(n, 0)).symbol)
    graph.add("F", (), sympy.Add(*costs))
    return graph
