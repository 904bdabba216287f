"""A field of one line."""

from textual.widgets import Input

from tui.widgets.in_turn import InTurn


class LineField(InTurn, Input):
    """What is typed into it keeps its order."""
