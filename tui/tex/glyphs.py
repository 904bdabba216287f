"""What there is to draw with: the full Unicode profile, and a plain one of ASCII alone."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

Table = Mapping[str, str]


def _table(keys: str, values: str) -> Table:
    return MappingProxyType(dict(zip(keys, values, strict=True)))


_SUPERSCRIPTS = _table(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′⊤⊺∗*⋆†∘°,:.<>",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′ᵀᵀ***†°°,:.<>",
)
_SUBSCRIPTS = _table(
    "0123456789+−=()aehijklmnoprstuvxβγρφχABCDEFGHIJKLMNOPRSTUVWYZ,:.<>≤≥",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ,:.<>≤≥",
)
NEUTRAL = frozenset(",:.<>≤≥")
"""Signs that stand in a small script as they are, but only beside others that are small."""

_COMBINING = MappingProxyType(
    {
        "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
        "breve": "\u0306", "check": "\u030c", "acute": "\u0301", "grave": "\u0300",
    }
)  # fmt: skip
_SCRIPT = _table("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ")
_BLACKBOARD = _table("CHNPQRZ", "ℂℍℕℙℚℝℤ")
_FRAKTUR = _table("CHIRZ", "ℭℌℑℜℨ")

_SPELLED = MappingProxyType(
    {
        "−": "-", "∗": "*", "·": "*", "×": "x", "÷": "/", "±": "+-", "∓": "-+", "⊙": "o", "⊗": "(x)", "⊕": "(+)",
        "∘": "o", "⋆": "*", "•": "*", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~=", "≡": "==", "∼": "~", "≪": "<<",
        "≫": ">>", "∝": "prop to", "∈": "in", "∉": "not in", "∋": "contains", "⊂": "subset", "⊆": "subset=",
        "∪": "union", "∩": "meet", "∧": "and", "∨": "or", "¬": "not", "∀": "for all", "∃": "exists", "∅": "{}",
        "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⇐": "<=", "⇔": "<=>", "↦": "|->", "≔": ":=", "≜": ":=",
        "⊥": "perp", "∥": "||", "‖": "||", "⊤": "T", "⊺": "T", "′": "'", "∂": "d", "∇": "grad", "∞": "inf", "ℓ": "l",
        "⋯": "...", "…": "...", "⋮": ":", "⋱": "...", "⟨": "<", "⟩": ">", "⌊": "floor(", "⌋": ")", "⌈": "ceil(",
        "⌉": ")", "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∮": "oint", "⋃": "union",
        "⋂": "meet", "⨁": "(+)", "⨂": "(x)", "⨀": "(o)", "⋁": "or", "⋀": "and", "√": "sqrt", "†": "+", "°": "o",
        "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "✓": "ok", "✗": "x", "─": "-", "│": "|",
        "┌": "+", "╲": "\\",
        "▌": "|", "■": "#", "□": "[]", "ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϖ": "pi", "ϱ": "rho", "ς": "sigma",
    }
)  # fmt: skip
_GREEK_WORDS = MappingProxyType({"LAMDA": "lambda"})


class Profile(msgspec.Struct, frozen=True, eq=False):
    """A set of glyphs. An empty script table means that scripts are written `x_1` and `x^2`."""

    name: str
    superscripts: Table
    subscripts: Table
    marks: Table
    alphabets: Mapping[str, Table]
    bar: str
    delimiters: Mapping[str, str]
    clip: str
    bullet: str
    rule: str
    quote: str
    focus: str
    ascii: bool = False
    colour: bool = True
    """Whether tones can be told apart."""

    def spell(self, text: str) -> str:
        """The text in this profile's characters: unchanged, or in ASCII words and signs."""
        if not self.ascii or text.isascii():
            return text
        return "".join(char if char.isascii() else _in_ascii(char) for char in text)


def _in_ascii(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    name = unicodedata.name(char, "")
    if name.startswith("GREEK") and " LETTER " in name:
        word = name.split(" LETTER ")[1].split()[0]
        word = _GREEK_WORDS.get(word, word.lower())
        return word.capitalize() if "CAPITAL" in name else word
    folded = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    if folded:
        return folded
    return "" if unicodedata.combining(char) else "?"


_TALL = MappingProxyType(
    {
        # top, middle, bottom; braces have a fourth, what lies between the point and the ends
        "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎨⎩⎪", "}": "⎫⎬⎭⎪", "|": "│││", "‖": "║║║",
        "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥", "⟨": "╱│╲", "⟩": "╲│╱", "/": "╱╱╱",
    }
)  # fmt: skip
_TALL_ASCII = MappingProxyType(
    {
        "(": "/|\\", ")": "\\|/", "[": "[[[", "]": "]]]", "{": "/<\\|", "}": "\\>/|", "|": "|||", "‖": "|||",
        "⌊": "||[", "⌋": "||]", "⌈": "[||", "⌉": "]||", "⟨": "/|\\", "⟩": "\\|/", "/": "///",
    }
)  # fmt: skip

UNICODE = Profile(
    "unicode", _SUPERSCRIPTS, _SUBSCRIPTS, _COMBINING,
    {"script": _SCRIPT, "blackboard": _BLACKBOARD, "fraktur": _FRAKTUR},
    bar="─", delimiters=_TALL, clip="…", bullet="•", rule="─", quote="│", focus="▌",
)  # fmt: skip
ASCII = Profile(
    "ascii", {}, {}, {}, {}, bar="-", delimiters=_TALL_ASCII, clip=">", bullet="*", rule="-", quote="|",
    focus=">", ascii=True,
)  # fmt: skip
PLAIN = msgspec.structs.replace(UNICODE, colour=False)
"""For a pipe: the same glyphs, where a tone would be lost."""
