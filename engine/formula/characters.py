"""What single characters of a formula stand for, and which are refused with the one that is meant.

Everything is said in ASCII, Greek letters and a handful of signs before the formula is cut into tokens.
"""

import unicodedata

from engine.formula.error import FormulaError

GREEK = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"
MARKS = {
    HAT: "hat", "\N{COMBINING TILDE}": "tilde", "\N{COMBINING MACRON}": "bar", "\N{COMBINING OVERLINE}": "bar",
    "\N{COMBINING DOT ABOVE}": "dot", "\N{COMBINING RIGHT ARROW ABOVE}": "vec", "\N{COMBINING LOW LINE}": "bar",
}  # fmt: skip
"""Combining marks that decorate the letter before them."""

_SPACES = "\t\n\r \N{NO-BREAK SPACE}\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f~$"
_MEANT = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-",
    "·": "*", "⋅": "*", "∙": "*", "•": "*", "×": "*", "∗": "*", "✕": "*", "⨯": "*",
    "÷": "/", "∕": "/", "⁄": "/", "⊘": "/", "∘": "⊙", "⨀": "⊙", "◦": "⊙", "○": "⊙",
    "′": "'", "’": "'", "‘": "'", "ʹ": "'", "´": "'", "″": "''", "⊤": "ᵀ", "⊺": "ᵀ", "┬": "ᵀ",
    "ᵗ": "ᵀ", "∥": "‖", "∣": "|", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ", "ς": "σ", "µ": "μ", "∆": "Δ", "Ω": "Ω",
    "∑": "\\sum ", "∏": "\\prod ", "⟨": "\\langle ", "⟩": "\\rangle ", "…": "..", "𝜕": "∂",
    "←": "=", "≔": "=", "≡": "=", "≜": "=",
    "½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)", "⅕": "(1/5)", "⅛": "(1/8)",
}  # fmt: skip
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵃᵇᶜᵈᵉᵏᵐᵖˣʸᴺ", "0123456789+-()niabcdekmpxyN", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓᵣᵤᵥ", "0123456789+-=()aehijklmnopstxruv", strict=True))
_ALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΧο" + "ՕՏԼսոօ" + "ıȷ",
        "aeopcyxijshdqwABESIJKMHOPCTYX" + "ABEZHIKMNOPTXo" + "OSLuno" + "ij",
        strict=True,
    )
)
_SIGNS = frozenset("+-*/^_()[]{},;|'=@!%.\\:ᵀ⊙⊗‖∂∇√\"<>≤≥≠≈∈")


ONES = "the vector of ones is ones(K), of the dimension that is meant"
INFINITE = "infinity is not a number that a formula can hold; ‖v‖_∞ is max(abs(v))"
_BOLD_ONES = "𝟏𝟙𝟭"


def plain(text: str, letters: frozenset[str]) -> tuple[str, list[int]]:
    """The text in plain characters, and the column in `text` of each of them.

    `letters` are those that the question itself uses in names. Raises FormulaError at a character that has no meaning.
    """
    said: list[str] = []
    columns: list[int] = []

    def say(meant: str, column: int) -> None:
        said.extend(meant)
        columns.extend([column] * len(meant))

    column = 0
    while column < len(text):
        char = text[column]
        if char in _BOLD_ONES:
            raise FormulaError(ONES, column)
        for script, opening in ((_RAISED, "^{"), (_LOWERED, "_{")):
            if char in script:
                say(opening, column)
                while column < len(text) and text[column] in script:
                    say(script[text[column]], column)
                    column += 1
                say("}", column - 1)
                break
        else:
            if char == "½" or (char in _MEANT and _MEANT[char].startswith("(1")):
                _no_mixed_number(text, column)
            say(_meaning(char, letters, column), column)
            column += 1
    return "".join(said), columns


def _meaning(char: str, letters: frozenset[str], column: int) -> str:
    if (char.isascii() and char.isalnum()) or char in GREEK or char in letters or char in _SIGNS or char in MARKS:
        return char
    if char in _SPACES or unicodedata.category(char) == "Zs":
        return " "
    if char in _MEANT:
        return _MEANT[char]
    if char in _ALIKE:
        script = unicodedata.name(char).split()[0].capitalize()
        raise FormulaError(
            f"{char} is the {script} letter U+{ord(char):04X}, not the Latin {_ALIKE[char]} it looks like: "
            f"type {_ALIKE[char]}",
            column,
        )
    if not char.isprintable():
        raise FormulaError(f"an invisible character (U+{ord(char):04X}) stands here: delete it", column)
    if 0x1D400 <= ord(char) <= 0x1D7FF or 0x2100 <= ord(char) <= 0x214F:  # 𝐡, ℎ: a font of a letter
        letter = unicodedata.normalize("NFKC", char)
        letter = _MEANT.get(letter, letter)
        if len(letter) == 1 and ((letter.isascii() and letter.isalnum()) or letter in GREEK):
            return letter
    base, *marks = list(unicodedata.normalize("NFD", char))
    if base.isascii() and base.isalpha() and len(marks) == 1 and marks[0] in MARKS:
        return base + marks[0]
    folded = unicodedata.normalize("NFKC", char)
    if folded != char and len(folded) == 1 and folded.isascii() and folded.isprintable():
        raise FormulaError(f"{char} (U+{ord(char):04X}) is not the plain {folded}: type {folded}", column)
    if char == "&":
        raise FormulaError("a matrix is not typed by its entries; vectors one below the other are [a; b]", column)
    if char in "∞":
        raise FormulaError(INFINITE, column)
    raise FormulaError(f"the character {char} (U+{ord(char):04X}) has no meaning in a formula", column)


def _no_mixed_number(text: str, column: int) -> None:
    if column and text[column - 1].isdigit():
        raise FormulaError(
            f"a number and {text[column]} side by side may be a sum or a product: write the one that is meant", column
        )
