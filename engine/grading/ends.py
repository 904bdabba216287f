"""A member beyond the ends of its family, said in the letters of the formula: the drawn numbers nobody has seen."""

from collections.abc import Mapping

from engine.formula.limits import parts
from engine.formula.tree import Bound, Constant, Negative, Sum, Symbol, Tree
from engine.grading.points import Members, Point


def no_member(tree: Symbol, family: Members, index: Mapping[str, int], point: Point) -> str:
    """Why there is no such member: z_{n-1} has no member at n = 1, z is numbered from 1 to N."""
    numbers = sorted(family.by_number)
    letter = next((each for each, size in point.sizes.items() if size == family.many), str(family.many))
    said = f"{tree.name} is numbered from {numbers[0]} to {_from_the_end(numbers[-1], family.many, letter)}"
    place = _said(tree.at[0])
    written = f"{tree.name}_{place}" if len(place) == 1 else f"{tree.name}_{{{place}}}"
    bound = next((name for name in _bound(tree.at[0]) if name in index), None)
    if bound is None:
        return f"there is no {written}: {said}"
    where = str(index[bound]) if index[bound] <= 1 else _from_the_end(index[bound], family.many, letter)
    return f"{written} has no member at {bound} = {where}: {said}" if where else f"{written} goes too far: {said}"


def _from_the_end(number: int, many: int, letter: str) -> str:
    """A number near the last one by its letter; nothing for another."""
    beyond = number - many
    return "" if abs(beyond) > 2 else letter if not beyond else f"{letter}{beyond:+d}"


def _bound(tree: Tree) -> list[str]:
    here = [tree.name] if isinstance(tree, Bound) else []
    return here + [name for part in parts(tree) for name in _bound(part)]


def _said(tree: Tree) -> str:
    match tree:
        case Constant(value):
            return str(value)
        case Bound(name) | Symbol(name, ()):
            return name
        case Negative(of):
            return f"-{_said(of)}"
        case Sum(terms):
            first, *rest = map(_said, terms)
            return first + "".join(each if each.startswith("-") else f"+{each}" for each in rest)
    return "…"
