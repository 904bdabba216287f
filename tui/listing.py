"""The rows of `recur list`: one for each sibling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from engine.decks.card import Card
from engine.memory import State
from tui.draw.markdown import inline
from tui.draw.rows import fit
from tui.journal import at_the_journal
from tui.tex.glyphs import Profile

NARROWEST = 40
"""Columns of a question that are worth a place beside the rest."""

INSET = 2
"""Columns before a question below the rest."""

SUSPENDED = "suspended"
"""The state of a card that is not asked, in place of that of its memory."""


def rows(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """Id, deck, question, tags, source, state and the instant it is due (None while new or suspended)."""
    memories, suspended = at_the_journal(lambda journal, _: (journal.memories(), journal.suspended()))
    found: list[dict[str, Any]] = []
    for card in cards:
        source, aside = card.source, card.key in suspended
        for sibling in card.siblings:
            memory = memories.get(sibling.key)
            found.append(
                {
                    "id": sibling.key.partition("/")[2],
                    "deck": card.deck,
                    "question": sibling.question,
                    "tags": list(card.tags),
                    "source": {"note": source.note, "item": source.item, "erratum": source.erratum} if source else None,
                    "state": SUSPENDED if aside else str(memory.state if memory else State.NEW),
                    "due": memory.due.isoformat() if memory and not aside else None,
                }
            )
    return found


def lines(found: Sequence[Mapping[str, Any]], profile: Profile, width: int | None = None) -> Iterator[Content]:
    """The rows in columns, the question with its mathematics at their end; cut at `width`, where there is one.

    Where hardly anything of the questions would be left, they stand in rows of their own.
    """
    cells = [(row["id"], row["deck"], row["state"], (row["due"] or "")[:10]) for row in found]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    beside = width is None or width - sum(each + 2 for each in widths) >= NARROWEST
    for row, texts in zip(found, cells, strict=True):
        lead = "".join(f"{text:<{wide}}  " for text, wide in zip(texts, widths, strict=True) if wide)
        known, question = Content.styled(lead, "$muted"), inline(row["question"], profile=profile)
        for line in [known + question] if beside else [known.rstrip(), question.pad_left(INSET)]:
            yield line if width is None else fit(line, width)
