"""What recurs in a recurrent network, at any step n of N: expressions derived from the definition of that step, and
their numbers when they are run over all steps.

    δ_n = ∂F_n/∂h_n + J_{n+1}ᵀ δ_{n+1},   δ_{N+1} = 0        backwards: backpropagation through time
    S_n = ∂⁺h_n/∂θ + J_n S_{n-1},         S_0 = 0            forwards: real-time recurrent learning

with δ_n = ∂F/∂h_n (a total derivative), S_n = ∂h_n/∂θ, J_n = ∂h_n/∂h_{n-1}, F = Σ F_n, and ∂⁺ an immediate derivative
(h_{n-1} held fixed). Here n is a symbol: what is derived is the recursion itself, not an instance of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import sympy
from sympy import Expr, IndexedBase, Sum

from models.derivation.evaluation import Array, evaluate, forward_values, shape_of, sizes_of
from models.derivation.reverse import Recursion, free_indices
from models.graph import Activation, H, i, j, rnn_step_graph


class Recurrences:
    """The recursions of the recurrent network with one activation.

    In the expressions the nodes h_{n-1}, h_n, h_{n+1} are called hn-1, hn, hn+1, and so are the others; δhn is ∂F/∂h_n
    and ∂hn/∂Vh is ∂h_n/∂V_h. Free indices are i of what is differentiated, j and k of what it is differentiated by.
    The numbers are those of `models.derivation.rnn_values`, for a text of any length. Another activation changes all of
    them; a network with other layers is unrolled and derived by `backward`, but has no general step here: ways into the
    state and into the prediction are told by the nodes zn and an of `rnn_step_graph`.

    >>> recurrences = Recurrences("tanh")
    >>> recurrences.jacobian, recurrences.contribution("c")
    ((1 - hn[i]**2)*Vh[i, j], (1 - hn[j]**2)*δhn[j])
    """

    def __init__(self, activation: str | Activation = "tanh") -> None:
        self.activation = activation
        self.graph = rnn_step_graph(activation)
        self.chain_rule = Recursion(self.graph)

    @property
    def delta(self) -> Expr:
        """∂F/∂h_{n,j} in terms of ∂F/∂h_{n+1}: the recursion of BPTT."""
        return self.chain_rule.closed("hn")

    @property
    def own(self) -> Expr:
        """∂F_n/∂h_{n,j}: the way through the step's own prediction alone."""
        return self._through("hn", "an")

    @property
    def jacobian(self) -> Expr:
        """J_n, entry by entry: ∂h_{n,i}/∂h_{n-1,j}."""
        return self.chain_rule.jacobian("hn", "hn-1")

    def moves_the_state(self, parameter: str) -> bool:
        """Whether h_n is computed from it, as from V_x, V_h and c; W and b make the prediction only."""
        return "zn" in self.graph.children(parameter)

    def contribution(self, parameter: str) -> Expr:
        """What copy n of θ adds to ∂F/∂θ: δ_n ∂⁺h_n/∂θ_{jk}, or ∂F_n/∂θ_{jk} where θ does not move the state."""
        return self._through(parameter, "zn" if self.moves_the_state(parameter) else "an")

    def _through(self, name: str, child: str) -> Expr:
        """The one term of the chain rule that comes back through this child."""
        (term,) = (term for term in self.chain_rule.terms(name) if term.child == child)
        return self.chain_rule.between_drawn(term.value)

    def immediate(self, parameter: str) -> Expr:
        """∂⁺h_{n,i}/∂θ_{jk}: over every way from θ into h_n that does not pass through h_{n-1}."""
        return self.chain_rule.jacobian("hn", parameter)

    def sensitivity(self, parameter: str) -> Expr:
        """S_n, entry by entry ∂h_{n,i}/∂θ_{jk}, in terms of S_{n-1}: both what comes from θ and from h_{n-1}."""
        m = sympy.Dummy("m", integer=True)
        before = IndexedBase(f"∂hn-1/∂{parameter}")[(m, *free_indices(self.graph[parameter]))]
        carried = Sum(self.jacobian.xreplace({j: m}) * before, (m, 0, H - 1))
        return self.chain_rule.settle(self.immediate(parameter) + carried)

    def share(self, parameter: str) -> Expr:
        """What step n adds to ∂F/∂θ in forward mode: Σ_m ∂F_n/∂h_{n,m} ∂h_{n,m}/∂θ_{jk}."""
        m = sympy.Dummy("m", integer=True)
        total = IndexedBase(f"∂hn/∂{parameter}")[(m, *free_indices(self.graph[parameter]))]
        return self.chain_rule.settle(Sum(self.own.xreplace({j: m}) * total, (m, 0, H - 1)))

    def by_bptt(self, parameter: str, values: Mapping[str, Array]) -> Array:
        """∂F/∂θ by the recursion of δ_n, from the last step to the first; an array of θ's shape."""
        following = np.zeros(np.shape(values["h0"]))  # δ_{N+1} (H,)
        delta, contribution, contributions = self.delta, self.contribution(parameter), []
        for known in reversed(self._states(values)):
            known["δhn+1"] = following
            following = known["δhn"] = self._array(delta, ("hn",), known)
            contributions.append(self._array(contribution, (parameter,), known))
        return np.asarray(np.sum(contributions, axis=0))

    def by_rtrl(self, parameter: str, values: Mapping[str, Array]) -> Array:
        """∂F/∂θ by the recursion of S_n, from the first step to the last. Raises ValueError for W and b."""
        if not self.moves_the_state(parameter):
            raise ValueError(f"{parameter} does not move the state, so there is nothing to carry")
        carried = np.zeros(np.shape(values["h0"]) + np.shape(values[parameter]))  # S_0 (H, *θ)
        sensitivity, share, shares = self.sensitivity(parameter), self.share(parameter), []
        for known in self._states(values):
            known[f"∂hn-1/∂{parameter}"] = carried
            carried = self._array(sensitivity, ("hn-1", parameter), known)
            known[f"∂hn/∂{parameter}"] = carried
            shares.append(self._array(share, (parameter,), known))
        return np.asarray(np.sum(shares, axis=0))

    def jacobians(self, values: Mapping[str, Array]) -> Array:
        """J_1 … J_N (N, H, H)."""
        jacobian = self.jacobian
        return np.array([self._array(jacobian, ("hn", "hn-1"), known) for known in self._states(values)])

    def _states(self, values: Mapping[str, Array]) -> list[dict[str, Array]]:
        """The values around step n, for n = 1..N. What no derivative needs of the steps after is 0."""
        given = {name: values[name] for name in ("Vx", "Vh", "c", "W", "b")}
        nothing, no_word = np.zeros(np.shape(values["h0"])), np.zeros(np.shape(values["b"]))
        known, h = [], values["h0"]
        for n in range(1, sum(name.startswith("x") for name in values) + 1):
            around = {"xn": values[f"x{n}"], "wn": values[f"w{n}"], "xn+1": values.get(f"x{n + 1}", no_word)}
            around |= {"hn-1": h, "hN": nothing, "rest": np.zeros(())}
            known.append(forward_values(self.graph, given | around))
            h = known[-1]["hn"]
        return known

    def _array(self, e: Expr, nodes: tuple[str, ...], known: Mapping[str, Array]) -> Array:
        """An expression as an array whose axes are those of the nodes: i for a first state, then j, k."""
        sizes = sizes_of(self.graph, {name: value for name, value in known.items() if name in self.graph.nodes})
        *above, below = nodes
        free = [i] * len(above) + list(free_indices(self.graph[below]))
        lengths = [length for name in nodes for length in shape_of(self.graph, name, sizes)]
        return evaluate(e, dict(zip(free, lengths, strict=True)), known, sizes)
