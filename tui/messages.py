"""What widgets and workers tell the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from engine.exhibits import AnyExhibit
    from engine.knobs import Value
    from engine.runner import Description, Ended


@dataclass
class Turned(Message):
    """A knob has another value."""

    name: str
    value: "Value"


@dataclass
class Described(Message):
    """What an answer function is: its knobs and its code."""

    ticket: int
    description: "Description"


@dataclass
class Came(Message):
    """A run gave an exhibit."""

    ticket: int
    exhibit: "AnyExhibit"


@dataclass
class Over(Message):
    """A run is over, one way or another."""

    ticket: int
    ended: "Ended"
