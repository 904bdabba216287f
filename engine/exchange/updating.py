"""Notes imported again: which card of the deck each draft is, so that ids stay, and with them what was learnt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from engine.decks.events import load
from engine.decks.reading import read_deck
from engine.decks.shape import Head, Written
from engine.exchange.draft import Draft
from engine.problems import RecurError

ALIKE = 0.75
"""From this share of common text on, an edited question counts as the same."""


@dataclass(frozen=True)
class Update:
    """The cards of the deck as they are to be; how many changed, and the ids of those that the notes no longer have."""

    drafts: tuple[Draft, ...]
    kept: tuple[Written, ...]
    changed: int


def read_written(path: Path) -> tuple[Head, list[Written]]:
    """A deck as it is written. Raises RecurError for one that has problems: it would lose what cannot be read."""
    _, problems = read_deck(path, thorough=False)
    errors = [problem for problem in problems if "needs a Python file" not in problem.message]
    if errors:
        raise RecurError(f"{errors[0]}; mend it before it is updated")
    data = load(path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).data
    head = data if isinstance(data, dict) else {"cards": data}
    cards = [msgspec.convert(card, Written) for card in head["cards"]]
    return msgspec.convert({**head, "cards": []}, Head), cards


def updated(old: Sequence[Written], drafts: Sequence[Draft]) -> Update:
    """Each draft as the card of the deck that it is; what the notes say replaces, what they don't say stays."""
    found = _matched(old, drafts)
    merged = tuple(
        Draft(_merged(old[found[place]], draft.written), draft.path, draft.line) if place in found else draft
        for place, draft in enumerate(drafts)
    )
    changed = sum(merged[place].written != old[which] for place, which in found.items())
    kept = tuple(card for which, card in enumerate(old) if which not in found.values())
    return Update(merged, kept, changed)


def _matched(old: Sequence[Written], drafts: Sequence[Draft]) -> dict[int, int]:
    """For the place of a draft that of its card: by id, else the same question, the same answer, a question alike."""
    found: dict[int, int] = {}
    used: set[int] = set()

    def match(same: Callable[[Written], str]) -> None:
        places: dict[str, list[int]] = {}
        for which, card in enumerate(old):
            if which not in used and same(card):
                places.setdefault(same(card), []).append(which)
        for place, draft in enumerate(drafts):
            waiting = places.get(same(draft.written)) if place not in found else None
            if waiting:
                found[place] = waiting.pop(0)
                used.add(found[place])

    for same in (lambda card: card.id, _asked, lambda card: card.answer.strip()):
        match(same)
    for place, draft in enumerate(drafts):
        if place in found:
            continue
        matcher = SequenceMatcher(b=_asked(draft.written), autojunk=False)
        best, most = -1, ALIKE
        for which, card in enumerate(old):
            if which in used:
                continue
            matcher.set_seq1(_asked(card))
            if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most and matcher.ratio() >= most:
                best, most = which, matcher.ratio()
        if best >= 0:
            found[place] = best
            used.add(best)
    return found


def _asked(card: Written) -> str:
    return (card.question or card.cloze).strip()


def _merged(old: Written, new: Written) -> Written:
    return msgspec.structs.replace(
        old,
        question=new.question,
        answer=new.answer,
        cloze=new.cloze,
        hint=new.hint or old.hint,
        reversed=not new.cloze and (new.reversed or old.reversed),
        source=old.source or new.source,
        tags=tuple(dict.fromkeys((*old.tags, *new.tags))),
        after=tuple(dict.fromkeys((*old.after, *new.after))),
    )
