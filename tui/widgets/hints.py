"""The bottom row: this screen's keys at the left, by use; find and help at the right."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from tui.keys import Command
from tui.widgets.drawn import Drawn, pressable

BACK = "esc "
"""How the hint of the way back begins."""


class Hints(Drawn):
    """Never wraps: hints fall off from the right as the width shrinks; the way back and the last one stay."""

    DEFAULT_CSS = "Hints { height: 1; padding: 0 3; }"

    commands: reactive[Sequence[Command]] = reactive(())
    said: reactive[str] = reactive("")
    """A word about what was just done; it stands before the hints until the next key."""

    def watch_commands(self) -> None:
        self.redraw()

    def watch_said(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        hinted = [each for each in self.commands if each.hinted]
        right = [_hint(each) for each in hinted if each.right]
        said = Content.styled(self.said, "$foreground")
        if said.cell_length + 3 + len(_row(right[-1:])) > width:
            return said.truncate(width, ellipsis=True)
        left = [said] if self.said else []
        left += [_hint(each) for each in hinted if not each.right]
        while right and len(_row(right)) > width:
            right.pop(0)
        if left and len(right) > 1 and _least(left[:3]) + 3 + len(_row(right)) > width:
            right.pop(0)
        while left and _least(left) + 3 + len(_row(right)) > width:
            left.pop(_first_to_go(left))
        row, end = _row(left), _row(right)
        return row.pad_right(max(0, width - row.cell_length - end.cell_length)) + end


def _first_to_go(left: Sequence[Content]) -> int:
    """The place of the last hint that is not the way back, as long as two stand there."""
    places = [at for at, hint in enumerate(left) if not hint.plain.startswith(BACK)]
    return places[-1] if len(left) > 2 and places else -1


def _hint(command: Command) -> Content:
    hint = Content.assemble((command.shown, "bold $accent"), " ", (command.verb, "$muted"))
    return pressable(hint, command.action)


def _row(hints: Sequence[Content]) -> Content:
    return Content("   ").join(hints)


def _least(hints: Sequence[Content]) -> int:
    return _row(hints).cell_length
