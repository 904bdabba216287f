"""The card itself: the question, and under it the answer with what its note says wrongly."""

import msgspec
from textual.content import Content
from textual.reactive import reactive

from engine.grading.verdict import Verdict
from tui.draw.markdown import markdown
from tui.draw.rows import hanging, words, wrap
from tui.tex.glyphs import Profile
from tui.widgets.drawn import Drawn

MEASURE = 72
"""The widest a line of prose may be."""


class Page(msgspec.Struct, frozen=True):
    """What a page shows of a card."""

    question: str = ""
    answer: str = ""
    hint: str = ""
    lead: str = ""
    """Where the aside comes from: "Note 10, corrected."."""
    aside: str = ""
    deck: str = ""
    yours: str = ""
    """What was typed before the answer was shown."""
    chosen: tuple[tuple[int, str], ...] = ()
    """The lines that it names by their numbers, in that order."""
    verdict: Verdict | None = None


class Question(Drawn):
    """The label and the question; it stands at the same place before and after the reveal."""

    DEFAULT_CSS = "Question { margin-bottom: 1; }"

    page: reactive[Page] = reactive(Page())
    narrow: reactive[bool] = reactive(False)

    def watch_page(self) -> None:
        self.redraw()

    def watch_narrow(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        question = markdown(self.page.question, min(width, MEASURE), style="bold $bright", profile=self.profile)
        if self.narrow:
            return question
        return Content.assemble(("Question", "bold $muted"), "\n\n", question)


class Hint(Drawn):
    """A word that helps, asked for."""

    page: reactive[Page] = reactive(Page())

    def watch_page(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        return aside("Hint.", self.page.hint, min(width, MEASURE), self.profile)


class Answer(Drawn):
    """The answer, and the aside under it."""

    page: reactive[Page] = reactive(Page())

    def watch_page(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        width = min(width, MEASURE)
        parts: list[Content | str] = []
        if self.page.yours:
            parts += [Content.styled("Yours", "bold $muted"), "\n\n", self._yours(width), "\n\n\n"]
        parts += [
            Content.styled("Answer", "bold $muted"),
            "\n\n",
            markdown(self.page.answer, width, profile=self.profile),
        ]
        if self.page.aside:
            parts += ["\n\n\n", aside(self.page.lead, self.page.aside, width, self.profile)]
        return Content("").join(parts)

    def _yours(self, width: int) -> Content:
        lines = [] if self.page.chosen else wrap(Content.styled(self.page.yours, "$bright"), width)
        for number, line in self.page.chosen:
            lines += hanging([(f"{number:>2}  ", "bold $accent")], words(line, "$bright", self.profile), width)
        verdict = self.page.verdict
        if verdict is not None and verdict.verdict != "unknown":
            from tui.draw.verdict import head

            lines += wrap(head(verdict, self.profile), width)
        return Content("\n").join(lines)


def aside(lead: str, text: str, width: int, profile: Profile) -> Content:
    """A muted remark with its lead-in in italics."""
    return markdown(f"*{lead}* {text}" if lead else text, width, style="$muted", profile=profile)
