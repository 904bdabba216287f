"""A member beyond the ends of its family, said in the letters of the formula: the drawn numbers nobody has seen."""

from collections.abc import Mapping

from engine.formula.limits import parts
from engine.formula.tree import Bound, Constant, Negative, Sum, Symbol, Tree
from engine.grading.points import Members, Point


def no_member(tree: Symbol, family: Members, index: Mapping[str, int], point: Point) -> str:
    """Why there is no such member: z_{n-1} has no member at n = 1, z is numbered from 1 to N."""
    numbers = sorted(family.by_number)
    letter = _letter(family.many, point)
    said = f"{tree.name} is numbered from {numbers[0]} to {_from_the_end(numbers[-1], family.many, letter)}"
    return _beyond(tree, "member", said, _where(tree.at[0], family.many, index, point))


def no_entry(tree: Symbol, place: int, many: int, index: Mapping[str, int], point: Point) -> str:
    """Why there is no such entry: p_{n-1} has no entry at n = 1, entries are numbered from 1 to K."""
    said = f"entries are numbered from 1 to {_letter(many, point)}"
    return _beyond(tree, "entry", said, _where(tree.at[place], many, index, point))


def written(tree: Symbol) -> str:
    """A member or an entry with its index: z_{n-1}."""
    place = ",".join(map(_said, tree.at))
    return f"{tree.name}_{place}" if len(place) == 1 else f"{tree.name}_{{{place}}}"


def _beyond(tree: Symbol, what: str, said: str, where: str | None) -> str:
    if where is None:
        return f"there is no {written(tree)}: {said}"
    return f"{written(tree)} has no {what} at {where}: {said}" if where else f"{written(tree)} goes too far: {said}"


def _where(at: Tree, many: int, index: Mapping[str, int], point: Point) -> str | None:
    """n = 1, n = N; nothing where the number has no letter, None where no index runs."""
    bound = next((name for name in _bound(at) if name in index), None)
    if bound is None:
        return None
    last = _from_the_end(index[bound], many, _letter(many, point))
    number = str(index[bound]) if index[bound] <= 1 else last
    return f"{bound} = {number}" if number else ""


def _letter(many: int, point: Point) -> str:
    return next((each for each, size in point.sizes.items() if size == many), str(many))


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
