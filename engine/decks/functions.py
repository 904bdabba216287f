"""The functions of a deck's Python file, its own and those it imports, found without running any of it."""

import ast
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from tokenize import detect_encoding

from engine.decks.faults import Spot

DEEPEST = 8  # imports to follow for one name, since they may go round in a circle

Knobs = frozenset[str] | None  # the names of an answer's knobs, None where they cannot be told


@dataclass(frozen=True)
class Functions:
    """Names at the top level of a file; its `own` functions with their knobs, and where those `imported` are from."""

    path: Path
    names: frozenset[str]
    own: dict[str, Knobs]
    imported: dict[str, tuple[str, str]]
    complete: bool  # False where `import *` may bring more

    def knobs(self, name: str) -> Knobs:
        """The knobs of the answer of that name, wherever it is defined."""
        found = self.defining(name)
        return found[0].own.get(found[1]) if found else None

    def defining(self, name: str) -> "tuple[Functions, str] | None":
        """The file that a name is from, and its name there; None where that cannot be told."""
        functions = self
        for _ in range(DEEPEST):
            if name in functions.own or name not in functions.imported:
                return functions, name
            module, name = functions.imported[name]
            path = file_of(module)
            there = functions_of(path) if path else None
            if not isinstance(there, Functions):
                break
            functions = there
        return None


def functions_of(path: Path) -> Functions | Spot:
    """What the file defines, or the place where it is not Python."""
    try:
        raw = path.read_bytes()
        raw.decode(_encoding(raw))
        tree = ast.parse(raw, str(path))
    except UnicodeDecodeError as error:
        from engine.decks.syntax import undecodable  # with YAML: only where something is wrong

        return undecodable(error)  # the parser names another place, or lets it pass in a comment: it would not run
    except SyntaxError as error:
        return Spot(error.lineno or 1, max(error.offset or 1, 1), f"not Python: {error.msg}")
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return Spot(1, 1, f"cannot be read: {error}")
    names: set[str] = set()
    stored: set[str] = set()
    complete = True
    for node in ast.walk(tree) if len(tree.body) < 5_000 else tree.body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            complete = complete and all(each.name != "*" for each in node.names)
            names.update(each.asname or each.name for each in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            stored.add(node.id)
    own: dict[str, Knobs] = {}
    imported: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
            own[node.name] = _knobs(node)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported |= {each.asname or each.name: (node.module, each.name) for each in node.names}
    for name in stored | own.keys():
        imported.pop(name, None)  # it is what was made of it here
    return Functions(path, frozenset(names | stored), own, imported, complete)


def _encoding(raw: bytes) -> str:
    """What the file says that it is written in; UTF-8 where it says nothing, or what nobody knows."""
    try:
        return detect_encoding(io.BytesIO(raw).readline)[0]
    except SyntaxError:
        return "utf-8"


def _knobs(function: ast.FunctionDef) -> Knobs:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).split(".")[-1] == "answer":
            keys = [each.arg for each in decorator.keywords]
            return None if None in keys else frozenset(key for key in keys if key)
    return None


def file_of(module: str) -> Path | None:
    """The file an import would read the module from; the packages on the way are not run, as `find_spec` would."""
    name, folders, spec = "", None, None
    for part in module.split("."):
        if name and folders is None:
            return None  # not a package
        name = f"{name}.{part}" if name else part
        finders = (finder.find_spec(name, folders) for finder in sys.meta_path if hasattr(finder, "find_spec"))
        spec = next((found for found in finders if found is not None), None)
        if spec is None:
            return None
        folders = spec.submodule_search_locations
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") else None
