"""The top row: where you are, and how far the sitting has come."""

from collections.abc import Sequence

import msgspec
from textual.content import Content
from textual.reactive import reactive

from tui.widgets.drawn import Drawn
from tui.words import left

WIDE = 100
"""Columns from which a screen has two columns."""


class Sitting(msgspec.Struct, frozen=True):
    """How far a sitting has come, as the header says it."""

    due: int = 0
    new: int = 0
    learning: int = 0
    done: int = 0
    total: int = 0


class Header(Drawn):
    """`Recurrent › Deck › Card` at the left, what is left to do at the right."""

    DEFAULT_CSS = "Header { height: 1; padding: 0 3; }"

    trail: reactive[tuple[str, ...]] = reactive(())
    """Where you are: deck and card, or the screen's name."""
    whole: reactive[bool] = reactive(False)
    """Whether all of the trail stands where it is narrow too, if it has room."""
    sitting: reactive[Sitting | None] = reactive(None)
    note: reactive[str] = reactive("")
    """A word at the right end, where there is no sitting."""
    way: reactive[tuple[int, int] | None] = reactive[tuple[int, int] | None](None)
    """How many are done of how many, where there is no sitting."""

    def redraw(self) -> None:
        """Draw its one row again, as a clock in it wants each second; no other part of the screen."""
        self._drawn = None
        self.refresh()

    def watch_trail(self) -> None:
        self.redraw()

    def watch_whole(self) -> None:
        self.redraw()

    def watch_sitting(self) -> None:
        self.redraw()

    def watch_note(self) -> None:
        self.redraw()

    def watch_way(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        wide = width >= WIDE - 6
        right = self._right(wide)
        left = self._left(wide, self.trail if wide or self.whole else self.trail[-1:])
        if left.cell_length > width - right.cell_length - 2:
            right = self._right(wide, barred=False)
        room = width - right.cell_length - 2
        if left.cell_length > room:
            left = self._left(wide, self.trail[-1:]).truncate(max(0, room), ellipsis=True)
        return left.pad_right(max(0, width - left.cell_length - right.cell_length)) + right

    def _left(self, wide: bool, words: Sequence[str]) -> Content:
        between = Content.styled("  ›  " if wide else " › ", "$faint")
        parts = [Content.styled("Recurrent", "bold $bright")]
        parts += [Content.styled(each, "$muted") for each in words[:-1]]
        parts += [Content.styled(each, "$foreground") for each in words[-1:]]
        return between.join(parts)

    def _right(self, wide: bool, barred: bool = True) -> Content:
        """How far it has come; not `barred`, in the fewest numbers, for a name that would else be cut."""
        sitting = self.sitting
        if sitting is None:
            note = Content.styled(self.note, "$muted")
            return Content("   ").join([part for part in (note, self._way(wide, barred)) if part])
        told = [
            each for each in left(sitting.due, sitting.learning, sitting.new) if barred or not each.startswith("0 ")
        ]
        counts = ("   " if wide else " · ").join(told)
        return Content.assemble(
            (counts, "$muted"),
            "    " if wide else "  ",
            _bar(sitting.done, sitting.total, wide, barred),
        )

    def _way(self, wide: bool, barred: bool) -> Content:
        return _bar(*self.way, wide, barred) if self.way else Content()


def _bar(done: int, total: int, wide: bool, barred: bool) -> Content:
    place = f"{done} of {total}" if wide else f"{done}/{total}"
    if not barred:
        return Content.styled(place, "$muted")
    return Content.assemble(progress_bar(done, total, 16 if wide else 10), "  " if wide else " ", (place, "$muted"))


def progress_bar(done: float, total: float, width: int) -> Content:
    """A bar of `width` cells, filled by done of total."""
    filled = round(width * min(done / total, 1)) if total else 0
    return Content.assemble(("━" * filled, "$accent"), ("━" * (width - filled), "$rule"))
