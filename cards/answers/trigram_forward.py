"""The forward pass of a neural trigram, value by value."""

from collections.abc import Iterator

import numpy as np

from cards.answers.trigram_examples import ACTIVATIONS, WORDS, of_scale
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, slider
from models import trigram
from models.arrays import Array


@answer(
    before=choice(*WORDS, start="the", label="two back"),
    previous=choice(*WORDS, start="dog", label="one back"),
    hidden=slider(1, 5, 3, label="hidden H"),
    activation=choice(*ACTIVATIONS),
    seed=seed(),
)
@code(
    trigram.forward,
    {
        "V_T[one] + V_T[K + two]": "one-hot words pick two columns of V",
        "softmax(h @ W.T + b)": "the distribution over the next word",
    },
)
def forward_pass(before: str, previous: str, hidden: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """Every value on the way from two words to a distribution, and what swapping the words does."""
    params, size = of_scale(len(WORDS), hidden, seed), len(WORDS)
    i, j = WORDS.index(previous), WORDS.index(before)
    one_hot = np.eye(size)  # (K, K)
    x = np.concatenate([one_hot[i], one_hot[j]])  # (2K,)
    columns = params.V[:, i] + params.V[:, size + j]  # (H,)
    z = params.V @ x + params.c  # (H,)
    h, p = trigram.forward(params, i, j, activation=activation)  # (H,), (K,)
    a = params.W @ h + params.b  # (K,)
    yield Prose(
        f'After "{before} {previous}" the shapes go from $2K$ to $H$ to $K$. *{previous}* picks a column of the left '
        f"block of $V$, *{before}* one of the right. The weights are random; nothing is learnt yet."
    )
    yield Table(
        ("value", "shape", "entries"),
        (
            (r"$x = [w_{n-1}; w_{n-2}]$", f"({len(x)})", "  ".join(f"{entry:.0f}" for entry in x)),
            (f"columns {i + 1} + {size + j + 1} of $V$", f"({hidden})", in_figures(columns)),
            (r"$z = V x + c$", f"({hidden})", in_figures(z)),
            (r"$h = g(z)$", f"({hidden})", in_figures(h)),
            (r"$a = W h + b$", f"({len(a)})", in_figures(a)),
            (r"$\hat p = \text{softmax}(a)$", f"({len(p)})", in_figures(p).replace("+", "")),
        ),
    )
    yield Table(("next word", *WORDS), ((r"$\hat p_n$", *map(float, p)),))
    blocks_swapped = params._replace(V=np.roll(params.V, size, axis=1))
    other, swapped = trigram.forward(params, j, i, activation=activation)  # (H,), (K,)
    _, both = trigram.forward(blocks_swapped, j, i, activation=activation)
    yield Claim("$V x$ is the sum of two columns: off by", float(np.abs(params.V @ x - columns).max()), "≈", 0)
    yield Claim(r"the entries of $\hat p$ sum to one", float(p.sum()), "=", 1)
    yield Claim(r"$\hat p$ is in proportion to $e^a$: off by", float(np.ptp(np.log(p) - a)), "≈", 0)
    moved = float(np.abs(swapped - p).max())
    if np.array_equal(other, h):
        yield Claim("words swapped, and $h$ the same: by", moved, "=", 0)
    else:
        yield Claim("words swapped: $\\hat p$ moves by", moved, ">", 0)
    yield Claim("and blocks of $V$ swapped too: by", float(np.abs(both - p).max()), "≈", 0)


def in_figures(vector: Array) -> str:
    """The entries of a vector, as text."""
    return "  ".join(f"{entry:+.2f}" for entry in vector).replace("-", "−")
