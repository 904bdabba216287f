"""What runs behind the cards on the neural trigram: its forward pass, its training, its gradients derived by SymPy."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from engine import (
    Claim,
    Derivation,
    Diagram,
    Edge,
    Exhibit,
    Level,
    Matrix,
    Node,
    Plot,
    Progress,
    Prose,
    Series,
    Step,
    Table,
    answer,
    choice,
    code,
    seed,
    slider,
)
from models import corpus, grammar, trigram
from models.arrays import Array
from models.derivation import Gradients, backward, trigram_values
from models.derivation.proof import proved
from models.differences import along, directions, entrywise, inner
from models.graph import H, K, trigram_graph
from models.ngram import NGram
from models.training import train
from models.vocabulary import Vocabulary

WORDS = ("the", "dog", "cat", "sees", ".")  # a vocabulary that fits a table
SHAPES = {"V": "(H, 2K)", "c": "(H)", "W": "(K, H)", "b": "(K)"}
ACTIVATIONS = ("tanh", "sigmoid", "relu", "identity")


def in_figures(vector: Array) -> str:
    """The entries of a vector, as text."""
    return "  ".join(f"{entry:+.2f}" for entry in vector).replace("-", "−")


def of_scale(K: int, H: int, seed: int) -> trigram.Params:
    """Random parameters, biases too, so that no term of a formula is zero."""
    rng = np.random.default_rng(seed)
    return trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))


@answer(words=slider(3, 10_000, 5, 1, log=True, label="words K"), hidden=slider(1, 100, 3, label="hidden H"))
@code(trigram.Params)
def network(words: int, hidden: int) -> Iterator[Exhibit]:
    """The network drawn, and how many numbers it is made of."""
    yield Prose("Two words go in, one distribution comes out. The letter on an arrow is the matrix it passes.")
    yield Diagram(
        (
            Node("earlier", "w_{n-2}", 0, 0),
            Node("later", "w_{n-1}", 0, 2),
            Node("h", "h_n", 1, 1),
            Node("p", r"\hat p_n", 2, 1),
        ),
        (Edge("earlier", "h", "V"), Edge("later", "h", "V"), Edge("h", "p", "W")),
        title="The network at one position",
    )
    counts = {"V": hidden * 2 * words, "c": hidden, "W": words * hidden, "b": words}
    rows = [(f"${name}$", f"${SHAPES[name]}$", count) for name, count in counts.items()]
    total = sum(each.size for each in trigram.init(words, hidden, 0))
    yield Table(("parameter", "shape", "numbers"), (*rows, ("all", "", sum(counts.values()))), total=True)
    yield Claim("the model holds $3HK + H + K$ numbers", total, "=", 3 * hidden * words + hidden + words)
    if total < words**3:
        yield Claim("fewer than a table of all trigrams", total, "<", words**3)
    else:
        yield Prose("With so few words a table of all trigrams is the smaller one.")


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


HELD_OUT, TOKENS, MOST_WORDS = 3_000, 20_000, 120  # in words; the rest of a vocabulary is one unknown word
BATCH, STEPS = 400, 500
REPORTS = {round(step) for step in np.geomspace(1, STEPS, 50)}  # most of the fall is in the first steps


@lru_cache(maxsize=4)
def texts(source: str, seed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A text to learn from and another one to be judged by."""
    if source == "grammar":
        drawn = (corpus.tokens("grammar", length=n, seed=2 * seed + k) for k, n in enumerate((TOKENS, HELD_OUT)))
        learnt, held = drawn
    else:
        words = corpus.tokens("python-reference")
        start = np.random.default_rng(seed).integers(len(words) - TOKENS - HELD_OUT)
        learnt, held = words[start : start + TOKENS], words[start + TOKENS : start + TOKENS + HELD_OUT]
    return tuple(learnt), tuple(held)


@answer(
    source=choice("grammar", "English"),
    hidden=slider(4, 64, 24, label="hidden H"),
    rate=slider(0.01, 0.05, 0.02, 0.1, log=True),
    seed=seed(),
)
@code(
    trigram.backward,
    {
        "loss_and_error(a, target)": "the loss, and its error: prediction less truth",
        "(e @ W) *": "sent back through W, damped by the slope of g",
    },
)
def training(source: str, hidden: int, rate: float, seed: int) -> Iterator[Exhibit]:
    """A trigram network learns; its loss on unseen text against what a model without context can reach."""
    learnt, held = texts(source, seed)
    words = Vocabulary(learnt, MOST_WORDS)
    tokens, unseen = words.encode(learnt), words.encode(word if word in words else "<unknown>" for word in held)
    params = trigram.init(len(words), hidden, seed)
    uniform = math.log(len(words))
    unigram = NGram(1).fit(tokens.tolist()).cross_entropy(unseen.tolist()) * math.log(2)
    levels = [Level("uniform", uniform), Level("unigram", unigram)]
    entropy = grammar.entropy_rate() * math.log(2)
    if source == "grammar":
        levels.append(Level("the source", entropy))
    yield Prose(
        f"{len(words)} words, {sum(each.size for each in params):,} parameters. On text it never trained on, the loss "
        "begins near blind guessing, falls below what word frequencies alone can reach, and "
        + ("comes to rest above the entropy of the source." if source == "grammar" else "flattens out.")
    )
    untrained = trigram.loss(params, unseen)
    seen: list[float] = []
    losses: list[float] = []

    def gradient(params: trigram.Params, step: int) -> tuple[float, trigram.Params]:
        start = (step - 1) * BATCH % (len(tokens) - BATCH)
        return trigram.backward(params, tokens[start : start + BATCH])

    for trained in train(params, gradient, STEPS, rate=rate, clip=5.0):
        if trained.step in REPORTS:
            seen.append(float(trained.step * BATCH))
            losses.append(trigram.loss(trained.params, unseen))
            yield loss_curve(seen, losses, levels)
            yield Progress(trained.step, STEPS, "steps")
    _, p = trigram.forward(trained.params, unseen[1:-1], unseen[:-2])  # (M, K)
    chances = p[np.arange(len(p)), unseen[2:]]  # (M,): of the words that came
    choices = float(np.prod(chances ** (-1 / len(chances))))
    yield Claim("trained: below the unigram line", losses[-1], "<", unigram)
    yield Claim("untrained it was above", untrained, ">", unigram)
    if source == "grammar":
        yield Claim("not below the entropy of the source", losses[-1], "≥", entropy)
        spent = grammar.cross_entropy(learnt) * math.log(2)
        yield Claim("that entropy, by the rules and by a text", entropy, "≈", spent, 0.03)
    yield Claim(r"$e^F$ is $(\prod_n w_n^\top \hat p_n)^{-1/M}$", math.exp(losses[-1]), "≈", choices)
    yield Claim("$2^F$ is too small", 2 ** losses[-1], "<", choices)


def loss_curve(seen: Sequence[float], losses: Sequence[float], levels: Sequence[Level]) -> Plot:
    line = Series("unseen text", tuple(seen), tuple(losses))
    return Plot("$F$", (line,), x="words seen", scale="nats a word", levels=tuple(levels), log_x=True, key="loss")


@answer(
    place=slider(1, 8, 5, label="n"),
    word=choice(*WORDS, start="cat", label="new word"),
    hidden=slider(1, 8, 4, label="hidden H"),
    seed=seed(),
)
@code(trigram.loss, {"words[1:-1], words[:-2]": "the two words before each; the word itself is not among them"})
def reach_of_a_word(place: int, word: str, hidden: int, seed: int) -> Iterator[Exhibit]:
    """Change one word of a text, and see which predictions move."""
    text = [WORDS.index(each) for each in ["the", "dog", "sees", "the", "dog", ".", "the", "cat", "."]]
    changed = text.copy()
    changed[place - 1] = WORDS.index(word)
    params = of_scale(len(WORDS), hidden, seed)
    before, after = ({n: trigram.forward(params, t[n - 2], t[n - 3])[1] for n in range(3, 10)} for t in (text, changed))
    moved = {n: float(np.abs(after[n] - before[n]).max()) for n in before}
    yield Prose(f'$w_{place}$ becomes "{word}". Which predictions notice?')
    rows = [(n, WORDS[text[n - 1]], WORDS[changed[n - 1]], moved.get(n)) for n in range(1, 10)]
    yield Table(("$n$", "text", "changed", r"$\hat p_n$ moves by"), tuple(rows))
    near = [moved[n] for n in (place + 1, place + 2) if n in moved]
    far = [size for n, size in moved.items() if n not in (place + 1, place + 2)]
    if place in moved:
        yield Claim(f"$\\hat p_{place}$ does not see $w_{place}$", moved[place], "=", 0)
    yield Claim("nor does any but the next two", max(far), "=", 0)
    if changed == text:
        yield Claim("the word stays: the next two move by", max(near), "=", 0)
    else:
        yield Claim("the next two move by", max(near), ">", 0)
    again = float(np.abs(before[3] - before[6]).max())
    yield Claim(r'after "the dog" at $n = 3$ and at $n = 6$', again, "=", 0)


@lru_cache(maxsize=8)
def derived(activation: str) -> Gradients:
    """The gradients of the trigram with that activation, derived once."""
    return backward(trigram_graph(activation))


def as_steps(gradients: Gradients, node: str, whole: bool) -> tuple[Step, ...]:
    """A derivation of the models as one that a screen can show."""
    found = gradients.derivation(node) if whole else gradients.steps(node)
    return tuple(Step(each.tex, each.rule) for each in found)


@answer(
    came=choice(*WORDS, start="cat", label="word"),
    confidence=slider(0.0, 4.0, 1.0, 0.25, label="scale of a"),
    seed=seed(),
)
@code(trigram.backward, {"loss_and_error(a, target)": "p - w: all that is left of softmax and logarithm"})
def output_error(came: str, confidence: float, seed: int) -> Iterator[Exhibit]:
    """The softmax and the cross entropy differentiated, and the error in numbers."""
    a = confidence * np.random.default_rng(seed).normal(size=len(WORDS))  # (K,)
    gradients, place = derived("tanh"), WORDS.index(came)
    yield Prose(
        "The Jacobian of the softmax is full, yet nearly all of it cancels. SymPy differentiates the definitions:"
    )
    yield Derivation(r"$\partial F / \partial a$", as_steps(gradients, "a", whole=False))
    hidden = np.zeros(1)  # with b = a and one silent unit the scores are a itself
    params = trigram.Params(np.zeros((1, 2 * len(a))), hidden, np.zeros((len(a), 1)), a)
    values = trigram_values(params, 0, 0, place)
    error = gradients.evaluate("a", values)  # (K,)
    _, p = trigram.forward(params, 0, 0)
    yield Table(
        ("word", r"$\hat p$", "$w$", r"$\hat p - w$"),
        tuple((word, float(p[k]), int(k == place), float(error[k])) for k, word in enumerate(WORDS)),
    )
    measured = entrywise(lambda b: trigram.loss(params._replace(b=b), [0, 0, place]), a)
    yield Claim("derived and $\\hat p - w$ differ by", float(np.abs(error - (p - np.eye(len(a))[place])).max()), "≈", 0)
    yield Claim("derived and finite differences: by", float(np.abs(error - measured).max()), "<", 1e-7)
    yield Claim("the errors cancel: they sum to", float(error.sum()), "≈", 0)
    yield Claim("only the word that came is pushed up", int((error < 0).sum()), "=", 1)


@answer(
    parameter=choice("W", "b", "V", "c"),
    activation=choice(*ACTIVATIONS),
    words=slider(2, 12, 5, label="words K"),
    hidden=slider(1, 12, 3, label="hidden H"),
    seed=seed(),
)
@code(
    trigram.backward,
    {
        "loss_and_error(a, target)": "the error p - w",
        ".slope(h)": "times g'(z), which the value h tells",
        "sum_by_word(one, d, K)": "the outer product with one-hot words: sum what falls to each column of V",
        "e.T @ h": "∂F/∂W: every error along its hidden layer, summed",
    },
)
def gradient(parameter: str, activation: str, words: int, hidden: int, seed: int) -> Iterator[Exhibit]:
    """A gradient derived from the network's definition, and held against the model and finite differences."""
    gradients = derived(activation)
    yield Prose(
        f"For one prediction, from the loss back to ${parameter}$, each step by SymPy. The numbers below are the mean "
        "over a text of 7 words, which has $M = 5$ predictions."
    )
    yield Derivation(rf"$\partial F / \partial {parameter}$", as_steps(gradients, parameter, whole=True))
    rng = np.random.default_rng(seed)
    params = of_scale(words, hidden, seed)
    text = rng.integers(words, size=7)
    at = [trigram_values(params, text[n - 1], text[n - 2], text[n]) for n in range(2, len(text))]
    derivative = np.mean([gradients.evaluate(parameter, values) for values in at], axis=0)
    model = getattr(trigram.backward(params, text, activation=activation)[1], parameter)
    name = rf"$\partial F/\partial {parameter}$"
    if derivative.ndim == 1 and len(derivative) <= 6:
        yield Matrix(name, (tuple(derivative),))
    elif derivative.ndim == 2 and derivative.shape[1] <= 12:
        yield Matrix(name, tuple(map(tuple, derivative)), style="heatmap")

    def loss(changed: Array) -> float:
        return trigram.loss(params._replace(**{parameter: changed}), text, activation=activation)

    (direction,) = directions([model], rng)
    value = getattr(params, parameter)
    slope = along(loss, (value,), (direction,), 1e-6)
    yield Claim("derived, against the model: off by", float(np.abs(derivative - model).max()), "≈", 0)
    yield Claim("against finite differences: off by", abs(inner([derivative], [direction]) - slope), "<", 1e-6)
    if activation != "relu":
        entries = getattr(trigram.init(2, 2, 0), parameter).size
        exact = proved(gradients.graph, parameter, {H: 2, K: 2})
        yield Claim("entries proved exact, at $H = K = 2$", entries if exact else 0, "=", entries)
    apart = [trigram.backward(params, text[n - 3 : n], activation=activation)[1] for n in range(3, len(text) + 1)]
    by_N = np.sum([getattr(each, parameter) for each in apart], axis=0) / len(text)  # the sum, divided by N
    size = inner([model], [model])
    if size > 0:
        yield Claim("divided by $N$, not $M$: shrinks to", inner([by_N], [model]) / size, "≈", 5 / 7)
