"""A question that is answered by typing: what is asked, how the answer is read, and what is said of it."""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from engine.decks.questions import Formula, Number
from engine.grading.verdict import Verdict
from tui.draw.markdown import markdown
from tui.draw.plain import plain
from tui.draw.rows import hanging, stack
from tui.draw.solution import allowed, numbered, solution
from tui.draw.typed import INDENT, Echo, echo, trouble
from tui.draw.verdict import draw_verdict
from tui.posed import Posed
from tui.widgets.drawn import Drawn
from tui.widgets.page import MEASURE

FIELD = 2
"""The columns before the first character of the field: its bar and a space."""


@dataclass(frozen=True)
class Said:
    """What is said after an answer: the verdict, and whether the right one is shown. Empty before."""

    given: str = ""
    verdict: Verdict | None = None
    shown: bool = False
    busy: bool = False
    trouble: str = ""
    """Why it could not be asked, or graded: what failed in the deck's code."""

    def __bool__(self) -> bool:
        return self.verdict is not None or self.shown or self.busy or bool(self.trouble)


class Asked(Drawn):
    """The label, what is asked, and the lines to choose from."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    label: reactive[str] = reactive("")
    """Which question this is, where there is room to say it."""

    def watch_posed(self) -> None:
        self.redraw()

    def watch_label(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.posed is None:
            return Content.styled("making the question", "$muted")
        measure = min(width, MEASURE)
        parts = [Content.styled(self.label, "bold $muted")] if self.label else []
        parts.append(markdown(self.posed.ask, measure, style="bold $bright", profile=self.profile))
        if self.posed.options:
            parts.append(numbered(self.posed.options, measure, self.profile))
        return Content("\n\n").join(parts)


class Understood(Drawn):
    """What is typed, laid out as it is read. Its first row, right under the field, marks the place of a trouble."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    typed: reactive[str] = reactive("")
    said: reactive[Said] = reactive(Said())
    close: reactive[bool] = reactive(False)
    """Whether rows are few."""

    _before = ""
    """What was typed when it was last understood: it stays, in a quiet voice, until more can be."""

    def watch_posed(self) -> None:
        self._before = ""
        self.look()

    def watch_said(self) -> None:
        self.look()

    def watch_typed(self) -> None:
        if not self.typed.strip():
            self._before = ""
        self.look()

    def watch_close(self) -> None:
        self.look()

    def look(self) -> None:
        """Draw again; where there is nothing to draw, no row is kept."""
        self.display = self.readable and bool(self.typed.strip())
        self.redraw()

    @property
    def readable(self) -> bool:
        """Whether the question is answered by something that is laid out."""
        return self.posed is not None and isinstance(self.posed.question, Formula | Number)

    def drawing(self, width: int) -> Content:
        if self.posed is None or self.posed.question is None:
            return Content()
        measure = min(width, MEASURE)
        read = echo(self.posed.question, self.typed, measure, self.profile, self.posed.symbols)
        if not read:
            return Content()
        if read.trouble and read.unfinished and self.said.verdict is None:
            return Content() if self.said.shown else self._awaiting(measure)
        if not read.trouble:
            self._before = self.typed
        told = self.said.verdict is not None  # and why, in the verdict: here only the place
        why = Content() if told and read.trouble else trouble(read, measure, self.profile)
        blocks = [Content("\n").join([self._mark(read, width), why])]
        if not read.trouble:
            blocks = [] if self.close else [Content.styled("understood as", "$muted")]
        if read.formula:
            blocks.append(read.formula)
        if read.said and self.close:
            blocks[-1] += Content.styled(f"\n{' ' * INDENT}understood as {read.said}", "$muted")
        elif read.said:
            blocks.append(Content.styled(read.said, "$muted"))
        return plain(Content("" if read.trouble else "\n") + Content("\n\n").join(blocks), self.profile)

    def _awaiting(self, measure: int) -> Content:
        """What was understood so far, dimmed, while more is to come."""
        assert self.posed is not None
        assert self.posed.question is not None
        read = echo(self.posed.question, self._before, measure, self.profile, self.posed.symbols)
        blocks = [] if self.close or not read else [Content("understood so far")]
        blocks += [read.formula + f"\n{' ' * INDENT}…" if self.close else read.formula] if read.formula else []
        blocks += [] if self.close and read.formula else [Content("…")]
        dimmed = Content("\n\n").join(blocks).plain
        return plain(Content.styled(f"\n{dimmed}", "$muted"), self.profile)

    def _mark(self, read: Echo, width: int) -> Content:
        """A mark under the character that the trouble is about; nothing where the field has scrolled."""
        if read.column is None or Content(self.typed).cell_length >= width - FIELD:
            return Content()
        before = Content(self.typed[: read.column]).cell_length
        return Content.styled(" " * (FIELD + before) + "^", "$muted")


class Allowed(Drawn):
    """The symbols that may be used."""

    DEFAULT_CSS = "Allowed { margin-top: 1; }"

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    hidden: reactive[bool] = reactive(False)
    """Whether its rows are wanted for something else."""

    def watch_posed(self) -> None:
        self.look()

    def watch_hidden(self) -> None:
        self.look()

    def look(self) -> None:
        """Draw again; only a formula has symbols."""
        self.display = not self.hidden and self.posed is not None and isinstance(self.posed.question, Formula)
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.posed is None or self.posed.question is None:
            return Content()
        may = allowed(self.posed.question, min(width, MEASURE), self.profile, self.posed.symbols)
        symbols = plain(may, self.profile)
        return Content.assemble(("You may use", "bold $muted"), "\n\n", symbols) if symbols else symbols


class Sentence(Drawn):
    """What is said of the answer, and the right one when it is asked for."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    said: reactive[Said] = reactive(Said())
    close: reactive[bool] = reactive(False)
    """Whether rows are few."""

    def watch_posed(self) -> None:
        self.redraw()

    def watch_said(self) -> None:
        self.redraw()

    def watch_close(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        said, parts = self.said, []
        if said.busy:
            return Content.styled("grading", "$muted")
        if said.trouble:
            lead = [("!", "bold $foreground"), ("  ", "")]
            parts.append(stack(hanging(lead, Content.styled(said.trouble, "$foreground"), min(width, MEASURE))))
        right = right_one(self.posed, width, self) if said.shown and self.posed is not None else Content()
        if said.verdict is not None:
            parts.append(draw_verdict(said.verdict, width, self.profile, close=self.close, right=right))
        elif right:
            parts.append(right)
        return Content("\n\n").join(parts)


def right_one(posed: Posed, width: int, on: Drawn) -> Content:
    """The right answer under its label; of a card without a quiz, the card's answer."""
    measure = min(width, MEASURE)
    if posed.question is None:
        body = markdown(posed.card.siblings[0].answer, measure, profile=on.profile)
    else:
        body = solution(posed.question, measure, on.profile)
    return Content.assemble(("The right answer", "bold $muted"), "\n\n", body)
