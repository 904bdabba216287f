"""What the probabilities of all utterances add up to, and why that takes an end symbol."""

from collections.abc import Iterator

import numpy as np

from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, choice, code, seed, slider
from models import stopping as stops

STOPPING = {"constant": None, "1/(n+1)²": stops.fading(2), "1/(n+1)": stops.fading(1), "never": None}


@answer(
    stopping=choice(*STOPPING, label="stopping"),
    chance=slider(0.05, 0.95, 0.2, 0.05, label="constant ε"),
    longest=slider(10, 200, 60, label="longest L"),
    seed=seed(),
)
@code(stops.mass_by_length, {"np.cumprod": "not to have ended before, and then to end"})
def total_mass(stopping: str, chance: float, longest: int, seed: int) -> Iterator[Exhibit]:
    """The probability of all utterances up to a length, with an end symbol and without."""
    rule = stops.always(chance) if stopping == "constant" else STOPPING[stopping]
    rng = np.random.default_rng(seed)
    first, P = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(3), size=3)  # (K,), (K, K)
    mass = stops.mass_by_length(longest, rule)  # (L,)
    sums = np.cumsum(mass)  # (L,)
    short = [stops.utterances(first, P, n, rule).ravel() for n in (1, 2, 3)]

    yield Prose(
        "How much probability do all utterances of up to $L$ words hold together, under a bigram model over three "
        + (
            "words with no end symbol?"
            if rule is None
            else "words with an end symbol and without? Which stays below one?"
        )
    )
    x = tuple(map(float, range(1, longest + 1)))
    endless = np.cumsum(stops.mass_by_length(longest, None))  # (L,)
    curves = [Series("no end symbol", x, tuple(endless), "line" if rule is None else "dashes")]
    if rule is not None:
        curves.insert(0, Series("end symbol", x, tuple(sums)))
    yield Plot(
        "$p(|\\pmb w| \\leq L)$",
        tuple(curves),
        x="L",
        scale="log scale",
        levels=(Level("one", 1.0),),
        log_y=True,
    )
    shown = list(dict.fromkeys(n for n in (1, 3, 10, longest) if n <= longest))
    if rule is None:
        yield Table(("length", "mass of it", "up to it"), tuple((n, 1.0, float(sums[n - 1])) for n in shown))
    else:
        rows = tuple((n, float(mass[n - 1]), float(sums[n - 1]), float(endless[n - 1])) for n in shown)
        yield Table(("length", "mass of it", "up to it", "no end symbol"), rows)
    one_by_one = sum(float(p.sum()) for p in short)
    yield Claim("39 of them one by one, by length", one_by_one, "=", float(sums[2]))
    yield Claim("least probable of them", min(float(p.min()) for p in short), "≥", 0)
    total = float(sums[-1])
    if rule is None:
        yield Claim(f"each length holds one: up to {longest}", total, "=", longest)
        return
    bare = sum(float(stops.utterances(first, P, n, None).sum()) for n in (1, 2, 3))
    yield Claim("with no end symbol these 39 hold", bare, "=", 3)
    yield Claim("what has ended, and what goes on", total + stops.still_going(longest, rule), "=", 1)
    if stopping == "constant":
        yield Claim("what goes on is $(1-ε)^L$", stops.still_going(longest, rule), "=", (1 - chance) ** longest)
    elif stopping == "1/(n+1)":
        yield Claim("missing: only $1/(L+1)$", 1 - total, "=", 1 / (longest + 1))
        yield Prose("So a chance bounded away from zero is enough, but not necessary: this one fades, slowly enough.")
    else:
        yield Claim("never more than a half", total, "<", 0.5)
        yield Claim("missing: half of $1 + 1/(L+1)$", 1 - total, "=", 0.5 + 0.5 / (longest + 1))
