"""How high a formula may be, how large its exponents and towers. Looked at before anything is computed."""

import math

from engine.formula.error import FormulaError
from engine.formula.tree import (
    Apply,
    Constant,
    Fold,
    Known,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)

HEIGHT = 100
TOWER = 3
EXPONENT = 10_000

_GROWING = frozenset(["exp", "sinh", "cosh"])


def check(tree: Tree) -> None:
    """Raises FormulaError where the tree is too high or a power in it too large."""
    todo = [(tree, 1, 0)]
    nodes: list[Tree] = []
    while todo:
        node, height, tower = todo.pop()
        if height > HEIGHT:
            raise FormulaError(f"more than {HEIGHT} steps stand in each other here; shorten the formula", node.start)
        if tower > TOWER:
            raise FormulaError(f"powers stand at most {TOWER} high on each other", node.start)
        nodes.append(node)
        for part in parts(node):
            grows = (isinstance(node, Power) and part is node.exponent) or (
                isinstance(node, Apply) and node.function in _GROWING
            )
            todo.append((part, height + 1, tower + grows))
    sizes: dict[int, float | None] = {}
    for node in reversed(nodes):  # parts stand after what they are parts of
        sizes[id(node)] = _digits(node, sizes)


def parts(node: Tree) -> tuple[Tree, ...]:
    """What the node is made of."""
    match node:
        case Sum(terms):
            return terms
        case Negative(of) | Transpose(of):
            return (of,)
        case Product(left, right) | Quotient(left, right) | Power(left, right):
            return left, right
        case Apply(_, arguments):
            return arguments
        case Symbol(_, at):
            return at
        case Fold(_, _, of, first, last):
            return (of, *(end for end in (first, last) if end is not None))
    return ()


def _digits(node: Tree, sizes: dict[int, float | None]) -> float | None:
    """A bound for |log₁₀| of a number and of its inverse, that is how many digits it has; None where symbols stand."""
    inner = [sizes[id(part)] for part in parts(node)]
    if isinstance(node, Power):
        exponent = _value(node.exponent, sizes)
        if exponent is not None and exponent > EXPONENT:
            raise FormulaError(f"an exponent is at most {EXPONENT:,}", node.exponent.start)
        base = inner[0]
        if base is None or exponent is None:
            return None
        if base * exponent > EXPONENT:
            raise FormulaError(f"a power of numbers has at most {EXPONENT:,} digits", node.start)
        return base * exponent
    if isinstance(node, Apply) and node.function in _GROWING:
        argument = _value(node.arguments[0], sizes)
        if argument is not None and argument > EXPONENT:
            raise FormulaError(f"{node.function} is taken of {EXPONENT:,} at most", node.start)
        return argument
    match node:
        case Constant(value):
            return math.log10(max(abs(value.numerator), value.denominator))
        case Known():
            return 0.5
        case Sum() | Product() | Quotient() | Negative():
            known = [each for each in inner if each is not None]
            return sum(known) + 1 if len(known) == len(inner) else None
        case Apply() if inner and None not in inner:
            return sum(each for each in inner if each is not None) + 1
    return None


def _value(node: Tree, sizes: dict[int, float | None]) -> float | None:
    """A bound for the absolute value of a number; None where symbols stand."""
    match node:
        case Constant(value):
            return float(abs(value))
        case Negative(of):
            return _value(of, sizes)
        case Sum(terms):
            found = [_value(each, sizes) for each in terms]
            return None if None in found else sum(each for each in found if each is not None)
        case Product(left, right):
            a, b = _value(left, sizes), _value(right, sizes)
            return None if a is None or b is None else a * b
        case Quotient(above, Constant(below)) if below:
            a = _value(above, sizes)
            return None if a is None else a / float(abs(below))
    digits = sizes[id(node)]
    return None if digits is None else 10.0 ** min(digits, math.log10(1e300))
