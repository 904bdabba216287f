"""How a formula may be typed: each thing in several notations, which all mean the same."""

from engine.formula.calls import REWRITES
from engine.formula.functions import ENTRYWISE, FUNCTIONS

SYMBOLS: dict[str, str | tuple[str, ...]] = {
    "x": "scalar",
    "y": "scalar",
    "θ": "scalar",
    "h": ("H",),
    "z": ("H",),
    "w": ("K",),
    "W": ("K", "H"),
    "g": "function",
    "p": "N of [K]",
    "r": "N of scalar",
}
"""What the notations below are written with, as `where` gives it."""

NOTATIONS: dict[str, tuple[str, ...]] = {
    "A product of numbers": ("x y", "x*y", "x·y", "x × y", r"x \cdot y"),
    "A product of matrices": ("W h", "W @ h", "matmul(W, h)", "W.dot(h)"),
    "Entry by entry": ("h ⊙ z", "h * z", "h .* z", r"h \odot z", "multiply(h, z)"),
    "A transpose": ("W^T w", "W.T @ w", "Wᵀ w", "W' w", r"W^\top w"),
    "An outer product": ("w h^T", "outer(w, h)"),
    "A power": ("x^2", "x**2", "x²", "x^{2}", "pow(x, 2)"),
    "A fraction": ("x / y", r"\frac{x}{y}", "x y^-1"),
    "A root": ("sqrt(x)", "√x", r"\sqrt{x}", "x^(1/2)"),
    "The exponential": ("exp(x)", "e^x", r"\exp(x)", "np.exp(x)"),
    "The natural logarithm": ("ln x", "log(x)", r"\ln x", "np.log(x)"),
    "The logarithm to the base 2": ("log2(x)", "log_2 x", "log₂ x", "log(x, 2)"),
    "A function": ("tanh(x)", "tanh x", r"\tanh x"),
    "A slope": ("g'(x)", "g′(x)", r"g^\prime(x)"),
    "An absolute value": ("|x|", "abs(x)", r"\left|x\right|"),
    "A norm": ("‖h‖", "||h||", "norm(h)", r"\|h\|"),
    "A sum": ("sum(r_n, n=1..N)", r"\sum_{n=1}^N r_n", "sum(r[n] for n in range(1, N+1))"),
    "A maximum": ("max_n r_n", r"\max_n r_n", "max(r)", "max(r[n] for n in range(1, N+1))"),
    "A member of a family": ("p_1", "p_{1}", "p[1]", "p₁"),
    "One below the other": ("[h; z]", "stack(h, z)", "concatenate([h, z])"),
    "A Greek letter": ("θ", "theta", r"\theta"),
    "Numbers": ("x / 2", "½ x", "0.5 x", r"\frac12 x"),
    "An equation, of which the right side counts": ("x + y", "F = x + y"),
}
"""What is written → the ways to write it."""


def functions() -> list[str]:
    """Every function that a formula may use, as items of a Markdown list."""
    items = []
    for each in FUNCTIONS.values():
        also = ", ".join(f"`{spelling}`" for spelling in each.spellings)
        of = "each entry" if each.name in ENTRYWISE else "an array"
        items.append(f"- `{each.name}`{f', also {also}' if also else ''}, of {of}: {each.means}")
    return [*items, f"- In words what a sign says: {', '.join(f'`{name}`' for name in REWRITES)}"]
