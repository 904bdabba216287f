"""A place of its own that scrolls."""

from textual.containers import VerticalScroll
from textual.message import Message


class Pane(VerticalScroll, can_focus=False):
    """One tab's content; it scrolls when there is more of it than rows."""

    DEFAULT_CSS = """
    Pane { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Pane > * { margin-right: 2; }
    """

    class Shifted(Message):
        """Another part of it is out of sight: its rows, what is in them, or where it stands has changed."""

    def on_mount(self) -> None:
        self.watch(self, "scroll_y", self.on_resize, init=False)

    def on_resize(self) -> None:
        """Laying out changes a size without a word to those who watch it; this is sent whatever size has changed."""
        self.post_message(self.Shifted())
