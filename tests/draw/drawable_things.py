"""Exhibits of every shape, and how wide they were drawn."""

from collections.abc import Iterator

from hypothesis import strategies as st
from textual.content import Content

from engine.exhibits import Claim, Diagram, Edge, Level, Matrix, Node, Plot, Progress, Series, Table

WIDTHS = st.integers(40, 140)
TEXTS = st.sampled_from(
    ["", "loss", "$h_{n-1}$", r"bound $(\gamma\sigma)^k$", "字 wide", r"$\hat p_3$", "x" * 70, "a few words more " * 6]
)
TEX = st.sampled_from(["h", "h_1", r"\hat p_3", "w_{n-1}", r"\frac{a}{b}", r"\broken{"])
FLOATS = st.floats(width=64) | st.sampled_from([0.0, 1.0, -1.0, 1e300, -1e300, 5e-324, 1e-9, 100.0])
NUMBERS = st.integers(-(10**9), 10**9) | FLOATS


@st.composite
def series(draw: st.DrawFn) -> Series:
    x = draw(
        st.lists(FLOATS, max_size=12) | st.integers(0, 40).map(lambda count: [float(each) for each in range(count)])
    )
    y = draw(st.lists(FLOATS, min_size=len(x), max_size=len(x)))
    return Series(draw(TEXTS), tuple(x), tuple(y), draw(st.sampled_from(["line", "dashes", "dots", "bars"])))


PLOTS = st.builds(
    Plot,
    title=TEXTS,
    series=st.lists(series(), max_size=5).map(tuple),
    x=TEXTS,
    scale=TEXTS,
    levels=st.lists(st.builds(Level, TEXTS, FLOATS), max_size=3).map(tuple),
    log_x=st.booleans(),
    log_y=st.booleans(),
)
CELLS = TEXTS | NUMBERS | st.booleans() | st.none()
TABLES = st.builds(
    Table,
    heads=st.lists(TEXTS, max_size=6).map(tuple),
    rows=st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=8).map(tuple),
    title=TEXTS,
    total=st.booleans(),
)
MATRICES = st.builds(
    Matrix,
    name=TEXTS,
    values=st.lists(st.lists(FLOATS, max_size=60).map(tuple), max_size=45).map(tuple),
    rows=st.lists(TEXTS, max_size=5).map(tuple),
    columns=st.lists(TEXTS, max_size=5).map(tuple),
    style=st.sampled_from(["numbers", "heatmap"]),
)
CLAIMS = st.builds(
    Claim,
    statement=TEXTS.filter(bool),
    left=NUMBERS | TEXTS,
    relation=st.sampled_from(["=", "≈", "≠", "<", "≤", ">", "≥"]),
    right=NUMBERS | TEXTS,
)
PROGRESS = st.builds(Progress, done=FLOATS, total=FLOATS, label=TEXTS)


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    places = draw(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), unique=True, max_size=14))
    nodes = tuple(Node(f"n{at}", draw(TEX), *place) for at, place in enumerate(places))
    names = st.sampled_from([node.id for node in nodes] or ["nobody"]) | st.just("nobody")
    edges = st.lists(st.builds(Edge, names, names, st.sampled_from(["", "3.31", "$V_h$"]), st.booleans()), max_size=16)
    return Diagram(nodes, tuple(draw(edges)), draw(TEXTS), draw(names), draw(st.sampled_from(["", "node"])))


EXHIBITS = st.one_of(PLOTS, TABLES, MATRICES, CLAIMS, PROGRESS, diagrams())


def rows_of(content: Content) -> list[str]:
    return content.plain.split("\n")


def widest(content: Content) -> int:
    return max(Content(row).cell_length for row in rows_of(content))


def roles_of(content: Content) -> Iterator[str]:
    """The names of the colours that a drawing uses."""
    for span in content.spans:
        if isinstance(span.style, str):
            yield from (word for word in span.style.split() if word not in ("bold", "italic", "on", "underline"))
