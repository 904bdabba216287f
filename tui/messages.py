"""What widgets and workers tell the screen."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from engine.exhibits import AnyExhibit
    from engine.knobs import Value
    from engine.runner import Description, Ended


class Turned(Message):
    """A knob has another value."""

    def __init__(self, name: str, value: "Value") -> None:
        super().__init__()
        self.name, self.value = name, value


class Described(Message):
    """What an answer function is: its knobs and its code."""

    def __init__(self, ticket: int, description: "Description") -> None:
        super().__init__()
        self.ticket, self.description = ticket, description


class Came(Message):
    """A run gave an exhibit."""

    def __init__(self, ticket: int, exhibit: "AnyExhibit") -> None:
        super().__init__()
        self.ticket, self.exhibit = ticket, exhibit


class Over(Message):
    """A run is over, one way or another."""

    def __init__(self, ticket: int, ended: "Ended") -> None:
        super().__init__()
        self.ticket, self.ended = ticket, ended
