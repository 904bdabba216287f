"""A quiz that is over: its score, its questions in a list, and the chosen one in full."""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from engine.quiz import Score, Turn
from tui.draw.markdown import markdown
from tui.draw.rows import pad, stack, wrap
from tui.draw.solution import numbered
from tui.draw.verdict import draw_verdict
from tui.posed import Posed
from tui.widgets.asked import right_one
from tui.widgets.drawn import Drawn, pressable
from tui.widgets.header import WIDE
from tui.widgets.page import MEASURE
from tui.words import count, lasting, since_last


@dataclass(frozen=True)
class Line:
    """One question of the list. `posed` is None where it was not reached."""

    turn: Turn
    title: str
    deck: str
    posed: Posed | None = None
    reached: bool = True
    """Whether there was time for it; not where the quiz ended before."""


class Tally(Drawn):
    """How many were right, and how long it took."""

    DEFAULT_CSS = "Tally { margin-bottom: 1; }"

    score: reactive[Score | None] = reactive[Score | None](None)

    progress: reactive[tuple[int, int]] = reactive((0, 0))
    """How many were wrong when they were asked last and are right now; how many the other way round."""

    def watch_score(self) -> None:
        self.redraw()

    def watch_progress(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        score = self.score
        if score is None:
            return Content()
        passed = f", {score.passed} left out" if score.passed else ""
        open = f", {score.undecided} for you to judge" if score.undecided else ""
        missed = score.total - score.right - score.wrong - score.passed - score.undecided
        unreached = f", {missed} not reached" if missed else ""
        said = f"{count(score.wrong, 'wrong', 'wrong')}{open}{passed}{unreached}, in {lasting(score.seconds)}."
        lines = wrap(Content.styled(said, "$foreground"), width)
        if compared := since_last(*self.progress):
            lines += wrap(Content.styled(compared, "$foreground"), width)
        return Content.assemble((f"{score.right} of {score.total} right.", "bold $bright"), "\n\n", stack(lines))


class Lines(Drawn):
    """The questions, each with its deck where there is room for all of these; the bar stands at the chosen one."""

    lines: reactive[tuple[Line, ...]] = reactive(())
    chosen: reactive[int] = reactive(0)

    def watch_lines(self) -> None:
        self.redraw()

    def watch_chosen(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        return Content("\n").join([self._row(place, width) for place in range(len(self.lines))])

    def _row(self, place: int, width: int) -> Content:
        line, here = self.lines[place], place == self.chosen
        sign, role = _mark(line.turn)
        title = Content.styled(line.title, "bold $bright" if here else "$foreground")
        row = Content.assemble(("▌ " if here else "  ", "$accent"), (f"{sign}  ", role))
        titles = max(Content(each.title).cell_length for each in self.lines)
        if row.cell_length + titles + 3 + max(Content(each.deck).cell_length for each in self.lines) <= width:
            title = Content.assemble(pad(title, titles), (f"   {line.deck}", "$muted"))
        row = pad(row + title, width)
        return pressable(row.stylize_before("on $surface") if here else row, f"pick({place})")


class InFull(Drawn):
    """The chosen question: what was asked, what was typed, what was said, what is right."""

    line: reactive[Line | None] = reactive[Line | None](None)

    def watch_line(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        line = self.line
        if line is None:
            return Content()
        if line.posed is None:
            return Content.styled("It was not asked." if line.reached else "It was not reached.", "$muted")
        turn = line.turn
        measure, close = min(width, MEASURE), self.app.size.width < WIDE  # as while it was asked
        blocks = [markdown(line.posed.ask, measure, style="bold $bright", profile=self.profile)]
        if line.posed.options:  # what was typed names them by their numbers
            blocks.append(numbered(line.posed.options, measure, self.profile))
        given = [attempt.given for attempt in turn.attempts if attempt.given]
        if given:
            typed = [line for each in given for line in wrap(Content.styled(each, "$bright"), width)]
            blocks.append(Content.assemble(("Yours", "bold $muted"), "\n\n", stack(typed)))
        elif not turn.attempts:
            blocks.append(Content.styled("It was left out." if line.reached else "It was not reached.", "$muted"))
        elif turn.attempts[0].verdict == "wrong":
            blocks.append(Content.styled("It was given up.", "$muted"))
        if turn.undecided:
            blocks.append(Content.styled("It is for you to judge: was it right?", "$foreground"))
        right = right_one(line.posed, width, self) if not turn.right or line.posed.question is None else Content()
        if turn.verdicts and turn.verdicts[0].verdict != "unknown" and given:
            blocks.append(draw_verdict(turn.verdicts[0], width, self.profile, brief=True, close=close, right=right))
        elif right:
            blocks.append(right)
        return Content("\n\n\n" if width > 76 else "\n\n").join(blocks)


def _mark(turn: Turn) -> tuple[str, str]:
    """The sign of what became of a question, and its role."""
    if turn.undecided:
        return "?", "$foreground"
    if turn.right:
        return "✓", "$good"
    return ("✗", "$bad") if turn.attempts else ("·", "$muted")
