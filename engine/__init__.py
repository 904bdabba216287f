"""The study tool, for any subject: read, run, schedule, remember.

What the author of a deck needs stands here: `from engine import answer, slider, Plot, Claim`. Each is loaded when it is
asked for: who only studies does without until an answer is shown.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.answers import answer, code, limits
    from engine.exhibits import (
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
    )
    from engine.grading.marking import world
    from engine.knobs import choice, seed, slider, switch, text

__all__ = [
    "Claim",
    "Derivation",
    "Diagram",
    "Edge",
    "Equation",
    "Exhibit",
    "Level",
    "Matrix",
    "Node",
    "Plot",
    "Progress",
    "Prose",
    "Series",
    "Step",
    "Table",
    "answer",
    "choice",
    "code",
    "limits",
    "seed",
    "slider",
    "switch",
    "text",
    "world",
]

_ELSEWHERE = {
    **dict.fromkeys(("answer", "code", "limits"), "engine.answers"),
    **dict.fromkeys(("choice", "seed", "slider", "switch", "text"), "engine.knobs"),
    "world": "engine.grading.marking",
}
"""Where what is no exhibit stands."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "engine.exhibits")), name)
