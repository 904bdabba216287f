"""What a computation costs, counted on the computation itself: multiply-adds of its matrix products, bytes it holds.

An array that counts goes in where a plain one would; whatever is computed from it counts on. Nothing is timed.

Products made by `@`, `np.matmul` and `np.dot` are counted. The methods with two underscores are where numpy asks a
subclass what to do: source https://numpy.org/doc/stable/user/basics.subclassing.html.
"""

import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from models.arrays import Array, Parameters


class Tally:
    """Multiply-adds so far."""

    multiply_adds: int = 0


class Counting(np.ndarray[Any, np.dtype[Any]]):
    """An array that adds to a tally what each matrix product with it costs: entries of the result × terms of each."""

    tally: Tally | None = None

    def __array_finalize__(self, source: Any) -> None:
        """A view or a slice of `source` was made: it counts for the same tally."""
        self.tally = getattr(source, "tally", None)

    def __array_ufunc__(self, ufunc: np.ufunc, method: Any, *inputs: Any, out: Any = None, **others: Any) -> Any:
        """Arithmetic and `@`: done on plain arrays, and counted."""
        plain = [each.view(np.ndarray) if isinstance(each, Counting) else each for each in inputs]
        if out is not None:
            others["out"] = tuple(each.view(np.ndarray) if isinstance(each, Counting) else each for each in out)
        made = getattr(ufunc, method)(*plain, **others)
        tally = next(each.tally for each in (*inputs, *(out or ())) if isinstance(each, Counting))
        if ufunc is np.matmul and tally is not None:
            tally.multiply_adds += np.size(made) * np.shape(plain[0])[-1]  # (…, I, J) @ (…, J, K): I K sums of J terms
        if out is not None:
            return out[0]
        return _counting(made, tally) if isinstance(made, np.ndarray) else made

    def __array_function__(self, function: Any, types: Any, inputs: Any, others: Any) -> Any:
        """All other functions of numpy, such as np.dot and np.concatenate."""
        if function is np.dot:
            return np.matmul(*inputs, **others)  # of vectors and matrices the same, and counted
        made = super().__array_function__(function, types, inputs, others)
        return _counting(made, self.tally) if isinstance(made, np.ndarray) else made


def _counting(array: Array, tally: Tally | None) -> Counting:
    view = array.view(Counting)
    view.tally = tally
    return view


def multiply_adds(run: Callable[[Parameters], object], params: Parameters) -> int:
    """How many multiply-adds `run(params)` spends on matrix products with the parameters or what came of them.

    `params` stay as they are; `run` is given copies that count.
    """
    tally = Tally()
    run(type(params)(*(_counting(each.copy(), tally) for each in params)))
    return tally.multiply_adds


def peak_bytes(run: Callable[[], object]) -> int:
    """The most memory that `run()` held at one time, beyond what there was before."""
    already = tracemalloc.is_tracing()  # then it is not ours to stop
    if not already:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        run()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        if not already:
            tracemalloc.stop()


def entries(arrays: Sequence[Array]) -> int:
    """How many numbers the arrays hold together."""
    return sum(each.size for each in arrays)
