"""The forward pass of a recurrent network, unrolled."""

from collections.abc import Iterator

import numpy as np

from cards.answers.drawn import drawn
from engine import Claim, Exhibit, Matrix, Prose, Table, answer, choice, code, seed, slider
from models import memory, rnn
from models.activations import activation as activation_called

WORDS = ("the", "dog", "cat", "sees", ".")


@answer(
    steps=slider(1, 6, 4, label="steps N"),
    hidden=slider(2, 8, 3, label="hidden units H"),
    activation=choice("tanh", "sigmoid", "relu", "identity"),
    seed=seed(),
)
@code(rnn.forward, {"states(": "h_1 … h_N, one after the other", "softmax(h @": "the same W and b read every state"})
def forward(steps: int, hidden: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """A small RNN unrolled: its graph, its states, its predictions."""
    K = len(WORDS)
    rng = np.random.default_rng(seed)
    inputs = rng.integers(K, size=steps)  # (N,)
    c, b = 0.5 * rng.standard_normal(hidden), 0.5 * rng.standard_normal(K)  # (H,), (K,): not 0, to be seen to count
    params = rnn.init(K, hidden, seed)._replace(c=c, b=b)
    h, p = rnn.forward(params, inputs, np.zeros(hidden), activation=activation)  # (N, H), (N, K)
    yield Prose(
        f"An RNN over {K} words with random weights, unrolled over {steps} steps. The same five arrays serve "
        "each step; only the state passes from one to the next."
    )

    from models.graph import rnn_graph  # SymPy: the first words need not wait for it

    yield drawn(rnn_graph(steps, activation), "the network, unrolled", losses=False)
    times = range(1, steps + 1)
    heads = tuple(f"$h_{n}$" for n in times)
    yield Matrix("$h$", tuple(tuple(map(float, row)) for row in h.T), columns=heads, style="heatmap")
    rows = tuple((n, WORDS[inputs[n - 1]], WORDS[int(p[n - 1].argmax())], float(p[n - 1].max())) for n in times)
    yield Table(("n", "reads $x_n$", "likeliest next", r"its $\hat p$"), rows)
    before = h[-2] if steps > 1 else np.zeros(hidden)  # (H,)
    x = np.eye(K)[inputs[-1]]  # (K,)
    g = activation_called(activation).g
    apart = g(params.Vx @ x + params.Vh @ before + params.c)  # (H,)
    stacked = g(np.hstack([params.Vx, params.Vh]) @ np.concatenate([x, before]) + params.c)  # (H,)
    yield Claim("$h_N$ from $x_N$ and $h_{N-1}$: off by", float(np.abs(apart - h[-1]).max()), "<", 1e-12)
    yield Claim("from $V[x_N; h_{N-1}] + c$: off by", float(np.abs(stacked - h[-1]).max()), "<", 1e-12)
    scores = np.exp(params.W @ stacked + b)  # (K,)
    yield Claim(r"$\hat p_N$ from $h_N$: off by", float(np.abs(scores / scores.sum() - p[-1]).max()), "<", 1e-12)
    yield Claim(r"each $\hat p_n$ sums to one: off by", float(np.abs(p.sum(axis=1) - 1).max()), "<", 1e-12)
    size = sum(each.size for each in params)
    yield Claim("parameters: $HK + H^2 + H + KH + K$", size, "=", memory.parameters_of_rnn(K, hidden))
