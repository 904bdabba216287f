"""Deck code is loaded by the place of its file: nothing enters `sys.path`, and nothing is written beside it."""

import difflib
import linecache
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from engine.answers import Answer
from engine.blame import blame, short


class LoadingError(Exception):
    """Deck code that cannot be had; the message is one line."""


@dataclass
class Loader:
    """The deck modules of this process, each loaded anew when its file's content has changed."""

    _loaded: dict[Path, tuple[bytes, ModuleType]] = field(default_factory=dict)

    def answer(self, code: Path, function: str) -> Answer:
        """The answer function of that name. Raises LoadingError, and suggests near names."""
        module = self.module(code)
        found = getattr(module, function, None)
        if isinstance(found, Answer):
            return found
        if found is not None:
            raise LoadingError(f"{function!r} in {short(code)} is not an answer function: it lacks @answer")
        names = [name for name, thing in vars(module).items() if isinstance(thing, Answer)]
        near = difflib.get_close_matches(function, names, n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise LoadingError(f"no answer function {function!r} in {short(code)}{hint}")

    def module(self, code: Path) -> ModuleType:
        """Run the file, unless this content of it was run already. Raises LoadingError."""
        try:
            source = code.read_bytes()
        except OSError as error:
            raise LoadingError(f"{short(code)} cannot be read: {error.strerror or error}") from None
        if code in self._loaded and self._loaded[code][0] == source:
            return self._loaded[code][1]
        module = self._run(code, source)
        self._loaded[code] = (source, module)
        return module

    def _run(self, code: Path, source: bytes) -> ModuleType:
        # A name that no package has; dataclasses and `inspect` look modules up by it.
        name = f"_deck_{code.stem}_{sha256(str(code).encode()).hexdigest()[:8]}"
        module = ModuleType(name)
        module.__file__ = str(code)
        linecache.cache.pop(str(code), None)
        before = sys.modules.get(name)
        sys.modules[name] = module
        try:
            exec(compile(source, str(code), "exec", dont_inherit=True), module.__dict__)
        except MemoryError:
            raise
        except BaseException as error:  # sys.exit at the top of a deck is an error as well
            if before is None:
                del sys.modules[name]
            else:
                sys.modules[name] = before
            raise LoadingError(f"the code does not load: {blame(error, code)}") from None
        return module
