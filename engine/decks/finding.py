"""Where decks are: in packages that say so, in the user's own folder, or where the command line points."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from engine.decks.entries import entries
from engine.problems import RecurError

GROUP = "recur.decks"
_ENDINGS = (".yaml", ".yml")


def shipped() -> Iterator[Path]:
    """The decks of installed packages, through their entry points; no package is imported."""
    for _, module in sorted(entries(GROUP), key=lambda entry: entry[0]):
        try:
            spec = find_spec(module)
        except (ImportError, ValueError):
            spec = None
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield from in_folder(Path(folder))


def guides() -> dict[str, Path]:
    """What installed packages say about their decks, beside them: Markdown files, by name in lower case."""
    folders = {path.parent: None for path in shipped()}
    return {path.stem.casefold(): path for folder in folders for path in sorted(folder.glob("*.md"))}


def in_folder(folder: Path) -> list[Path]:
    """The decks of a folder, by name; none where it does not exist."""
    return [path for path in _called_decks(folder) if path.is_file()]


def no_files(folder: Path) -> list[Path]:
    """What is called as a deck is in a folder, and is no file to be read to its end: a folder, a link to nothing."""
    return [path for path in _called_decks(folder) if not path.is_file()]


def _called_decks(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS and path.name[0] != ".")


def pointed_at(paths: Sequence[Path]) -> Iterator[Path]:
    """The decks that paths name, files or folders. Raises RecurError for a path that names none."""
    for path in paths:
        if path.is_dir():
            found = in_folder(path)
            if not found:
                raise RecurError(f"there is no deck in {path}: a deck is a file that ends in .yaml", 2)
            yield from found
        elif not path.exists():
            raise RecurError(f"there is no file or folder {path}", 2)
        elif path.suffix not in _ENDINGS:
            raise RecurError(f"{path} is not a deck: a deck is a file that ends in .yaml", 2)
        elif not path.is_file():
            raise RecurError(f"{path} is not a file that can be read to its end: a deck is one", 2)
        else:
            yield path
