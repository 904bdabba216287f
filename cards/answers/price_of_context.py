"""What a longer context costs an n-gram model."""

from collections.abc import Iterator
from itertools import product

from engine import Claim, Exhibit, Plot, Prose, Series, Table, answer, choice, code, slider
from models import corpus
from models.ngram import NGram


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
