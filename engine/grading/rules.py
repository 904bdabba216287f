"""What shape each function of the grammar makes of the shapes of its arguments."""

from collections.abc import Callable, Sequence

from engine.formula.functions import ENTRYWISE
from engine.formula.tree import Apply, Constant, Product, Sum, Symbol, Tree
from engine.grading.shape_error import ShapeError
from engine.grading.sizes import ONE, SCALAR, Shape, Size, is_vector, spoken

Rule = Callable[[Apply, Sequence[Shape]], Shape]


def rule(function: str) -> Rule:
    """The rule of a function of the grammar."""
    return _RULES.get(function, _each if function in ENTRYWISE else _to_scalar)


def stated_size(tree: Tree) -> Size:
    """The size that an argument of ones, zeros or eye states: K, 2K, H + 1, 3. Raises ShapeError."""
    match tree:
        case Constant(value=value) if value.denominator == 1 and 1 <= value <= 64:
            return Size(rest=int(value))
        case Symbol(name=name, at=()):
            return Size(((name, 1),))
        case Product(left=Constant(value=value), right=Symbol(name=name, at=())) if (
            value.denominator == 1 and value > 0
        ):
            return Size(((name, int(value)),))
        case Sum(terms=terms):
            total = Size()
            for each in terms:
                total += stated_size(each)
            return total
    raise ShapeError("a size is a letter such as K, or a multiple such as 2K", tree)


def _each(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    """Entry by entry: the shape of the arguments, which is the same but for scalars."""
    found = next((shape for shape in shapes if shape != SCALAR), SCALAR)
    if len(shapes) > 1 and (odd := [shape for shape in shapes if shape not in (SCALAR, found)]):
        raise ShapeError(f"{tree.function} of {spoken(found)} and {spoken(odd[0])}: the shapes differ", tree)
    return found


def _extreme(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    return SCALAR if len(shapes) == 1 else _each(tree, shapes)


def _to_scalar(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    return SCALAR


def _softmax(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    if not (is_vector(shapes[0]) or shapes[0] == SCALAR):
        raise ShapeError(f"softmax is taken of a vector, and this is {spoken(shapes[0])}", tree)
    return shapes[0]


def _trace(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    if shapes[0][0] != shapes[0][1]:
        raise ShapeError(f"the trace is of a square matrix, and this is {spoken(shapes[0])}", tree)
    return SCALAR


def _diag(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    rows, columns = shapes[0]
    if rows == columns:
        return rows, ONE
    if not is_vector(shapes[0]):
        raise ShapeError(f"diag is of a vector or a square matrix, and this is {spoken(shapes[0])}", tree)
    long = rows if columns == ONE else columns
    return long, long


def _long(shape: Shape, tree: Apply) -> Size:
    """How long a vector is, in either orientation."""
    if ONE not in shape:
        raise ShapeError(f"{tree.function} is of vectors, and this is {spoken(shape)}", tree)
    return shape[0] if shape[1] == ONE else shape[1]


def _outer(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    return _long(shapes[0], tree), _long(shapes[1], tree)


def _dot(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    one, other = shapes
    if SCALAR in (one, other):
        return other if one == SCALAR else one
    if is_vector(one) and is_vector(other):
        if _long(one, tree) == _long(other, tree):
            if one[1] == ONE and other[0] == ONE:
                said = f"{tree.function} of a column and a row is read in two ways: write outer(a, b) or aᵀ b"
                raise ShapeError(said, tree, notation=True)
            return SCALAR
        if one[1] != other[0]:
            raise ShapeError(f"{tree.function} of {spoken(one)} and {spoken(other)}: the lengths differ", tree)
    if one[1] == ONE and one[0] == other[0]:  # as numpy has it for a vector on the left
        return other[1], ONE
    if one[1] != other[0]:
        raise ShapeError(f"{spoken(one)} times {spoken(other)} does not fit", tree)
    return one[0], other[1]


def _stack(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    rows = Size()
    for shape in shapes:
        if shape[1] != shapes[0][1]:
            raise ShapeError(f"{spoken(shape)} does not go below {spoken(shapes[0])}", tree)
        rows += shape[0]
    return rows, shapes[0][1]


def _filled(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    sizes = [stated_size(each) for each in tree.arguments]
    return sizes[0], sizes[1] if len(sizes) > 1 else ONE


def _eye(tree: Apply, shapes: Sequence[Shape]) -> Shape:
    size = stated_size(tree.arguments[0])
    return size, size


_RULES: dict[str, Rule] = {
    "max": _extreme,
    "min": _extreme,
    "softmax": _softmax,
    "trace": _trace,
    "diag": _diag,
    "outer": _outer,
    "dot": _dot,
    "stack": _stack,
    "ones": _filled,
    "zeros": _filled,
    "eye": _eye,
}
