"""A new card in the editor, as often as it takes; then it is in the deck."""

from pathlib import Path

import click

from engine.decks.adding import add, ids_of, read_draft
from engine.decks.card import Deck
from engine.decks.editing import errors_of, read_again
from engine.decks.library import Library
from engine.decks.templates import WRITE_AT, new_card, without_help
from engine.exchange.destination import write_over
from engine.problems import RecurError
from tui.editor import open_at
from tui.problems import as_text


def draft_into(library: Library, deck: Deck, home: Path) -> bool:
    """Have a card written and added to the deck. Whether it was, or nothing was written. Raises RecurError.

    A draft that is not well stays, and is where this goes on the next time.
    """
    ids_of(deck)  # a deck that has to be mended first is told before anything is written
    draft, blank = home / "drafts" / f"{deck.name}.yaml", new_card(deck.name)
    draft.parent.mkdir(exist_ok=True)
    line = 1 if draft.exists() else WRITE_AT
    if not draft.exists():
        write_over(draft, blank.encode())
    while True:
        try:
            open_at(draft, line)
        except RecurError:
            _forget_if_blank(draft, blank)
            raise
        if _forget_if_blank(draft, blank):
            click.echo("nothing was written: no card is added", err=True)
            return True
        cards, problems = read_draft(draft, deck)
        if not problems:
            break
        for told in as_text(problems):
            click.echo(told, err=True)
        line = problems[0].line
        if not _again():
            click.echo(f"not added; the draft stays: recur new card {deck.name} goes on with it", err=True)
            return False
    add(without_help(draft.read_text("utf-8-sig")), deck)
    draft.unlink()
    after = read_again(library, deck.path, home)
    for card in cards:
        click.echo(f"{deck.path}:{after.cards[card.key].line}: {card.key}")
    errors = errors_of(after, deck.path, cards[0].key)
    for told in as_text(errors):
        click.echo(told, err=True)
    return True


def _forget_if_blank(draft: Path, blank: str) -> bool:
    """Take a draft away in which nothing is written. Was it so?"""
    if draft.exists() and without_help(draft.read_text("utf-8", "replace")).split() not in (
        [],
        without_help(blank).split(),
    ):
        return False
    draft.unlink(missing_ok=True)
    return True


def _again() -> bool:
    try:
        return click.confirm("Edit it again?", default=True, err=True)
    except click.Abort:
        click.echo(err=True)
        return False
