"""A neural trigram learns: its loss on a text that it never trained on, and what the loss says."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from engine import Claim, Exhibit, Level, Plot, Progress, Prose, Series, answer, choice, code, seed, slider
from models import corpus, grammar, trigram
from models.ngram import NGram
from models.training import train
from models.vocabulary import Vocabulary

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
        "e @ W": "sent back through W",
        ".slope(h)": "damped by the slope of g",
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
    N = len(unseen)
    more = N * trigram.loss(trained.params, [0, 0, *unseen]) - (N - 2) * losses[-1]
    _, first = trigram.forward(trained.params, [0, unseen[0]], [0, 0])  # (2, K)
    costs = -np.log(first[[0, 1], unseen[:2]])  # (2,)
    yield Claim("padded: $N$ terms, two more than $N - 2$", more, "≈", float(costs.sum()), 1e-6)


def loss_curve(seen: Sequence[float], losses: Sequence[float], levels: Sequence[Level]) -> Plot:
    line = Series("unseen text", tuple(seen), tuple(losses))
    return Plot("$F$", (line,), x="words seen", scale="nats a word", levels=tuple(levels), log_x=True, key="loss")
