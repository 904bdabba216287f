"""The field an answer is typed into."""

from textual import events

from tui.widgets.line_field import LineField


class AnswerField(LineField):
    """One line; what is pasted into it is one too, none of it lost. While it is `held` it takes no keys."""

    held = False

    def _on_paste(self, event: events.Paste) -> None:
        if not self.held:
            joined = " ".join(event.text.split())
            super()._on_paste(events.Paste(joined[: max(0, (self.max_length or len(joined)) - len(self.value))]))
        event.stop()
        event.prevent_default()  # else the field's own way comes after

    async def _on_key(self, event: events.Key) -> None:
        if self.held:
            event.prevent_default()
            if self.wants(event):
                event.stop()
