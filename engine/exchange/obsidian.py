"""Notes of Obsidian's spaced-repetition plugin.

`question::answer`, `:::` where it is asked both ways; several lines around a line that is `?` or `??`; a paragraph
with `==gaps==`, or Anki's
`{{c1::gaps}}`. A card ends at a blank line. Tags on a line of their own are those of the cards below. Blocks of code
and rows of tables are text of a card, and begin none.
"""

import re
from dataclasses import dataclass, field

from engine.decks.cloze import ClozeError
from engine.decks.written import Written
from engine.exchange.draft import Notes, short
from engine.exchange.front_matter import tag_of
from engine.exchange.gaps import from_highlights, from_numbered, has_highlight, is_numbered, without_numbered
from engine.exchange.masking import in_fences, in_tables, masked

_BESIDE = re.compile(r"(?<!:)(:::?)(?!:)")
_MARK = r"#(?=[^\s#]*[^\W\d])[\w/-]+"
_TAGS = re.compile(rf"\s*{_MARK}(?:\s+{_MARK})*\s*")
_LEADING = re.compile(rf"\s*((?:{_MARK}\s+)+)(?=\S)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")


@dataclass
class _Reader:
    notes: Notes
    tags: tuple[str, ...] = ()
    line: int = 1
    pending: list[str] = field(default_factory=list)

    def paragraph(self, lines: list[str], first: int) -> None:
        """One paragraph: single lines are cards at once, the others when it ends."""
        self.line, self.pending = first, []
        for number, (line, code, table) in enumerate(zip(lines, in_fences(lines), in_tables(lines), strict=True)):
            here = first + number
            if code or table:
                self.pending.append(line)
                continue
            if line.strip() in ("?", "??"):
                self._several(lines[number + 1 :], line.strip() == "??", here)
                return
            if separator := _BESIDE.search(without_numbered(masked(line))):
                self._rest()
                self._single(line, separator.start(), separator.end(), here)
                self.line = here + 1
            elif _TAGS.fullmatch(line):
                self._rest()
                self.tags = tuple(tag for each in line.split() if (tag := tag_of(each)))
                self.line = here + 1
            elif heading := _HEADING.fullmatch(line):
                self._rest()
                if self.notes.title:
                    self.notes.leave(here, f"a heading outside of cards: {short(heading[1])}")
                self.notes.title = self.notes.title or heading[1]
                self.line = here + 1
            else:
                self.pending.append(line)
        self._rest()

    def _single(self, line: str, start: int, end: int, here: int) -> None:
        question, tags = self._led(_BULLET.sub("", line[:start], count=1))
        answer = line[end:].strip()
        if not question or not answer:
            missing = "a question" if not question else "an answer"
            self.notes.leave(here, f"a card without {missing}: {short(line)}", start + 1)
            return
        self.notes.add(Written(question=question, answer=answer, reversed=end - start == 3, tags=tags), here)

    def _several(self, answer: list[str], both: bool, here: int) -> None:
        question, tags = self._led("\n".join(self.pending))
        text = "\n".join(answer).strip()
        if question and text:
            self.notes.add(Written(question=question, answer=text, reversed=both, tags=tags), self.line)
        else:
            missing = "a question" if not question else "an answer"
            self.notes.leave(self.line if question else here, f"a card without {missing}: {short(question or text)}")

    def _rest(self) -> None:
        """What stands pending is a cloze, or no card."""
        text, self.pending = "\n".join(self.pending), []
        if not text.strip():
            return
        if not has_highlight(text) and not is_numbered(text):
            self.notes.leave(self.line, f"text outside of cards: {short(text)}")
            return
        cloze, tags = self._led(text)
        try:
            if is_numbered(cloze):
                cloze, hints, groups = *from_numbered(cloze), list[str]()
            else:
                cloze, hints, groups = from_highlights(cloze)
        except ClozeError as error:
            self.notes.leave(self.line, f"{error.message}: {short(text)}")
            return
        if groups:
            self.notes.leave(self.line, f"the groups {', '.join(groups)} of gaps: each gap is asked by itself")
        self.notes.add(Written(cloze=cloze.strip(), hint="; ".join(hints), tags=tags), self.line)

    def _led(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A card's text without the tags that lead it, and its tags."""
        led = _LEADING.match(text)
        if not led:
            return text.strip(), self.tags
        return text[led.end() :].strip(), tuple(tag for each in led[1].split() if (tag := tag_of(each)))


def read_obsidian(text: str, notes: Notes) -> None:
    """Draft the cards of a note."""
    reader = _Reader(notes)
    paragraph: list[str] = []
    lines = [*text.split("\n"), ""]
    for number, (line, code) in enumerate(zip(lines, in_fences(lines), strict=True), 1):
        if line.strip() or code:
            paragraph.append(line)
        elif paragraph:
            reader.paragraph(paragraph, number - len(paragraph))
            paragraph = []
    if paragraph:
        reader.paragraph(paragraph, text.count("\n") + 2 - len(paragraph) + 1)
