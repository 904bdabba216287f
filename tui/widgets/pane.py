"""A place of its own that scrolls."""

from textual.containers import VerticalScroll


class Pane(VerticalScroll, can_focus=False):
    """One tab's content; it scrolls when there is more of it than rows."""

    DEFAULT_CSS = """
    Pane { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Pane > * { margin-right: 2; }
    """
