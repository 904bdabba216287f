"""`recur doctor`: the schedule held against the journal, and made anew from it."""

import click


@click.command
@click.pass_context
def command(ctx: click.Context) -> None:
    """Rebuild the schedule from the journal, and say whether it was equal.

    Decks that came with a package are named too where decks of yours have their names.
    """
    from engine.home import home
    from tui.hidden import told_hidden
    from tui.journal import at_the_journal
    from tui.words import count

    for line in told_hidden(home()):
        click.echo(line)
    kept, differing = at_the_journal(lambda journal, _: (len(journal.memories()), journal.rebuild()))
    if differing:
        click.echo(f"{count(len(differing), 'schedule')} did not agree with the journal and were made anew:")
        for key in differing:
            click.echo(f"  {key}")
        ctx.exit(1)
    click.echo(f"{count(kept, 'schedule')}, each equal to what the journal gives")
