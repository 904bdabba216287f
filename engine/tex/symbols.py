"""The signs that TeX has names for: what each looks like, and its class of atom."""

from engine.tex.nodes import Font, Kind, Mark


def _names(text: str) -> list[str]:
    return text.split()


GREEK = dict(
    zip(
        _names(
            "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi omicron "
            "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi "
            "Pi Sigma Upsilon Phi Psi Omega"
        ),
        "αβγδϵεζηθϑικλμνξοπϖρϱσςτυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        strict=True,
    )
)
_ORDINARY = GREEK | {
    "partial": "∂", "nabla": "∇", "infty": "∞", "ell": "ℓ", "hbar": "ℏ", "imath": "ı", "jmath": "ȷ", "top": "⊤",
    "bot": "⊥", "intercal": "⊺", "forall": "∀", "exists": "∃", "nexists": "∄", "emptyset": "∅", "varnothing": "∅",
    "cdots": "⋯", "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "⋯", "dotsm": "⋯", "vdots": "⋮", "ddots": "⋱",
    "prime": "′", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "wp": "℘", "angle": "∠", "checkmark": "✓", "dagger": "†",
    "ddagger": "‡", "degree": "°", "neg": "¬", "lnot": "¬", "square": "□", "blacksquare": "■", "triangle": "△",
    "backslash": "\\", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "vert": "|", "|": "‖", "Vert": "‖",
}  # fmt: skip
_RELATIONS = {
    "approx": "≈", "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥",
    "geqslant": "≥", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡",
    "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃",
    "supseteq": "⊇", "mid": "|", "nmid": "∤", "parallel": "∥", "perp": "⊥", "prec": "≺", "succ": "≻",
    "preceq": "⪯", "succeq": "⪰", "asymp": "≍", "doteq": "≐", "triangleq": "≜", "coloneqq": "≔", "models": "⊨",
    "vdash": "⊢", "lesssim": "≲", "gtrsim": "≳", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "implies": "⇒",
    "impliedby": "⇐", "mapsto": "↦", "longrightarrow": "→", "longleftarrow": "←", "longmapsto": "↦",
    "Longrightarrow": "⇒", "hookrightarrow": "↪", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕",
    "rightharpoonup": "⇀", "leadsto": "⇝",
}  # fmt: skip
_BINARY = {
    "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "circ": "∘", "odot": "⊙", "otimes": "⊗",
    "oplus": "⊕", "ominus": "⊖", "oslash": "⊘", "ast": "∗", "star": "⋆", "cup": "∪", "cap": "∩", "sqcup": "⊔",
    "setminus": "∖", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "bullet": "•", "diamond": "⋄",
}  # fmt: skip
_DELIMITERS = {
    "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "langle": "⟨", "rangle": "⟩",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖",
    "lparen": "(", "rparen": ")",
}  # fmt: skip
_OPENING = set("([{⟨⌊⌈")
_CLOSING = set(")]}⟩⌋⌉")


def _named() -> dict[str, tuple[str, Kind]]:
    named: dict[str, tuple[str, Kind]] = {}
    tables: tuple[tuple[dict[str, str], Kind], ...] = ((_ORDINARY, "ord"), (_RELATIONS, "rel"), (_BINARY, "bin"))
    for table, kind in tables:
        named |= {name: (sign, kind) for name, sign in table.items()}
    for name, sign in _DELIMITERS.items():
        named[name] = (sign, "open" if name[0] == "l" or name == "{" else "close")
    named["colon"] = (":", "punct")
    return named


NAMED: dict[str, tuple[str, Kind]] = _named()
"""Command → (sign, kind)."""

DELIMITER: dict[str, str] = _DELIMITERS | {"|": "‖", "vert": "|", "Vert": "‖", "backslash": "\\", "uparrow": "↑"}
"""Command → sign, of what may follow `\\left`; a `.` there is no delimiter at all."""

_CHARACTERS: dict[str, tuple[str, Kind]] = {
    "-": ("−", "bin"), "+": ("+", "bin"), "*": ("∗", "bin"), ",": (",", "punct"), ";": (";", "punct"),
    "=": ("=", "rel"), "<": ("<", "rel"), ">": (">", "rel"), ":": (":", "rel"), "−": ("−", "bin"), "⊤": ("⊤", "ord"),
    "⊥": ("⊥", "ord"),
}  # fmt: skip
_OF_SIGN: dict[str, tuple[str, Kind]] = {
    sign: (sign, kind) for sign, kind in NAMED.values() if len(sign) == 1 and ord(sign) > 127
}


def character(char: str) -> tuple[str, Kind]:
    """What a character typed as itself stands for, and its kind."""
    if char in _OPENING:
        return char, "open"
    if char in _CLOSING:
        return char, "close"
    return _CHARACTERS.get(char) or _OF_SIGN.get(char) or (char, "ord")


FUNCTIONS = frozenset(
    _names("log ln lg exp sin cos tan sec csc cot sinh cosh tanh coth arcsin arccos arctan deg dim ker hom arg")
)
LIMIT_FUNCTIONS = frozenset(_names("lim max min sup inf argmax argmin limsup liminf det gcd Pr"))
BIG_OPERATORS: dict[str, str] = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂",
    "bigoplus": "⨁", "bigotimes": "⨂", "bigodot": "⨀", "bigvee": "⋁", "bigwedge": "⋀",
}  # fmt: skip
SPACES: dict[str, int] = {
    ",": 1, ":": 1, ";": 1, " ": 1, ">": 1, "!": 0, "quad": 2, "qquad": 4, "enspace": 1, "thinspace": 1, "enskip": 1,
    "medspace": 1, "thickspace": 1, "negthinspace": 0, "space": 1, "nobreakspace": 1, "/": 0,
}  # fmt: skip
IGNORED = frozenset(
    _names(
        "displaystyle textstyle scriptstyle scriptscriptstyle nonumber notag allowbreak nobreak strut relax "
        "centering hline normalsize small mathstrut"
    )
)
SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
FONTS: dict[str, Font] = {
    "mathbf": "bold", "pmb": "bold", "boldsymbol": "bold", "bm": "bold", "bold": "bold", "mathrm": "roman",
    "mathup": "roman", "mathsf": "roman", "mathtt": "roman", "mathit": "italic", "mathnormal": "normal",
    "mathcal": "script", "mathscr": "script", "mathbb": "blackboard", "mathds": "blackboard", "mathfrak": "fraktur",
    "Bbb": "blackboard",
}  # fmt: skip
TEXT_FONTS: dict[str, Font] = {
    "text": "roman", "textrm": "roman", "mbox": "roman", "hbox": "roman", "textnormal": "roman", "textsf": "roman",
    "texttt": "roman", "textup": "roman", "textit": "italic", "emph": "italic", "textbf": "bold",
}  # fmt: skip
ACCENTS: dict[str, Mark] = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar",
    "vec": "vec", "overrightarrow": "vec", "dot": "dot", "ddot": "ddot", "breve": "breve", "check": "check",
    "acute": "acute", "grave": "grave",
}  # fmt: skip
NEGATED: dict[str, str] = {
    "=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "|": "∤", "∥": "∦", "≡": "≢", "∼": "≁", "≈": "≉",
    "⊂": "⊄", "⊆": "⊈", "∃": "∄",
}  # fmt: skip
ENVIRONMENTS = frozenset(
    _names(
        "aligned align split eqnarray alignedat gathered gather multline equation cases rcases matrix "
        "smallmatrix pmatrix bmatrix Bmatrix vmatrix Vmatrix array substack"
    )
)
