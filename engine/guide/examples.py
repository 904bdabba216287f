"""Python examples of the reference: one function for each of what an author may import from `engine`.

A comment `for:` says what the lines below it are an example of. The cards in `examples.yaml` run them, so that the
tests hold them to what every deck is held to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import e, log, prod, sqrt
from typing import TYPE_CHECKING, Any

from engine import (
    Claim,
    Derivation,
    Diagram,
    Edge,
    Equation,
    Exhibit,
    Level,
    Matrix,
    Node,
    Plot,
    Progress,
    Prose,
    Series,
    Step,
    Table,
    answer,
    choice,
    code,
    limits,
    seed,
    slider,
    switch,
    text,
    world,
)

if TYPE_CHECKING:
    import numpy as np


# for: card.run card.knobs
@answer(terms=slider(2, 50))
def harmonic_numbers(terms: int) -> Iterator[Exhibit]:
    """The sum, held against the logarithm."""
    total = sum(1 / n for n in range(1, terms + 1))
    yield Table(("$n$", r"$1 + \frac12 + \dots$", r"$\ln n$"), ((terms, total, log(terms)),))
    yield Claim("the logarithm is less", log(terms), "<", total)


# for: formula.world world
@world(slips={"one term too few": {"s": "(s - q^(n-1))"}})
def partial_sum(rng: np.random.Generator) -> dict[str, float]:
    """A quotient, how many terms, and their sum."""
    q, n = float(rng.uniform(0.2, 0.9)), int(rng.integers(2, 7))
    return {"q": q, "n": n, "s": (1 - q**n) / (1 - q)}


# for: generate.generate
def sum_drill(rng: np.random.Generator) -> Mapping[str, Any]:
    """Another sum for every seed."""
    n = int(rng.integers(5, 50))
    return {
        "ask": rf"What is $1 + 2 + \dots + {n}$?",
        "number": n * (n + 1) // 2,
        "reject": {str(n * n // 2): "Half of $n$, times $n + 1$."} if n > 2 else {},
    }


# for: answer
@answer(digits=slider(1, 12, start=6), number=choice(2, 3, 5))
def decimals(digits: int, number: int) -> Iterator[Exhibit]:
    """A root to so many digits."""
    root = round(sqrt(number), digits)
    yield Prose(f"To {digits} decimals the root of {number} is {root}.")
    yield Claim("its square is the number", root**2, "≈", number, tolerance=10**-digits * 4)


# for: code
def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@answer(count=slider(1, 9, start=4))
@code(mean, marks={"sum(values)": "the sum of all, over how many there are"})
def named_code(count: int) -> Iterator[Exhibit]:
    """The mean of the first numbers."""
    yield Claim("the mean lies in the middle", mean([float(n) for n in range(count + 1)]), "=", count / 2)


# for: limits
@answer(count=slider(1, 1_000))
@limits(seconds=5, mebibytes=64, exhibits=10, output_bytes=4096)
def modest(count: int) -> Iterator[Exhibit]:
    """Asks for less than the worker allows."""
    yield Claim("a range has so many numbers", len(range(count)), "=", count)


# for: slider
@answer(
    rate=slider(0.0, 0.2, start=0.05, step=0.01, label="rate r"),
    years=slider(low=1, high=40, start=10, unit="a"),
    sum=slider(1, 1_000_000, start=100, step=1, log=True),
)
def slid(rate: float, years: int, sum: int) -> Iterator[Exhibit]:
    """Growth by a rate, of what there is."""
    yield Claim("year by year it comes to the same", sum * prod([1 + rate] * years), "=", sum * (1 + rate) ** years)


# for: choice
@answer(power=choice(1, 2, 3, start=2, label="power n"), of=choice("squares", "cubes"))
def chosen(power: int, of: str) -> Iterator[Exhibit]:
    """One of a few."""
    inner = 2 if of == "squares" else 3
    yield Prose(f"The {of} of 1, 2, 3 to the power of {power}: {[(n**inner) ** power for n in (1, 2, 3)]}")
    yield Claim("powers of powers multiply", (3**inner) ** power, "=", 3 ** (inner * power))


# for: switch
@answer(backwards=switch(start=True, label="from the end"))
def switched(backwards: bool) -> Iterator[Exhibit]:
    """The same sum in two orders."""
    numbers = range(1, 11)
    yield Claim("the sum of ten numbers", sum(reversed(numbers) if backwards else numbers), "=", 55)


# for: text
@answer(words=text("to be or not to be", label="a few words"))
def typed(words: str) -> Iterator[Exhibit]:
    """Letters counted. What the student types may be empty, or a thousand characters long."""
    counted = Counter(words.replace(" ", "")).most_common(3)
    yield Table(("letter", "times"), tuple(counted))
    yield Claim("no letter is more frequent than all", sum(n for _, n in counted), "≤", len(words))


# for: seed
@answer(start=seed(3, label="throws"))
def seeded(start: int) -> Iterator[Exhibit]:
    """Another seed, other throws."""
    from random import Random

    rng = Random(start)
    throws = [rng.randint(1, 6) for _ in range(600)]
    yield Prose("Turn the seed: other throws, and a mean that stays near 3.5.")
    yield Claim("the mean of 600 throws is near it", abs(sum(throws) / 600 - 3.5), "<", 0.5)


# for: Prose
@answer(half=slider(0, 20, start=3))
def prose(half: int) -> Iterator[Exhibit]:
    """A text that takes the place of the one before it."""
    yield Prose("*Twice* is being counted …", key="result")
    yield Prose(f"Twice {half} is **{2 * half}**, and $2n$ is even.", key="result")
    yield Claim("nothing is left over", 2 * half % 2, "=", 0)


# for: Equation
@answer()
def equation() -> Iterator[Exhibit]:
    """A formula on a line of its own."""
    yield Equation(r"\varphi = \frac{1 + \sqrt{5}}{2}", note="the positive root", key="ratio")
    yield Claim("its square is one more", ((1 + sqrt(5)) / 2) ** 2, "=", (1 + sqrt(5)) / 2 + 1)


# for: Derivation Step
@answer()
def derivation() -> Iterator[Exhibit]:
    """Line by line, each with its rule."""
    yield Derivation(
        "Completing the square",
        (
            Step("x^2 + 2bx", "what is given"),
            Step("x^2 + 2bx + b^2 - b^2", "add and take away $b^2$"),
            Step("(x + b)^2 - b^2", "the first three are a square"),
        ),
        note="For $b = 0$ nothing is left to do.",
        key="steps",
    )
    yield Claim("the same at x = 2, b = 5", 2**2 + 2 * 5 * 2, "=", (2 + 5) ** 2 - 5**2)


# for: Table
@answer()
def table() -> Iterator[Exhibit]:
    """Rows under heads, the last one a total."""
    rows = tuple((n, n**2) for n in (1, 2, 3, 4))
    yield Table(("$n$", "$n^2$"), (*rows, ("sum", 30)), title="Squares", total=True, key="squares")
    yield Claim("the total is theirs", sum(square for _, square in rows), "=", 30)


# for: Matrix
@answer()
def matrix() -> Iterator[Exhibit]:
    """Numbers between brackets, rows and columns named."""
    yield Matrix("R", ((0, -1), (1, 0)), rows=("x′", "y′"), columns=("x", "y"), key="rotation")
    yield Claim("it keeps areas: its determinant", 0 * 0 - (-1) * 1, "=", 1)


# for: Matrix
@answer()
def heatmap() -> Iterator[Exhibit]:
    """The same in tones, for what has many entries."""
    values = tuple(tuple(float(i * j) for j in range(1, 9)) for i in range(1, 9))
    yield Matrix("M", values, style="heatmap")
    yield Claim("it is symmetric", str(values), "=", str(tuple(zip(*values, strict=True))))


# for: Plot Series Level
@answer(last=slider(10, 1_000, start=100, step=10))
def plot(last: int) -> Iterator[Exhibit]:
    """Two curves and the level between them, over a logarithmic axis."""
    counted = tuple(float(n) for n in range(1, last + 1))
    yield Plot(
        "$(1 + 1/n)^n$",
        (
            Series("from below", counted, tuple((1 + 1 / n) ** n for n in counted)),
            Series("from above", counted, tuple((1 + 1 / n) ** (n + 1) for n in counted), style="dashes"),
        ),
        x="n",
        scale="value",
        levels=(Level("e", e),),
        log_x=True,
        log_y=False,
        key="curves",
    )
    yield Claim("e lies between them", (1 + 1 / last) ** last, "<", e)


# for: Plot Series
@answer()
def histogram() -> Iterator[Exhibit]:
    """Bars."""
    sums = Counter(one + other for one in range(1, 7) for other in range(1, 7))
    yield Plot(
        "$p(s)$",
        (Series("two dice", tuple(sorted(sums)), tuple(sums[each] / 36 for each in sorted(sums)), "bars"),),
        x="sum s",
        scale="probability",
    )
    yield Claim("all together", sum(sums.values()), "=", 36)


# for: Diagram Node Edge
@answer(node=choice("f", "u", "x"))
def diagram(node: str) -> Iterator[Exhibit]:
    """A graph on a grid; the choice `node` is also picked with the arrows in the diagram."""
    x, y = 3.0, 2.0
    yield Diagram(
        (Node("x", "x", 0, 0), Node("y", "y", 0, 1), Node("u", "u", 1, 1), Node("f", "f", 2, 0)),
        (
            Edge("x", "u"),
            Edge("y", "u"),
            Edge("u", "f", label="x", gradient=True),
            Edge("x", "f", label="u", gradient=True),
        ),
        title="$f = (x + y) x$",
        picked=node,
        knob="node",
        key="graph",
    )
    yield Claim("both ways add up to the slope in x", x + (x + y), "=", 2 * x + y)


# for: Claim
@answer(n=slider(1, 12, start=7))
def claim(n: int) -> Iterator[Exhibit]:
    """Each relation, and a tolerance."""
    yield Claim("counted one by one", sum(n for _ in range(8)), "=", 8 * n)
    yield Claim("a third, rounded", round(n / 3, 3), "≈", n / 3, tolerance=1e-2)
    yield Claim("one more is another number", n + 1, "≠", n)
    yield Claim("less than one more", n, "<", n + 1)
    yield Claim("half is no more than all", n / 2, "≤", n)
    yield Claim("more than one less", n, ">", n - 1)
    yield Claim("a square is not negative", (n - 6) ** 2, "≥", 0)
    yield Claim("texts are equal or not", "ab" * 2, "=", "abab")


# for: Progress
@answer(below=slider(10, 1_000, start=1_000, step=10))
def progress(below: int) -> Iterator[Exhibit]:
    """How far it has come; gone from the screen when the answer is done."""
    primes: list[int] = []
    for n in range(2, below):
        if all(n % prime for prime in primes):
            primes.append(n)
        if n % 100 == 0:
            yield Progress(n, below, label="looking for primes")
    yield Claim("the last prime is below", primes[-1], "<", below)
