"""A dependence that an n-gram model cannot see, and a recurrent network that learns it."""

from collections.abc import Iterator

import numpy as np

from engine import Claim, Exhibit, Level, Plot, Progress, Prose, Series, Table, answer, choice, code, seed, slider
from models import agreement, rnn
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
        yield Prose(f"In {UPDATES:,} updates this RNN has not learnt it. Try fewer words between, or another seed.")
