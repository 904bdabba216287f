"""The notes of hashcards: a card is `Q:` and `A:`, or `C:` with `[gaps]`, until the next one, a `---`, a heading below
its answer or the end. Within a block of code none begins.

Where a line looks like a card of another convention, that is told: notes that mix them are read as one of them.

Our own Markdown is the same with a comment before each card that says what has no place in it (`markdown`).
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from engine.decks.cloze import ClozeError
from engine.decks.written import Written
from engine.exchange.draft import Notes, blank, short
from engine.exchange.foreign import foreign
from engine.exchange.gaps import from_brackets
from engine.exchange.headings import HEADING
from engine.exchange.markdown import Beside, beside, kept_cloze, unshifted
from engine.exchange.masking import in_fences

_TAG = re.compile(r"[QAC]:")
_RULE = re.compile(r"-{3,}\s*")


@dataclass
class _Block:
    """What stands behind one tag. It is `ours` where a comment of ours said so: then no line of it begins a card."""

    tag: str
    line: int
    lines: list[str] = field(default_factory=list)
    beside: Beside | None = None
    ours: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def read_hashcards(text: str, notes: Notes) -> None:
    """Draft the cards. A question without an answer, and text that belongs to no card, are told."""
    blocks = _blocks(text)
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else _Block("", block.line)
        before = blocks[place - 1].tag if place else ""
        if block.tag == "Q" and after.tag == "A" and block.text and after.text:
            _add(Written(question=block.text, answer=after.text), block, notes)
        elif block.tag == "Q":
            notes.leave(block.line, f"a question without an answer: {short(block.text)}")
        elif block.tag == "A" and before != "Q":
            notes.leave(block.line, f"an answer without a question: {short(block.text)}")
        elif block.tag == "C":
            try:
                _add(Written(cloze=kept_cloze(block.text, block.beside) or from_brackets(block.text)), block, notes)
            except ClozeError as error:
                notes.leave(block.line, f"{error.message}: {short(block.text)}")
        elif not block.tag and block.text:
            notes.leave(block.line + blank(block.lines), f"text outside of cards: {short(block.text)}")
        if not block.ours:
            _tell_foreign(block, notes)


def _tell_foreign(block: _Block, notes: Notes) -> None:
    """Tell the lines below the first that another convention would make cards of."""
    where = ", which stays text of the card above" if block.tag else ""
    first = blank(block.lines)
    for place, convention in foreign("\n".join(block.lines)):
        if place > first:
            notes.leave(block.line + place, f"a card as {convention}{where}: {short(block.lines[place])}")


def _add(written: Written, block: _Block, notes: Notes) -> None:
    notes.add(block.beside.added_to(written) if block.beside else written, block.line)


def _blocks(text: str) -> list[_Block]:
    blocks = [_Block("", 1)]
    lines = text.split("\n")
    code = _in_code(lines)
    for number, line in enumerate(lines, 1):
        here = blocks[-1]
        if code[number - 1] and not here.ours:
            here.lines.append(line)
        elif _TAG.match(line):
            said = blocks.pop() if here.beside and not here.text else None
            ours = said is not None or (line[0] == "A" and here.tag == "Q" and here.ours)
            blocks.append(_Block(line[0], number, [line[2:].lstrip()], said.beside if said else None, ours))
        elif _RULE.fullmatch(line):
            blocks.append(_Block("", number + 1))
        elif (found := beside(line)) is not None:
            blocks.append(_Block("", number + 1, beside=found))
        elif here.tag != "Q" and not here.ours and HEADING.fullmatch(line):
            blocks.append(_Block("", number, [line]))
        else:
            here.lines.append(unshifted(line))
    return blocks


def _in_code(lines: list[str]) -> list[bool]:
    """Whether each line is of a block of code, in which no tag is meant. A comment of ours is never within one."""
    found: list[bool] = []
    starts = [0, *(at for at, line in enumerate(lines) if at and beside(line) is not None), len(lines)]
    for start, end in pairwise(starts):
        found += in_fences(lines[start:end])
    return found
