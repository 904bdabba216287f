r"""TeX's commands in a formula: what each says in plain characters."""

from engine.tex.symbols import ACCENTS, FONTS, GREEK, SIZES, SPACES, TEXT_FONTS

_SAME = {"epsilon": "ε", "varepsilon": "ε", "vartheta": "θ", "phi": "φ", "varphi": "φ", "varrho": "ρ", "varsigma": "σ"}

SAYS: dict[str, str] = (
    dict.fromkeys(
        [
            *SPACES, *SIZES, "left", "right", "middle", "limits", "nolimits", "displaystyle", "textstyle", "rm", "bf",
            "it", "mathop", "mathbin", "mathord", "(", ")", "[", "]", "ensuremath", "strut", "mathstrut", "nonumber",
        ],
        " ",
    )
    | {name: _SAME.get(name, sign) for name, sign in GREEK.items() if name != "varpi"}
    | {
        "cdot": "*", "times": "*", "ast": "*", "bullet": "*", "odot": "⊙", "circ": "⊙", "bigodot": "⊙", "div": "/",
        "top": "ᵀ", "intercal": "ᵀ", "transpose": "ᵀ", "prime": "'", "partial": "∂", "%": "%", "_": "_",
        "{": "(", "}": ")", "lbrace": "(", "rbrace": ")", "lparen": "(", "rparen": ")", "lbrack": "[", "rbrack": "]",
        "vert": "|", "lvert": "|", "rvert": "|", "mid": "|", "|": "‖", "Vert": "‖", "lVert": "‖", "rVert": "‖",
        "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "in": "∈", "lt": "<",
        "gt": ">", "rangle": ")", "slash": "/", "otimes": "⊗", "nabla": "∇", "leftarrow": "=", "gets": "=",
        "equiv": "=", "triangleq": "=", "coloneqq": "=", "coloneq": "=", "doteq": "=", "oslash": "/",
    }
)  # fmt: skip
"""Command → what it stands for. A space says nothing."""

FRACTIONS = frozenset(["frac", "dfrac", "tfrac", "cfrac"])

WORDS = frozenset(["exp", "log", "ln", "lg", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "sum", "prod"])
"""Commands that are names, written upright."""

DECORATES = frozenset(FONTS) | frozenset(TEXT_FONTS) | frozenset(["operatorname", "operatorname*"])
"""Commands that only change the looks of the name after them."""

BOLD = frozenset(["mathbf", "boldsymbol", "bm", "pmb", "bold", "textbf", "mathbb", "mathbbm", "vec", "underline"])
"""Commands that make a vector of a 1: of ones."""

MARKS = ACCENTS
"""Commands that put a mark over the name after them."""

MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "smallmatrix", "array"])
"""Environments whose rows stand one below the other."""
