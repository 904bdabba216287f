"""The softmax layer: scores a to probabilities p, and the loss of the word that came.

    p_i = exp(a_i) / Σ_j exp(a_j)        loss = -ln p_word = ln Σ_j exp(a_j) - a_word        ∂loss/∂a = p - w

w is the one-hot vector of the word. The loss is called surprise: the less likely the word was, the larger. Taking the
same number off all scores changes neither; off comes the largest, so that no exponential overflows.
"""

import numpy as np

from models.arrays import Array, Ids


def softmax(a: Array) -> Array:
    """p (..., K) of the scores a (..., K), over the last axis."""
    p: Array = np.exp(a - a.max(axis=-1, keepdims=True))  # (..., K)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def surprise(a: Array, words: Ids) -> Array:
    """-ln softmax(a)[word], in nats and finite even where the probability rounds to 0. a (..., K), words (...)."""
    highest = a.max(axis=-1)  # (...)
    total = np.exp(a - highest[..., None]).sum(axis=-1)  # (...)
    chosen = np.take_along_axis(a, words[..., None], axis=-1)[..., 0]  # (...)
    return np.asarray(highest + np.log(total) - chosen)


def error(p: Array, words: Ids) -> Array:
    """∂surprise/∂a: p - w (..., K), for the words (...) that came."""
    e = p.copy()  # (..., K): one is taken off where the word stands
    np.put_along_axis(e, words[..., None], np.take_along_axis(e, words[..., None], axis=-1) - 1, axis=-1)
    return e


def loss_and_error(a: Array, words: Ids) -> tuple[float, Array]:
    """The summed surprise of words (M,) under scores a (M, K), and p - w *in the place of* a, step by step:

    a less its largest, exp of that, its sum, the quotient, less one where the word stands.

    Some rows at a time, about a mebibyte: they are gone over again while they are still in the cache.
    """
    loss, step = 0.0, max(1, 2**20 // (a.itemsize * a.shape[1]))
    ones = np.ones(a.shape[1], a.dtype)  # (K,): the product with them is a sum, and several times as quick
    for first in range(0, len(a), step):
        rows, chosen = a[first : first + step], words[first : first + step]  # (R, K), (R,)
        right = np.arange(len(rows)), chosen  # where in its row each word stands
        rows -= rows.max(axis=1, keepdims=True)
        loss -= float(rows[right].sum())
        np.exp(rows, out=rows)
        total = rows @ ones  # (R,)
        loss += float(np.log(total).sum())
        rows /= total[:, None]
        rows[right] -= 1
    return loss, a


def read_out(W: Array, b: Array, h: Array, words: Ids) -> tuple[float, Array, Array, Array]:
    """F = Σ -ln softmax(W h_n + b)[word], and its gradients by W, by b and by each h_n, for h (M, H) and words (M,).

    Some rows at a time, so that no more than a mebibyte of the scores (M, K) is ever held, and it stays cached.
    """
    F, dW, db, dh = 0.0, np.zeros_like(W), np.zeros_like(b), np.empty_like(h)  # (), (K, H), (K,), (M, H)
    step = min(len(h), max(1, 2**20 // (h.itemsize * len(b))))
    scores, part = np.empty((step, len(b)), h.dtype), np.empty_like(W)  # (R, K), (K, H): the same memory for all rows
    for first in range(0, len(h), step):
        rows = h[first : first + step]  # (R, H)
        a = np.matmul(rows, W.T, out=scores[: len(rows)])  # (R, K)
        a += b
        loss, e = loss_and_error(a, words[first : first + step])  # (), (R, K): p - w
        F += loss
        dW += np.matmul(e.T, rows, out=part)
        db += e.sum(axis=0)
        np.matmul(e, W, out=dh[first : first + step])
    return F, dW, db, dh
