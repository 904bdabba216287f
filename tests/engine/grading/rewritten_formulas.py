"""Random formulas whose shapes fit, and the same formulas written in another way, by identities that hold always."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as some

from engine.formula.kinds import kinds
from engine.formula.tree import Apply, Bound, Constant, Fold, Negative, Power, Product, Quotient, Sum, Symbol, Transpose

WHERE = {
    "x": "scalar", "y": "scalar", "h": ("H",), "z": ("H",), "p": ("K",), "w": ("K",), "W": ("K", "H"), "U": ("K", "H"),
    "S": ("H", "H"), "g": "function", "q": "N of [K]", "r": "N of scalar", "a": "opaque",
}  # fmt: skip
SYMBOLS = kinds(WHERE)
NAMES = {"1": ("x", "y", "a"), "H": ("h", "z"), "K": ("p", "w"), "KH": ("W", "U"), "HH": ("S",)}
MEMBERS = {"1": "r", "K": "q"}
TWO = Constant(Fraction(2))


@some.composite
def formulas(draw, shape=None, depth=3, inside=False):
    """A formula of a shape: "1" a scalar, "H" and "K" columns, "KH" and "HH" matrices."""
    shape = shape or draw(some.sampled_from(list(NAMES)))

    def part(of, under=inside):
        return draw(formulas(of, depth - 1, under))

    if depth == 0:
        if inside and shape in MEMBERS and draw(some.booleans()):
            return Symbol(MEMBERS[shape], (Bound("n"),))
        return Symbol(draw(some.sampled_from(NAMES[shape])))
    vector = shape in ("H", "K")
    makers = [
        lambda: Sum((part(shape), part(shape))),
        lambda: Sum((part(shape), Negative(part(shape)), part(shape))),
        lambda: Product(part("1"), part(shape)),
        lambda: Product(part(shape), part(shape), "⊙") if shape != "1" else Product(part("1"), part("1")),
        lambda: Apply("g", (part(shape),)),
        lambda: Apply(draw(some.sampled_from(["tanh", "sigmoid", "g'"])), (part(shape),)),
        lambda: Power(part(shape), TWO),
        lambda: part(shape),
    ]
    if shape == "1":
        makers.append(lambda: Quotient(part("1"), Sum((Constant(Fraction(3)), Power(part("1"), TWO)))))
        makers.append(lambda: Product(Transpose(part("H")), part("H"), "@"))
        makers.append(lambda: Apply("sum", (part("K"),)))
    if shape == "H":
        makers.append(lambda: Product(Transpose(part("KH")), part("K"), "@"))
        makers.append(lambda: Product(part("HH"), part("H"), "@"))
    if shape == "K":
        makers.append(lambda: Product(part("KH"), part("H"), "@"))
        makers.append(lambda: Apply("softmax", (part("K"),)))
    if shape == "KH":
        makers.append(lambda: Product(part("K"), Transpose(part("H")), "@"))
        makers.append(lambda: Product(part("KH"), part("HH"), "@"))
    if shape == "HH":
        makers.append(lambda: Apply("diag", (part("H"),)))
        makers.append(lambda: Product(Transpose(part("KH")), part("KH"), "@"))
    if not inside and depth <= 2:
        makers.append(lambda: Fold("sum", "n", Sum((part(shape, True), _member(shape, part))), *_ends(draw)))
    return draw(some.sampled_from(makers if not vector else makers + makers[-2:]))()


def _member(shape, part):
    """A part in which the index stands."""
    member = Symbol("r", (Bound("n"),))
    return member if shape == "1" else Product(member, part(shape, True))


def _ends(draw):
    return draw(some.sampled_from([(None, None), (Constant(Fraction(1)), Symbol("N")), (TWO, Symbol("N"))]))


@some.composite
def rewritten(draw, tree):
    """The same formula in another form."""

    def inner(part):
        return draw(rewritten(part))

    match tree:
        case Sum(terms=terms):
            turned = tuple(draw(some.permutations([inner(each) for each in terms])))
            return draw(some.sampled_from([Sum(turned), Negative(Sum(tuple(map(_negated, turned))))]))
        case Negative(of=of):
            return _negated(inner(of))
        case Transpose(of=of):
            return Transpose(inner(of))
        case Product(left=left, right=right, sign="@"):
            one, other = inner(left), inner(right)
            forms = [Product(one, other, "@"), Transpose(Product(Transpose(other), Transpose(one), "@"))]
            if _distributes(other):
                forms.append(Sum(tuple(Product(one, each, "@") for each in other.terms)))
            if _distributes(one):
                forms.append(Sum(tuple(Product(each, other, "@") for each in one.terms)))
            return draw(some.sampled_from(forms))
        case Product(left=left, right=right, sign=sign):
            one, other = inner(left), inner(right)
            forms = [Product(one, other, sign), Product(other, one, sign)]
            if isinstance(other, Sum):
                forms.append(Sum(tuple(Product(one, each, sign) for each in other.terms)))
            forms.append(Quotient(Product(Product(TWO, one), other, sign), TWO))
            return draw(some.sampled_from(forms))
        case Quotient(above=above, below=below):
            one, other = inner(above), inner(below)
            return draw(
                some.sampled_from([Quotient(one, other), Product(one, Power(other, Negative(Constant(Fraction(1)))))])
            )
        case Power(base=base, exponent=exponent):
            return Power(inner(base), exponent)
        case Apply(function="tanh", arguments=(of,)):
            doubled = Apply("sigmoid", (Product(TWO, inner(of)),))
            other = Sum((Product(TWO, doubled), Negative(Constant(Fraction(1)))))
            return draw(some.sampled_from([Apply("tanh", (inner(of),)), other]))
        case Apply(function=name, arguments=(of,)):
            return Apply(name, (inner(of),))
        case Fold(of=Sum(terms=(first, second))) if draw(some.booleans()):
            return Sum((replace(tree, of=inner(second)), replace(tree, of=inner(first))))
    return tree


def _distributes(tree):
    """A matrix product goes over the terms of a sum unless one of them is a number, which is added to each entry."""
    match tree:
        case Sum(terms=terms):
            return not any(isinstance(each.of if isinstance(each, Negative) else each, Constant) for each in terms)
    return False


def _negated(tree):
    return tree.of if isinstance(tree, Negative) else Negative(tree)
