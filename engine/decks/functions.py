"""The functions of a deck's Python file, found without running it."""

import ast
from dataclasses import dataclass
from pathlib import Path

from engine.decks.faults import Spot


@dataclass(frozen=True)
class Functions:
    """Names at the top level of a file. `knobs`: those of each answer, None where they cannot be told."""

    names: frozenset[str]
    knobs: dict[str, frozenset[str] | None]
    complete: bool  # False where `import *` may bring more


def functions_of(path: Path) -> Functions | Spot:
    """What the file defines, or the place where it is not Python."""
    try:
        tree = ast.parse(path.read_bytes(), str(path))
    except SyntaxError as error:
        return Spot(error.lineno or 1, error.offset or 1, f"not Python: {error.msg}")
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return Spot(1, 1, f"cannot be read: {error}")
    names: set[str] = set()
    knobs: dict[str, frozenset[str] | None] = {}
    complete = True
    for node in ast.walk(tree) if len(tree.body) < 5_000 else tree.body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            complete = complete and all(each.name != "*" for each in node.names)
            names.update(each.asname or each.name for each in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
            knobs[node.name] = _knobs(node)
    return Functions(frozenset(names), knobs, complete)


def _knobs(function: ast.FunctionDef) -> frozenset[str] | None:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).split(".")[-1] == "answer":
            keys = [each.arg for each in decorator.keywords]
            return None if None in keys else frozenset(key for key in keys if key)
    return None
