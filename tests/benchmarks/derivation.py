"""How long it takes to derive, against importing SymPy: derived anew each time, nothing kept from a round before.

python tests/benchmarks/derivation.py
"""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from models.derivation import Gradients, Sensitivities, backward, forward, through_time
from models.derivation.generic import forget
from models.derivation.proof import proved
from models.derivation.proof_through_time import ThreeWays
from models.graph import H, K, rnn_graph, trigram_graph

ROUNDS = 7


def seconds(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def imported(module: str) -> float:
    """The processor time of an import, in a process of its own."""
    timed = f"import time; start = time.process_time(); import {module}; print(time.process_time() - start)"
    return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True).stdout)


def all_of(gradients: Gradients) -> None:
    for name in "aWbhVc":
        gradients.tex(name)


def every_node(gradients: Gradients) -> None:
    for name in gradients.graph.nodes:
        gradients.steps(name)


def carried(sensitivities: Sensitivities) -> None:
    for name in sensitivities.reached[1:]:
        sensitivities.recursion(name)


def three_ways(ways: ThreeWays) -> None:
    assert all(ways.agree(parameter) for parameter in ("Vx", "Vh", "c", "W", "b"))


TASKS: dict[str, Callable[[], object]] = {
    "all gradients of the trigram": lambda: all_of(backward(trigram_graph())),
    "steps of ∂F/∂h2, RNN of 4 steps": lambda: backward(rnn_graph(4)).steps("h2"),
    "steps of every node, RNN of 10 steps": lambda: every_node(backward(rnn_graph(10))),
    "BPTT at any step n": lambda: through_time().bptt("Vh"),
    "RTRL at any step n": lambda: through_time().rtrl("Vh"),
    "steps of every node, RNN of 3 steps": lambda: every_node(backward(rnn_graph(3))),
    "forward mode by Vh, RNN of 3 steps": lambda: carried(forward(rnn_graph(3), "Vh")),
    "proof of ∂F/∂V, H = K = 2": lambda: proved(trigram_graph(), "V", {H: 2, K: 2}),
    "direct = BPTT = RTRL, N = K = 3, H = 2": lambda: three_ways(ThreeWays(3, {H: 2, K: 3})),
}


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in ("import sympy", "import models.derivation", *TASKS)}
    for _ in range(ROUNDS):
        times["import sympy"].append(imported("sympy"))
        times["import models.derivation"].append(imported("models.derivation"))
    firsts = {}
    for name, task in TASKS.items():
        firsts[name] = seconds(task)
        for _ in range(ROUNDS):  # task by task: SymPy's own cache is small, and one would empty it for another
            forget()
            times[name].append(seconds(task))
    unit = median(times["import sympy"])
    print(f"medians of {ROUNDS} rounds, what was derived forgotten before each")
    for name, own in times.items():
        first = f"   the first time {firsts[name] * 1e3:6.0f} ms" if name in firsts else ""
        print(f"  {name:38} {median(own) * 1e3:6.0f} ms   {median(own) / unit:5.2f} x import sympy{first}")


if __name__ == "__main__":
    main()
