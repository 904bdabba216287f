"""How a derivation is told: which lines, and in which order, lead to the derivative by a node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sympy import Expr, Indexed, KroneckerDelta

from models.derivation.generic import generic
from models.derivation.printer import slope, truth
from models.derivation.reverse import Recursion, Term
from models.derivation.steps import Step, chain_step, chain_step_by_index, definition_step, gradient_step, jacobian_step
from models.graph import Graph


def steps_of(recursion: Recursion, name: str) -> Iterator[Step]:
    """All that gives ∂F/∂node from the derivatives by its children: definitions, chain rule, local Jacobians, sums.

    Of children that are alike, as z_1, z_2 and z_3 of V_h, the first one speaks for all.
    """
    graph, node = recursion.graph, recursion.graph[name]
    terms = recursion.terms(name)
    if not terms and node is not graph.output:
        yield chain_step(graph, name)
        return
    alike = _alike(graph, terms)
    for first, *others in alike:
        rest = f"; {_names(graph, (term.child for term in others))} alike" if others else ""
        yield definition_step(graph, first.child, f"the definition of ${graph[first.child].tex}${rest}")
    at_the_output = graph.onward(name) == (graph.output.name,)
    if not at_the_output:
        yield chain_step_by_index(graph, name)
    for first, *_ in alike:
        yield jacobian_step(graph, name, first.child, first.jacobian)
    plain, simple = recursion.recursion(name), recursion.simple(name)
    if not at_the_output:
        yield gradient_step(graph, node, plain, _contracted(graph, terms), in_matrix_form=False)
    if simple != plain:
        yield gradient_step(graph, node, simple, _written_in(recursion, name), "substitution", in_matrix_form=False)
    last = gradient_step(graph, node, simple, "in matrix form", "recognition")
    if node.shape and last.matrix:
        yield last
    inner = [term.child for term in terms if graph[term.child].inner]
    if inner and node.shape:
        yield gradient_step(
            graph, node, recursion.between_drawn(simple), f"{_slopes(graph, inner)} written in", "substitution"
        )


def derivation_of(recursion: Recursion, name: str) -> Iterator[Step]:
    """From the loss back to one node, a line or two for each node on the way, and all in one at the end."""
    graph = recursion.graph
    yield definition_step(graph, graph.output.name, "the loss")
    told: dict[object, str] = {}  # what was derived of one step of a network → the node it was told of
    for each in recursion.way_back(name):
        yield from _on_the_way(recursion, each, told)
    if recursion.has_one_way_back(name) and recursion.closed(name) != recursion.simple(name):
        yield gradient_step(graph, graph[name], recursion.closed(name), "all in one", "substitution")


def _on_the_way(recursion: Recursion, name: str, told: dict[object, str]) -> Iterator[Step]:
    graph, node = recursion.graph, recursion.graph[name]
    plain, simple = recursion.recursion(name), recursion.simple(name)
    children = graph.onward(name)
    if not children:
        yield chain_step(graph, name)
        return
    definition = definition_step(graph, children[0])
    rule, shown = f"as ${definition.matrix}$", True
    if len(children) > 1:
        rule = f"one term for each of its {len(children)} children"
    elif not definition.matrix:
        (term,) = recursion.terms(name)
        same = told.setdefault(_pattern(graph, term), name)
        if same == name:
            yield definition
            yield jacobian_step(graph, name, term.child, term.jacobian)
            rule = _contracted(graph, [term])
        else:
            rule, shown = f"as for ${graph[same].tex}$", False
    if simple != plain and shown and _of_arrays(plain):
        yield gradient_step(graph, node, plain, rule, in_matrix_form=False)
        rule = _written_in(recursion, name)
    yield gradient_step(graph, node, simple, rule, "contraction" if simple == plain else "substitution")


def _of_arrays(e: Expr) -> bool:
    """Whether the derivative by an array is in it; that by a scalar, as ∂F/∂F_n = 1, is put in without a word."""
    return any(entry.base.name.startswith("δ") for entry in e.atoms(Indexed))


def _pattern(graph: Graph, term: Term) -> object:
    """What two terms share if one is the other under other names, as those of two steps of a network."""
    return generic(graph[term.child], graph[term.node])[:2]


def _alike(graph: Graph, terms: Sequence[Term]) -> list[list[Term]]:
    """The terms, those of one pattern together."""
    groups: dict[object, list[Term]] = {}
    for term in terms:
        groups.setdefault(_pattern(graph, term), []).append(term)
    return list(groups.values())


def _contracted(graph: Graph, terms: Iterable[Term]) -> str:
    """The rule of the line in which the Jacobians are put in."""
    over_arrays = [term for term in terms if graph[term.child].shape]
    if not over_arrays:
        return "put in"
    tied = any(term.jacobian.has(KroneckerDelta) for term in over_arrays)
    return r"put in and summed over $i$" + (rf": ${truth('i = j').tex}$ leaves $i = j$" if tied else "")


def _written_in(recursion: Recursion, name: str) -> str:
    """The rule of a line in which the children's derivatives are written out."""
    graph = recursion.graph
    facts = [node for node in graph.nodes.values() if node.one_hot and recursion.uses(name, node)]
    return f"{_slopes(graph, graph.onward(name))} written in" + "".join(rf"; $\sum {node.tex} = 1$" for node in facts)


def _slopes(graph: Graph, names: Iterable[str]) -> str:
    return ", ".join(f"${slope(graph, graph[name])}$" for name in names)


def _names(graph: Graph, names: Iterable[str]) -> str:
    return ", ".join(f"${graph[name].tex}$" for name in names)
