"""The field an answer is typed into."""

from textual import events
from textual.message import Message

from tui.widgets.line_field import LineField


class AnswerField(LineField):
    """One line; what is pasted into it is one too, as far as there is room. While it is `held` it takes no keys."""

    held = False

    class Cut(Message):
        """Not all that was pasted had room."""

    def _on_paste(self, event: events.Paste) -> None:
        if not self.held:
            joined = " ".join(event.text.split())
            room = max(0, (self.max_length or len(joined)) - len(self.value) + len(self.selected_text))
            super()._on_paste(events.Paste(joined[:room]))
            if len(joined) > room:
                self.post_message(self.Cut())
        event.stop()
        event.prevent_default()  # else the field's own way comes after

    async def _on_key(self, event: events.Key) -> None:
        if self.held:
            event.prevent_default()
            if self.wants(event):
                event.stop()
