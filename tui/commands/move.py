"""`recur move`: a card in another deck, its history kept."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@click.argument("deck")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(card: str, deck: str, as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Bring CARD to the end of DECK (a deck's name), as it is written; what was learnt goes along.

    Where `after` names it, it still does. A card with code can go where the same functions stand beside the deck.
    """
    from engine.tending import move
    from tui.tended import tend

    tend(lambda library, journal, at: move(library, journal, card, deck, at), wanted(decks, trust).library(), as_json)
