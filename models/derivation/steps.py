"""Steps: the lines of a derivation as data, each a formula with the rule that gave it, in index and in matrix form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sympy import Expr

from models.derivation.indices import canonical
from models.derivation.matrix_form import matrix_form
from models.derivation.printer import IndexForm, derivative, partial, sensitivity
from models.derivation.reverse import free_indices
from models.graph import Graph, Node, i

Kind = Literal["definition", "chain rule", "local Jacobian", "contraction", "substitution", "recognition"]


@dataclass(frozen=True)
class Step:
    r"""One line: `tex` to show, `rule` in few words of Markdown. `matrix` is "" where there is no matrix form.

    `kind` is the rule by its name: a sum over a delta or of products is a contraction, reading indices as matrices is
    recognition. `expression` is the right side in index form, None for a line in names only. A name that begins with δ
    in it is the derivative of the output by that node; ∂h/∂V is that of one node by another.

    >>> from models.graph import K, trigram_graph
    >>> graph = trigram_graph()
    >>> step = definition_step(graph, "a")
    >>> step.kind, step.index, step.matrix
    ('definition', 'a_i = \\sum_m W_{im} h_m + b_i', 'a = W h + b')
    """

    tex: str
    rule: str
    index: str
    matrix: str = ""
    expression: Expr | None = None
    kind: Kind = field(kw_only=True)


def definition_step(graph: Graph, name: str, rule: str = "") -> Step:
    """What a node is: `p_i = …`."""
    node = graph[name]
    indices = (i,) if node.shape else ()
    body = canonical(node.definition)
    index = f"{node.entry_tex(*map(str, indices))} = {IndexForm(graph)(body)}"
    read = matrix_form(graph, body, indices)
    matrix = f"{node.tex} = {read}" if read else ""
    return Step(index, rule or f"the definition of ${node.tex}$", index, matrix, body, kind="definition")


def gradient_step(
    graph: Graph, node: Node, e: Expr, rule: str, kind: Kind = "contraction", in_matrix_form: bool = True
) -> Step:
    """∂F/∂node = e, in matrix form where it has one and that is wanted."""
    indices = free_indices(node)
    index = f"{derivative(graph, node, *map(str, indices))} = {IndexForm(graph)(e)}"
    read = matrix_form(graph, e, indices)
    matrix = f"{derivative(graph, node)} = {read}" if read else ""
    return Step(matrix if matrix and in_matrix_form else index, rule, index, matrix, e, kind=kind)


def gradient_tex(graph: Graph, node: Node, e: Expr) -> str:
    """The same line alone."""
    indices = free_indices(node)
    read = matrix_form(graph, e, indices)
    if read:
        return f"{derivative(graph, node)} = {read}"
    return f"{derivative(graph, node, *map(str, indices))} = {IndexForm(graph)(e)}"


def chain_step(graph: Graph, name: str) -> Step:
    """The recursion that every node obeys, one term for each child, in names: ∂F/∂W = ∂F/∂p ∂p/∂W.

    In names of drawn nodes only: a term that comes through an inner one, as a, names the drawn one that follows it.
    """
    node = graph[name]
    terms = [chain_term(graph, name, child) for child in graph.onward(name)]
    tex = f"{partial(graph, node)} = {' + '.join(terms) or '0'}"
    return Step(tex, _chain_rule(len(terms)), tex, tex, kind="chain rule")


def chain_step_by_index(graph: Graph, name: str) -> Step:
    r"""The same with every index and every child, inner ones too: ∂F/∂W_jk = Σ_i ∂F/∂a_i ∂a_i/∂W_jk."""
    node, terms = graph[name], []
    columns = [str(index) for index in free_indices(node)]
    for child in map(graph.__getitem__, graph.onward(name)):
        rows = ["i"] if child.shape else []
        product = f"{partial(graph, child, *rows)} {sensitivity(child, node, rows, columns)}"
        terms.append(rf"\sum_i {product}" if rows else product)
    index = f"{partial(graph, node, *columns)} = {' + '.join(terms) or '0'}"
    return Step(index, _chain_rule(len(terms)), index, kind="chain rule")


def _chain_rule(terms: int) -> str:
    if not terms:
        return "the output does not depend on it"
    return f"the chain rule, one term for each of its {terms} children" if terms > 1 else "the chain rule"


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
    return Step(index, "the local Jacobian", index, matrix, jacobian, kind="local Jacobian")
