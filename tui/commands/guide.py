"""`recur guide`: how decks are written, in the terminal."""

import click


@click.command
@click.argument("word", required=False)
@click.pass_context
def command(ctx: click.Context, word: str | None) -> None:
    """Print the tutorial, the reference, or what the reference says of WORD.

    \b
    recur guide tutorial     from nothing to a card with a slider and a plot
    recur guide reference    every key, question, knob and exhibit with an example
    recur guide WORD         one of them: hint, formula, slider, Plot, notations, ...

    In a pipe it is Markdown.
    """
    from tui.guide import guide

    click.echo(ctx.get_help()) if word is None else guide(word)
