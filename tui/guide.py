"""The guides for authors: found or made, and drawn where there is a terminal."""

import asyncio
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from engine.decks.finding import guides
from engine.decks.library import find_decks
from engine.exchange.shown import shown_by
from engine.guide import markdown
from engine.guide.excerpts import DECK
from engine.guide.reference import Entry, reference
from engine.guide.sections import sections, stands_in
from engine.problems import RecurError
from tui.ansi import columns, output_profile, say
from tui.draw.markdown import markdown as drawn
from tui.static import static_text


def guide(word: str) -> None:
    """Print a guide, or the part of the reference about a word. Raises RecurError."""
    text = written(word)
    width = columns()
    say(text.rstrip("\n") if width is None else drawn(text, width, profile=output_profile()))


def written(word: str) -> str:
    """The Markdown. Raises RecurError (2) for a word of which nothing is said."""
    name, chapters = word.casefold(), reference()
    if name == "reference":
        return markdown.whole(chapters, _shown([each for chapter in chapters for each in chapter.entries]))
    found = guides()
    if name in found:
        return found[name].read_text("utf-8")
    told = [each for guide, path in found.items() if guide != "reference" for each in sections(path.read_text("utf-8"))]
    entries = markdown.named(chapters, word)

    def under(fits: Callable[[str], bool]) -> list[str]:
        """The chapters and sections whose headings fit."""
        whole = [each for each in chapters if fits(each.title)]
        shown = _shown([entry for each in whole for entry in each.entries])
        return [*(markdown.chapter(each, shown) for each in whole), *(text for heading, text in told if fits(heading))]

    if entries:
        return "\n\n".join([*_each(entries), *under(lambda heading: heading.casefold() == name)])
    if pieces := (
        under(lambda heading: stands_in(word, heading))
        or _each(markdown.with_part(chapters, word))
        or [text for _, text in told if f"recur {name} " in text]
    ):
        return "\n\n".join(pieces)
    raise markdown.nothing_of(word, chapters, [*(each.title for each in chapters), *(heading for heading, _ in told)])


def _each(entries: Sequence[Entry]) -> list[str]:
    shown = _shown(entries)
    return [markdown.entry(each, shown) for each in entries]


def _shown(entries: Sequence[Entry]) -> dict[str, str]:
    """What the answers of these entries' examples show, by name. Raises RecurError (1) where one fails."""
    answers = {each.answer for entry in entries for each in entry.examples if each.answer}
    (deck,) = find_decks([DECK], trust=True).decks
    cards = tuple(card for card in deck.cards if card.run in answers)
    if not cards:
        return {}
    texts, problems = asyncio.run(shown_by([replace(deck, cards=cards)], static_text))
    if problems:
        raise RecurError(str(problems[0]), 1)
    return {card.run: texts[card.key] for card in cards}
