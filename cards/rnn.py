"""What runs behind the cards on RNNs: what n-grams cannot see, and what a state carries."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from engine import (
    Claim,
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
    Table,
    answer,
    choice,
    code,
    seed,
    slider,
)
from models import agreement, corpus, rnn, trigram
from models import memory as remembered
from models.activations import activation as activation_called
from models.ngram import NGram

NAMES = {2: "bigram", 3: "trigram", 4: "4-gram", 5: "5-gram"}
UPDATES, SHOWN_EVERY = 2_000, 25
LEARNT = 0.03  # bits at the verb: certain enough to stop


@answer(
    distance=slider(1, 16, 6, label="words between"),
    order=choice(2, 3, 4, 5, start=3, label="n-gram: n"),
    hidden=slider(4, 48, 16, label="hidden units"),
    seed=seed(),
)
@code(NGram._cut, {"len(context) - kept": "what lies further back never reaches the model"})
@code(rnn.states, {"before @ Vh_T": "the state hands the whole past on"})
def blind_spot(distance: int, order: int, hidden: int, seed: int) -> Iterator[Exhibit]:
    """A verb that agrees with a distant subject: an n-gram model and an RNN that learns while you watch."""
    rng = np.random.default_rng(seed)
    sees_it = order - 1 > distance
    text = agreement.sentences(3_000, distance, rng)  # (N, B)
    ngram = NGram(order).fit(text.T.ravel().tolist())
    histories = agreement.sentences(1, distance, rng)[:-1].repeat(2, axis=1)  # (N - 1, 2)
    histories[0] = agreement.DOG, agreement.DOGS  # the same but for the subject
    between = " ".join(agreement.WORDS[w] for w in histories[1:, 0][:3]) + (" …" if distance > 3 else "")

    yield Prose(
        f"*dog {between} sees*, but *dogs {between} see*: the verb agrees with a subject {distance + 1} words "
        f"before it. A {NAMES[order]} model looks {order - 1} back"
        + (
            ", so this time it does see the subject. "
            if sees_it
            else ", at adverbs only: the verb costs it a bit or more. "
        )
        + "The RNN has to learn to carry the subject along."
    )
    test = agreement.sentences(256, distance, rng)  # (N, 256)
    at, bits = [], []
    for trained in agreement.train_rnn(distance, hidden, UPDATES, rng):
        if trained.step % SHOWN_EVERY and trained.step > 1:
            continue
        at.append(float(trained.step))
        bits.append(agreement.bits_at_the_verb(trained.params, test))
        yield Progress(trained.step, UPDATES, "updates of the RNN")
        yield Plot(
            "$-\\log_2 p(w_N \\mid w_{<N})$",
            (Series("RNN", tuple(at), tuple(bits)),),
            x="updates",
            scale="mean bits at the verb",
            levels=(Level("subject unseen", 1.0),),
            key="bits",
        )
        if bits[-1] < LEARNT:
            break

    counted = [ngram.prob(agreement.SEE, tuple(map(int, history))) for history in histories.T]
    learnt = agreement.verbs(trained.params, histories)[:, 1]  # (2,)
    yield Table(
        (f"{distance + 1} words back", f"$p$(see): {NAMES[order]}", "RNN"),
        (("dog", counted[0], float(learnt[0])), ("dogs", counted[1], float(learnt[1]))),
    )
    if sees_it:
        yield Claim(f"{NAMES[order]}: it reaches the subject", counted[0], "<", counted[1])
    else:
        yield Claim(f"{NAMES[order]}: $p$(see) after dog, after dogs", counted[0], "=", counted[1])
    yield Claim("RNN: $p$(see) after dog, after dogs", float(learnt[0]), "≠", float(learnt[1]), 0)
    if bits[-1] < 0.9:
        yield Claim("RNN: bits at the verb", bits[-1], "<", 1)
    else:
        yield Prose(f"In {UPDATES:,} updates this RNN has not learnt it. Try fewer words between, or more units.")


@answer(
    order=slider(1, 8, 3, label="n-gram: n"),
    source=choice("python-reference", "grammar", label="text"),
    unit=choice("words", "characters"),
)
@code(NGram.fit, {"setdefault": "only contexts that the text holds are kept"})
def price_of_context(order: int, source: str, unit: str) -> Iterator[Exhibit]:
    """The parameters of an n-gram model against n, and how many of its contexts a text ever shows."""
    tokens = corpus.tokens(source, unit, 40_000)
    K = len(set(tokens))
    orders = range(1, 9)
    possible = [float(K) ** (n - 1) for n in orders]
    seen = [len(set(zip(*(tokens[i:-1] for i in range(n - 1)), strict=False))) if n > 1 else 1 for n in orders]
    parameters = [contexts * (K - 1) for contexts in possible]
    name = f"{order}-gram"
    yield Prose(
        f"{len(tokens):,} {unit} of text, {K:,} different ones. Each $n$-gram model has a distribution for every "
        "context; the text can show only so many of them."
    )
    x = tuple(map(float, orders))
    yield Plot(
        "$K^{n-1}(K-1)$",
        (
            Series("parameters", x, tuple(parameters)),
            Series("contexts", x, tuple(possible), "dashes"),
            Series("seen in the text", x, tuple(map(float, seen)), "dots"),
        ),
        x="n",
        scale="log scale",
        log_y=True,
    )
    mine = seen[order - 1]
    heads = (f"{name} contexts", "of them seen", "parameters")
    yield Table(heads, ((possible[order - 1], mine, parameters[order - 1]),))
    yield Claim(f"{name}: contexts seen, and all", mine, "≤", possible[order - 1])
    yield Claim("seen contexts, and words of text", mine, "≤", len(tokens))
    listed = [sum(1 for _ in product("abc", repeat=n)) for n in (order, order - 1)]
    yield Claim("3 words: all $n$-grams, less contexts", listed[0] - listed[1], "=", 3 ** (order - 1) * (3 - 1))


LETTERS = ("the", "dog", "cat", "sees", ".")


@answer(
    steps=slider(1, 6, 4, label="steps N"),
    hidden=slider(2, 8, 3, label="hidden units H"),
    activation=choice("tanh", "sigmoid", "relu", "identity"),
    seed=seed(),
)
@code(rnn.forward, {"states(": "h_1 … h_N, one after the other", "softmax(h @": "the same W and b read every state"})
def forward(steps: int, hidden: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """A small RNN unrolled: its graph, its states, its predictions."""
    K = len(LETTERS)
    rng = np.random.default_rng(seed)
    inputs = rng.integers(K, size=steps)  # (N,)
    c, b = 0.5 * rng.standard_normal(hidden), 0.5 * rng.standard_normal(K)  # (H,), (K,): not 0, to be seen to count
    params = rnn.init(K, hidden, seed)._replace(c=c, b=b)
    h, p = rnn.forward(params, inputs, np.zeros(hidden), activation=activation)  # (N, H), (N, K)
    yield Prose(
        f"An RNN over {K} words with random weights, unrolled over {steps} steps. The same five arrays serve "
        "each step; only the state passes from one to the next."
    )
    times = range(1, steps + 1)
    yield Diagram(
        (
            Node("h0", "h_0", 0, 1),
            *(Node(f"p{n}", rf"\hat p_{n}", n, 0) for n in times),
            *(Node(f"h{n}", f"h_{n}", n, 1) for n in times),
            *(Node(f"x{n}", f"x_{n}", n, 2) for n in times),
        ),
        tuple(
            edge for n in times for edge in (Edge(f"h{n - 1}", f"h{n}"), Edge(f"x{n}", f"h{n}"), Edge(f"h{n}", f"p{n}"))
        ),
        title="the network, unrolled",
    )
    heads = tuple(f"$h_{n}$" for n in times)
    yield Matrix("$h$", tuple(tuple(map(float, row)) for row in h.T), columns=heads, style="heatmap")
    rows = tuple((n, LETTERS[inputs[n - 1]], LETTERS[int(p[n - 1].argmax())], float(p[n - 1].max())) for n in times)
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
    yield Claim("parameters: $HK + H^2 + H + KH + K$", size, "=", remembered.parameters_of_rnn(K, hidden))


@answer(
    steps=slider(2, 40, 20, label="steps N"),
    hidden=slider(2, 64, 16, label="hidden units H"),
    gain=slider(0.2, 1.6, 1.0, 0.1, label="gain on Vh"),
    seed=seed(),
)
@code(remembered.influence, {"histories[N - 1 - k, 1:]": "one word exchanged, the rest of the history as it was"})
@code(remembered.recovered, {"lstsq": "the best linear guess of an earlier word from the state"})
def memory(steps: int, hidden: int, gain: float, seed: int) -> Iterator[Exhibit]:
    """How each earlier word moves the last state, and how much of it can be read off again."""
    K, rng = 8, np.random.default_rng(seed)
    params = rnn.init(K, hidden, seed)
    params = params._replace(Vh=gain * params.Vh)
    inputs = rng.integers(K, size=steps)  # (N,)
    moved = remembered.influence(params, inputs)  # (N,)
    yield Prose(
        f"An RNN of {hidden} units with random weights has read {steps} words. Exchange the word $k$ before the last "
        "for another: how far does the last state move?"
    )
    (reach,) = np.nonzero(moved)
    yield Plot(
        "$\\lVert \\Delta h_N \\rVert$",
        (Series("moved", tuple(map(float, reach)), tuple(map(float, moved[reach]))),),
        x="k",
        scale="mean over the other words, log scale",
        log_y=True,
    )
    long = rng.integers(K, size=3_000)  # (M,)
    h, _ = rnn.forward(params, long, np.zeros(hidden))  # (M, H)
    right = remembered.recovered(h, long, K, steps)  # (N,)
    yield Prose(
        "And what can be read off that state again? The best linear guess at the word $k$ before, over "
        f"{len(long):,} random words:"
    )
    yield Plot(
        "$x_{n-k}$ from $h_n$",
        (Series("read off", tuple(map(float, range(steps))), tuple(map(float, right))),),
        x="k",
        scale="share guessed rightly",
        levels=(Level("chance", 1 / K),),
    )
    if len(reach) == steps:
        yield Claim("words that move the last state", len(reach), "=", steps)
    else:
        yield Claim("words that still move it (64-bit floats)", len(reach), "<", steps)
    yield Claim("last word read off, and by chance", float(right[0]), ">", 1 / K)
    yield Claim("numbers in the state, whatever $N$", h[-1].size, "=", hidden)


@answer(
    length=slider(3, 200, 10, 0.2, log=True, label="words N"),
    words=slider(10, 100_000, 10_000, 0.5, log=True, label="vocabulary K"),
    hidden=slider(1, 1_000, 200, 0.2, log=True, label="hidden units H"),
)
@code(remembered.parameters_of_window, {"words * H * K": "one block of input weights for each word it reads"})
@code(remembered.parameters_of_rnn, {"H * H": "instead of all those blocks, one matrix from state to state"})
def parameters(length: int, words: int, hidden: int) -> Iterator[Exhibit]:
    """Parameters of a network that reads N-1 words at once, and of the RNN."""
    K, H = words, hidden
    window, recurrent = remembered.parameters_of_window, remembered.parameters_of_rnn(K, H)
    yield Prose(
        "To predict $w_N$ from all that came before, one network reads $N-1$ words side by side, the other one after "
        "another. Count their parameters."
    )
    lengths = sorted({round(3 * (200 / 3) ** (i / 24)) for i in range(25)})
    x = tuple(map(float, lengths))
    yield Plot(
        "parameters",
        (
            Series("$N-1$ inputs", x, tuple(float(window(N - 1, K, H)) for N in lengths)),
            Series("RNN", x, tuple(float(recurrent) for _ in lengths), "dashes"),
        ),
        x="N",
        scale="log scale",
        log_x=True,
        log_y=True,
    )
    rows = [(N, window(N - 1, K, H), recurrent) for N in sorted({3, 10, 100, length})]
    yield Table(("N", "$N-1$ inputs", "RNN"), tuple(rows))
    yield Claim("one more word of history costs $HK$", window(length, K, H) - window(length - 1, K, H), "=", H * K)
    even = 3 + H // K  # from here on (N-1)HK is more than HK + H²
    yield Claim(f"RNN: smaller from N = {even} on", recurrent, "<", window(even - 1, K, H))
    yield Claim(f"but not at N = {even - 1}", recurrent, "≥", window(even - 2, K, H))
    small = sum(each.size for each in rnn.init(7, 5, 0)), sum(each.size for each in trigram.init(7, 5, 0))
    yield Claim("an RNN's arrays, at $K=7$, $H=5$", small[0], "=", remembered.parameters_of_rnn(7, 5))
    yield Claim("a neural trigram's, $N = 3$", small[1], "=", window(2, 7, 5))
