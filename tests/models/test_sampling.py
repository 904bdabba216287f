"""Samples: each symbol as often as its model says, and never one that cannot be."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import rnn, trigram
from models.add_k import AddK
from models.ngram import NGram
from models.reading import NGramReader, Reader, RNNReader, TrigramReader, sample
from models.sampling import draw

K = 3
READERS: dict[str, Callable[[], Reader]] = {
    "n-gram": lambda: NGramReader(AddK(2).fit([0, 1, 2, 2, 0]), range(K)),
    "trigram": lambda: TrigramReader(trigram.init(K, 4, 0)),
    "recurrent": lambda: RNNReader(rnn.init(K, 4, 0)),
}


@given(
    p=st.lists(st.sampled_from([0.0, 5e-324, 1e-9, 0.1, 0.3, 1.0]), min_size=1, max_size=9).filter(
        lambda p: max(p) > 0
    ),
    u=st.sampled_from([0.0, 0.5, 1 - 2**-53]) | st.floats(0, 1, exclude_max=True),
)
def test_what_cannot_be_is_never_drawn(p: list[float], u: float) -> None:
    symbol = draw(np.cumsum(p), u)
    assert p[symbol] > 0
    assert sum(p[:symbol]) <= u * sum(p) * (1 + 1e-12)
    assert u * sum(p) <= sum(p[: symbol + 1]) * (1 + 1e-12)


@pytest.mark.parametrize("kind", READERS)
def test_symbols_come_as_often_as_the_reader_expects_them(kind: str) -> None:
    drawn = sample(READERS[kind](), 4000, np.random.default_rng(0))
    reader, expected, came = READERS[kind](), np.zeros((K, K)), np.zeros((K, K))
    for before, symbol in pairwise([0, *drawn]):
        expected[before] += reader.expect()
        came[before, symbol] += 1
        reader.read(symbol)
    np.testing.assert_allclose(came / 4000, expected / 4000, atol=0.02)


def test_a_temperature_sharpens_or_flattens() -> None:
    cold, hot = (sample(READERS["n-gram"](), 900, np.random.default_rng(0), temperature=T) for T in (0.01, 1e6))
    likely = AddK(2).fit([0, 1, 2, 2, 0])
    assert all(likely.prob(b, [a]) == max(likely.distribution([a]).values()) for a, b in pairwise(cold))
    np.testing.assert_allclose(np.bincount(hot) / 900, 1 / K, atol=0.05)


def test_what_cannot_be_sampled_is_refused() -> None:
    with pytest.raises(ValueError, match="temperature must be above 0"):
        sample(READERS["trigram"](), 1, np.random.default_rng(0), temperature=0)
    with pytest.raises(ValueError, match=r"no symbol is possible at place [12]"):  # nothing follows "b"
        sample(NGramReader(NGram(2).fit("ab"), "ab"), 3, np.random.default_rng(0))
    assert sample(READERS["recurrent"](), 0, np.random.default_rng(0)) == []
