"""Texts become bits and come back, in two bits more than their cross entropy says, whatever the model."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import grammar, rnn, trigram
from models.add_k import AddK
from models.arithmetic_coding import PARTS, decode, encode, quantised
from models.arrays import Array
from models.ngram import NGram
from models.reading import NGramReader, Reader, RNNReader, TrigramReader
from models.witten_bell import WittenBell

K = 4
LETTERS = "abcd"
TEXTS = st.lists(st.integers(0, K - 1), max_size=60)
Fresh = Callable[[], Reader]


class Given:
    """A reader with a list of distributions, one after the other."""

    def __init__(self, distributions: Sequence[Sequence[float]]) -> None:
        self._rest = iter(distributions)

    def expect(self) -> Array:
        return np.array(next(self._rest))

    def read(self, symbol: int) -> None:
        pass


def comes_back_in_two_bits_more(text: Sequence[int], fresh: Fresh) -> float:
    """N·H, having checked the code."""
    code = encode(text, fresh())
    least = math.fsum(code.costs)
    assert len(code.costs) == len(text)
    assert len(code.bits) <= least + 2 + 1e-9 * least  # the sum itself is rounded
    assert len(code.bits) > least - 1  # prefix codes cannot be shorter on average, nor a single number by a whole bit
    assert set(code.bits) <= {0, 1}
    for after in ([], [1] * 200, [0, 1] * 100):
        assert decode([*code.bits, *after], len(text), fresh()) == list(text)
    return least


def of_scale(params: trigram.Params | rnn.Params, scale: float, rng: np.random.Generator) -> list[Array]:
    return [rng.normal(0, scale, each.shape) for each in params]


@settings(deadline=None)
@given(text=TEXTS, order=st.integers(1, 4), k=st.floats(1e-6, 2))
def test_smoothed_ngrams_code_every_text(text: list[int], order: int, k: float) -> None:
    for model in (AddK(order, k, LETTERS).fit("abacab"), WittenBell(order, LETTERS).fit("abacab")):
        least = comes_back_in_two_bits_more(text, lambda model=model: NGramReader(model, LETTERS))  # type: ignore[misc]
        if text and k > 1e-3:
            exact = len(text) * model.cross_entropy([LETTERS[i] for i in text])
            assert least == pytest.approx(exact, rel=1e-3)


@settings(deadline=None)
@given(text=st.lists(st.integers(0, K - 1), min_size=1, max_size=60), order=st.integers(1, 4))
def test_maximum_likelihood_codes_its_own_text(text: list[int], order: int) -> None:
    model = NGram(order).fit(text)
    least = comes_back_in_two_bits_more(text, lambda: NGramReader(model, range(K)))
    assert least == pytest.approx(len(text) * model.cross_entropy(text), abs=1e-3)


@settings(deadline=None)
@given(text=TEXTS, scale=st.floats(0, 1.5), seed=st.integers(0, 99))
def test_neural_models_code_every_text(text: list[int], scale: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    three = trigram.Params(*of_scale(trigram.init(K, 3, 0), scale, rng))
    recurrent = rnn.Params(*of_scale(rnn.init(K, 3, 0), scale, rng))
    cost = comes_back_in_two_bits_more(text, lambda: TrigramReader(three, (2, 1), activation="sigmoid"))
    padded = [2, 1, *text]
    if text:
        exact = trigram.loss(three, padded, activation="sigmoid") * len(text) / math.log(2)
        assert cost == pytest.approx(exact, rel=1e-2, abs=0.1)
    cost = comes_back_in_two_bits_more(text, lambda: RNNReader(recurrent, 3))
    if text:
        _, p = rnn.forward(recurrent, [3, *text[:-1]], np.zeros(3))
        assert cost == pytest.approx(-np.log2(p[np.arange(len(text)), text]).sum(), rel=1e-2, abs=0.1)


@settings(deadline=None)
@given(
    K=st.integers(1, 5),
    ranks=st.lists(st.integers(0, 4), max_size=30),
    scale=st.sampled_from([1.0, 30.0, 1e3]),
    single=st.booleans(),
    seed=st.integers(0, 99),
)
def test_networks_that_are_all_but_certain_code_whatever_they_hold_possible(
    K: int, ranks: list[int], scale: float, single: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    kind = np.float32 if single else np.float64
    three = trigram.Params(*(each.astype(kind) for each in of_scale(trigram.init(K, 2, 0), scale, rng)))
    recurrent = rnn.Params(*(each.astype(kind) for each in of_scale(rnn.init(K, 2, 0), scale, rng)))
    fresh: tuple[Fresh, ...] = (lambda: TrigramReader(three), lambda: RNNReader(recurrent))
    for each in fresh:
        reader, text = each(), []
        for rank in ranks:  # the least likely symbol, the one above it, …: of those that are possible
            p = reader.expect()
            possible = [symbol for symbol in np.argsort(p).tolist() if p[symbol] > 0]
            text.append(possible[rank % len(possible)])
            reader.read(text[-1])
        comes_back_in_two_bits_more(text, each)


@given(
    steps=st.lists(
        st.tuples(st.lists(st.sampled_from([0, 1e-300, 1e-9, 0.3, 1, 1e9]), min_size=1, max_size=6), st.integers(0, 5)),
        max_size=40,
    )
)
def test_any_distributions_code_whatever_they_allow(steps: list[tuple[list[float], int]]) -> None:
    allowed = [(p, [i for i, each in enumerate(p) if each > 0]) for p, _ in steps]
    text = [places[i % len(places)] for (_, places), (_, i) in zip(allowed, steps, strict=True) if places]
    distributions = [p for p, places in allowed if places]
    comes_back_in_two_bits_more(text, lambda: Given(distributions))


@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=300).filter(lambda p: sum(p) > 1e-3))
def test_shares_are_whole_and_close_to_the_probabilities(p: list[float]) -> None:
    shares = np.diff(quantised(np.array(p)))
    assert shares.sum() == 1 << PARTS
    assert all((share > 0) == (each > 0) for share, each in zip(shares, p, strict=True))
    np.testing.assert_allclose(shares / (1 << PARTS), np.array(p) / sum(p), atol=(len(p) + 2) / (1 << PARTS))


@given(text=st.lists(st.integers(0, 2), max_size=30))
def test_the_number_lies_where_exact_fractions_say(text: list[int]) -> None:
    p = [0.5, 0.2, 0.3]
    borders = [Fraction(int(each), 1 << PARTS) for each in quantised(np.array(p))]
    low, room = Fraction(0), Fraction(1)
    for symbol in text:
        low, room = low + room * borders[symbol], room * (borders[symbol + 1] - borders[symbol])
    bits, _ = encode(text, Given([p] * len(text)))
    number = sum((Fraction(bit, 2 ** (place + 1)) for place, bit in enumerate(bits)), Fraction(0))
    assert low <= number < low + room


@pytest.mark.parametrize("kind", ["int64", "int8", "uint8", "bool"])
def test_text_and_bits_may_be_arrays(kind: str) -> None:
    text = np.array([3, 255, 0, 254, 128] * 9, np.uint8)
    any_of_all = [[1.0] * 256] * len(text)
    code = encode(text, Given(any_of_all))
    assert code.bits == encode(text.tolist(), Given(any_of_all)).bits
    assert decode(np.array(code.bits, kind), len(text), Given(any_of_all)) == text.tolist()


def test_a_certain_text_needs_no_bits_and_an_impossible_one_has_none() -> None:
    sure = NGram(2).fit("abab")
    assert encode([0], Given([[1.0]])).bits == []
    assert encode([0] * 9, Given([[1.0, 0.0]] * 9)).bits == []
    assert len(encode([0, 1] * 50, NGramReader(sure, "ab")).bits) <= 3  # one bit to begin with, then all is certain
    with pytest.raises(ValueError, match="symbol 0 at place 1 has the probability 0"):
        encode([0, 0], NGramReader(sure, "ab"))
    with pytest.raises(ValueError, match="no symbol is possible"):
        encode([0], Given([[0.0, 0.0]]))
    with pytest.raises(ValueError, match="no symbol is possible"):
        encode([0], NGramReader(sure, ""))
    for symbol in (-1, 2):
        with pytest.raises(ValueError, match=f"symbol {symbol} at place 0 is none of the ids 0 to 1"):
            encode([symbol], NGramReader(sure, "ab"))
    for p in ([math.nan, 0.5], [math.inf, 0.5], [-1.0, 2.0]):
        with pytest.raises(ValueError, match="no probabilities"):
            encode([1], Given([p]))


@pytest.mark.parametrize(
    ("kind", "N"),
    [("add-k", 100_000), ("maximum likelihood", 100_000), ("trigram", 20_000), ("recurrent", 20_000)],
)
def test_long_texts(kind: str, N: int) -> None:
    words = grammar.sample(N, np.random.default_rng(0))
    known = sorted(set(words))
    text = [known.index(word) for word in words]
    plain, smoothed = NGram(3).fit(words), AddK(3).fit(words[:1000])
    network, state = trigram.init(len(known), 8, 0), rnn.init(len(known), 8, 0)
    readers: dict[str, Fresh] = {
        "add-k": lambda: NGramReader(smoothed, known),
        "maximum likelihood": lambda: NGramReader(plain, known),
        "trigram": lambda: TrigramReader(network),
        "recurrent": lambda: RNNReader(state),
    }
    code = encode(text, readers[kind]())
    assert math.fsum(code.costs) - 1 < len(code.bits) <= math.fsum(code.costs) + 2
    assert decode(code.bits, len(text), readers[kind]()) == text
