"""What all models are made of: arrays of floats, arrays of word ids, and the checks that both are in order."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]
Ids = NDArray[np.integer[Any]]
Parameters = TypeVar("Parameters", bound=tuple[Array, ...])  # a NamedTuple of arrays: trigram.Params or rnn.Params


def word_ids(ids: ArrayLike, K: int, name: str = "words") -> Ids:
    """`ids` as an integer array of any shape. Raises ValueError unless all are whole numbers from 0 to K - 1."""
    words = np.asarray(ids)
    if words.size == 0:
        raise ValueError(f"{name}: there are none")
    if not np.issubdtype(words.dtype, np.integer):
        raise ValueError(f"{name} must be whole numbers, not {words.dtype}")
    if words.min() < 0 or words.max() >= K:
        raise ValueError(f"{name} must lie between 0 and {K - 1}, found {words.min()} to {words.max()}")
    return words


def one_float(params: Parameters) -> Parameters:
    """The same parameters in one type of float: float32 where all are, else float64; not copied where they are."""
    arrays = [np.asanyarray(each) for each in params]  # any: an array of `models.counting` goes on counting
    kind = np.float32 if all(each.dtype == np.float32 for each in arrays) else np.float64
    return type(params)(*(each.astype(kind, copy=False) for each in arrays))


def size(value: int, name: str) -> int:
    """`value` as an int. Raises ValueError unless it is a whole number of at least 1, as a size or a length is."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, not {value!r}")
    return int(value)


def columns(matrix: Array, words: Ids) -> Array:
    """matrix @ x for the one-hot vector x of each word: the word's column. (H, K) and words (...) give (..., H).

    `init` lays a matrix out column after column. Where columns lie scattered in memory and there are more words than
    columns, it pays to lay all of them out first.
    """
    rows = matrix.T  # (K, H)
    if words.size > len(rows) and not rows.flags.c_contiguous:
        rows = rows.copy()
    return np.asanyarray(rows[words])


def sum_by_word(words: Ids, rows: Array, K: int) -> Array:
    """Row i of the (K, H) result is the sum of the rows (M, H) whose word (M,) is i: the product onehotᵀ rows.

    The product itself is quickest for a small vocabulary; with a large one, where it is nearly all zeros, the rows are
    sorted by word, and a few of them at a time are of few words.
    """
    if K <= 128:  # measured
        onehot = np.zeros((len(words), K), rows.dtype)  # (M, K)
        onehot[np.arange(len(words)), words] = 1
        return np.asarray(onehot.T @ rows)  # (K, H)
    order, sums = np.argsort(words, kind="stable"), np.zeros((K, rows.shape[1]), rows.dtype)  # (M,), (K, H)
    for first in range(0, len(words), 64):
        few = order[first : first + 64]
        seen, place = np.unique(words[few], return_inverse=True)
        sums[seen] += sum_by_word(place, rows[few], len(seen))
    return sums
