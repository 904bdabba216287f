"""What installed packages say of themselves: the entry points in their folders on the path.

They are read here because `importlib.metadata`, which says the same, takes longer to import than all decks to read.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_ENDINGS = (".dist-info", ".egg-info")


def entries(group: str) -> Iterator[tuple[str, str]]:
    """Name and module of each entry point of a group. Of two packages of one name, the first on the path counts."""
    seen: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        for about in _abouts(folder or "."):
            package = about.name.partition("-")[0].casefold().replace(".", "_")
            if package not in seen:
                seen.add(package)
                yield from _read(about / "entry_points.txt", group)


def _abouts(folder: str) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return [Path(each.path) for each in found if each.name.endswith(_ENDINGS)]
    except OSError:  # it is not there, or a zip file, in which no deck is found either
        return []


def _read(path: Path, group: str) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    within = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            within = line[1:-1] == group
        elif within and line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield name.strip(), value.partition(":")[0].partition("[")[0].strip()
