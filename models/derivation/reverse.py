"""Reverse mode: the derivative of the output by any node, as a sum over the node's children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy
from sympy import Add, Expr, Indexed, IndexedBase, Integer, Sum, Symbol

from models.derivation.generic import generic, kept
from models.derivation.indices import canonical, contract, freshened
from models.derivation.jacobian import general_jacobian, local_jacobian, shortest
from models.graph import Graph, Node, i, j, k


@dataclass(frozen=True)
class Term:
    """What one child sends back to a node: ∂F/∂child · ∂child/∂node, over the child's index i.

    `jacobian` is ∂child_i/∂node_j (or _jk); `value` the contracted product, with ∂F/∂child as a name.
    """

    node: str
    child: str
    jacobian: Expr
    value: Expr


def free_indices(node: Node) -> tuple[Symbol, ...]:
    """The indices of an entry of the node, as its derivative names them."""
    return (j, k)[: len(node.shape)]


@kept
def pulled_back(child: Node, parent: Node) -> Expr:
    """∂F/∂child · ∂child/∂parent between generic nodes, contracted over the child's index; derived once."""
    jacobian = general_jacobian(child, parent, free_indices(parent))
    if not child.shape:
        return Symbol(f"δ{child.name}") * jacobian
    product = IndexedBase(f"δ{child.name}")[i] * jacobian
    return settled(Sum(product, (i, 0, child.shape[0] - 1)), {})


def settled(e: Expr, facts: Mapping[Expr, Expr]) -> Expr:
    """Contract, use the facts, and write it the shorter way: factors kept together, or multiplied out."""
    forms = dict.fromkeys((e, sympy.expand_mul(e)))
    return shortest(dict.fromkeys(canonical(contract(form)).xreplace(facts) for form in forms))


def derivatives_in(e: Expr) -> set[Expr]:
    """The derivatives of the output that are in it by name: entries δh[j], and δF of a scalar.

    SymPy keeps the name of an array as a symbol too, δh beside δh[j]; that one is no value.
    """
    entries = {each for each in e.atoms(Indexed) if each.base.name.startswith("δ")}
    arrays = {each.base.name for each in entries}
    return entries | {each for each in e.atoms(Symbol) if each.name.startswith("δ") and each.name not in arrays}


def node_of(part: Expr) -> str:
    """The name of the node that δnode[…] or δnode is the derivative by."""
    return str(part.base.name if isinstance(part, Indexed) else part.name).removeprefix("δ")


def _values(e: Expr) -> set[str]:
    return {entry.base.name for entry in e.atoms(Indexed)}


class Recursion:
    """The recursion of every node of a graph, derived when first asked for.

    In its expressions δnode is the name of ∂F/∂node, the total derivative. It is written in one of four ways:

    >>> from models.graph import trigram_graph
    >>> recursion = Recursion(trigram_graph())
    >>> recursion.recursion("a")  # by the children's δ
    (δp[j] - Sum(p[m]*δp[m], (m, 0, K - 1)))*p[j]
    >>> recursion.simple("a"), recursion.simple("c")  # what is shorter with the children's written out, else the same
    (p[j] - w[j], δz[j])
    >>> recursion.between_drawn(recursion.recursion("c"))  # with δ of drawn nodes only
    (1 - h[j]**2)*δh[j]
    >>> recursion.closed("c")  # without δ
    (1 - h[j]**2)*Sum((p[m] - w[m])*W[m, j], (m, 0, K - 1))
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._cancelled: dict[tuple[str, str], Expr] = {}
        self._simple: dict[str, Expr] = {}
        self._closed: dict[str, Expr] = {}
        self._facts = {
            canonical(Sum(node[i], (i, 0, node.shape[0] - 1))): Integer(1)
            for node in graph.nodes.values()
            if node.one_hot
        }

    def terms(self, name: str) -> tuple[Term, ...]:
        """One term for each child that the output depends on. Without one the derivative is 0, of the output 1."""
        if name not in self._terms:
            self._terms[name] = tuple(self._term(self.graph[name], child) for child in self.graph.onward(name))
        return self._terms[name]

    def _term(self, node: Node, name: str) -> Term:
        child = self.graph[name]
        general_child, general_parent, back = generic(child, node)
        jacobian = general_jacobian(general_child, general_parent, free_indices(node)).xreplace(back)
        if child is self.graph.output:
            return Term(node.name, name, jacobian, jacobian)
        value = pulled_back(general_child, general_parent).xreplace(back)
        return Term(node.name, name, jacobian, self.settle(value) if self._facts.keys() & value.atoms(Sum) else value)

    def recursion(self, name: str) -> Expr:
        """∂F/∂node in terms of its children's δ. That of an open node is its own name; of the output it is 1."""
        if name == self.graph.output.name:
            return Integer(1)
        if self.graph[name].open:
            return IndexedBase(f"δ{name}")[free_indices(self.graph[name])]
        return Add(*(term.value for term in self.terms(name)))

    def simple(self, name: str) -> Expr:
        """The recursion, with those δ written out that make it shorter: the softmax's becomes p - w."""
        if name not in self._simple:
            plain = self.recursion(name)
            written = plain
            if any(self._may_cancel(term) for term in self.terms(name)):
                written = self._children_written_in(plain)
            written = self.write_out(written, self._is_scalar, self.closed)
            if written != plain:
                written = self.settle(written)
            self._simple[name] = written if sympy.count_ops(written) < sympy.count_ops(plain) else plain
        return self._simple[name]

    def _children_written_in(self, e: Expr) -> Expr:
        return self.write_out(e, lambda other: True, self.recursion)

    def cancelled(self, term: Term) -> Expr:
        """The term, with the child's derivative written in where something may cancel: p (… 1/p …) can't be computed
        where p is too small for a floating-point number, p - w can."""
        place = term.node, term.child
        if place not in self._cancelled:
            cancels = self._may_cancel(term)
            self._cancelled[place] = self.settle(self._children_written_in(term.value)) if cancels else term.value
        return self._cancelled[place]

    def _may_cancel(self, term: Term) -> bool:
        """Whether a value that the local Jacobian has comes back in the child's own derivative, as p does in -w/p."""
        return bool(_values(term.jacobian) & _values(self.recursion(term.child)))

    def _is_scalar(self, name: str) -> bool:
        return self.graph[name].shape == ()

    def closed(self, name: str) -> Expr:
        """∂F/∂node with no δ left in it but those of open nodes."""
        if name not in self._closed:
            self._closed[name] = canonical(self.write_out(self.simple(name), lambda other: True, self.closed))
        return self._closed[name]

    def between_drawn(self, e: Expr) -> Expr:
        """The expression with the δ of inner nodes written out: what is left speaks of drawn nodes."""
        return canonical(self.write_out(e, lambda name: self.graph[name].inner, self.simple))

    def way_back(self, name: str) -> list[str]:
        """The nodes whose derivatives that of `name` needs, in the order they are found; the last is `name`."""
        ahead, waiting = {name}, [name]
        while waiting:
            new = set(self.graph.onward(waiting.pop())) - ahead
            ahead |= new
            waiting.extend(new)
        return [each for each in reversed(self.graph.nodes) if each in ahead and each != self.graph.output.name]

    def has_one_way_back(self, name: str) -> bool:
        """Whether a single path leads from the node to the output."""
        return all(len(self.graph.onward(each)) == 1 for each in self.way_back(name))

    def jacobian(self, child: str, name: str) -> Expr:
        """∂child_i/∂node, summed over every way from the node to the child that passes through inner nodes only."""
        indices, total = free_indices(self.graph[name]), []
        for step in self.graph.children(name):
            if step == child:
                total.append(local_jacobian(self.graph[child], self.graph[name], indices))
            elif self.graph[step].inner:
                total.append(self._composed(child, step, name, indices))
        return self.settle(Add(*total))

    def _composed(self, child: str, step: str, name: str, indices: tuple[Symbol, ...]) -> Expr:
        """Σ_l ∂child_i/∂step_l ∂step_l/∂node."""
        between = sympy.Dummy("l", integer=True)
        outer = freshened(self.jacobian(child, step)).xreplace({j: between})
        inner = freshened(local_jacobian(self.graph[step], self.graph[name], indices)).xreplace({i: between})
        return Sum(outer * inner, (between, 0, self.graph[step].shape[0] - 1))

    def uses(self, name: str, one_hot: Node) -> bool:
        """Whether ∂F/∂name with the children's derivatives written in uses that this vector sums to one.

        It does where the vector's sum turns up: for a softmax p with ∂F/∂p = -w/p, Σ_m p_m w_m/p_m is Σ_m w_m.
        """
        total = Sum(one_hot[i], (i, 0, one_hot.shape[0] - 1))
        written = self._children_written_in(self.recursion(name))
        return bool(canonical(contract(sympy.expand_mul(written))).has(canonical(total)))

    def write_out(self, e: Expr, which: Callable[[str], bool], by: Callable[[str], Expr]) -> Expr:
        """Replace δ of the nodes in question by a canonical expression for it, whose indices those of `e` are not."""
        if not any(self._is_asked(part, which) for part in derivatives_in(e)):
            return e
        e, replaced = freshened(e), {}
        for part in derivatives_in(e):
            if self._is_asked(part, which):
                indices = part.indices if isinstance(part, Indexed) else ()
                replaced[part] = by(node_of(part)).xreplace(dict(zip((j, k), indices, strict=False)))
        return e.xreplace(replaced)

    def _is_asked(self, part: Expr, which: Callable[[str], bool]) -> bool:
        return which(node_of(part)) and not self.graph[node_of(part)].open

    def settle(self, e: Expr) -> Expr:
        """Contract, use what is known of one-hot vectors, and write it the shorter way."""
        return settled(e, self._facts)
