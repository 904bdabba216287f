"""The functions that every formula may use: how each is spelled, what it takes and what it means.

`Apply.function` holds `name`, whichever spelling was typed. What a spelling says in other ways has no function of its
own: `pow(x, 2)` and `square(x)` are a Power, `multiply(a, b)` a Product with ⊙, `matmul(a, b)` one with @, `log(x, 2)`
is log2. A name that the question gives stands before every spelling.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class BuiltIn:
    """A function of the grammar. `most` is None where it takes any number of arguments."""

    name: str
    means: str
    least: int = 1
    most: int | None = 1
    spellings: tuple[str, ...] = ()


_EACH = (  # taken of each entry
    BuiltIn("exp", "e to the power of each entry"),
    BuiltIn("log", "the natural logarithm, or the logarithm to the base of the second argument", 1, 2, ("ln",)),
    BuiltIn("log2", "the logarithm to the base 2", spellings=("lb", "lg", "ld")),
    BuiltIn("log10", "the logarithm to the base 10"),
    BuiltIn("sqrt", "the square root", spellings=("√",)),
    BuiltIn("tanh", "the hyperbolic tangent"),
    BuiltIn("tanh'", "its slope, 1 - tanh²"),
    BuiltIn("sigmoid", "1/(1 + exp(-x))", spellings=("σ", "sigma", "logistic", "expit", "sigm")),
    BuiltIn("sigmoid'", "its slope, sigmoid·(1 - sigmoid)", spellings=("σ'", "sigma'", "logistic'", "sigm'")),
    BuiltIn("relu", "x where it is positive, else 0", spellings=("ReLU", "ReLu")),
    BuiltIn("relu'", "its slope: 1 where x is positive, else 0", spellings=("ReLU'", "ReLu'")),
    BuiltIn("softplus", "log(1 + exp(x))"),
    BuiltIn("sin", "the sine"),
    BuiltIn("cos", "the cosine"),
    BuiltIn("tan", "the tangent"),
    BuiltIn("sinh", "the hyperbolic sine"),
    BuiltIn("cosh", "the hyperbolic cosine"),
    BuiltIn("sech", "1/cosh"),
    BuiltIn("artanh", "the inverse of tanh", spellings=("arctanh", "atanh")),
    BuiltIn("abs", "the absolute value, |x|"),
    BuiltIn("sign", "-1, 0 or 1", spellings=("sgn",)),
    BuiltIn("max", "the largest of one argument's entries, of several arguments entry by entry", 1, None, ("maximum",)),
    BuiltIn("min", "the smallest of one argument's entries, of several entry by entry", 1, None, ("minimum",)),
)
_ARRAYS = (  # taken of whole arrays
    BuiltIn("softmax", "exp of each entry over the sum of them"),
    BuiltIn("sum", "the sum of all entries"),
    BuiltIn("prod", "the product of all entries", spellings=("product",)),
    BuiltIn("mean", "the mean of all entries", spellings=("average", "avg")),
    BuiltIn("norm", "the Euclidean norm of a vector, the Frobenius norm of a matrix, ‖x‖"),
    BuiltIn("trace", "the sum of a matrix's diagonal", spellings=("tr", "Tr")),
    BuiltIn("diag", "the diagonal matrix of a vector, the diagonal of a matrix", spellings=("Diag",)),
    BuiltIn("outer", "the matrix of the products of two vectors' entries, a bᵀ", 2, 2),
    BuiltIn("dot", "two vectors' inner product, else the matrix product", 2, 2, ("inner", "vdot")),
    BuiltIn(
        "stack", "vectors one below the other, [a; b]", 2, None, ("concatenate", "concat", "cat", "vstack", "hstack")
    ),
    BuiltIn("ones", "the vector (one size) or matrix (two sizes) of ones", 1, 2),
    BuiltIn("zeros", "the vector (one size) or matrix (two sizes) of zeros", 1, 2),
    BuiltIn("eye", "the identity matrix of a size", spellings=("I", "identity", "Id")),
)

FUNCTIONS: dict[str, BuiltIn] = {each.name: each for each in (*_EACH, *_ARRAYS)}
"""By name."""

SPELLINGS: dict[str, BuiltIn] = {
    spelling: each for each in FUNCTIONS.values() for spelling in (each.name, *each.spellings)
}
"""By every spelling, the name included."""

ENTRYWISE = frozenset(each.name for each in _EACH)
"""What is taken of each entry, so that the result has the argument's shape (max and min of one argument don't)."""
