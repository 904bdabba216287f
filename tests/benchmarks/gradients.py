"""The gradients and the counting against their peers, as multiples of our time; more is better.

python tests/benchmarks/gradients.py [ROUNDS]

One thread; two things compared run in turn within each round, and medians of their ratios are shown. PyTorch and NLTK
are asked where they are installed (`make peers` has them in .venv-peers).
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")  # before numpy is loaded

import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from statistics import median

import numpy as np

from models import bptt, rnn, rtrl, tbptt, trigram
from models.arrays import Array, Ids
from models.ngram import NGram
from models.softmax import softmax
from models.sorted_ngram import SortedNGram

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
Run = Callable[[], object]
rng = np.random.default_rng(0)


def seconds(run: Run, repeat: int) -> float:
    start = time.process_time()
    for _ in range(repeat):
        run()
    return (time.process_time() - start) / repeat


def report(name: str, ours: Run, peer: Run, rounds: int = ROUNDS) -> None:
    """Print the median of peer ÷ ours over rounds in which both run."""
    ours(), peer()
    repeat = max(1, int(0.04 / seconds(ours, 1)))
    gc.disable()
    ratios = []
    for _ in range(rounds):
        own = seconds(ours, repeat)
        ratios.append(seconds(peer, max(1, repeat // 4)) / own)
    gc.enable()
    print(f"  {name:58} {median(ratios):7.2f}   ({min(ratios):.2f} to {max(ratios):.2f})", flush=True)


def network(K: int, H: int, N: int, B: int, dtype: type = np.float32) -> tuple[rnn.Params, Ids, Ids, Array]:
    params = rnn.Params(*(each.astype(dtype) for each in rnn.init(K, H, 0)))
    shape = (N,) if B == 1 else (N, B)
    ids = rng.integers(0, K, (2, *shape))
    return params, ids[0], ids[1], np.zeros((*shape[1:], H), dtype)


def plain_char_rnn(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array) -> Run:
    """The gradient as it is most often written in numpy: one-hot columns, everything step by step, rows in order."""
    return partial(step_by_step, *map(np.ascontiguousarray, params), inputs, targets, h0)


def step_by_step(
    Vx: Array, Vh: Array, c: Array, W: Array, b: Array, inputs: Ids, targets: Ids, h0: Array
) -> list[Array]:
    xs, hs, ps, K = {}, {-1: h0[:, None]}, {}, len(b)
    for t in range(len(inputs)):
        xs[t] = np.zeros((K, 1), Vx.dtype)
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Vx, xs[t]) + np.dot(Vh, hs[t - 1]) + c[:, None])
        y = np.exp(np.dot(W, hs[t]) + b[:, None])
        ps[t] = y / np.sum(y)
    dVx, dVh, dc, dW, db = (np.zeros_like(each) for each in (Vx, Vh, c, W, b))
    carried = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dW += np.dot(dy, hs[t].T)
        db += dy[:, 0]
        raw = (1 - hs[t] * hs[t]) * (np.dot(W.T, dy) + carried)
        dc += raw[:, 0]
        dVx += np.dot(raw, xs[t].T)
        dVh += np.dot(raw, hs[t - 1].T)
        carried = np.dot(Vh.T, raw)
    return [each / len(inputs) for each in (dVx, dVh, dc, dW, db)]


def products_of_bptt(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array) -> Run:
    """The matrix products of `bptt.gradient` and nothing else."""
    H, K, N = len(params.c), len(params.b), len(inputs)
    B = inputs.size // N
    h, before, scores = np.ones((N, B, H), h0.dtype), np.ones((B, H), h0.dtype), np.empty((N * B, K), h0.dtype)
    flat, step, Vh_T = h.reshape(-1, H), np.empty((B, H), h0.dtype), params.Vh.T.copy()

    def run() -> None:
        for _ in range(N):
            np.matmul(before, Vh_T, out=step)
        np.matmul(flat, params.W.T, out=scores)
        scores @ params.W
        for _ in range(N - 1):
            np.matmul(before, params.Vh, out=step)
        flat.T @ flat
        scores.T @ flat

    return run


def torch_rnn(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array) -> Run:
    """nn.RNN and a linear layer with autograd; the one-hot inputs are made beforehand, outside the clock."""
    import torch

    torch.set_num_threads(1)
    H, K = params.Vx.shape
    cell, out = torch.nn.RNN(K, H), torch.nn.Linear(H, K)
    x = torch.nn.functional.one_hot(torch.tensor(inputs), K).float()
    goals, start = torch.tensor(targets).reshape(-1), torch.tensor(h0)[None]

    def run() -> None:
        cell.zero_grad(), out.zero_grad()
        h, _ = cell(x, start)
        torch.nn.functional.cross_entropy(out(h).reshape(-1, K), goals).backward()

    return run


def naive_rtrl(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array) -> None:
    """S_n = ∂⁺h_n/∂θ + J_n S_{n-1} with a dense immediate derivative and einsum."""
    H, K = params.Vx.shape
    theta = np.concatenate([params.Vx, params.Vh, params.c[:, None]], axis=1)  # (H, P)
    S, h, total = np.zeros((H, *theta.shape)), h0, np.zeros(theta.shape)
    for word, goal in zip(inputs, targets, strict=True):
        u = np.concatenate([np.eye(K)[word], h, [1.0]])
        h = np.tanh(theta @ u)
        e = softmax(params.W @ h + params.b)
        e[goal] -= 1
        immediate = np.einsum("k,ki,j->kij", 1 - h * h, np.eye(H), u)
        S = immediate + np.einsum("kl,lij->kij", (1 - h * h)[:, None] * params.Vh, S)
        total += np.einsum("k,kij->ij", e @ params.W, S)


def torch_forward_mode(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array) -> Run:
    """The same gradient by torch.func.jacfwd, which carries all directions at once too."""
    import torch

    torch.set_num_threads(1)
    given = tuple(torch.tensor(each) for each in params)
    words, goals, start = (torch.tensor(each) for each in (inputs, targets, h0))

    def loss(Vx, Vh, c, W, b):  # type: ignore[no-untyped-def]  # of tensors
        h, states = start, []
        for word in words:
            h = torch.tanh(Vx[:, word] + Vh @ h + c)
            states.append(h)
        return torch.nn.functional.cross_entropy(torch.stack(states) @ W.T + b, goals)

    return lambda: torch.func.jacfwd(loss, argnums=(0, 1, 2, 3, 4))(*given)


def products_of_rtrl(params: rnn.Params, inputs: Ids) -> Run:
    """The product that carries S on and the one that reads the gradient off it, for each step."""
    H = len(params.c)
    S, spare = np.ones((2, H * (H + 1 + len(np.unique(inputs))), H))
    J, v = params.Vh * 0.1, np.ones(H)

    def run() -> None:
        for _ in inputs:
            np.matmul(S, J, out=spare)
            spare @ v

    return run


def torch_trigram(params: trigram.Params, tokens: Ids) -> Run:
    """The same network with embeddings for the columns of V, and autograd."""
    import torch

    torch.set_num_threads(1)
    K, H = params.W.shape
    columns = torch.nn.Parameter(torch.tensor(params.V.T.copy()))
    c, out, text = torch.nn.Parameter(torch.tensor(params.c)), torch.nn.Linear(H, K), torch.tensor(tokens)

    def run() -> None:
        columns.grad = c.grad = None
        out.zero_grad()
        h = torch.tanh(
            torch.nn.functional.embedding(text[1:-1], columns)
            + torch.nn.functional.embedding(text[:-2] + K, columns)
            + c
        )
        torch.nn.functional.cross_entropy(out(h), text[2:]).backward()

    return run


def nltk_counts(text: list[str], order: int) -> Run:
    from nltk.lm import MLE
    from nltk.util import everygrams

    return lambda: MLE(order).fit([everygrams(text, max_len=order)], vocabulary_text=text)


def main() -> None:
    torch, nltk = find_spec("torch"), find_spec("nltk")
    print(f"peer's time ÷ ours: median of {ROUNDS} rounds (least to most)")
    # Freed once, so large an array has the C library keep what is freed later for new arrays, the peers' and ours.
    np.empty(2**25 - 2**16, np.uint8)
    for name, found in (("torch", torch), ("nltk", nltk)):
        if not found:
            print(f"  {name} is not installed: its comparisons are left out")
    for K, H, B in ((64, 128, 1), (1000, 128, 1), (64, 128, 16), (1000, 256, 16)):
        given, size = network(K, H, 100, B), f"V={K} H={H} B={B}"
        ours = partial(bptt.gradient, *given)
        if torch:
            report(f"BPTT, torch nn.RNN and autograd, {size}", ours, torch_rnn(*given))
        if B == 1:
            report(f"BPTT, plain numpy char-RNN, {size}", ours, plain_char_rnn(*given))
        report(f"BPTT, its matrix products alone, {size}", ours, products_of_bptt(*given))
    for H in (256, 512):
        given = network(64, H, 100, 1)
        ours = partial(bptt.gradient, *given)
        report(f"BPTT, plain numpy char-RNN, V=64 H={H} B=1", ours, plain_char_rnn(*given))
    for H in (32, 64):
        given = network(20, H, 100, 1, np.float64)
        ours = partial(rtrl.gradient, *given)
        if torch and H == 32:
            report("RTRL, torch.func.jacfwd, V=20 H=32", ours, torch_forward_mode(*given), 3)
        report(f"RTRL, naive einsum, V=20 H={H}", ours, partial(naive_rtrl, *given), 3)
        report(f"RTRL, its matrix products alone, V=20 H={H}", ours, products_of_rtrl(given[0], given[1]))
    given = network(64, 128, 1024, 1)
    report(
        "one long chunk of 1024, TBPTT k=32, V=64 H=128",
        partial(bptt.gradient, *given),
        partial(tbptt.gradient, *given, k=32),
    )
    if torch:
        for K, H, N in ((64, 64, 100), (64, 128, 2000), (1000, 128, 2000)):
            params = trigram.Params(*(each.astype(np.float32) for each in trigram.init(K, H, 0)))
            tokens = rng.integers(0, K, N)
            report(
                f"trigram, torch, V={K} H={H} N={N}",
                partial(trigram.backward, params, tokens),
                torch_trigram(params, tokens),
            )
    if nltk:
        words = [str(word) for word in (rng.zipf(1.3, 1_000_000) % 5000).tolist()]
        for kind, text, size in ((NGram, words[:100_000], "10⁵"), (SortedNGram, words, "10⁶")):
            name = f"{kind.__name__} of order 3 on {size} words, NLTK"
            report(name, lambda kind=kind, text=text: kind(3).fit(text), nltk_counts(text, 3), 3)  # type: ignore[misc]


if __name__ == "__main__":
    main()
