"""Ids made from the words of a question: readable, the same each time, and unique within a deck."""

import re
import unicodedata
from collections.abc import Set

from engine.tex import find

MOST_WORDS = 6
LONGEST = 48
_OPENING = re.compile(r"(?:what|which|who|how|why|when|where|is|are|was|were|does|do|did|can|the|an?)\b", re.IGNORECASE)
_CLOSING = frozenset(
    (
        "plus",
        "minus",
        "equals",
        "over",
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "is",
        "are",
        "and",
        "or",
        "to",
        "for",
        "by",
        "with",
    )
)
_LAYOUT = re.compile(
    r"\\(?:[dt]?frac|left|right|mid|c?dots|ldots|cdot|text\w*|math\w+|operatorname|hat|bar|tilde|vec|pmb|bm"
    r"|boldsymbol|begin\{\w+\*?\}|end\{\w+\*?\})(?![a-z])"
)
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_SAID = (
    (r"\^\s*(?:2(?!\d)|\{2\})", "squared"),
    (r"\^\s*(?:3(?!\d)|\{3\})", "cubed"),
    (r"\^\s*(?:\\top|\{\\top\}|T(?!\w))", "transposed"),
    (r"\^", "to"),
    (r"\+", "plus"),
    (r"-", "minus"),
    (r"=", "equals"),
    (r"/", "over"),
)
"""Signs of a formula, and how they are read out."""
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|['’]")


def id_for(question: str, taken: Set[str]) -> str:
    """An id for a card that asks this: its words from the first that says something, with a number if it is taken.

    Where it has no words but a formula, that is read out.
    """
    spoken = unicodedata.normalize("NFC", _MARKUP.sub("", _without_layout(question)))
    words = "".join(char if char.isalnum() else " " for char in spoken).split()
    said = _read_out(question) if _only_formulas(question) else []
    words = said or words
    telling = list(words)
    while not said and len(telling) > 1 and _OPENING.fullmatch(telling[0]):
        del telling[0]
    if telling and telling[0] == words[0] and telling[0][1:].islower():
        # a capital for the sentence's sake; a small one may be written with a mark of its own, which no id holds
        telling[0] = "".join(filter(str.isalnum, telling[0].lower()))
    chosen: list[str] = []
    for word in telling[:MOST_WORDS]:
        if chosen and len("-".join([*chosen, word])) > LONGEST:
            break
        chosen.append(word[:LONGEST])
    while len(chosen) > 1 and chosen[-1] in _CLOSING:
        del chosen[-1]
    return unique("-".join(chosen) or "card", taken)


def _only_formulas(question: str) -> bool:
    """Whether formulas are all that a question says of its own."""
    found, at, plain = find(question), 0, []
    for formula in found:
        plain.append(question[at : formula.start])
        at = formula.end
    words = re.findall(r"[^\W\d_]+", " ".join([*plain, question[at:]]))
    return bool(found) and all(_OPENING.fullmatch(each) or len(each) < 2 or each in _CLOSING for each in words)


def _read_out(question: str) -> list[str]:
    """The words of the formulas of a question, as one says them."""
    said: list[str] = []
    for formula in find(question):
        tex = _FRACTION.sub(r"\1/\2", formula.tex)
        for sign, word in _SAID:
            tex = re.sub(sign, f" {word} ", tex)
        tex = re.sub(r"[{}]", "", _LAYOUT.sub(" ", tex).replace("_", ""))
        said += "".join(char if char.isalnum() else " " for char in tex).split()
    return [word for at, word in enumerate(said) if not at or word != said[at - 1]]


def unique(name: str, taken: Set[str]) -> str:
    """The name, with a number from 2 on that makes it a new one: the first, where those before are all taken."""
    if name not in taken:
        return name
    below, free = 1, 2  # steps that double, then halve: there may be thousands of one name
    while f"{name}-{free}" in taken:
        below, free = free, 2 * free
    while free - below > 1:
        middle = (below + free) // 2
        below, free = (middle, free) if f"{name}-{middle}" in taken else (below, middle)
    return f"{name}-{free}"


def _without_layout(text: str) -> str:
    """The text with the letters of its formulas, and none of the commands that only lay them out."""
    parts, at = [], 0
    for formula in find(text):
        tex = re.sub(r"[_{}]", "", _LAYOUT.sub(" ", formula.tex))
        parts += [text[at : formula.start], " ", tex, " "]
        at = formula.end
    return "".join([*parts, text[at:]])
