"""Drills on truncated backpropagation through time: what a gradient still reaches, and what is saved."""

import numpy as np

from cards.drills.asking import Question, number, picked


def reached_drill(rng: np.random.Generator) -> Question:
    """The first step that a loss's gradient still reaches."""
    k, chunk = int(rng.integers(4, 13)), int(rng.integers(1, 6))
    n = chunk * k + int(rng.integers(2, k))
    first = (n - 1) // k * k + 1
    return number(
        f"Truncated BPTT reads a text in chunks of $k = {k}$ steps: $1$ to ${k}$, ${k + 1}$ to ${2 * k}$, and so on. "
        f"Which is the earliest step whose copy of $V_h$ gets a gradient from the loss of step ${n}$?",
        first,
        [
            (n - k + 1, "The border stands between chunks; it does not move along with the step."),
            (1, "That is BPTT in full: here nothing goes back across a border."),
            (first - 1, "That is the last step of the chunk before: its state is carried over, as a constant."),
            (n, "Within its chunk the gradient goes back."),
        ],
    )


def lost_drill(rng: np.random.Generator) -> Question:
    """How many terms of the gradient truncation leaves out."""
    k, chunks = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    N = k * chunks
    kept = chunks * k * (k + 1) // 2
    everything = N * (N + 1) // 2
    return number(
        f"The gradient of $F = F_1 + \\dots + F_{{{N}}}$ has a term for each loss $F_n$ and each copy of $V_h$ at "
        f"a step $i \\le n$: ${everything}$ in all. How many does truncated BPTT "
        f"with chunks of $k = {k}$ leave out?",
        everything - kept,
        [
            (kept, "Those are the terms that it keeps: both steps in one chunk."),
            (chunks - 1, "That is the number of borders; every pair of steps across one or more of them is left out."),
            ((chunks - 1) * k, "Every pair of steps across one or more borders is left out."),
            (everything - chunks * k * k, "Of a chunk k(k + 1)/2 terms are kept: those with i up to n."),
            (everything - chunks * k * (k - 1) // 2, "A step's own term, i = n, is kept as well."),
        ],
    )


def borders_drill(rng: np.random.Generator) -> Question:
    """How many Jacobians between steps are taken for zero."""
    k, chunks, rest = int(rng.integers(3, 13)), int(rng.integers(3, 9)), int(rng.integers(0, 3))
    N = k * chunks + rest
    right = -(-N // k) - 1
    return number(
        f"A text of $N = {N}$ words is cut into chunks of $k = {k}$ from the start, the last being what is left. At "
        "how many places between two steps does truncated BPTT stop the gradient?",
        right,
        [
            (right + 1, "That is the number of chunks; borders stand between them, one fewer."),
            (right - 1, "The last chunk may be shorter, and has a border before it as well."),
            (N - k, "Within a chunk the gradient passes from step to step."),
        ],
    )


def saved_drill(rng: np.random.Generator) -> Question:
    """How many updates a pass makes, or how many numbers an update keeps."""
    k, chunks, H = picked(rng, (5, 10, 20, 25)), int(rng.integers(4, 41)), picked(rng, (8, 16, 32))
    N = k * chunks
    told = f"Truncated BPTT reads a text of $N = {N}$ words in chunks of $k = {k}$, with $H = {H}$ hidden units."
    if rng.random() < 0.5:
        return number(
            f"{told} How many updates does one pass over the text make, one after each chunk?",
            chunks,
            [
                (1, "That is BPTT in full: one update for the whole text."),
                (N, "An update comes after a chunk, not after each word."),
                (k, "That is the length of a chunk."),
                (chunks - 1, "The last chunk makes one as well."),
            ],
        )
    return number(
        f"{told} How many numbers do the states of one chunk's own steps hold, which it keeps for the way back?",
        k * H,
        [
            (N * H, "That is BPTT in full; here a chunk's states are dropped before the next chunk."),
            (H, "Within a chunk the state of every step is kept."),
            (k, "Each state has H numbers."),
            (chunks * H, "The states of one chunk are kept, k of them, not one of each chunk."),
        ],
    )
