"""Code of the deck with questions of every kind."""

from collections.abc import Iterator, Mapping

import numpy as np

from engine import Claim, Exhibit, answer, slider


@answer(count=slider(1, 8, 3))
def halving(count: int) -> Iterator[Exhibit]:
    """Halves sum to one less the last."""
    yield Claim("halves", sum(0.5**n for n in range(1, count + 1)), "=", 1 - 0.5**count)


def power(rng: np.random.Generator) -> Mapping[str, object]:
    """A power of two to work out."""
    exponent = int(rng.integers(3, 9))
    return {"ask": f"What is $2^{exponent}$?", "number": 2**exponent}
