"""Exhibits whose drawings are kept in `golden/`, to be read. `python tests/draw/known_things.py` draws them anew."""

import math
from pathlib import Path

from textual.content import Content

from engine.describe import Listing
from engine.exhibits import Claim, Diagram, Edge, Level, Matrix, Node, Plot, Series, Table
from engine.knobs import choice, seed, slider, switch, text
from tui.draw import draw, draw_claims
from tui.draw.knobs import Columns, draw_knob
from tui.draw.listing import listing
from tui.tex.glyphs import ASCII

GOLDEN = Path(__file__).parent / "golden"
STEPS = tuple(range(65))
TRAINED = tuple(range(0, 3001, 50))

JACOBIANS = Plot(
    title="$‖∂h_N/∂h_n‖$",
    scale="spectral norm, log scale",
    x="$k = N - n$",
    log_y=True,
    series=(
        Series("measured", STEPS, tuple(math.exp(2.3 * math.sin(k / 21) - k / 100) for k in STEPS)),
        Series(r"bound $(\gamma\sigma)^k$", STEPS[:17], tuple(2.5**k / 1.5 for k in STEPS[:17]), "dashes"),
        Series(r"$\rho^k$ alone", STEPS, tuple(0.95**k for k in STEPS), "dots"),
    ),
    levels=(Level("", 1.0),),
)
LOSS = Plot(
    title="$F$",
    scale="loss in nats",
    x="steps",
    series=(Series("network", TRAINED, tuple(1.1 + 2.2 * math.exp(-k / 500) for k in TRAINED)),),
    levels=(Level("uniform", 3.3), Level("unigram", 2.8), Level("entropy", 1.05)),
)
COUNTS = Plot(
    title="words", scale="counts", x="rank",
    series=(Series("", tuple(range(1, 11)), tuple(120 // k for k in range(1, 11)), "bars"),),
)  # fmt: skip


def unrolled(steps: int, picked: int) -> Diagram:
    """The network through time; the gradient's way back from the costs to the picked state."""
    nodes, edges = [Node("h0", "h_0", 0, 2)], []
    for n in range(1, steps + 1):
        later = n > picked
        symbols = {"F": f"F_{{{n}}}", "p": rf"\hat p_{{{n}}}", "h": f"h_{{{n}}}", "w": f"w_{{{n - 1}}}"}
        nodes += [Node(f"{letter}{n}", tex, n, row) for row, (letter, tex) in enumerate(symbols.items())]
        edges += [
            Edge(f"w{n}", f"h{n}"),
            Edge(f"h{n - 1}", f"h{n}", f"{n}.03" if later else "", gradient=later),
            Edge(f"h{n}", f"p{n}", f"{n}.31" if n >= picked else "", gradient=n >= picked),
            Edge(f"p{n}", f"F{n}", gradient=n >= picked),
        ]
    return Diagram(tuple(nodes), tuple(edges), "The unrolled network", f"h{picked}", "node")


TRIGRAM = Diagram(
    (Node("w1", "w_1", 0, 2), Node("w2", "w_2", 2, 2), Node("h", "h", 1, 1), Node("p", r"\hat p_3", 1, 0)),
    (Edge("w1", "h"), Edge("w2", "h"), Edge("h", "p")),
)
FOLDED = Diagram(
    (Node("x", "x_n", 0, 2), Node("h", "h_n", 0, 1), Node("p", "p_n", 0, 0)),
    (Edge("x", "h"), Edge("h", "h", "$V_h$"), Edge("h", "p")),
)
TERMS = Table(
    ("term", "size", "entries", "zeros"),
    ((r"via $\hat p_2$", 3.31, 2.02, 0), ("via $h_3$", 1.03, -0.48, 3), ("$h_2$", 3.78, 1.54, 3)),
    title="What comes along each edge",
    total=True,
)
NUMBERS = Matrix("$V_h$", ((0.95, -1.2, 1e-7), (12.0, 3.14159, 0.5), (0.0, 1.0, 2.0)), columns=("the", "cat", "sat"))
WIDE = Matrix("$J$", tuple(tuple((7 * i + 3 * j) % 11 / 3.7 - 1 for j in range(30)) for i in range(3)), style="numbers")
HEAT = Matrix(
    "$p(w | h)$",
    tuple(tuple((7 * i + 3 * j) % 11 / 11 for j in range(12)) for i in range(3)),
    rows=("the", "cat", "sat"),
    columns=tuple("abcdefghijkl"),
    style="heatmap",
)
CLAIMS = [
    Claim(r"never above the bound $(\gamma\sigma)^k$", 10.1, "≤", 2.5e6),
    Claim(r"$V_h$ is not normal: $\sigma$ exceeds $\rho$", 2.09, ">", 0.95),
    Claim("agrees with finite differences", 2.8e-9, "<", 1e-7),
    Claim("the sum over the copies is the gradient with respect to the parameters that they share", 3.78, "=", 3.7801),
    Claim("shape", "(3, 4)", "=", "(4, 3)"),
]
KNOBS = {
    "radius": slider(0.0, 2.0, 0.95, label=r"spectral radius $\rho$"),
    "activation": choice("linear", "tanh", "sigmoid", start="tanh"),
    "steps": slider(2, 200, 64, label="steps $N$"),
    "rate": slider(0.001, 1.0, 0.1, log=True, unit="s"),
    "tied": switch(True),
    "utterance": text("the cat sat on the mat"),
    "seed": seed(3),
}
SOURCE = '''def gradient(params, inputs, targets, h0):
    """Loss and gradient by backpropagation through time."""
    for n in reversed(range(N)):
        delta = W.T @ da[n] + later       # (H,)
        dz = (1 - h[n + 1]**2) * delta    # (H,)
        later = Vh.T @ dz'''
LISTING = Listing(
    "models/bptt.py",
    38,
    SOURCE,
    (
        (41, "the two ways back into $h_n$"),
        (42, "through tanh: $g'(z_n) = 1 - h_n^2$"),
        (43, "the two ways back into $h_n$"),
    ),
)


def knobs(width: int, narrow: bool) -> Content:
    columns = Columns.of(KNOBS, narrow)
    rows = [draw_knob(name, knob, knob.start, width, name == "radius", narrow, columns) for name, knob in KNOBS.items()]
    return Content("\n").join(rows)


def drawings() -> dict[str, str]:
    """What is kept, by the name of its file."""
    both = {
        name: draw(exhibit, width)
        for width in (72, 48)
        for name, exhibit in {
            f"plot-{width}": JACOBIANS,
            f"levels-{width}": LOSS,
            f"bars-{width}": COUNTS,
            f"unrolled-{width}": unrolled(4, 2),
            f"table-{width}": TERMS,
            f"numbers-{width}": NUMBERS,
            f"wide-matrix-{width}": WIDE,
            f"heatmap-{width}": HEAT,
        }.items()
    }
    claims = {f"claims-{width}": draw_claims(CLAIMS, width) for width in (72, 48)}
    others = {
        "claims-folded": draw_claims(CLAIMS, 72, fold=True),
        "trigram": draw(TRIGRAM, 60),
        "folded-network": draw(FOLDED, 60),
        "knobs-wide": knobs(64, narrow=False),
        "knobs-narrow": knobs(36, narrow=True),
        "listing-60": listing(LISTING, 60),
        "plot-ascii": draw(JACOBIANS, 72, ASCII),
        "unrolled-ascii": draw(unrolled(3, 2), 60, ASCII),
    }
    return {name: content.plain + "\n" for name, content in (both | claims | others).items()}


if __name__ == "__main__":
    for name, drawn in drawings().items():
        (GOLDEN / f"{name}.txt").write_text(drawn)
