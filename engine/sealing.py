"""In the worker: code under a seal is compiled from the very bytes that were compared with it.

So is what it imports from beside itself. Imports from elsewhere, of installed packages and of Python's own, are left
alone.
"""

import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

from engine.freshness import installed
from engine.seals import BrokenSealError, Seal, check, digest


class Sealing:
    """The seal that the present request is held to. One process has one, and one request at a time."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._folders: set[Path] = set()
        self._others = tuple(Path(each) for each in sys.path if each)  # no deck stands behind these

    def hold(self, seal: Seal) -> None:
        """From now on, until it is called again."""
        self._digests = dict(seal)

    def check(self, code: Path) -> None:
        """Before a sealed deck's file is run: all that was sealed with it is as it was. Raises BrokenSealError."""
        if self._digests:
            check(tuple(self._digests.items()))
            self._watch(code.parent)

    def admit(self, path: str, content: bytes) -> None:
        """Raises BrokenSealError for content that is to run, and is not as it was sealed."""
        if not self._digests or self._digests.get(path) == digest(content):
            return
        known = "has changed since it was trusted" if path in self._digests else "was not there when it was trusted"
        raise BrokenSealError(f"{Path(path).name} {known}")

    def _watch(self, folder: Path) -> None:
        """Have what is imported from this folder, and from those in it, admitted first; of it only source is."""
        if folder in self._folders:
            return
        if not self._folders:
            sys.path_hooks.insert(0, self._finder)
        self._folders.add(folder)
        sys.path_importer_cache.clear()

    def _finder(self, entry: str) -> FileFinder:
        path = Path(entry).absolute()
        beside = any(path.is_relative_to(folder) for folder in self._folders)
        if not beside or installed(path) or any(path.is_relative_to(other) for other in self._others):
            raise ImportError(f"{entry} belongs to no sealed deck")  # the next hook is asked
        sealing = self

        class Loader(SourceFileLoader):
            """Compiles what was admitted: neither a file read again nor bytecode from a cache."""

            def get_code(self, fullname: str) -> CodeType:
                file = self.get_filename(fullname)
                content = self.get_data(file)
                try:
                    sealing.admit(file, content)
                except BrokenSealError as error:
                    raise ImportError(str(error), name=fullname, path=file) from None
                return self.source_to_code(content, file)

        return FileFinder(str(path), (Loader, SOURCE_SUFFIXES))
