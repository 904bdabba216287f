"""The field an answer is typed into."""

from textual import events
from textual.message import Message

from tui.widgets.line_field import LineField


class AnswerField(LineField):
    """One line; what is pasted into it is one too, as far as there is room.

    From enter on it is held, until it is known what becomes of the answer: what is typed meanwhile waits.
    """

    _waiting: list[events.Key | events.Paste] | None = None

    class Cut(Message):
        """Not all that was pasted had room."""

    async def action_submit(self) -> None:
        if self._waiting is None:
            self._waiting = []
            await super().action_submit()

    def release(self, again: bool) -> bool:
        """It is open as before. What was typed meanwhile is typed into it now, if it is asked for `again`.

        Returns whether anything was: then it stands where the hands believe it to stand.
        """
        waiting, self._waiting = self._waiting, None
        for each in waiting or () if again else ():
            self.post_message(each)
        return bool(waiting)

    def _on_paste(self, event: events.Paste) -> None:
        if self._waiting is not None:
            self._waiting.append(events.Paste(event.text))
        else:
            joined = " ".join(event.text.split())
            room = max(0, (self.max_length or len(joined)) - len(self.value) + len(self.selected_text))
            super()._on_paste(events.Paste(joined[:room]))
            if len(joined) > room:
                self.post_message(self.Cut())
        event.stop()
        event.prevent_default()  # else the field's own way comes after

    async def _on_key(self, event: events.Key) -> None:
        if self._waiting is not None:
            event.prevent_default()
            if self.wants(event):
                event.stop()
                self._waiting.append(events.Key(event.key, event.character))
