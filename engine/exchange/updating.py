"""Notes imported again: which card of the deck each draft is, so that ids stay, and with them what was learnt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from engine.decks.events import load
from engine.decks.reading import read_deck
from engine.decks.written import Head, Written
from engine.exchange.draft import Draft
from engine.problems import RecurError

ALIKE = 0.65
"""From this share of common text on, an edited card counts as the same."""
MOST_PAIRS = 250_000
"""So many cards are compared with one another; where more are unknown, the notes are others."""
_TRIMMED = ("question", "answer", "cloze", "hint")


@dataclass(frozen=True)
class Update:
    """The cards of the deck as they are to be, and those that the notes no longer have; how many changed.

    `taken` are cards whose question was edited: their ids, and what they asked before.
    """

    drafts: tuple[Draft, ...]
    kept: tuple[Written, ...]
    changed: int
    taken: tuple[tuple[str, str], ...]


def read_written(path: Path) -> tuple[Head, list[Written]]:
    """A deck as it is written. Raises RecurError for one that has problems: it would lose what cannot be read."""
    _, problems = read_deck(path, thorough=False)
    errors = [problem for problem in problems if "needs a Python file" not in problem.message]
    if errors:
        raise RecurError(f"{errors[0]}; mend it before it is updated")
    data = load(path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).data
    head = data if isinstance(data, dict) else {"cards": data}
    cards = [_trimmed(msgspec.convert(card, Written)) for card in head["cards"]]
    return msgspec.convert({**head, "cards": []}, Head), cards


def updated(old: Sequence[Written], drafts: Sequence[Draft]) -> Update:
    """Each draft as the card of the deck that it is; what the notes say replaces, what they don't say stays."""
    found = _matched(old, drafts)
    merged = tuple(
        Draft(_merged(old[found[place]], draft.written), draft.path, draft.line) if place in found else draft
        for place, draft in enumerate(drafts)
    )
    changed = sum(merged[place].written != old[which] for place, which in found.items())
    kept = tuple(old[which] for which in sorted(set(range(len(old))) - set(found.values())))
    taken = tuple(
        (old[which].id, _asked(old[which]))
        for place, which in found.items()
        if _asked(old[which]) != _asked(merged[place].written)
    )
    return Update(merged, kept, changed, taken)


def _matched(old: Sequence[Written], drafts: Sequence[Draft]) -> dict[int, int]:
    """For the place of a draft that of its card: by id, else the same question, else the text that is most alike."""
    found: dict[int, int] = {}
    for same in (lambda card: card.id, _asked):
        waiting: dict[str, list[int]] = {}
        used = set(found.values())
        for which, card in enumerate(old):
            if which not in used and same(card):
                waiting.setdefault(same(card), []).append(which)
        for place, draft in enumerate(drafts):
            if place not in found and waiting.get(same(draft.written)):
                found[place] = waiting[same(draft.written)].pop(0)
    unknown = [place for place in range(len(drafts)) if place not in found]
    free = sorted(set(range(len(old))) - set(found.values()))
    if len(unknown) * len(free) > MOST_PAIRS:
        return found
    for place in unknown:
        best = _most_alike(drafts[place].written, {which: old[which] for which in free})
        if best is not None:
            found[place] = best
            free.remove(best)
    return found


def _most_alike(card: Written, others: Mapping[int, Written]) -> int | None:
    matcher = SequenceMatcher(b=_said(card), autojunk=False)
    best, most = None, ALIKE
    for which, other in others.items():
        matcher.set_seq1(_said(other))
        if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most and matcher.ratio() >= most:
            best, most = which, matcher.ratio()
    return best


def _said(card: Written) -> str:
    return f"{_asked(card)}\n{card.answer}"


def _trimmed(card: Written) -> Written:
    """As a deck is read: without the white space around its texts."""
    return msgspec.structs.replace(card, **{name: getattr(card, name).strip() for name in _TRIMMED})


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
