"""`recur show`: one card with its answer executed."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@click.option("--knob", "knobs", multiple=True, metavar="NAME=VALUE", help="Turn a knob. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
@click.pass_context
def command(
    ctx: click.Context, card: str, knobs: tuple[str, ...], as_json: bool, decks: tuple[Path, ...], trust: bool
) -> None:
    """Print CARD (its id, or deck/id) and what its answer shows.

    The exit code is 1 when the answer fails or a claim does not hold, 2 for an unknown card or knob.
    """
    turned = {}
    for each in knobs:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{each!r} should be NAME=VALUE", param_hint="'--knob'")
        turned[name.strip()] = value
    from tui.plain import show

    asked = wanted(decks, trust)
    ctx.exit(0 if show(asked.library, card, turned, as_json) else 1)
