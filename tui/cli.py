"""`recur`: the command line. Each command is imported when it is called, so that each starts as fast as it can."""

import errno
import importlib
import io
import os
import sys
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from engine.problems import RecurError
from tui.commands.options import deck_options, new_option, theme_option

COMMANDS = (
    "study",
    "quiz",
    "grade",
    "show",
    "due",
    "list",
    "find",
    "suspend",
    "unsuspend",
    "reset",
    "orphans",
    "rename",
    "move",
    "new",
    "edit",
    "check",
    "schema",
    "guide",
    "import",
    "export",
    "trust",
    "doctor",
)


class Commands(click.Group):
    """Loads a command from its file, and turns what a person did wrong into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"tui.commands.{_file(cmd_name)}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # a full disk is told now, not by the interpreter as it ends
        except RecurError as error:
            click.echo(f"recur: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who reads has enough: click ends quietly
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"recur: {where}{error.strerror or error}", err=True)
            _give_up_output()
            ctx.exit(1)


def _file(name: str) -> str:
    """The module of a command: its name, with a trailing underscore where that is a word of Python."""
    return f"{name}_" if iskeyword(name) else name


def _give_up_output() -> None:
    """Let what is left of standard output go nowhere, or the interpreter would fail over it again as it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@deck_options
@new_option
@theme_option
@click.version_option(package_name="recurrent-study", prog_name="recur")
@click.pass_context
def cli(ctx: click.Context, decks: tuple[Path, ...], trust: bool, new: int | None, theme: str | None) -> None:
    """Study flashcards in the terminal; every answer runs.

    Without a command: study what is due.
    """
    if ctx.invoked_subcommand is None:
        study = importlib.import_module("tui.commands.study").command
        ctx.invoke(study, names=(), decks=(), trust=False, new=None, theme=None)


def main() -> None:
    """The entry point of `recur`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # it was closed: nothing else may get its descriptor
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Unicode shows question marks, not a traceback
    cli(prog_name="recur")


if __name__ == "__main__":
    main()
