"""Notes read, made a deck and written; what happened, told."""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from engine.decks.written import Head
from engine.exchange.deck_text import deck_text
from engine.exchange.destination import write_new, write_over
from engine.exchange.draft import Notes, short
from engine.exchange.importing import known_names, read_notes, with_ids, without_code
from engine.exchange.updating import read_written, updated
from engine.problems import Problem, RecurError
from tui.words import count


def bring_in(files: Sequence[Path], path: Path, kind: str, update: bool) -> None:
    """Write the deck of these files. Raises RecurError where there is nothing to write, or a file in the way."""
    if path.exists() and not update:
        raise RecurError(f"{path} stands there already: choose another name, or bring it up to date with --update", 2)
    notes = Notes(files[0])
    for file in files:
        notes.join(read_notes(file, kind))
    if update and path.exists():
        _bring_up_to_date(path, notes)
    else:
        _write_anew(path, notes)


def _write_anew(path: Path, notes: Notes) -> None:
    drafts, told = with_ids([without_code(draft, notes) for draft in notes.drafts])
    drafts, more = known_names(drafts)
    head = Head(title=notes.title, about=notes.about, tags=tuple(notes.tags))
    write_new(path, deck_text(head, [draft.written for draft in drafts]))
    click.echo(f"{path}: {count(len(drafts), 'card')}")
    tell([*notes.left, *(problem for each in (*told, *more) for problem in each.left)])


def _bring_up_to_date(path: Path, notes: Notes) -> None:
    head, old = read_written(path)
    done = updated(old, [without_code(draft, notes) for draft in notes.drafts])
    ids = {card.id for card in old}
    new = [draft for draft in done.drafts if draft.written.id not in ids]
    named, told = with_ids(new, sorted(ids))
    by_draft = dict(zip(map(id, new), named, strict=True))
    drafts, more = known_names([by_draft.get(id(draft), draft) for draft in done.drafts])
    head = msgspec.structs.replace(
        head,
        title=head.title or notes.title,
        about=head.about or notes.about,
        tags=tuple(dict.fromkeys((*head.tags, *notes.tags))),
    )
    text = deck_text(head, [*(draft.written for draft in drafts), *done.kept])
    before = write_over(path, text.encode(), keep=True)
    said = [
        count(len(new), "new card"),
        f"{done.changed} changed",
        f"{len(old) - len(done.kept) - done.changed} the same",
    ]
    if done.kept:
        said.append(f"{len(done.kept)} kept that the notes no longer have")
    click.echo(f"{path}: {', '.join(said)}; as it was before: {before}")
    for name, asked in done.taken:
        click.echo(f"{name} asked before: {short(asked)}")
    tell([*notes.left, *(problem for each in (*told, *more) for problem in each.left)])


def tell(left: Sequence[Problem]) -> None:
    """What is not carried over, on standard error: each with its place, then how many."""
    for problem in sorted(left):
        click.echo(str(problem), err=True)
    if left:
        click.echo(f"{count(len(left), 'thing')} not carried over", err=True)
