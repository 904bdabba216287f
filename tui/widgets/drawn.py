"""A widget that is a function of its width."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from tui.draw.plain import marked
from tui.tex.glyphs import UNICODE, Profile


def pressable(content: Content, action: str) -> Content:
    """The same content; a click on it does the screen's action."""
    return content.stylize(Style.from_meta({"do": action}))


class Drawn(Widget):
    """Lays out its content at the width it has, again when that changes, and is as high as its lines.

    Subclasses say what to draw in `drawing(width)`, from their reactive state alone.
    """

    DEFAULT_CSS = """
    Drawn { width: 100%; height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    _drawn: tuple[int, Content] | None = None

    def drawing(self, width: int) -> Content:
        """What to show in that many columns; empty content takes no row."""
        raise NotImplementedError

    @property
    def profile(self) -> Profile:
        """What there is to draw with."""
        profile: Profile = getattr(self.app, "profile", UNICODE)
        return profile

    def redraw(self) -> None:
        """Draw again: what is drawn from has changed."""
        self._drawn = None
        self.refresh(layout=True)

    def at(self, width: int) -> Content:
        """The drawing at that width, made once."""
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, marked(self.drawing(width), self.profile))
        return self._drawn[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        drawn = self.at(width).plain
        return drawn.count("\n") + 1 if drawn else 0

    def render(self) -> Content:
        return self.at(self.content_size.width)

    async def on_click(self, event: events.Click) -> None:
        action = event.style.meta.get("do")
        if action:
            event.stop()
            await self.screen.run_action(action)
