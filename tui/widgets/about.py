"""What is known of a card before its answer is shown: its past, the keys, and what will run."""

import msgspec
from textual.content import Content
from textual.reactive import reactive

from tui.draw.rows import stack, wrap
from tui.keys import Command
from tui.widgets.drawn import Drawn, pressable
from tui.widgets.header import progress_bar
from tui.widgets.withheld import decide
from tui.words import count


class Past(msgspec.Struct, frozen=True):
    """What is remembered of a card."""

    seen: int = 0
    last: str = ""
    """How long ago, in words."""
    grades: tuple[int, ...] = ()
    """The last grades, the newest last."""
    recall: float | None = None
    """The probability that it is recalled now."""
    changed: bool = False
    """Whether it or its code is no longer what a check found well."""
    before: int = 0
    """How often it was seen before it began anew."""

    @property
    def unseen(self) -> str:
        """What is said of a card that has not been seen."""
        if self.before:
            return f"New again: it was seen {count(self.before, 'time')} before it began anew."
        return "New: you have not met it yet."


CHANGED = "Changed since it was checked: recur check"


class Runs(msgspec.Struct, frozen=True):
    """What will run."""

    function: str = ""
    file: str = ""
    knobs: int | None = None
    why_not: str = ""
    """Why nothing runs, where nothing does."""
    decidable: bool = False
    """Whether its code may be looked at, and trusted."""


class About(Drawn):
    """The panel before the reveal; one line of it where it is narrow."""

    past: reactive[Past] = reactive(Past())
    runs: reactive[Runs] = reactive(Runs())
    ways: reactive[tuple[Command, ...]] = reactive(())
    """The keys to go on with."""
    narrow: reactive[bool] = reactive(False)

    def watch_past(self) -> None:
        self.redraw()

    def watch_runs(self) -> None:
        self.redraw()

    def watch_ways(self) -> None:
        self.redraw()

    def watch_narrow(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.narrow:
            return self._line()
        sections = [("This card", self._past())]
        if self.ways:
            sections.append(("When you have it", self._ways()))
        sections.append(("What will run", self._runs(width)))
        return Content("\n\n\n").join(
            [Content.assemble((head, "bold $muted"), "\n\n", body) for head, body in sections]
        )

    def _past(self) -> Content:
        past = self.past
        if not past.seen:
            return Content.styled(past.unseen, "$foreground")
        rows = [("Seen", Content.styled(f"{count(past.seen, 'time')}, last {past.last}", "$foreground"))]
        if past.grades:
            from tui.widgets.grades import NAMES  # with the first card that was seen before

            named = [(NAMES[grade - 1], "bold $bad" if grade == 1 else "$foreground") for grade in past.grades]
            rows.append(("Last grades", Content("  ").join([Content.styled(*each) for each in named])))
        if past.recall is not None:
            rows.append(("Recall today", _recall(past.recall, 20)))
        return Content("\n").join([Content.assemble((f"{label:<16}", "$muted"), value) for label, value in rows])

    def _ways(self) -> Content:
        rows = [
            pressable(
                Content.assemble((f"{way.shown:<8}", "bold $accent"), (_way(way), "$foreground")),
                way.action,
            )
            for way in self.ways
        ]
        return Content("\n").join(rows)

    def _runs(self, width: int) -> Content:
        runs = self.runs
        if runs.why_not:
            why = stack(wrap(Content.styled(runs.why_not, "$muted"), width))
            return Content.assemble(why, "\n", decide()) if runs.decidable else why
        first = Content.assemble((runs.function, "$bright"), "  ", (f"in {runs.file}", "$muted"))
        lines = [first]
        if runs.knobs is not None:
            lines.append(Content.styled(count(runs.knobs, "knob") if runs.knobs else "no knobs", "$muted"))
        if self.past.changed:
            lines.append(Content.styled(CHANGED, "$muted"))
        return Content("\n").join(lines)

    def _line(self) -> Content:
        line = self._seen()
        return Content.assemble(line, ("\n" + CHANGED, "$muted")) if self.past.changed else line

    def _seen(self) -> Content:
        past = self.past
        if not past.seen:
            return Content.styled(past.unseen, "$muted")
        said = Content.styled(f"Seen {count(past.seen, 'time')}, last {past.last}.", "$muted")
        if past.recall is None:
            return said
        return Content.assemble(said, ("  Recall today ", "$muted"), _recall(past.recall, 10))


def _recall(share: float, width: int) -> Content:
    return Content.assemble(progress_bar(share, 1, width), (f"  {share:.0%}".replace("%", " %"), "$foreground"))


def _way(command: Command) -> str:
    return command.meaning.rstrip(".")[0].lower() + command.meaning.rstrip(".")[1:]
