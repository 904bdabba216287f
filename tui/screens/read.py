"""A card to read: found, opened, its answer live; nothing is graded."""

from tui import keys
from tui.material import Material
from tui.screens.live import LiveCardScreen
from tui.widgets.about import CHANGED


class ReadScreen(LiveCardScreen):
    """The card with its answer, as studying shows it, without the grades."""

    TABLE = keys.READ
    BINDINGS = keys.bindings(keys.READ)

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._to_read = material

    async def on_mount(self) -> None:
        await self.furnish()
        self.load(self._to_read, revealed=True)

    def remark(self) -> str:
        """Here the answer is shown at once, so that the mark has no other place."""
        changed = self.material is not None and self.app.has_changed(self.material.card)
        return super().remark() or (CHANGED if changed else "")

    async def show_again(self) -> None:
        assert self.material is not None
        card = self.app.desk.library.cards.get(self.material.card.key)
        if card is not None:
            self.load(self.app.material(card), revealed=True)

    def action_back(self) -> None:
        self.app.pop_screen()
