"""Ids made from the words of a question: readable, the same each time, and unique within a deck."""

import re
import unicodedata
from collections.abc import Set

from engine.tex import find

MOST_WORDS = 6
LONGEST = 48
_OPENING = re.compile(r"(?:what|which|who|how|why|when|where|is|are|was|were|does|do|did|can|the|an?)\b", re.IGNORECASE)
_CLOSING = frozenset(("a", "an", "the", "of", "in", "on", "is", "are", "and", "or", "to", "for", "by", "with"))
_LAYOUT = re.compile(
    r"\\(?:[dt]?frac|left|right|mid|c?dots|ldots|cdot|text\w*|math\w+|operatorname|hat|bar|tilde|vec|pmb|bm"
    r"|boldsymbol|begin\{\w+\*?\}|end\{\w+\*?\})(?![a-z])"
)
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|['’]")


def id_for(question: str, taken: Set[str]) -> str:
    """An id for a card that asks this: its words from the first that says something, with a number if it is taken."""
    spoken = unicodedata.normalize("NFC", _MARKUP.sub("", _without_layout(question)))
    words = "".join(char if char.isalnum() else " " for char in spoken).split()
    telling = list(words)
    while len(telling) > 1 and _OPENING.fullmatch(telling[0]):
        del telling[0]
    if telling and telling[0] == words[0] and telling[0][1:].islower():
        telling[0] = telling[0].lower()  # a capital for the sentence's sake
    chosen: list[str] = []
    for word in telling[:MOST_WORDS]:
        if chosen and len("-".join([*chosen, word])) > LONGEST:
            break
        chosen.append(word[:LONGEST])
    while len(chosen) > 1 and chosen[-1] in _CLOSING:
        del chosen[-1]
    return unique("-".join(chosen) or "card", taken)


def unique(name: str, taken: Set[str]) -> str:
    """The name, with the first number from 2 that makes it a new one."""
    made, number = name, 2
    while made in taken:
        made, number = f"{name}-{number}", number + 1
    return made


def _without_layout(text: str) -> str:
    """The text with the letters of its formulas, and none of the commands that only lay them out."""
    parts, at = [], 0
    for formula in find(text):
        tex = re.sub(r"[_{}]", "", _LAYOUT.sub(" ", formula.tex))
        parts += [text[at : formula.start], " ", tex, " "]
        at = formula.end
    return "".join([*parts, text[at:]])
