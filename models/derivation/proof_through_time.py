"""Proofs about the unrolled network, decided as in `models.derivation.proof`: that BPTT and RTRL, derived at a symbolic
step n and run over N explicit steps, give the derivative of F, and that it is the sum over the copies of a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr, Symbol

from models.derivation.proof import Entries, WrittenOut
from models.derivation.recurrences import Recurrences
from models.graph import Activation, i, rnn_graph

Sizes = Mapping[Symbol, int]


class ThreeWays:
    """∂F/∂θ of a network of N steps written out in its entries: directly, by BPTT and by RTRL.

    The network is that of `rnn_graph`, with any activation; `proved` decides the gradients of other graphs.
    """

    def __init__(self, N: int, sizes: Sizes, activation: str | Activation = "tanh") -> None:
        self.N, self.recurrences = N, Recurrences(activation)
        self.network = WrittenOut(rnn_graph(N, activation), sizes)
        self._nothing = dict.fromkeys(self.network.places("h0"), sympy.Integer(0))

    def directly(self, parameter: str) -> Entries:
        """F, written out in the parameters and words, differentiated."""
        return self.network.gradient(parameter)

    def by_bptt(self, parameter: str, delta: Expr | None = None, contribution: Expr | None = None) -> Entries:
        """By δ_n from the last step to the first. Another recursion or contribution than the derived may be given."""
        delta = self.recurrences.delta if delta is None else delta
        contribution = self.recurrences.contribution(parameter) if contribution is None else contribution
        network, total = self.network, dict.fromkeys(self.network.places(parameter), sympy.Integer(0))
        network.entries["δhn+1"] = self._nothing  # δ_{N+1} = 0
        for n in range(self.N, 0, -1):
            self._stand_at(n)
            network.entries["δhn"] = network.of(delta, "h0")
            total = _plus(total, network.of(contribution, parameter))
            network.entries["δhn+1"] = network.entries["δhn"]
        return total

    def by_rtrl(self, parameter: str) -> Entries:
        """By S_n from the first step to the last, for a parameter that moves the state."""
        sensitivity, share = self.recurrences.sensitivity(parameter), self.recurrences.share(parameter)
        network, total = self.network, dict.fromkeys(self.network.places(parameter), sympy.Integer(0))
        before = f"∂hn-1/∂{parameter}"
        network.entries[before] = {(*unit, *place): zero for unit, zero in self._nothing.items() for place in total}
        for n in range(1, self.N + 1):
            self._stand_at(n)
            carried: Entries = {}
            for unit in self._nothing:
                row = network.of(sensitivity, parameter, {i: unit[0]})
                carried |= {(*unit, *place): entry for place, entry in row.items()}
            network.entries[f"∂hn/∂{parameter}"] = network.entries[before] = carried
            total = _plus(total, network.of(share, parameter))
        return total

    def agree(self, parameter: str) -> bool:
        """Whether all ways give the same, entry by entry, for all values: direct = BPTT, and = RTRL where that goes."""
        directly = self.directly(parameter)
        agree = self.network.same(directly, self.by_bptt(parameter))
        if self.recurrences.moves_the_state(parameter):
            agree = agree and self.network.same(directly, self.by_rtrl(parameter))
        return agree

    def _stand_at(self, n: int) -> None:
        """Let the names of the general step n mean those of this step."""
        entries = self.network.entries
        for letter in "xzhapw":
            for name, step in (("n-1", n - 1), ("n", n), ("n+1", n + 1)):
                # After the last step nothing comes back, whatever the state there.
                entries[f"{letter}{name}"] = entries.get(f"{letter}{step}", self._nothing)


def _plus(left: Entries, right: Entries) -> Entries:
    return {place: entry + right[place] for place, entry in left.items()}


class Copies:
    """∂F/∂θ of the network with one θ, and Σ_n ∂F/∂θ_n of the one with a copy θ_n at each step, where all are θ."""

    def __init__(self, N: int, sizes: Sizes, activation: str | Activation = "tanh") -> None:
        self.N = N
        self.tied = WrittenOut(rnn_graph(N, activation), sizes)
        self.untied = WrittenOut(rnn_graph(N, activation, tied=False), sizes)
        self._original: dict[Expr, Expr] = {}  # what is a copy, or computed from copies → what it is a copy of
        for name in ("Vx", "Vh", "c", "W", "b"):
            for n in range(1, N + 1):
                entries = self.untied.entries[f"{name}{n}"]
                self._original |= {entry: self.tied.entries[name][place] for place, entry in entries.items()}

    def of_copy(self, parameter: str, n: int) -> Entries:
        """∂F/∂θ_n, where all copies are θ."""
        entries = self.untied.gradient(f"{parameter}{n}")
        for applied, variable in self.untied.names.items():  # of the functions applied, and of slopes just met
            if variable not in self._original:
                self._original[variable] = self.tied.name(applied.xreplace(self._original))
        return {place: entry.xreplace(self._original) for place, entry in entries.items()}

    def agree(self, parameter: str) -> bool:
        """Whether the gradient by the parameter is the sum of those by its copies, entry by entry, for all values."""
        total = dict.fromkeys(self.tied.places(parameter), sympy.Integer(0))
        for n in range(1, self.N + 1):
            total = _plus(total, self.of_copy(parameter, n))
        return self.tied.same(self.tied.gradient(parameter), total)
