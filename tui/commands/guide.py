"""`recur guide`: how decks are written, in the terminal."""

import click


@click.command
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Print the tutorial, the reference, or what they say of WORD.

    \b
    recur guide tutorial     from nothing to a card with a slider and a plot
    recur guide reference    every key, question, knob and exhibit with an example
    recur guide WORD         one of them: hint, formula, slider, Plot, notations, ...
    recur guide trust        or what stands under a heading with that word

    In a pipe it is Markdown.
    """
    from tui.guide import guide

    click.echo(ctx.get_help()) if not words else guide(" ".join(words))
