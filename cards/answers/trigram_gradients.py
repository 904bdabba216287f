"""The gradients of the neural trigram: derived from its graph, proved, and held against the model and differences."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from cards.answers.derived import derivation
from cards.answers.trigram_examples import ACTIVATIONS, of_scale
from engine import Claim, Exhibit, Matrix, Prose, answer, choice, code, seed, slider
from models import trigram
from models.arrays import Ids
from models.derivation import Gradients, backward, trigram_values
from models.derivation.evaluation import Array, forward_values
from models.derivation.proof import proved
from models.differences import along, directions, inner
from models.graph import AnyActivation, H, K, trigram_graph

ANY = "any g"
N = 7  # words of the text, so that there are M = 5 predictions
SMALL = {H: 2, K: 3}  # where the closed forms are proved
TEX = {"p": r"\hat p"}


@answer(
    of=choice("W", "b", "V", "c", "h", "p", label="gradient by"),
    activation=choice(*ACTIVATIONS, ANY),
    words=slider(2, 12, 5, label="words K"),
    hidden=slider(1, 12, 3, label="hidden H"),
    seed=seed(),
)
@code(trigram_graph, {"elementwise": "the activation, and nothing about its slope", "softmax(a)": "nor the softmax's"})
@code(
    trigram.backward,
    {
        "loss_and_error(a, target)": "the error p - w",
        ".slope(h)": "times g'(z), which the value h tells",
        "sum_by_word(one, d, K)": "the outer product with one-hot words: sum what falls to each column of V",
        "e.T @ h": "∂F/∂W: every error along its hidden layer, summed",
    },
)
def gradient(of: str, activation: str, words: int, hidden: int, seed: int) -> Iterator[Exhibit]:
    """A gradient derived from the network's definition, proved, and held against the model and finite differences."""
    tex, computed = TEX.get(of, of), "tanh" if activation == ANY else activation
    unknown = "Of $g$ it knows only that it has a slope $g'$; in the numbers it is $\\tanh$. "
    yield Prose(
        f"For one prediction, from the loss back to ${tex}$, each step by SymPy from the definition of the network. "
        + (unknown if activation == ANY else "")
        + (
            f"The numbers are the mean over a text of {N} words, which has $M = {N - 2}$ predictions."
            if of in trigram.Params._fields
            else f"Each prediction has one of its own: here that of the last of {N} words."
        )
    )
    name = rf"$\partial F / \partial {tex}$"
    yield derivation(name, derived(activation).derivation(of))
    rng = np.random.default_rng(seed)
    params, text = of_scale(words, hidden, seed), rng.integers(words, size=N)
    if of in trigram.Params._fields:
        yield from of_parameter(of, name, params, text, computed, rng)
    else:
        yield from of_value(of, name, trigram_values(params, *text[[-2, -3, -1]]), computed, rng)
    if activation == "relu":
        yield Prose("ReLU is defined by cases, so nothing is *proved* of it: its numbers agree, and that is all.")
    else:
        size = SMALL[H], SMALL[K]
        entries = entries_of(of, *size)
        statement = f"entries proved, at $H = {size[0]}$, $K = {size[1]}$"
        yield Claim(statement, entries if is_proved(activation, of) else 0, "=", entries)


def of_parameter(
    node: str, name: str, params: trigram.Params, text: Ids, activation: str, rng: np.random.Generator
) -> Iterator[Exhibit]:
    """The mean over a text, against the model's own gradient, finite differences and a division by N."""
    at = [trigram_values(params, text[n - 1], text[n - 2], text[n]) for n in range(2, N)]
    derivative = np.mean([derived(activation).evaluate(node, values) for values in at], axis=0)
    yield from shown(name, derivative)
    model = getattr(trigram.backward(params, text, activation=activation)[1], node)

    def loss(changed: Array) -> float:
        return trigram.loss(params._replace(**{node: changed}), text, activation=activation)

    (direction,) = directions([model], rng)
    slope = along(loss, (getattr(params, node),), (direction,), 1e-6)
    yield Claim("derived, against the model: off by", float(np.abs(derivative - model).max()), "≈", 0)
    yield Claim("against finite differences: off by", abs(inner([derivative], [direction]) - slope), "<", 1e-6)
    apart = [trigram.backward(params, text[n - 3 : n], activation=activation)[1] for n in range(3, N + 1)]
    by_N = np.sum([getattr(each, node) for each in apart], axis=0) / N  # the sum, divided by N
    size = inner([model], [model])
    if size > 0:
        yield Claim("divided by $N$, not $M$: shrinks to", inner([by_N], [model]) / size, "≈", (N - 2) / N)


def of_value(
    node: str, name: str, values: Mapping[str, Array], activation: str, rng: np.random.Generator
) -> Iterator[Exhibit]:
    """One prediction, against the closed form worked out by numpy and finite differences."""
    gradients = derived(activation)
    derivative = gradients.evaluate(node, values)
    yield from shown(name, derivative)
    known = forward_values(gradients.graph, values)
    p, w = known["p"], known["w"]  # (K,), (K,)
    closed = {"h": known["W"].T @ (p - w), "p": -w / p}[node]

    def loss(changed: Array) -> float:
        return float(forward_values(gradients.graph, {**values, node: changed})["F"])

    (direction,) = directions([derivative], rng)
    step = 1e-4 * float(p.min()) if node == "p" else 1e-6  # a probability must stay above zero
    slope = along(loss, (known[node],), (direction,), step)
    yield Claim("derived, against numpy: off by", float(np.abs(derivative - closed).max()), "≈", 0)
    yield Claim("against finite differences: off by", abs(inner([derivative], [direction]) - slope), "<", 1e-5)


def shown(name: str, derivative: Array) -> Iterator[Exhibit]:
    """The gradient in numbers, where it has few of them; as a heatmap, where it has more."""
    if derivative.ndim == 1 and len(derivative) <= 6:
        yield Matrix(name, (tuple(derivative),))
    elif derivative.ndim == 2 and derivative.shape[1] <= 12:
        yield Matrix(name, tuple(map(tuple, derivative)), style="heatmap")


def entries_of(node: str, H: int, K: int) -> int:
    """How many entries a parameter has, or a value of one prediction."""
    own = {"h": H, "p": K}
    return own[node] if node in own else int(getattr(trigram.init(K, H, 0), node).size)


@lru_cache(maxsize=8)
def derived(activation: str) -> Gradients:
    """The gradients of the trigram with that activation, derived once."""
    return backward(trigram_graph(AnyActivation if activation == ANY else activation))


@lru_cache(maxsize=64)
def is_proved(activation: str, node: str) -> bool:
    """Whether the derived form is the derivative, as an identity of polynomials at a small size."""
    return proved(derived(activation).graph, node, SMALL)
