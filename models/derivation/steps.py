"""Steps: a derivation as data, each a formula with the rule that gave it, in index form and in matrix form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr

from models.derivation.indices import canonical
from models.derivation.matrix_form import matrix_form
from models.derivation.printer import IndexForm, partial
from models.derivation.reverse import Recursion, free_indices
from models.graph import Graph, Node, i


@dataclass(frozen=True)
class Step:
    """One line: `tex` to show, `rule` in few words of Markdown. `matrix` is "" where there is no matrix form.

    `expression` is its right side in index form, None for a line in names only. A name that begins with δ in it is the
    derivative of the output by that node; ∂h/∂V is that of one node by another.
    """

    tex: str
    rule: str
    index: str
    matrix: str = ""
    expression: Expr | None = None


def definition_step(graph: Graph, name: str) -> Step:
    """What a node is."""
    node = graph[name]
    indices = (i,) if node.shape else ()
    body = canonical(node.definition)
    index = f"{node.entry_tex(*map(str, indices))} = {IndexForm(graph)(body)}"
    read = matrix_form(graph, body, indices)
    return Step(index, f"the definition of ${node.tex}$", index, f"{node.tex} = {read}" if read else "", body)


def gradient_step(graph: Graph, node: Node, e: Expr, rule: str, in_matrix_form: bool = True) -> Step:
    """∂F/∂node = e, in matrix form where it has one and that is wanted."""
    indices = free_indices(node)
    index = f"{partial(graph, node, *map(str, indices))} = {IndexForm(graph)(e)}"
    read = matrix_form(graph, e, indices)
    matrix = f"{partial(graph, node)} = {read}" if read else ""
    return Step(matrix if matrix and in_matrix_form else index, rule, index, matrix, e)


def chain_step(graph: Graph, name: str) -> Step:
    """The recursion that every node obeys: one term for each child. Drawn nodes only; inner ones are passed through."""
    node = graph[name]
    terms = [chain_term(graph, name, child) for child in graph.children(name)]
    tex = f"{partial(graph, node)} = {' + '.join(terms) or '0'}"
    many = len(terms) > 1
    return Step(tex, f"one term for each of its {len(terms)} children" if many else "the chain rule", tex, tex)


def chain_term(graph: Graph, name: str, child: str) -> str:
    r"""\frac{\partial F}{\partial child} \frac{\partial child}{\partial node}, the child being the next drawn node."""
    towards = graph[graph.towards(child)]
    local = rf"\frac{{\partial {towards.tex}}}{{\partial {graph[name].tex}}}"
    return local if towards is graph.output else f"{partial(graph, towards)} {local}"


def jacobian_step(graph: Graph, name: str, child: str, jacobian: Expr) -> Step:
    """∂child_i / ∂node_j."""
    node, other = graph[name], graph[child]
    rows, columns = ((i,) if other.shape else ()), free_indices(node)
    above, below = other.entry_tex(*map(str, rows)), node.entry_tex(*map(str, columns))
    index = rf"\frac{{\partial {above}}}{{\partial {below}}} = {IndexForm(graph)(jacobian)}"
    read = matrix_form(graph, jacobian, (*rows, *columns))
    matrix = rf"\frac{{\partial {other.tex}}}{{\partial {node.tex}}} = {read}" if read else ""
    return Step(index, "the local Jacobian", index, matrix, jacobian)


def steps_of(recursion: Recursion, name: str) -> Iterator[Step]:
    """All that gives ∂F/∂node from the derivatives by its children: definitions, local Jacobians, contraction."""
    graph, node = recursion.graph, recursion.graph[name]
    terms = recursion.terms(name)
    for term in terms:
        yield definition_step(graph, term.child)
    yield chain_step(graph, name)
    for term in terms:
        yield jacobian_step(graph, name, term.child, term.jacobian)
    plain, simple = recursion.recursion(name), recursion.simple(name)
    yield gradient_step(graph, node, plain, "summed over $i$", in_matrix_form=False)
    if simple != plain:
        yield gradient_step(graph, node, simple, written_in(recursion, name), in_matrix_form=False)
    last = gradient_step(graph, node, simple, "in matrix form")
    if node.shape and last.matrix:
        yield last
    passed = ", ".join(f"${graph[term.child].tex}$" for term in terms if graph[term.child].inner)
    if passed and node.shape:
        yield gradient_step(graph, node, recursion.between_drawn(simple), f"{passed} written out")


def written_in(recursion: Recursion, name: str) -> str:
    """The rule of a line in which the children's derivatives are written out."""
    graph = recursion.graph
    children = ", ".join(rf"$\partial {graph.output.tex}/\partial {graph[c].tex}$" for c in graph.children(name))
    facts = [node for node in graph.nodes.values() if node.one_hot and recursion.uses(name, node)]
    return f"{children} written in" + "".join(rf"; $\sum {node.tex} = 1$" for node in facts)


def derivation_of(recursion: Recursion, name: str) -> Iterator[Step]:
    """From the loss back to one node, a line or two for each node on the way, and all in one at the end."""
    graph = recursion.graph
    yield Step((first := definition_step(graph, graph.output.name)).index, "the loss", first.index, first.matrix)
    for each in recursion.way_back(name):
        node = graph[each]
        plain, simple = recursion.recursion(each), recursion.simple(each)
        if simple != plain:
            yield gradient_step(graph, node, plain, because(graph, each), in_matrix_form=False)
            yield gradient_step(graph, node, simple, written_in(recursion, each))
        else:
            yield gradient_step(graph, node, plain, because(graph, each))
    if recursion.has_one_way_back(name) and recursion.closed(name) != simple:
        yield gradient_step(graph, graph[name], recursion.closed(name), "all in one")


def because(graph: Graph, name: str) -> str:
    """The rule of a contracted line: what the node's only child is, or that there are several."""
    children = graph.children(name)
    if len(children) > 1:
        return f"summed over its {len(children)} children"
    definition = definition_step(graph, children[0])
    return (
        f"as ${definition.matrix}$"
        if definition.matrix
        else f"the Jacobian of ${graph[children[0]].tex}$, summed over $i$"
    )
