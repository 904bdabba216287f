"""`recur edit`: a card in the editor, at its line; then its deck is read again."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import deck_options, wanted

if TYPE_CHECKING:
    from engine.decks.card import Card
    from engine.decks.changes import Ids
    from engine.decks.editing import Place
    from engine.decks.library import Library


@click.command
@click.argument("card")
@click.option("--copy", is_flag=True, help="Copy the deck into your decks first, unless it is there.")
@deck_options
@click.pass_context
def command(ctx: click.Context, card: str, copy: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Open the deck of CARD (its id, or deck/id) in your editor, at the card's line.

    The editor is $VISUAL, else $EDITOR, else vi or nano. When it is closed the deck is read again, and what is wrong
    is told with its line. Progress stays, under a new id too. The exit code is 1 where something is wrong; `recur
    check` runs the answers too.

    The progress of a card that is no longer there stays too, and `recur rename` carries it over to another.

    Where the answer was changed, or what is asked, you are asked whether the card is to begin anew.

    A deck that came with a package, or that is read-only, is edited as a copy, Python and all: you are asked, or say
    --copy, which copies any other deck too. It stands among your decks in the place of the other, its progress kept;
    take it away to have that again.
    """
    from engine.decks.changes import read_edited
    from engine.decks.editing import errors_of, place_of
    from engine.home import home
    from tui.editor import open_at
    from tui.problems import as_text

    before = wanted(decks, trust).library()
    place = place_of(before, card)
    yours = _yours(before, place, copy)
    if yours is not before:
        before, place = yours, place_of(yours, place.key)
    open_at(place.path, place.line)
    library, ids = read_edited(before, place.path, home())
    if ids.called:
        _go_along(ids)
    was, key = before.cards.get(place.key), ids.called.get(place.key, place.key)
    errors = errors_of(library, place.path, key)
    for line in as_text(errors):
        click.echo(line)
    _tell_lost(ids, key, place.path, whole=all(each.card for each in errors))
    if errors:
        ctx.exit(1)
    now = library.cards.get(key)
    if now is not None:
        click.echo(f"{key}: well")
        if was is not None:
            _offer(was, now)


def _go_along(ids: "Ids") -> None:
    """What is known of cards goes on under the ids that they have now. Raises RecurError."""
    from engine.journal.carrying import carried
    from tui.called import told_called
    from tui.journal import at_the_journal

    gone_along, trouble = at_the_journal(lambda journal, at: carried(journal, ids.called, at))
    for old, new in gone_along.items():
        click.echo(told_called({old: new}, old))
    if trouble is not None:
        raise trouble


def _tell_lost(ids: "Ids", key: str, path: Path, whole: bool) -> None:
    """Name the card if it is gone, and, where the deck can be read as a `whole`, others of which something is known.

    And those at whose ids other cards stand now; of the card itself that is asked.
    """
    from tui.called import told_other, way_back
    from tui.journal import at_the_journal

    if not ids.gone and not ids.other:
        return
    known = at_the_journal(lambda journal, _: {each.partition("#")[0] for each in journal.memories()})
    for each in ids.gone:
        if each in known and (whole or each == key):
            how = way_back(ids, each)
            click.echo(f"{each} is no longer in {path}; its progress stays under that name{how}")
        elif each == key:
            click.echo(f"{each} is no longer in {path}")
    for each in ids.other:
        if each in known and each != key:
            click.echo(told_other(each))


def _yours(library: "Library", place: "Place", copy: bool) -> "Library":
    """The library in which the card may be edited: with a copy of its deck, where that is wanted. Raises RecurError."""
    from engine.decks.copying import copied
    from engine.decks.editing import NotYoursError, is_ones_own, may_be_edited
    from engine.home import home

    deck = library.deck(place.path.stem)
    copy = copy and not is_ones_own(place.path, home())
    try:
        may_be_edited(place.path, home(), place.key)
    except NotYoursError as error:
        asked = f"The deck {deck.name} {error.why}. Copy it into your decks, its progress kept, and edit it there?"
        if not copy and not (at_a_terminal() and click.confirm(asked)):
            raise
        copy = True
    if copy:
        library = copied(library, deck, home())
        click.echo(f"copied to {library.deck(deck.name).path}", err=True)
    return library


def _offer(was: "Card", now: "Card") -> None:
    """Let the card begin anew if its author says so; what was learnt of it is of what it asked before."""
    from engine.clock import day_of
    from engine.decks.changes import asked_otherwise, changed_part
    from tui.journal import at_the_journal

    otherwise = asked_otherwise(was, now)
    if not otherwise:
        return
    learnt = at_the_journal(lambda journal, at: [key for key in otherwise if journal.memory(key) is not None])
    if not learnt:
        return
    part = changed_part(was, now)
    if not at_a_terminal():
        click.echo(f"the {part} changed, the progress is kept; `recur reset {now.key}` begins it anew")
    elif click.confirm(f"The {part} changed. Begin the card anew?"):
        at_the_journal(lambda journal, at: journal.reset(learnt, at, day_of(at)))
        click.echo(f"{now.key} begins anew")


def at_a_terminal() -> bool:
    """Whether there is somebody to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
