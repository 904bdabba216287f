"""The notes of hashcards: a card is `Q:` and `A:`, or `C:` with `[gaps]`, until the next one, a `---` or the end.

Our own Markdown is the same with a comment before each card that says what has no place in it (`markdown`).
"""

import re
from dataclasses import dataclass, field

from engine.decks.cloze import ClozeError
from engine.decks.written import Written
from engine.exchange.draft import Notes, blank, short
from engine.exchange.gaps import from_brackets
from engine.exchange.markdown import Beside, beside, kept_cloze, unshifted

_TAG = re.compile(r"[QAC]:")
_RULE = re.compile(r"-{3,}\s*")


@dataclass
class _Block:
    """What stands behind one tag."""

    tag: str
    line: int
    lines: list[str] = field(default_factory=list)
    beside: Beside | None = None

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


def _add(written: Written, block: _Block, notes: Notes) -> None:
    notes.add(block.beside.added_to(written) if block.beside else written, block.line)


def _blocks(text: str) -> list[_Block]:
    blocks = [_Block("", 1)]
    for number, line in enumerate(text.split("\n"), 1):
        if _TAG.match(line):
            said = blocks.pop() if blocks[-1].beside and not blocks[-1].text else None
            blocks.append(_Block(line[0], number, [line[2:].lstrip()], said.beside if said else None))
        elif _RULE.fullmatch(line):
            blocks.append(_Block("", number + 1))
        elif (found := beside(line)) is not None:
            blocks.append(_Block("", number + 1, beside=found))
        else:
            blocks[-1].lines.append(unshifted(line))
    return blocks
