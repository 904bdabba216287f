"""Answers for the tests of the screen: one of each kind of exhibit and knob, and no mathematics worth the name."""

from collections.abc import Iterator

from engine import (
    Claim,
    Derivation,
    Diagram,
    Edge,
    Exhibit,
    Level,
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
    seed,
    slider,
    switch,
    text,
)


def power(base: float, n: int) -> float:
    """The power, one factor at a time."""
    product = 1.0
    for _ in range(n):
        product *= base
    return product


@answer(
    base=slider(-2.0, 2.0, 0.5, 0.1, label="base $a$"),
    steps=slider(2, 40, 20, label="steps $N$"),
    kind=choice("power", "sum"),
    absolute=switch(True),
    seed=seed(3),
)
@code(power, marks={"product *= base": "one factor for each step"})
def growth(base: float, steps: int, kind: str, absolute: bool, seed: int) -> Iterator[Exhibit]:
    """Powers of a number against their exponent."""
    x = tuple(float(n) for n in range(steps + 1))
    y = tuple(abs(power(base, n)) if absolute else power(base, n) for n in range(steps + 1))
    ones = tuple(1.0 for _ in x)
    yield Plot(
        "$|a^n|$",
        (Series("measured", x, y), Series("one", x, ones, "dots")),
        x="n",
        scale=f"the {kind}",
        levels=(Level("1", 1.0),),
    )
    yield Claim("the last is the power", y[-1], "=", abs(base**steps) if absolute else base**steps)
    yield Claim("the first is one", y[0], "=", 1.0)
    yield Claim("the size decides", str(abs(base) > 1), "=", str(abs(y[-1]) > 1))


@answer(x=slider(0, 9, 3))
def square(x: int) -> Iterator[Exhibit]:
    yield Derivation(
        "The derivative of a square",
        (
            Step(r"f(x) = x^2", "what is given"),
            Step(r"\frac{f(x+h)-f(x)}{h} = 2x + h", "expand and divide"),
            Step(r"f'(x) = 2x", "let h go to 0"),
        ),
    )
    yield Claim("the slope", 2 * x, "=", (x + 1) ** 2 - x**2 - 1)


@answer(sentence=text("the cat sat on the mat"))
def words(sentence: str) -> Iterator[Exhibit]:
    counted = {word: sentence.split().count(word) for word in sentence.split()}
    yield Table(("word", "times"), (*counted.items(), ("all", len(sentence.split()))), total=True)
    spaces = sentence.strip().count(" ")
    yield Claim("one more than spaces", len(sentence.split()), "=", spaces + 1 if sentence.strip() else 0)


@answer(node=choice("b", "a", "c"))
def graph(node: str) -> Iterator[Exhibit]:
    nodes = tuple(Node(name, name, at, 0) for at, name in enumerate("abc"))
    edges = (Edge("a", "b", "1.5"), Edge("b", "c", "2.5", gradient=True))
    yield Diagram(nodes, edges, title="A chain", picked=node, knob="node")
    yield Prose(f"You picked ${node}$.")


@answer()
def curve() -> Iterator[Exhibit]:
    xs: tuple[float, ...] = ()
    for n in range(1, 30):
        xs = (*xs, float(n))
        yield Progress(n, 29, "growing")
        yield Plot("$1/n$", (Series("measured", xs, tuple(1 / x for x in xs)),), x="n", key="curve")
    yield Claim("it falls", 1 / xs[-1], "<", 1.0)
