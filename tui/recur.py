"""The command line. Each command is imported when it is called, so that each starts as fast as it can."""

import importlib
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from tui.commands.options import deck_options, new_option, theme_option
from tui.telling import told

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
    """Loads a command from its file; what a person did wrong is told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"tui.commands.{_file(cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from engine.decks.shape import near  # only where a name is misspelt
            from engine.problems import RecurError

            meant = near(args[0], COMMANDS)
            hint = f"; did you mean {meant}?" if meant else "; `recur --help` names them all"
            raise RecurError(f"there is no command {args[0]}{hint}", 2)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with told():
            return super().invoke(ctx)


def _file(name: str) -> str:
    """The module of a command: its name, with a trailing underscore where that is a word of Python."""
    return f"{name}_" if iskeyword(name) else name


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
