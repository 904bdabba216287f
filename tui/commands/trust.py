"""`recur trust`: let the Python beside a deck run from now on, or no longer; and what may."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.decks.trust import Trusted


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help="Print what is trusted, and whether it has changed since.")
@click.option("--forget", is_flag=True, help="Trust the Python beside these decks no longer.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print JSON.")
def command(paths: tuple[Path, ...], listing: bool, forget: bool, as_json: bool) -> None:
    """Let the Python beside these decks run, until it changes.

    PATH is a deck (its file, or its name where it is one of yours), its Python file, or a folder of decks. Read the
    Python first: it runs with your rights, your files and the network within its reach. It runs in a process of its
    own, with limits on time, memory and output: they stop mistakes, not malice. The app asks the same when such a card
    comes up, and shows the code.
    """
    from engine.home import home

    if listing == bool(paths) or (listing and forget) or (as_json and not listing):
        raise click.UsageError("name decks to trust or to --forget, or ask for --list [--json]")
    folder = home()
    if listing:
        _list(folder, as_json)
    elif forget:
        _forget(folder, paths)
    else:
        _trust(folder, paths)


def _trust(home: Path, paths: Iterable[Path]) -> None:
    from engine import clock
    from engine.decks.finding import pointed_at
    from engine.decks.trust import ChangedError, listed, look, trust
    from engine.problems import RecurError

    decks = list(pointed_at([_there(_deck(path), home) for path in paths]))
    codes = [code for deck in decks if (code := deck.with_suffix(".py")).is_file()]
    try:
        listed(home)
    except RecurError as error:
        click.echo(f"{error}; it is kept as trusted.damaged", err=True)
    for code in codes:
        seen = look(code)
        try:
            trust(home, seen, clock.now())
        except ChangedError:
            raise RecurError(f"{code} changes at this moment: trust it when it has come to rest") from None
        for path in seen.contents:
            click.echo(f"trusted {path}" if path == seen.code else f"    and {path}, which it names")
    if not codes:
        click.echo("nothing to trust: there is no Python beside these decks")


def _forget(home: Path, paths: Iterable[Path]) -> None:
    from engine.decks.finding import in_folder
    from engine.decks.trust import forget, listed
    from engine.problems import RecurError

    named: list[Path] = []
    known = listed(home)
    for path in paths:  # also of decks and folders that are gone
        below = [Path(name) for name in known if Path(name).is_relative_to(path.absolute())]
        named += below or [each.with_suffix(".py") for each in in_folder(path)] or [path.with_suffix(".py")]
    gone = forget(home, named)
    for path in gone:
        click.echo(f"trusted no longer: {path}")
    if not gone:
        raise RecurError("none of these was trusted; `recur trust --list` says what is", 2)


def _list(home: Path, as_json: bool) -> None:
    from engine.decks.trust import listed

    known = listed(home)
    if as_json:
        import json

        rows = [
            {"path": path, "at": each.at.isoformat(), "state": _state(path, each), "files": list(each.files)}
            for path, each in known.items()
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    for path, each in sorted(known.items()):
        click.echo(f"{each.at.astimezone():%Y-%m-%d}  {_state(path, each):<8}  {path}")
    if not known:
        click.echo("nothing is trusted but what came with packages")


def _state(path: str, trusted: "Trusted") -> str:
    from engine.seals import is_whole

    if not Path(path).is_file():
        return "gone"
    return "trusted" if is_whole(trusted.seal) else "changed"


def _there(path: Path, home: Path) -> Path:
    """The path, or the deck of one's own that has such a name. Raises RecurError (2) where neither is there."""
    from engine.decks.finding import in_folder
    from engine.decks.shape import near
    from engine.problems import RecurError

    own = {each.stem: each for each in in_folder(home / "decks")}
    if path.exists() or str(path) in own:
        return path if path.exists() else own[str(path)]
    beside = [each.name for each in in_folder(path.parent)]
    meant = near(path.name, [*own, *beside])
    place = path.with_name(meant) if meant in beside else meant
    raise RecurError(f"there is no file, folder or deck {path}" + (f"; did you mean {place}?" if meant else ""), 2)


def _deck(path: Path) -> Path:
    """The deck that a path means: the one beside a Python file, else what is named."""
    if path.suffix == ".py":
        for ending in (".yaml", ".yml"):
            if path.with_suffix(ending).is_file():
                return path.with_suffix(ending)
    return path
