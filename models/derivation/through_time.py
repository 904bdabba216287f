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
from sympy import Expr, IndexedBase, Sum, Symbol

from models.derivation import steps
from models.derivation.matrix_form import matrix_form
from models.derivation.printer import IndexForm, partial, sensitivity
from models.derivation.recurrences import Recurrences
from models.derivation.reverse import Recursion, free_indices
from models.derivation.steps import Step
from models.graph import Activation, H, i, j, rnn_step_graph

OVER_STEPS = r"\sum_{n=1}^N"


class ThroughTime(Recurrences):
    """The recurrences, each with the steps that lead to it from the definition of step n."""

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
        total = rf"F = {OVER_STEPS} F_n"
        error = self.chain_rule.closed("an")
        return (
            *(steps.definition_step(graph, name) for name in (*state, "an", "pn", "Fn")),
            Step(total, "the loss", total, total, kind="definition"),
            _either(
                f"{_d('F_n', 'a_{n,j}')} = {IndexForm(graph)(error)}",
                f"{_d('F_n', 'a_n')} = {matrix_form(graph, error, (j,))}",
                r"softmax and logarithm differentiated; $\sum w_n = 1$",
                error,
            ),
        )

    def _delta_steps(self) -> Iterator[Step]:
        graph, node = self.graph, self.graph["hn"]
        yield steps.chain_step(graph, "hn")
        names = rf"\delta_n = {_d('F_n', 'h_n')} + \delta_{{n+1}} {_d('h_{n+1}', 'h_n')}"
        yield _in_names(names, r"with $\delta_n = \partial F/\partial h_n$ and $\delta_{N+1} = 0$")
        index = IndexForm(graph)(self.own)
        matrix = matrix_form(graph, self.own, (j,))
        yield _either(
            f"{_d('F_n', 'h_{n,j}')} = {index}",
            f"{_d('F_n', 'h_n')} = {matrix}",
            r"the step's own loss, as $a_n = W h_n + b$",
            self.own,
        )
        yield steps.jacobian_step(graph, "hn", "hn+1", self.chain_rule.jacobian("hn+1", "hn"))
        yield steps.gradient_step(graph, node, self.delta, "both put in")

    def _copies_steps(self, parameter: str) -> Iterator[Step]:
        graph, node, e = self.graph, self.graph[parameter], self.contribution(parameter)
        left, indices = partial(graph, node), free_indices(node)
        if self.moves_the_state(parameter):
            names = rf"{left} = {OVER_STEPS} \delta_n {_d('h_n', node.tex, '^+')}"
            yield _in_names(names, f"${node.tex}$ goes into every $h_n$: a term for each copy")
            yield self._immediate_step(parameter)
        else:
            names = rf"{left} = {OVER_STEPS} {_d('F_n', node.tex)}"
            yield _in_names(names, rf"${node.tex}$ goes into every $\hat p_n$: a term for each copy")
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
            r"the immediate derivative: $h_{n-1}$ held fixed",
            index,
            matrix,
            plain.expression,
            kind="local Jacobian",
        )

    def _sensitivity_steps(self, parameter: str) -> Iterator[Step]:
        graph, node = self.graph, self.graph[parameter]
        theta, free = node.tex, [str(index) for index in free_indices(node)]
        names = f"{_d('h_n', theta)} = {_d('h_n', theta, '^+')} + {_d('h_n', 'h_{n-1}')} {_d('h_{n-1}', theta)}"
        yield _in_names(names, f"both ways into $h_n$; $\\partial h_0/\\partial {theta} = 0$")
        yield self._immediate_step(parameter)
        yield steps.jacobian_step(graph, "hn-1", "hn", self.jacobian)
        e = self.sensitivity(parameter)
        index = f"{sensitivity(graph['hn'], node, ['i'], free)} = {IndexForm(graph)(e)}"
        read = matrix_form(graph, e, (i, *free_indices(node)))
        yield _either(index, f"{_d('h_n', theta)} = {read}" if read else "", "both put in", e, show=index)
        names = f"{partial(graph, node)} = {OVER_STEPS} {_d('F_n', 'h_n')} {_d('h_n', theta)}"
        yield _in_names(names, "each loss from its own state, an immediate derivative times a total one")
        e = self.share(parameter)
        index = f"{partial(graph, node, *free)} = {OVER_STEPS} {IndexForm(graph)(e)}"
        read = matrix_form(graph, e, free_indices(node))
        yield _either(index, f"{partial(graph, node)} = {OVER_STEPS} {read}" if read else "", "put in", e)

    def _product_steps(self) -> Iterator[Step]:
        graph = self.graph
        yield steps.jacobian_step(graph, "hn-1", "hn", self.jacobian)
        names = f"{_d('h_N', 'h_n')} = {_d('h_N', 'h_{n+1}')} {_d('h_{n+1}', 'h_n')}"
        yield _in_names(names, r"the chain rule: $h_n$ reaches $h_N$ through $h_{n+1}$ alone")
        m = sympy.Dummy("m", integer=True)
        next_one = self.chain_rule.jacobian("hn+1", "hn")
        e = self.chain_rule.settle(Sum(IndexedBase("∂hN/∂hn+1")[i, m] * next_one.xreplace({i: m}), (m, 0, H - 1)))
        index = f"{sensitivity(graph['hN'], graph['hn'], 'i', 'j')} = {IndexForm(graph)(e)}"
        yield _either(index, f"{_d('h_N', 'h_n')} = {matrix_form(graph, e, (i, j))}", "put in", e)
        start, identity = f"{_d('h_{N,i}', 'h_{N,j}')} = \\delta_{{ij}}", f"{_d('h_N', 'h_N')} = I"
        yield _either(start, identity, "where it ends", sympy.KroneckerDelta(i, j))
        product = rf"{_d('h_N', 'h_n')} = J_N J_{{N-1}} \cdots J_{{n+1}}"
        rule = rf"used $N - n$ times, with $J_n = {_d('h_n', 'h_{n-1}')}$"
        index = f"{_d('h_{N,i_N}', 'h_{n,i_n}')} = {self._product_by_index()}"
        yield Step(product, rule, index, product, kind="substitution")

    def _product_by_index(self) -> str:
        """Σ over i_{n+1}, …, i_{N-1} of the product of all factors; factor m is J_m at i_m, i_{m-1}."""
        step_m = rnn_step_graph(self.activation, "m")
        factor = Recursion(step_m).jacobian("hm", "hm-1").xreplace({i: Symbol("i_m"), j: Symbol("i_{m-1}")})
        return rf"\sum_{{i_{{n+1}}, \dots, i_{{N-1}}}} \prod_{{m=n+1}}^N {IndexForm(step_m)(factor)}"


def _d(above: str, below: str, kind: str = "") -> str:
    """A derivative in names; of kind "^+" it is an immediate one."""
    return rf"\frac{{\partial{kind} {above}}}{{\partial {below}}}"


def _in_names(tex: str, rule: str) -> Step:
    """A line that speaks of derivatives by their names only."""
    return Step(tex, rule, tex, tex, kind="chain rule")


def _either(index: str, matrix: str, rule: str, e: Expr, show: str = "") -> Step:
    """A step shown in matrix form where there is one."""
    return Step(show or matrix or index, rule, index, matrix, e, kind="contraction")


def through_time(activation: str | Activation = "tanh") -> ThroughTime:
    """BPTT, RTRL and the product of Jacobians for the recurrent network with this activation (a name or a function)."""
    return ThroughTime(activation)
