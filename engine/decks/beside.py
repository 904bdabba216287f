"""Which Python files a deck's code takes in from beside itself, found without running any of it.

An import of a deck's folder works only where the code makes it work: by a folder put on the path, or a file that is
loaded by its name. So every name and every text in the code that a file or a folder beside it answers to counts.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

MOST = 200
"""Files; a folder named in the code with more than these is not a deck's."""
LONGEST = 200
"""Characters of a text that may name a file."""


def python_of(code: Path) -> tuple[Path, ...]:
    """The deck's file, then what it takes in from its folder and the folders in it, by name."""
    code = code.absolute()
    found: dict[Path, None] = {code: None}
    for path in (waiting := [code]):
        for each in _named(path, code.parent):
            if each not in found and len(found) < MOST:
                found[each] = None
                waiting.append(each)
    return (code, *sorted(found.keys() - {code}))


def _named(path: Path, folder: Path) -> Iterator[Path]:
    """The files that one file names, looked for in the deck's folder and its own."""
    bases = dict.fromkeys((folder, path.parent))
    package = ".".join(path.parent.relative_to(folder).parts)
    for module in (*modules_named(path, package), *modules_named(path, "")):
        parts = module.split(".")
        for base in bases:
            for many in range(1, len(parts) + 1):
                yield from _module(base.joinpath(*parts[:many]))
    for text in _texts(path):
        for base in bases:
            yield from _file_or_folder(base / text, folder)


def _module(path: Path) -> Iterator[Path]:
    for each in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
        if each.is_file():
            yield each


def _file_or_folder(path: Path, folder: Path) -> Iterator[Path]:
    try:
        inside = path.resolve().is_relative_to(folder.resolve()) and path.resolve() != folder.resolve()
        if inside and path.is_dir():
            yield from (each for each in sorted(path.rglob("*.py"))[:MOST] if each.is_file())
        elif inside and path.suffix == ".py" and path.is_file():
            yield path
        elif inside:
            yield from _module(path)
    except (OSError, ValueError):
        return  # no file could be called that


def _texts(path: Path) -> Iterator[str]:
    """The texts in a file that could name another."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip().removeprefix("./")
            if 0 < len(text) <= LONGEST and "\n" not in text and not text.startswith(("/", "~", ".")):
                yield text


def modules_named(path: Path, package: str) -> Iterator[str]:
    """The names of all modules that a file may import, wherever in it; some are names within a module."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".") if node.level else []
            above = above[: len(above) - (node.level - 1)] if node.level > 1 else above
            module = ".".join([*above, *([node.module] if node.module else [])])
            if module:
                yield module
                yield from (f"{module}.{each.name}" for each in node.names if each.name != "*")
