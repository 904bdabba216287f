"""A screen in a window whose size changes faster than it is drawn."""

from textual import events
from textual.screen import Screen


class Windowed:
    """Mixed into a screen, before it: a size that the window has no more is not taken.

    Laid out at another size, a screen of Textual's is told that size once more. Two of them on their way at once would
    call each other forth without end.
    """

    async def on_event(self, event: events.Event) -> None:
        assert isinstance(self, Screen)
        if not (isinstance(event, events.Resize) and event.size != self.app.size):
            await super().on_event(event)  # type: ignore[misc]  # the screen's own
