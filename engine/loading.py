"""Deck code is loaded by the place of its file: nothing enters `sys.path`, and nothing is written beside it."""

import difflib
import linecache
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import decode_source
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from engine.answers import Answer
from engine.blame import blame, short
from engine.freshness import DECK, Sources
from engine.sealing import Sealing
from engine.seals import BrokenSealError


class LoadingError(Exception):
    """Deck code that cannot be had; the message is one line."""


@dataclass
class Loader:
    """The deck modules of this process, each loaded anew when its file, or one that decks import, has changed.

    What is held to a seal by `sealing` runs as it was sealed, or not at all.
    """

    sealing: Sealing = field(default_factory=Sealing)
    _loaded: dict[Path, tuple[bytes, ModuleType]] = field(default_factory=dict)
    _sources: Sources = field(default_factory=Sources)

    def answer(self, code: Path, function: str) -> Answer:
        """The answer function of that name. Raises LoadingError, and suggests near names."""
        module = self.module(code)
        found = getattr(module, function, None)
        if isinstance(found, Answer):
            return found
        if found is not None:
            raise LoadingError(f"{function!r} in {short(code)} is not an answer function: it lacks @answer")
        names = [name for name, thing in vars(module).items() if isinstance(thing, Answer)]
        raise LoadingError(f"no answer function {function!r} in {short(code)}{_hint(function, names)}")

    def function(self, code: Path, name: str) -> Callable[..., Any]:
        """A plain function of that name: what makes a question, or a world. Raises LoadingError."""
        module = self.module(code)
        found = getattr(module, name, None)
        if isinstance(found, Answer):
            raise LoadingError(f"{name!r} in {short(code)} is an answer: it makes no question and no world")
        if callable(found):
            return cast("Callable[..., Any]", found)
        if found is not None:
            raise LoadingError(f"{name!r} in {short(code)} is not a function")
        names = [each for each, thing in vars(module).items() if callable(thing) and not isinstance(thing, Answer)]
        raise LoadingError(f"no function {name!r} in {short(code)}{_hint(name, names)}")

    def module(self, code: Path) -> ModuleType:
        """Run the file, unless this content of it was run already. Raises LoadingError."""
        try:
            self.sealing.check(code)
            source = code.read_bytes()
            self.sealing.admit(str(code), source)
        except OSError as error:
            raise LoadingError(f"{short(code)} cannot be read: {error.strerror or error}") from None
        except BrokenSealError as error:
            raise LoadingError(str(error)) from None
        self._sources.note()
        if self._sources.forget_edited():
            self._loaded.clear()
        if code in self._loaded and self._loaded[code][0] == source:
            return self._loaded[code][1]
        try:
            module = self._run(code, source)
        finally:
            self._sources.note()
        self._loaded[code] = (source, module)
        return module

    def _run(self, code: Path, source: bytes) -> ModuleType:
        # A name that no package has; dataclasses and `inspect` look modules up by it.
        name = f"{DECK}{code.stem}_{sha256(str(code).encode()).hexdigest()[:8]}"
        module = ModuleType(name)
        module.__file__ = str(code)
        sys.modules[name] = module
        try:
            compiled = compile(source, str(code), "exec", dont_inherit=True)
            # What is shown as the answer's code is what runs, whatever the file holds by then.
            lines = decode_source(source).splitlines(keepends=True)
            linecache.cache[str(code)] = (len(source), None, lines, str(code))
            exec(compiled, module.__dict__)
        except MemoryError:
            raise
        except BaseException as error:  # sys.exit at the top of a deck is an error as well
            sys.modules.pop(name, None)
            raise LoadingError(f"the code does not load: {blame(error, code)}") from None
        return module


def _hint(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
