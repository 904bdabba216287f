"""How far an index runs that has no ends written: over what it is an index of."""

import numpy as np

from engine.formula.limits import parts
from engine.formula.tree import Bound, Fold, Symbol, Tree
from engine.grading.out_of_range import OutOfRangeError
from engine.grading.points import Members, Point


def length(tree: Fold, point: Point) -> int:
    """How far an index without ends runs: over the family, or the dimension, that it is an index of."""
    symbols = indexed(tree.of)
    found = {size for each in symbols if (size := _run(each, tree.index, point))}
    if not found:  # of n - 1 alone
        found = {size for each in symbols if (size := _run(each, tree.index, point, within=True))}
    if not found:  # of nothing: then over the only numbers there are
        found = {value.many for value in point.values.values() if isinstance(value, Members)}
    if len(found) != 1:
        said = "is an index of nothing" if not found else "is an index of things of different lengths"
        raise OutOfRangeError(f"{tree.index} {said}: write where it begins and ends", tree)
    return found.pop()


def _run(symbol: Symbol, index: str, point: Point, *, within: bool = False) -> int | None:
    """How many the symbol has of what it is an index of, or stands `within` an index of."""
    value = point.values.get(symbol.name)
    family = isinstance(value, Members)
    for place, each in enumerate(symbol.at):
        if Bound(index) not in (_all(each) if within else (each,)):
            continue
        if isinstance(value, Members) and place == 0:
            return value.many
        entries = next(iter(value.by_number.values())) if isinstance(value, Members) else value
        if isinstance(entries, np.ndarray):
            return int(entries.shape[place - family])
    return None


def _all(tree: Tree) -> list[Tree]:
    return [tree, *(each for part in parts(tree) for each in _all(part))]


def indexed(tree: Tree) -> list[Symbol]:
    """Every symbol with an index in a formula."""
    here = [tree] if isinstance(tree, Symbol) and tree.at else []
    return here + [symbol for each in parts(tree) for symbol in indexed(each)]
