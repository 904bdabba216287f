"""Networks as computational graphs, each node defined by index: `h_i = tanh(z_i)`, `z_i = Σ_m V_im x_m + c_i`.

One definition of a network, written once and without any derivative. What `models.derivation` makes of it (local
Jacobians, the recursion of any node, closed forms) follows from these definitions alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy
from sympy import Dummy, Expr, Function, Indexed, IndexedBase, Piecewise, Sum, Symbol

# The free index of a definition; the two free indices of what a derivative is taken by.
i, j, k = sympy.symbols("i j k", integer=True)
H, K = sympy.symbols("H K", integer=True, positive=True)

Activation = Callable[[Expr], Expr]
Entry = Callable[[Symbol], Expr]

ACTIVATIONS: dict[str, Activation] = {
    "tanh": sympy.tanh,
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "relu": lambda z: Piecewise((z, z > 0), (0, True)),
    "identity": lambda z: z,
}


class AnyActivation(Function):  # type: ignore[misc]  # SymPy ships no types
    """g(z), of which no more is known than that it has a slope g'(z)."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return Function("g'")(self.args[0])


@dataclass(frozen=True, eq=False)
class Node:
    """A value of the network: a scalar `()`, a vector `(H,)` or a matrix `(K, H)`.

    `definition` gives its entry `i` from the entries of its parents; parameters and inputs have none. A one-hot vector
    sums to one, the only fact about values that a derivation may use. `inner` nodes (arguments of an activation) are
    left out of drawings. `place` is the column and row of a drawing. An `open` node goes into more than the graph
    holds, so that the derivative by it is not to be had from the graph, and stays a name.
    """

    name: str
    letter: str
    subscript: str
    shape: tuple[Expr, ...]
    definition: Expr | None = None
    one_hot: bool = False
    inner: bool = False
    place: tuple[int, int] | None = None
    open: bool = False

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
        subscript: str | None = None,
        one_hot: bool = False,
        inner: bool = False,
        place: tuple[int, int] | None = None,
        open: bool = False,
    ) -> Node:
        """Add a node; `by` gives entry i (of a scalar: the value) from nodes added before.

        Unless they are given, the letter is the first one of `name` and the subscript what follows it. Raises
        ValueError for a name that is taken, or a definition that uses what is not in the graph.
        """
        if name in self.nodes:
            raise ValueError(f"there are two nodes {name!r}")
        definition = by(i) if callable(by) else by
        below = name[1:] if subscript is None else subscript
        node = Node(name, letter or name[0], below, shape, definition, one_hot, inner, place, open)
        parents: tuple[str, ...] = ()
        if definition is not None:
            scalars = {other.symbol for other in self.nodes.values() if other.shape == ()}
            used = {base.name for base in definition.atoms(IndexedBase)}
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
    """g(z), entry by entry; where it bends (Max, Abs, …) by cases. Raises ValueError where it can't be written so."""
    t = Dummy("t", real=True)
    value = by_cases(sympy.sympify(g(t)))
    return lambda i: value.xreplace({t: z[i]})


BENDS = (sympy.Max, sympy.Min, sympy.Abs, sympy.sign, sympy.Heaviside, sympy.floor, sympy.ceiling)


def by_cases(e: Expr) -> Expr:
    """A function that bends or jumps as cases, whose slope SymPy has no impulses in."""
    if e.has(*BENDS):
        folded = sympy.piecewise_fold(e.rewrite(Piecewise))
        if not isinstance(folded, Piecewise) or folded.has(*BENDS):
            raise ValueError(f"the activation {e} cannot be written by cases")
        e = Piecewise(*((value, condition.simplify()) for value, condition in folded.args))
    return e


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
    graph = Graph()
    V, c = graph.add("V", (H, 2 * K)), graph.add("c", (H,))
    W, b = graph.add("W", (K, H)), graph.add("b", (K,))
    x, w = graph.add("x", (2 * K,), place=(0, 0)), graph.add("w", (K,), one_hot=True)
    z = graph.add("z", (H,), affine((V, x), bias=c), inner=True)
    h = graph.add("h", (H,), elementwise(_called(activation), z), place=(1, 0))
    a = graph.add("a", (K,), affine((W, h), bias=b), inner=True)
    p = graph.add("p", (K,), softmax(a), letter=r"\hat p", place=(2, 0))
    graph.add("F", (), cross_entropy(w, p), place=(3, 0))
    return graph


def softmax_graph() -> Graph:
    """Softmax with cross entropy by itself: scores a, `p = softmax(a)`, `F = -wᵀ ln p` for a one-hot w."""
    graph = Graph()
    a, w = graph.add("a", (K,), place=(0, 0)), graph.add("w", (K,), one_hot=True)
    p = graph.add("p", (K,), softmax(a), letter=r"\hat p", place=(1, 0))
    graph.add("F", (), cross_entropy(w, p), place=(2, 0))
    return graph


def rnn_graph(N: int, activation: str | Activation = "tanh", tied: bool = True) -> Graph:
    """The recurrent network unrolled over N steps, all with the same parameters: `F = F_1 + … + F_N`.

    `h_n = g(Vx x_n + Vh h_{n-1} + c)` with h_0 given, `p_n = softmax(W h_n + b)`, `F_n = -w_nᵀ ln p_n`. Node names are
    x1, z1, h1, a1, p1, w1, F1, … and F, Vx, Vh, c, W, b, h0; not `tied`, step n has parameters of its own, Vx1, Vh1, …
    Raises ValueError for N below 1.
    """
    if N < 1:
        raise ValueError(f"a network of {N} steps has no output")
    graph, g = Graph(), _called(activation)
    copies = [""] if tied else [str(n) for n in range(1, N + 1)]
    for copy in copies:
        _rnn_parameters(graph, copy)
    graph.add("h0", (H,), place=(0, 2))
    for n in range(1, N + 1):
        _rnn_state(graph, f"{n}", f"{n - 1}", g, column=n, copy=copies[-1] and str(n))
        _rnn_loss(graph, f"{n}", column=n, copy=copies[-1] and str(n))
    graph.add("F", (), sympy.Add(*(graph[f"F{n}"].symbol for n in range(1, N + 1))))
    return graph


def rnn_step_graph(activation: str | Activation = "tanh", n: str = "n") -> Graph:
    """Any one step n of N, by the same definitions, with as much of its neighbours as it meets: h_{n-1} and h_{n+1}.

    Node names are hn-1, zn, hn, an, pn, Fn, zn+1, hn+1, … The other steps' losses are one value, `rest`. What they owe
    to h_n they owe to h_{n+1}, so ∂F/∂h_{n+1} stays a name: h_{n+1} is `open`. So is h_N, whose name is hN.
    """
    graph, g = Graph(), _called(activation)
    _rnn_parameters(graph)
    graph.add(f"h{n}-1", (H,), open=True)
    _rnn_state(graph, n, f"{n}-1", g, column=1)
    _rnn_loss(graph, n, column=1)
    _rnn_state(graph, f"{n}+1", n, g, column=2, open=True)
    graph.add("hN", (H,), open=True)
    rest = graph.add("rest", (), letter=r"\sum_{m \neq n} F_m", subscript="")
    graph.add("F", (), graph[f"F{n}"].symbol + rest.symbol)
    return graph


def _called(activation: str | Activation) -> Activation:
    return ACTIVATIONS[activation] if isinstance(activation, str) else activation


def _rnn_parameters(graph: Graph, copy: str = "") -> None:
    """The parameters; of one step's own copies, `copy` is the step."""
    for name, shape in {"Vx": (H, K), "Vh": (H, H), "c": (H,), "W": (K, H), "b": (K,)}.items():
        subscript = ",".join(part for part in (name[1:], copy) if part)
        graph.add(f"{name}{copy}", shape, subscript=subscript)


def _rnn_state(
    graph: Graph, n: str, before: str, g: Activation, column: int, copy: str = "", open: bool = False
) -> None:
    """h_n from x_n and the state before."""
    x, h = graph.add(f"x{n}", (K,), one_hot=True, place=(column, 3)), graph[f"h{before}"]
    Vx, Vh, c = (graph[f"{name}{copy}"] for name in ("Vx", "Vh", "c"))
    z = graph.add(f"z{n}", (H,), affine((Vx, x), (Vh, h), bias=c), inner=True)
    graph.add(f"h{n}", (H,), elementwise(g, z), place=(column, 2), open=open)


def _rnn_loss(graph: Graph, n: str, column: int, copy: str = "") -> None:
    """F_n from h_n and the word w_n that came."""
    w = graph.add(f"w{n}", (K,), one_hot=True)
    W, b = graph[f"W{copy}"], graph[f"b{copy}"]
    a = graph.add(f"a{n}", (K,), affine((W, graph[f"h{n}"]), bias=b), inner=True)
    p = graph.add(f"p{n}", (K,), softmax(a), letter=r"\hat p", place=(column, 1))
    graph.add(f"F{n}", (), cross_entropy(w, p), place=(column, 0))
