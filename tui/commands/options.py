"""Options that several commands have. Those about decks may stand before or after the command; both places count."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

if TYPE_CHECKING:
    from engine.decks.library import Library

F = TypeVar("F", bound=Callable[..., Any])


def deck_options(function: F) -> F:
    """`--decks` and `--trust`."""
    decks = click.option(
        "--decks",
        multiple=True,
        metavar="PATH",
        type=click.Path(exists=True, path_type=Path),
        help="A deck or a folder of decks, in place of all others. Repeatable.",
    )
    trust = click.option("--trust", is_flag=True, help="Run the Python beside these decks, this time.")
    return decks(trust(function))


new_option = click.option(
    "--new", type=click.IntRange(0), metavar="N", default=None, help="At most N new cards today (else 20)."
)
theme_option = click.option(
    "--theme", type=click.Choice(["lamp", "paper"]), default=None, help="Lamp is dark, paper is light."
)


class Wanted(msgspec.Struct, frozen=True):
    """The decks that were asked for, before and after the command together."""

    decks: tuple[Path, ...]
    trust: bool

    def library(self, thorough: bool = False, anew: bool = False) -> "Library":
        """Read them; thoroughly, for a check, and `anew` even where nothing has changed. Raises RecurError."""
        from engine.decks.library import find_decks
        from engine.home import home

        return find_decks(self.decks, home=home(), trust=self.trust, thorough=thorough, anew=anew)


def wanted(decks: tuple[Path, ...], trust: bool) -> Wanted:
    """Join what stands after the command with what stands before it."""
    before = _before()
    return Wanted((*before.get("decks", ()), *decks), bool(trust or before.get("trust")))


def given(name: str, value: Any) -> Any:
    """The value of an option after the command, else before it."""
    return value if value is not None else _before().get(name)


def _before() -> dict[str, Any]:
    root = click.get_current_context().find_root()
    return root.params
