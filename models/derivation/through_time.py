r"""The recursions of backpropagation through time and of real-time recurrent learning at any step n of N, derived from
the definition of that step.

    δ_n = ∂F_n/∂h_n + δ_{n+1} ∂h_{n+1}/∂h_n,   δ_{N+1} = 0        ∇F = Σ_n δ_n ∂⁺h_n/∂θ
    S_n = ∂⁺h_n/∂θ + J_n S_{n-1},              S_0 = 0            ∇F = Σ_n ∂F_n/∂h_n S_n
    ∂h_N/∂h_n = J_N J_{N-1} ⋯ J_{n+1},         J_n = ∂h_n/∂h_{n-1}

with δ_n = ∂F/∂h_n a total derivative, ∂⁺ an immediate one (h_{n-1} held fixed), S_n = ∂h_n/∂θ and F = Σ F_n. Here n is
a symbol: what is derived is the recursion itself, not an instance of it.
Sources: Werbos, Backpropagation through time, 1990; Williams and Zipser, A learning algorithm for continually running
fully recurrent neural networks, 1989; for the product, Pascanu, Mikolov and Bengio, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Expr, IndexedBase, Sum

from models.derivation import steps
from models.derivation.matrix_form import matrix_form
from models.derivation.printer import IndexForm, partial, sensitivity, slope
from models.derivation.recurrences import Recurrences
from models.derivation.reverse import free_indices
from models.derivation.steps import Step
from models.graph import Activation, H, Node, i, j

OVER_STEPS = r"\sum_{n=1}^N"


class ThroughTime(Recurrences):
    """The recurrences, each with the steps that lead to it from the definition of step n."""

    def __init__(self, activation: str | Activation = "tanh") -> None:
        super().__init__(activation)
        names = ("hn-1", "hn", "hn+1", "hN", "an", "pn", "Fn")
        self._before, self._h, self._after, self._last, self._a, self._p, self._F = map(self.graph.__getitem__, names)

    def bptt(self, parameter: str) -> tuple[Step, ...]:
        """Backpropagation through time: the recursion of δ_n, and ∂F/∂θ as the sum over the copies of θ."""
        carried = self._delta_steps() if self.moves_the_state(parameter) else ()
        return (*self._definitions(parameter), *carried, *self._copies_steps(parameter))

    def rtrl(self, parameter: str) -> tuple[Step, ...]:
        """Real-time recurrent learning: the recursion of S_n = ∂h_n/∂θ, and ∂F/∂θ from it; for W and b as in BPTT."""
        if not self.moves_the_state(parameter):
            return self.bptt(parameter)
        return (*self._definitions(parameter), *self._sensitivity_steps(parameter))

    def jacobian_product(self) -> tuple[Step, ...]:
        """∂h_N/∂h_n as a product of Jacobians, the last one leftmost."""
        return (*(steps.definition_step(self.graph, name) for name in ("zn", "hn")), *self._product_steps())

    def _definitions(self, parameter: str) -> tuple[Step, ...]:
        """The step's definitions, as far as the parameter's gradient needs them, and what softmax and loss leave."""
        graph = self.graph
        state = ("zn", "hn") if self.moves_the_state(parameter) else ()
        total = rf"{graph.output.tex} = {OVER_STEPS} {self._F.tex}"
        error = self.chain_rule.closed("an")
        return (
            *(steps.definition_step(graph, name) for name in (*state, "an", "pn", "Fn")),
            Step(total, "the loss", total, total, kind="definition"),
            _either(
                f"{sensitivity(self._F, self._a, '', 'j')} = {IndexForm(graph)(error)}",
                f"{_d(self._F, self._a)} = {matrix_form(graph, error, (j,))}",
                rf"softmax and logarithm differentiated; $\sum {graph['wn'].tex} = 1$",
                error,
            ),
        )

    def _delta_steps(self) -> Iterator[Step]:
        graph, h, after = self.graph, self._h, self._after
        yield steps.chain_step(graph, "hn")
        names = f"{h.adjoint_tex()} = {_d(self._F, h)} + {after.adjoint_tex()} {_d(after, h)}"
        yield _in_names(names, rf"with ${h.adjoint_tex()} = {slope(graph, h)}$ and ${h.adjoint}_{{N+1}} = 0$")
        index = IndexForm(graph)(self.own)
        matrix = matrix_form(graph, self.own, (j,))
        yield _either(
            f"{sensitivity(self._F, h, '', 'j')} = {index}",
            f"{_d(self._F, h)} = {matrix}",
            f"the step's own loss, as ${steps.definition_step(graph, 'an').matrix}$",
            self.own,
        )
        yield steps.jacobian_step(graph, "hn", "hn+1", self.chain_rule.jacobian("hn+1", "hn"))
        yield steps.gradient_step(graph, h, self.delta, "both put in")

    def _copies_steps(self, parameter: str) -> Iterator[Step]:
        graph, node, e = self.graph, self.graph[parameter], self.contribution(parameter)
        left, indices = partial(graph, node), free_indices(node)
        if self.moves_the_state(parameter):
            names = f"{left} = {OVER_STEPS} {self._h.adjoint_tex()} {_d(self._h, node, '^+')}"
            yield _in_names(names, f"${node.tex}$ goes into every ${self._h.tex}$: a term for each copy")
            yield self._immediate_step(parameter)
        else:
            names = f"{left} = {OVER_STEPS} {_d(self._F, node)}"
            yield _in_names(names, f"${node.tex}$ goes into every ${self._p.tex}$: a term for each copy")
        yield _either(
            f"{partial(graph, node, *map(str, indices))} = {OVER_STEPS} {IndexForm(graph)(e)}",
            f"{left} = {OVER_STEPS} {matrix_form(graph, e, indices)}",
            "put in",
            e,
        )

    def _immediate_step(self, parameter: str) -> Step:
        plain = steps.jacobian_step(self.graph, parameter, "hn", self.immediate(parameter))
        index, matrix = (form.replace(r"\partial h", r"\partial^+ h", 1) for form in (plain.index, plain.matrix))
        return Step(
            index,
            f"the immediate derivative: ${self._before.tex}$ held fixed",
            index,
            matrix,
            plain.expression,
            kind="local Jacobian",
        )

    def _sensitivity_steps(self, parameter: str) -> Iterator[Step]:
        graph, node = self.graph, self.graph[parameter]
        h, before, free = self._h, self._before, [str(index) for index in free_indices(node)]
        names = f"{_d(h, node)} = {_d(h, node, '^+')} + {_d(h, before)} {_d(before, node)}"
        yield _in_names(names, rf"both ways into ${h.tex}$; $\partial h_0/\partial {node.tex} = 0$")
        yield self._immediate_step(parameter)
        yield steps.jacobian_step(graph, "hn-1", "hn", self.jacobian)
        e = self.sensitivity(parameter)
        index = f"{sensitivity(h, node, ['i'], free)} = {IndexForm(graph)(e)}"
        read = matrix_form(graph, e, (i, *free_indices(node)))
        yield _either(index, f"{_d(h, node)} = {read}" if read else "", "both put in", e, show=index)
        names = f"{partial(graph, node)} = {OVER_STEPS} {_d(self._F, h)} {_d(h, node)}"
        yield _in_names(names, "each loss from its own state, an immediate derivative times a total one")
        e = self.share(parameter)
        index = f"{partial(graph, node, *free)} = {OVER_STEPS} {IndexForm(graph)(e)}"
        read = matrix_form(graph, e, free_indices(node))
        yield _either(index, f"{partial(graph, node)} = {OVER_STEPS} {read}" if read else "", "put in", e)

    def _product_steps(self) -> Iterator[Step]:
        graph, before, h, after, last = self.graph, self._before, self._h, self._after, self._last
        yield steps.jacobian_step(graph, "hn-1", "hn", self.jacobian)
        names = f"{_d(last, h)} = {_d(last, after)} {_d(after, h)}"
        yield _in_names(names, f"the chain rule: ${h.tex}$ reaches ${last.tex}$ through ${after.tex}$ alone")
        m = sympy.Dummy("m", integer=True)
        next_one = self.chain_rule.jacobian("hn+1", "hn")
        e = self.chain_rule.settle(Sum(IndexedBase("∂hN/∂hn+1")[i, m] * next_one.xreplace({i: m}), (m, 0, H - 1)))
        index = f"{sensitivity(last, h, 'i', 'j')} = {IndexForm(graph)(e)}"
        yield _either(index, f"{_d(last, h)} = {matrix_form(graph, e, (i, j))}", "put in", e)
        start = sympy.KroneckerDelta(i, j)
        index = f"{sensitivity(last, last, 'i', 'j')} = {IndexForm(graph)(start)}"
        yield _either(index, f"{_d(last, last)} = {matrix_form(graph, start, (i, j))}", "where it ends", start)
        product = rf"{_d(last, h)} = J_N J_{{N-1}} \cdots J_{{n+1}}"
        by_index = r"\sum_{l,m,\dots,q} J_{N,il} J_{N-1,lm} \cdots J_{n+1,qj}"
        rule = f"used $N - n$ times, with $J_n = {_d(h, before)}$"
        yield Step(product, rule, f"{sensitivity(last, h, 'i', 'j')} = {by_index}", product, kind="substitution")


def _d(above: Node, below: Node, kind: str = "") -> str:
    """A derivative in names; of kind "^+" it is an immediate one."""
    return rf"\frac{{\partial{kind} {above.tex}}}{{\partial {below.tex}}}"


def _in_names(tex: str, rule: str) -> Step:
    """A line that speaks of derivatives by their names only."""
    return Step(tex, rule, tex, tex, kind="chain rule")


def _either(index: str, matrix: str, rule: str, e: Expr, show: str = "") -> Step:
    """A step shown in matrix form where there is one."""
    return Step(show or matrix or index, rule, index, matrix, e, kind="contraction")


def through_time(activation: str | Activation = "tanh") -> ThroughTime:
    """BPTT, RTRL and the product of Jacobians for the recurrent network with this activation (a name or a function)."""
    return ThroughTime(activation)
