"""`recur doctor`: the schedule held against the journal, and made anew from it."""

import click


@click.command
@click.pass_context
def command(ctx: click.Context) -> None:
    """Rebuild the schedule from the journal, and say whether it was equal."""
    from engine.config import read_config
    from engine.home import home
    from engine.journal import Journal
    from engine.scheduler import Scheduler
    from tui.words import count

    folder = home()
    journal = Journal.open(folder / "journal.db", Scheduler(read_config(folder).retention))
    try:
        kept = len(journal.memories())
        differing = journal.rebuild()
    finally:
        journal.close()
    if differing:
        click.echo(f"{count(len(differing), 'schedule')} did not agree with the journal and were made anew:")
        for key in differing:
            click.echo(f"  {key}")
        ctx.exit(1)
    click.echo(f"{count(kept, 'schedule')}, each equal to what the journal gives")
