"""`recur schema`: what a deck may hold, for editors."""

import click


@click.command
def command() -> None:
    """Print the JSON schema of a deck, with which an editor completes and marks its keys.

    Keep it beside your decks as deck.schema.json, and begin each with
    `# yaml-language-server: $schema=deck.schema.json`.
    """
    from engine.decks.schema import printed

    click.echo(printed(), nl=False)
