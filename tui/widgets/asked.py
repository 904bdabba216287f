"""A question that is answered by typing: what is asked, how the answer is read, and what is said of it."""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from engine.decks.questions import Formula, Number
from engine.grading.verdict import Verdict
from tui.draw.markdown import markdown
from tui.draw.solution import allowed, numbered, solution, understood
from tui.draw.verdict import draw_verdict
from tui.posed import Posed
from tui.widgets.drawn import Drawn
from tui.widgets.page import MEASURE


@dataclass(frozen=True)
class Said:
    """What is said after an answer: the verdict, and whether the right one is shown."""

    given: str = ""
    verdict: Verdict | None = None
    shown: bool = False
    busy: bool = False
    trouble: str = ""
    """Why it could not be graded: what failed in the deck's code."""


class Asked(Drawn):
    """The label, what is asked, and the lines to choose from."""

    DEFAULT_CSS = "Asked { margin-bottom: 1; }"

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    label: reactive[str] = reactive("")
    """Which question this is, where there is room to say it."""

    def watch_posed(self) -> None:
        self.redraw()

    def watch_label(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.posed is None:
            return Content.styled("the question is made", "$muted")
        measure = min(width, MEASURE)
        parts = [Content.styled(self.label, "bold $muted")] if self.label else []
        parts.append(markdown(self.posed.ask, measure, style="bold $bright", profile=self.profile))
        if self.posed.options:
            parts.append(numbered(self.posed.options, measure, self.profile))
        return Content("\n\n").join(parts)


class Understood(Drawn):
    """What is typed, laid out as it is read."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    typed: reactive[str] = reactive("")

    def watch_posed(self) -> None:
        self.look()

    def watch_typed(self) -> None:
        self.look()

    def look(self) -> None:
        """Draw again; where there is nothing to draw, no row is kept."""
        readable = self.posed is not None and isinstance(self.posed.question, Formula | Number)
        self.display = readable and bool(self.typed.strip())
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.posed is None or self.posed.question is None:
            return Content()
        read = understood(self.posed.question, self.typed, min(width, MEASURE), self.profile)
        return Content.assemble(("understood as", "$muted"), "\n\n", read) if read else read


class Allowed(Drawn):
    """The symbols that may be used."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)

    def watch_posed(self) -> None:
        self.display = self.posed is not None and isinstance(self.posed.question, Formula)
        self.redraw()

    def drawing(self, width: int) -> Content:
        if self.posed is None or self.posed.question is None:
            return Content()
        symbols = allowed(self.posed.question, min(width, MEASURE), self.profile)
        return Content.assemble(("You may use", "bold $muted"), "\n\n", symbols) if symbols else symbols


class Sentence(Drawn):
    """What is said of the answer, and the right one when it is asked for."""

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    said: reactive[Said] = reactive(Said())

    def watch_posed(self) -> None:
        self.redraw()

    def watch_said(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        said, parts = self.said, []
        if said.busy:
            return Content.styled("grading", "$muted")
        if said.trouble:
            parts.append(Content.assemble(("!", "bold $foreground"), "  ", (said.trouble, "$foreground")))
        if said.verdict is not None:
            parts.append(draw_verdict(said.verdict, width, self.profile))
        if said.shown and self.posed is not None:
            parts.append(right_one(self.posed, width, self))
        return Content("\n\n\n").join(parts)


def right_one(posed: Posed, width: int, on: Drawn) -> Content:
    """The right answer under its label; of a card without a quiz, the card's answer."""
    measure = min(width, MEASURE)
    if posed.question is None:
        body = markdown(posed.card.siblings[0].answer, measure, profile=on.profile)
    else:
        body = solution(posed.question, measure, on.profile)
    return Content.assemble(("The right answer", "bold $muted"), "\n\n", body)
