"""`recur list`: every card, with where it stands."""

import json
from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """List the cards, each gap and reversal in a row of its own."""
    from engine.home import home
    from tui.listing import rows

    found = rows(wanted(decks, trust).library(), home())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    ids = max((len(row["id"]) for row in found), default=0)
    names = max((len(row["deck"]) for row in found), default=0)
    for row in found:
        question = " ".join(row["question"].split())
        due = (row["due"] or "")[:10]
        click.echo(f"{row['id']:<{ids}}  {row['deck']:<{names}}  {row['state']:<10}  {due:<10}  {question}")
