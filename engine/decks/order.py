"""Cards to know first: the names of `after:` resolved to keys, and the order in which new cards are met."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from engine.decks.card import Card, Deck
from engine.problems import Problem

_ID = re.compile(r"""^[^#\n]*?\bid[ \t]*:[ \t]*["']?([^\s"',:}]+)""", re.MULTILINE)


def resolve(
    decks: Sequence[Deck], told: Sequence[Problem] = (), called: Mapping[str, str] | None = None
) -> tuple[list[Deck], list[Problem]]:
    """The decks with every `after` a key of a card that is there, and a problem for each name that is none.

    A name is looked for in its own deck, then in all. The name of a card of a deck that is not read here stays, and so
    does that of one which could not be read, where an error of its deck is `told`: mending that mends this.
    `called` has the keys of today of cards that had others till now.
    """
    if not any(card.after for deck in decks for card in (*deck.cards, *deck.faulty)):
        return list(decks), []
    by_id: dict[str, list[str]] = {}
    for deck in decks:
        for card in deck.cards:
            by_id.setdefault(card.id, []).append(card.key)
    keys = {key for found in by_id.values() for key in found}
    names = {deck.name for deck in decks}
    unread = _unread(decks, told)
    unread_ids = {key.partition("/")[2]: [key] for key in unread}
    resolved: list[Deck] = []
    problems: list[Problem] = []
    for deck in decks:
        cards: list[Card] = []
        for card in (*deck.cards, *deck.faulty):
            known: list[str] = []
            for place, name in enumerate(card.after):
                meant = key_of(name, deck.name, keys, by_id) or key_of(name, deck.name, unread, unread_ids)
                if meant is not None:
                    known.append(meant)
                elif not name.strip():
                    continue  # told where it stands
                elif "/" in name and name.partition("/")[0] not in names:
                    known.append(name)
                else:
                    other = _meant(name, deck.name, called or {}) or _near(name, keys, by_id)
                    hint = f"; did you mean {other}?" if other else ""
                    message = f"after names {name}, and there is no such card{hint}"
                    problems.append(_problem(deck, card, place, message))
            cards.append(msgspec.structs.replace(card, after=tuple(known)) if card.after else card)
        resolved.append(msgspec.structs.replace(deck, cards=tuple(cards[: len(deck.cards)])))
    by_key = {card.key: card for deck in resolved for card in deck.cards}
    by_name = {deck.name: deck for deck in resolved}
    for circle in _circles(by_key):
        first = by_key[circle[0]]
        way = " → ".join(by_key[key].id for key in (*circle, circle[0]))
        problems.append(_problem(by_name[first.deck], first, 0, f"after goes round in a circle: {way}"))
    return resolved, problems


def _problem(deck: Deck, card: Card, place: int, message: str) -> Problem:
    """What is wrong with the name at that place of a card's `after`."""
    from engine.decks.faults import Fault
    from engine.decks.locating import located

    return located(deck, card, Fault(("after", place), message))


def _meant(name: str, deck: str, called: Mapping[str, str]) -> str:
    """What is to be written instead of a card's former name; empty where it is none."""
    now = called.get(name if "/" in name else f"{deck}/{name}", "")
    return now if "/" in name else now.partition("/")[2]


def _near(name: str, keys: Iterable[str], ids: Iterable[str]) -> str:
    from engine.decks.shape import near  # only where one is missing: not before the first card

    return near(name, list(keys if "/" in name else ids))


def _unread(decks: Sequence[Deck], told: Sequence[Problem]) -> set[str]:
    """The keys of all cards that stand in the text of decks with an error: of those that cannot be read too."""
    faulty = {each.path for each in told if each.level == "error"}
    keys: set[str] = set()
    for deck in decks:
        if deck.path in faulty:
            try:
                text = deck.path.read_text("utf-8", "replace")
            except OSError:
                continue
            keys |= {f"{deck.name}/{id}" for id in _ID.findall(text)}
    return keys


def key_of(name: str, deck: str, keys: Collection[str], by_id: Mapping[str, Sequence[str]]) -> str | None:
    """The key of the card that a card of this deck names in `after`, None where there is none."""
    if name in keys:
        return name
    near_by = f"{deck}/{name}"
    return near_by if near_by in keys else next(iter(by_id.get(name, ())), None)


def sorted_by_prerequisites(cards: Mapping[str, Card]) -> list[Card]:
    """The cards in their order, each after those it names; in a circle, the order of the deck decides."""
    if not any(card.after for card in cards.values()):
        return list(cards.values())
    placed: dict[str, Card] = {}
    for key in cards:
        for each in _before(key, cards, placed):
            placed.setdefault(each, cards[each])
    return list(placed.values())


def _before(key: str, cards: Mapping[str, Card], placed: Mapping[str, Card]) -> list[str]:
    """`key` and all it needs that is not placed, the needed first. No recursion: a chain may be long."""
    order: list[str] = []
    entered: set[str] = set()
    stack = [(key, False)]
    while stack:
        each, left = stack.pop()
        if left:
            order.append(each)
        elif each not in entered and each not in placed and each in cards:
            entered.add(each)
            stack.append((each, True))
            stack.extend((needed, False) for needed in reversed(cards[each].after))
    return order


def _circles(cards: Mapping[str, Card]) -> Iterator[list[str]]:
    """Each circle of prerequisites once, beginning at its first card."""
    done: set[str] = set()
    for start in cards:
        way: list[str] = []
        place: dict[str, int] = {}
        stack = [(start, False)]
        while stack:
            key, left = stack.pop()
            if left:
                way.pop()
                del place[key]
                done.add(key)
            elif key in place:
                yield way[place[key] :]
            elif key not in done and key in cards:
                place[key] = len(way)
                way.append(key)
                stack.append((key, True))
                stack.extend((needed, False) for needed in cards[key].after)
