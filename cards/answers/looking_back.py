"""Three kinds of network for sequences, and how far back each of them sees."""

from collections.abc import Iterator

import numpy as np

from cards.answers.styles import STYLES
from engine import Claim, Exhibit, Plot, Prose, Series, answer, code, seed, slider
from models import reach


@answer(
    steps=slider(4, 40, 16, label="steps N"),
    width=slider(2, 5, 3, label="window"),
    layers=slider(1, 4, 2),
    seed=seed(),
)
@code(reach.recurrence, {"Vh @ h": "the past comes in through the state alone"})
@code(reach.convolution, {"padded[width - 1 - j": "a window of `width` outputs of the layer below"})
@code(reach.attention, {"-np.inf": "what comes later is not seen; all that came before is"})
def looking_back(steps: int, width: int, layers: int, seed: int) -> Iterator[Exhibit]:
    """Change one earlier input and see how far the last output moves, for three kinds of network."""
    rng = np.random.default_rng(seed)
    x, others = rng.standard_normal((2, steps, 8))  # (N, H) each
    field = reach.field(width, layers)
    yield Prose(
        f"Three networks with random weights read {steps} inputs. Each earlier input is exchanged in turn: how far "
        "does the last output move? "
        + (f"The convolution sees {field} inputs, and its line ends there; " if field < steps else "")
        + "the recurrent network sees all, as a rule more faintly the further back; attention looks each one up."
    )
    moved = {
        "recurrent": reach.influence(lambda x: reach.recurrence(x, np.random.default_rng(seed)), x, others),
        "convolution": reach.influence(
            lambda x: reach.convolution(x, width, layers, np.random.default_rng(seed)), x, others
        ),
        "attention": reach.influence(lambda x: reach.attention(x, np.random.default_rng(seed)), x, others),
    }
    curves = []
    for (name, change), style in zip(moved.items(), STYLES, strict=True):
        (reached,) = np.nonzero(change)
        curves.append(Series(name, tuple(map(float, reached)), tuple(map(float, change[reached])), style))
    yield Plot(
        "$\\lVert \\Delta y_N \\rVert$",
        tuple(curves),
        x="k",
        scale="when the input k before the last is exchanged, log scale",
        log_y=True,
    )
    if steps > field:
        beyond = float(moved["convolution"][field:].max())
        yield Claim("convolution: moved by older inputs", beyond, "=", 0)
    for name, seen in (("convolution", min(field, steps)), ("recurrent", steps), ("attention", steps)):
        yield Claim(f"{name}: inputs that reach it", int(np.count_nonzero(moved[name])), "=", seen)
