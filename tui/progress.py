"""How far something long has come, told to a terminal; a pipe is told nothing."""

import sys
from collections.abc import Callable

import click


def progress(what: str) -> Callable[[int, int], None] | None:
    """Told how many are done of how many, it keeps one line of standard error up to date."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} {what}" + ("\r\033[K" if done == total else ""), err=True, nl=False)

    return tell
