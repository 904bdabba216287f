"""Notes whose headings ask and whose text below answers: a heading without headings below it is a card."""

import re
from dataclasses import dataclass, field

from engine.decks.written import Written
from engine.exchange.draft import Notes, blank, short
from engine.exchange.masking import in_fences

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")


@dataclass
class _Section:
    """A heading, and the text between it and the next one."""

    level: int
    heading: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def read_headings(text: str, notes: Notes) -> None:
    """Draft the cards. The headings above a card are its tags; the first of all, if it stands alone at its level, is
    the deck's title, and what it says is about the deck."""
    before, *sections = _sections(text)
    if before.text:
        notes.leave(1 + blank(before.lines), f"text above the first heading: {short(before.text)}")
    if sections and _is_title(sections):
        title = sections.pop(0)
        notes.title = notes.title or title.heading
        notes.about = notes.about or title.text
    above: list[_Section] = []
    for place, section in enumerate(sections):
        above = [each for each in above if each.level < section.level]
        is_leaf = place + 1 == len(sections) or sections[place + 1].level <= section.level
        if is_leaf and section.text and section.heading:
            tags = tuple(dict.fromkeys(each.heading for each in above if each.heading))
            notes.add(Written(question=section.heading, answer=section.text, tags=tags), section.line)
        elif is_leaf:
            notes.leave(section.line, f"a heading without an answer: {short(section.heading)}")
        elif section.text:
            line = section.line + 1 + blank(section.lines)
            notes.leave(line, f"text above headings of its own: {short(section.text)}")
        above.append(section)


def _is_title(sections: list[_Section]) -> bool:
    first = sections[0]
    return len(sections) > 1 and all(each.level > first.level for each in sections[1:])


def _sections(text: str) -> list[_Section]:
    sections = [_Section(0, "", 0)]
    lines = text.split("\n")
    for number, (line, code) in enumerate(zip(lines, in_fences(lines), strict=True), 1):
        heading = None if code else HEADING.fullmatch(line)
        if heading:
            sections.append(_Section(len(heading[1]), heading[2].strip(), number))
        else:
            sections[-1].lines.append(line)
    return sections
