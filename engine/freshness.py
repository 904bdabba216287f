"""Which files the code of decks has been read from, and whether any has been edited since."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

Stamp = tuple[int, int]  # time of the last change in nanoseconds, size in bytes

OURS = ("engine", "__main__")  # the worker itself; it is not loaded anew under its own feet

DECK = "_deck_"  # how the names of deck modules begin; the loader looks after these


@dataclass
class Sources:
    """The modules that decks import from where people edit them: not the standard library, not what is installed."""

    _seen: set[str] = field(default_factory=lambda: set(sys.modules))
    _stamps: dict[str, tuple[Path, Stamp | None]] = field(default_factory=dict)

    def note(self) -> None:
        """Take down what has been imported since the last time."""
        for name in sys.modules.keys() - self._seen:
            self._seen.add(name)
            path = _editable(sys.modules[name])
            if path is not None and not name.startswith(DECK) and name.partition(".")[0] not in OURS:
                self._stamps[name] = (path, _stamp(path))

    def forget_edited(self) -> bool:
        """If one of them is no longer what it was, unload them all, so that the next import reads them. Did it?"""
        if all(_stamp(path) == stamp for path, stamp in self._stamps.values()):
            return False
        for name in self._stamps:
            sys.modules.pop(name, None)
        self._seen -= self._stamps.keys()
        self._stamps.clear()
        return True


def _editable(module: ModuleType) -> Path | None:
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or not file.endswith(".py"):
        return None
    path = Path(file)
    return None if installed(path) else path


def installed(path: Path) -> bool:
    """Whether a file belongs to Python or to what is installed with it, and so is not edited."""
    return any(path.is_relative_to(prefix) for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix})


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
