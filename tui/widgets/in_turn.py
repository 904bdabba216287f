"""A text field that does what its keys want in the order in which they were pressed."""

from textual import events
from textual.widget import Widget


class InTurn:
    """Mixed into a field, before it.

    Textual has a field type a letter at once, while a key that is bound (backspace, enter) goes up through every widget
    first: letters that were pressed after it are there before it, and are deleted in the stead of those before.
    """

    async def _on_key(self, event: events.Key) -> None:
        assert isinstance(self, Widget)
        bound = self._bindings.key_to_bindings.get(event.key, ())
        if bound:
            event.stop()
            event.prevent_default()
        for binding in bound:
            if await self.app.run_action(binding.action, self):
                return

    def wants(self, event: events.Key) -> bool:
        """Whether it is for this field: then it goes no further up."""
        assert isinstance(self, Widget)
        return event.is_printable or event.key in self._bindings.key_to_bindings
