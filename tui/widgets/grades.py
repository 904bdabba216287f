"""The four grades as chips, each with the interval it would give."""

from textual.content import Content
from textual.reactive import reactive

from tui.widgets.drawn import Drawn, pressable
from tui.widgets.header import WIDE

NAMES = ("Again", "Hard", "Good", "Easy")
JUDGED = ((1, "Wrong", ""), (3, "Right", ""))


class Grades(Drawn):
    """One row, only with the answer."""

    DEFAULT_CSS = "Grades { height: 1; padding: 0 3; }"

    intervals: reactive[tuple[str, ...]] = reactive(())
    """How long until the card comes back, by grade, in words."""

    suggested: reactive[int] = reactive(0)
    """The grade that an answer suggests; 0 where none was typed."""

    judging: reactive[bool] = reactive(False)
    """Whether it is only asked if the answer was right: the card keeps the schedule it has."""

    def watch_judging(self) -> None:
        self.redraw()

    def watch_intervals(self) -> None:
        self.redraw()

    def watch_suggested(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        size = 20 if width >= WIDE - 6 else min(15, (width - 6) // 4)
        grades = [(at, *grade) for at, grade in enumerate(zip(NAMES, self.intervals, strict=False), 1)]
        chips = []
        for number, name, interval in JUDGED if self.judging else grades:
            room = size - len(name) - 4
            told = interval if len(interval) < room else ""  # whole, and apart from the name, or not at all
            mark = (">" if self.profile.ascii else "▸") if number == self.suggested else " "
            chip = Content.assemble(
                (mark, "bold $accent"),
                (str(number), "bold $accent"),
                " ",
                (name, "bold $bright"),
                (f"{told:>{max(0, room)}}", "$muted"),
                " ",
            )
            chips.append(
                pressable(
                    chip.stylize_before("on $panel" if number == self.suggested else "on $surface"), f"grade({number})"
                )
            )
        return Content("  ").join(chips)
