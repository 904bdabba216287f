"""The study tool, for any subject: read, run, schedule, remember.

What the author of a deck needs stands here: `from engine import answer, slider, Plot, Claim`.
"""

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
