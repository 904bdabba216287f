"""`recur reset`: cards that begin anew."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(cards: tuple[str, ...], as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Let each CARD (its id, or deck/id) begin anew, as new as if you had never met it.

    What you did stays in the journal, and while studying `u` takes the reset back on the same day. The card comes as
    any new one does, within the day's limit. ID#1 or ID#reverse resets one gap or the reversal alone.
    """
    import json

    import msgspec

    from engine.tending import reset
    from tui.journal import at_the_journal
    from tui.words import count

    library = wanted(decks, trust).library()
    found = at_the_journal(lambda journal, at: reset(library, journal, cards, at))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False))
        return
    for each in found:
        kept = f"begins anew; the journal keeps what was before: {count(each.reviews, 'review')}"
        click.echo(f"{each.card} {kept if each.siblings else 'is new already'}")
