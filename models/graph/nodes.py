"""A computational graph: its nodes, and which of them each one is computed from.

>>> graph = Graph()
>>> z = graph.add("z", (H,))
>>> h = graph.add("h", (H,), lambda i: sympy.tanh(z[i]))
>>> h.definition, graph.parents("h"), graph.children("z")
(tanh(z[i]), ('z',), ('h',))
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy
from sympy import Expr, Indexed, IndexedBase, Symbol

from models.graph.cases import by_cases

# The free index of a definition; the two free indices of what a derivative is taken by.
i, j, k = sympy.symbols("i j k", integer=True)
# The dimensions: units of a hidden layer, words of the vocabulary.
H, K = sympy.symbols("H K", integer=True, positive=True)

# From an index to an entry: of a vector in the making, or of what is summed.
Entry = Callable[[Symbol], Expr]


@dataclass(frozen=True, eq=False)
class Node:
    r"""A value of the network: a scalar `()`, a vector `(H,)` or a matrix `(K, H)`.

    `definition` is its entry i in terms of its parents' entries; parameters and inputs have none. In formulas it goes
    by `letter` and `subscript`, \hat p_2, and the derivative of the output by it by `adjoint`, where that has a letter
    of its own: \delta_2. A `one_hot` vector sums to one, the only fact about values that a derivation may use. An
    `inner` node, the argument of a function, is not drawn; a drawing puts the others at `place`, a column and a row,
    and where a vector is several `blocks` one above the other, [w_{n-1}; w_{n-2}], it puts those at theirs. An `open`
    node is used outside the graph too (h_{n+1}, where the graph is step n): the derivative by it can't be told from the
    graph, and stays a name.
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
    blocks: tuple[Node, ...] = ()
    adjoint: str = ""

    def __getitem__(self, index: Expr | tuple[Expr, ...]) -> Indexed:
        """Its entry in an expression: `z[i]`, `V[i, j]`."""
        return IndexedBase(self.name)[index]

    @property
    def symbol(self) -> Symbol:
        """The value itself in an expression, where the shape is ()."""
        return Symbol(self.name)

    @property
    def tex(self) -> str:
        """TeX of the whole: h_2, V."""
        return self._with(self.letter, ())

    def entry_tex(self, *indices: str) -> str:
        """TeX of one entry: h_{2,j}, V_{jk}; without indices, of the whole."""
        return self._with(self.letter, indices)

    def adjoint_tex(self, *indices: str) -> str:
        r"""TeX of the derivative by it, or by one entry of it, where that has a letter: \delta_n, \delta_{n,j}."""
        return self._with(self.adjoint, indices)

    def _with(self, letter: str, indices: tuple[str, ...]) -> str:
        below = ",".join(part for part in (self.subscript, "".join(indices)) if part)
        return letter + sub(below) if below else letter


def sub(text: str) -> str:
    """A subscript, in brackets where it is more than one sign."""
    return f"_{text}" if len(text) == 1 else f"_{{{text}}}"


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
        blocks: tuple[Node, ...] = (),
        adjoint: str = "",
    ) -> Node:
        """Add a node; `by` gives entry i (of a scalar: the value) from nodes added before.

        Unless they are given, the letter is the first one of `name` and the subscript what follows it. Raises
        ValueError for a name that is taken, a definition that uses what is not in the graph, or blocks that don't fit.
        What bends in the definition (Max, Abs, …) is written by cases; ValueError where that can't be.
        """
        if name in self.nodes:
            raise ValueError(f"there are two nodes {name!r}")
        if blocks and (sympy.Add(*(block.shape[0] for block in blocks)),) != shape:
            raise ValueError(f"the blocks of {name} do not make up a vector {shape}")
        definition = by(i) if callable(by) else by
        if definition is not None:
            definition = by_cases(sympy.sympify(definition))
        below = name[1:] if subscript is None else subscript
        parents = self._used_in(definition, name)
        given = (one_hot, inner, place, open, blocks, adjoint)
        node = Node(name, letter or name[0], below, shape, definition, *given)
        self.nodes[name] = node
        self._parents[name], self._children[name] = parents, []
        self.__dict__.pop("_before_output", None)
        for parent in parents:
            self._children[parent].append(name)
        return self.nodes[name]

    def _used_in(self, definition: Expr | None, name: str) -> tuple[str, ...]:
        if definition is None:
            return ()
        scalars = {node.symbol for node in self.nodes.values() if node.shape == ()}
        used = {base.name for base in definition.atoms(IndexedBase)}
        used |= {symbol.name for symbol in definition.atoms(Symbol) & scalars}
        if not used <= self.nodes.keys():
            raise ValueError(f"{name} is defined by what is not there: {', '.join(sorted(used - self.nodes.keys()))}")
        return tuple(node for node in self.nodes if node in used)

    def parents(self, name: str) -> tuple[str, ...]:
        """What the definition of `name` uses."""
        return self._parents[self[name].name]

    def children(self, name: str) -> tuple[str, ...]:
        """Whose definitions use `name`."""
        return tuple(self._children[self[name].name])

    def onward(self, name: str) -> tuple[str, ...]:
        """The children that the output depends on: along these, a change of `name` reaches it."""
        return tuple(child for child in self.children(name) if child in self._before_output)

    @functools.cached_property
    def _before_output(self) -> set[str]:
        """The output and every node that it depends on, directly or by an open one."""
        found = {self.output.name, *(name for name, node in self.nodes.items() if node.open)}
        for name in reversed(self.nodes):
            if name in found:
                found.update(self._parents[name])
        return found

    @property
    def output(self) -> Node:
        """The last node, a scalar: what is differentiated."""
        return list(self.nodes.values())[-1]

    def towards(self, name: str) -> str:
        """The node itself, or, for an inner one, the first drawn node that its value goes into: of z_2 it is h_2."""
        while self[name].inner:
            name = (self.onward(name) or self.children(name))[0]
        return name

    def edges(self) -> tuple[tuple[str, str], ...]:
        """The arrows between the nodes that have a place, and on to the output; all others are passed through.

        ("x1", "h1"), ("h1", "p1"), ("h1", "h2"), …: by where they start, in the order of computation.
        """
        starts = (name for name, node in self.nodes.items() if node.place is not None)
        return tuple(dict.fromkeys((start, end) for start in starts for end in self._reached(start)))

    def passes(self, name: str) -> bool:
        """Whether edges pass through the node: it has no place, and is not the output."""
        return self[name].place is None and name != self.output.name

    def _reached(self, name: str) -> Iterator[str]:
        for child in self.children(name):
            if self.passes(child):
                yield from self._reached(child)
            else:
                yield child

    def factor(self, start: str, end: str) -> str:
        """The matrix that `start` is multiplied by on its way into `end`: of ("h", "p") it is W. "" for none."""
        ways = (self[child] for child in self.children(start) if child == end or end in self._reached(child))
        for total in (total for way in ways if way.definition is not None for total in way.definition.atoms(sympy.Sum)):
            names: set[str] = {entry.base.name for entry in total.function.atoms(Indexed)}
            for name in names if start in names else ():
                if len(self[name].shape) == 2:
                    return name
        return ""
