"""From a card as written to a card as studied, or to the faults that stand in the way."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from engine.decks.card import Card, Sibling
from engine.decks.cloze import ClozeError, asked, gaps
from engine.decks.faults import Fault, Part
from engine.decks.questions import check_question
from engine.decks.shape import explain, keys_meant, kind_of
from engine.decks.sound import sound_card, untold
from engine.decks.written import Written

LONGEST_ID = 100
_NUMBERED = re.compile(r"c\d+::")  # as Anki has them


def card_of(data: Any, deck: str, line: int, has_code: bool) -> tuple[Card | None, list[Fault]]:
    """The card and its faults; none where a fault drops it. A fault of `run` alone leaves a card without it."""
    if not isinstance(data, dict):
        return None, [Fault((), f"a card is a mapping with id, question and answer, not {kind_of(data)}")]
    try:
        written = msgspec.convert(data, Written)
    except msgspec.ValidationError:
        return None, _misshapen(data, has_code)
    faults = list(_faults(data.keys(), written, has_code)) if _needs_a_look(data, written) else []
    if any(fault.drop for fault in faults):
        return None, faults
    runs = has_code and bool(written.run)
    key = f"{deck}/{written.id}"
    question, answer, cloze = written.question.strip(), written.answer.strip(), written.cloze.strip()
    if cloze:
        siblings = tuple(
            Sibling(f"{key}#{number + 1}", key, *asked(cloze, number)) for number in range(len(gaps(cloze)))
        )
    elif written.reversed:
        siblings = (Sibling(key, key, question, answer), Sibling(f"{key}#reverse", key, answer, question))
    else:
        siblings = (Sibling(key, key, question, answer),)
    settled = {
        "question": question,
        "answer": answer,
        "cloze": cloze,
        "hint": written.hint.strip(),
        "run": written.run if runs else "",
        "knobs": written.knobs if runs else {},
    }
    card = Card(**(msgspec.structs.asdict(written) | settled), deck=deck, line=line, siblings=siblings)
    return card, faults


def faulty_card(data: Mapping[Any, Any], faults: Sequence[Fault], deck: str, line: int) -> Card | None:
    """What is well of a card that was dropped for these faults, as `Deck.faulty` has it; None where nothing is."""
    left = sound_card(data, faults)
    unasked = {fault.path[1] for fault in faults if fault.drop and fault.path[:1] == ("quiz",) and len(fault.path) > 1}
    quiz = [{} if place in unasked else question for place, question in enumerate(left.get("quiz", ()))]
    kept = {key: left[key] for key in ("after", "run") if key in left}
    named = data.get("id")
    kept |= {"id": named if isinstance(named, str) else "", "quiz": quiz}
    try:
        return Card(**msgspec.structs.asdict(msgspec.convert(kept, Written)), deck=deck, line=line)
    except msgspec.ValidationError:
        return None


def _misshapen(data: dict[Any, Any], has_code: bool) -> list[Fault]:
    """The faults of a card whose keys or types are not right, and those of what is right of it."""
    faults = list(explain(data, Written, (), "a card"))
    try:
        written = msgspec.convert(sound_card(data, faults), Written)
    except msgspec.ValidationError:
        return faults or [Fault((), "a card is not as it should be")]
    further = untold(_faults(keys_meant(data, Written), written, has_code), faults)
    return [*faults, *(each for each in further if not each.path or each.path[0] in data)]


def _needs_a_look(data: dict[str, Any], written: Written) -> bool:
    """False for a basic card that is plainly well: most of a large deck."""
    plain = written.question.strip() and written.answer.strip() and is_id(written.id)
    return not (plain and len(data) == 3)


def is_id(name: str) -> bool:
    """Letters, digits and hyphens, not hyphens alone, and not too many."""
    return name.replace("-", "").isalnum() and len(name) <= LONGEST_ID


def _faults(data: Set[Any], written: Written, has_code: bool) -> Iterator[Fault]:
    """The faults of a card beyond its shape; `data` are the keys that are written, or meant."""
    if "id" not in data:
        yield Fault((), "this card has no id: give it one of letters, digits and hyphens, as in `id: my-card`")
    elif len(written.id) > LONGEST_ID:
        yield Fault(("id",), f"an id of {len(written.id)} characters: {LONGEST_ID} are the most")
    elif not is_id(written.id):
        yield Fault(("id",), f"the id {written.id!r} is not letters, digits and hyphens alone")
    if "cloze" in data:
        yield from _cloze_faults(data, written)
    else:
        for key, text in (("question", written.question), ("answer", written.answer)):
            if key not in data:
                yield Fault((), f"this card has no {key}")
            elif not text.strip():
                yield Fault((key,), f"{key} is empty")
    for key, names in (("tags", written.tags), ("after", written.after)):
        for place, name in enumerate(names):
            if not name.strip():
                yield Fault((key, place), f"{key} holds an empty name", drop=False)
    if "run" in data and not written.run.strip().isidentifier():
        yield Fault(("run",), "run names a function: letters, digits and underscores", drop=False)
    elif written.run and not has_code:
        yield Fault(("run",), f"run: {written.run} needs a Python file of the deck's name beside it", drop=False)
    if written.knobs and "run" not in data:
        yield Fault(("knobs",), "knobs belong to a function: add `run`, or take them away", on_key=True, drop=False)
    for place, question in enumerate(written.quiz):
        yield from check_question(question, ("quiz", place))


def _cloze_faults(data: Set[Any], written: Written) -> Iterator[Fault]:
    for key in ("question", "answer"):
        if key in data:
            yield Fault((key,), f"a card has either a cloze or a question and an answer: take {key} away", on_key=True)
    if written.reversed:
        yield Fault(("reversed",), "a cloze has no reverse: take `reversed` away", on_key=True)
    if not written.cloze.strip():
        yield Fault(("cloze",), "cloze is empty")
        return
    try:
        found = gaps(written.cloze)
        for gap in found:
            if numbered := _NUMBERED.match(gap.content):
                part = Part(numbered[0], written.cloze.count(numbered[0], 0, gap.start), 0)
                yield Fault(("cloze",), f"gaps have no numbers here: take {numbered[0]} away", part=part)
                return
    except ClozeError as error:
        braces = written.cloze[error.offset : error.offset + 2]
        if braces in ("{{", "}}"):
            part = Part(braces, written.cloze.count(braces, 0, error.offset), 0)
            yield Fault(("cloze",), error.message, part=part)
        else:
            yield Fault(("cloze",), error.message)
