"""Which files a deck's Python is made of: its own and those it imports from, found without running any of it.

What is installed (the standard library, other people's packages) has a version and is left out, and so is this engine.
What the code takes in from beside itself is behind all of its functions: no import system would find it there. An
import that is made up as the code runs is not seen.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from engine.decks.beside import modules_named, python_of
from engine.decks.finding import GROUP
from engine.decks.functions import Functions, file_of, functions_of
from engine.freshness import OURS, installed


class Imports:
    """What files import, looked up once each: for one check, in which no file changes."""

    def __init__(self) -> None:
        self._files: dict[str, Path | None] = {}
        self._modules: dict[Path, tuple[str, ...]] = {}
        self._beside: dict[Path, tuple[Path, ...]] = {}

    def of_function(self, code: Path, name: str) -> tuple[Path, ...]:
        """The files behind one function of a deck: those of the module that it is imported from, else of the deck."""
        found = _functions(code)
        if isinstance(found, Functions) and found.complete and name in found.imported:
            return self._behind([found.imported[name][0]], self._taken_in(code)[1:])
        return self.of_deck(code)

    def of_deck(self, code: Path) -> tuple[Path, ...]:
        """The deck's Python file, and all that it imports."""
        return self._behind([], self._taken_in(code))

    def _taken_in(self, code: Path) -> tuple[Path, ...]:
        if code not in self._beside:
            self._beside[code] = python_of(code)
        return self._beside[code]

    def _behind(self, modules: list[str], files: Sequence[Path]) -> tuple[Path, ...]:
        found = set(files)
        waiting = [*modules, *(module for file in files for module in self._imported(file, ""))]
        seen: set[str] = set()
        while waiting:
            module = waiting.pop()
            if module in seen:
                continue
            seen.add(module)
            path = self._file(module)
            waiting += [module.rpartition(".")[0]] if "." in module else []
            if path is not None:
                found.add(path)
                waiting += self._imported(path, module)
        return tuple(sorted(found))

    def _file(self, module: str) -> Path | None:
        if module not in self._files:
            top = module.partition(".")[0]
            path = None if top in OURS else file_of(module)
            followed = path is not None and (top in _shipping() or not installed(path))
            self._files[module] = path if followed else None
        return self._files[module]

    def _imported(self, path: Path, module: str) -> tuple[str, ...]:
        if path not in self._modules:
            package = module if path.name == "__init__.py" else module.rpartition(".")[0]
            self._modules[path] = tuple(dict.fromkeys(modules_named(path, package)))
        return self._modules[path]


def origin(code: Path, name: str) -> tuple[str, str] | None:
    """The module and the name there of a function that a deck's file imports; None for one of its own."""
    found = _functions(code)
    return found.imported.get(name) if isinstance(found, Functions) else None


def _functions(code: Path) -> object:
    try:
        return _read(code, code.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(16)
def _read(code: Path, stamp: int) -> object:
    return functions_of(code)


@cache
def _shipping() -> frozenset[str]:
    """The top-level names of installed packages that ship decks: their files are followed, wherever they are."""
    points = [point for point in entry_points(group=GROUP) if point.dist is not None]
    files = [file for point in points for file in (point.dist.files or () if point.dist else ())]
    return frozenset(file.parts[0] for file in files if file.suffix == ".py" and len(file.parts) > 1)
