"""What of a text's spelling is forgiven: case, accents, hyphens, punctuation, articles, and the s of a plural. A Greek
letter and its name are one, and so are a subscript with and without its underscore.

Signs that may be mathematics stay: a prime or a hat on a single letter, a minus between single letters or digits.
"""

import re
import unicodedata
from collections.abc import Sequence

from engine.formula.names import greek

_QUOTES = str.maketrans(dict.fromkeys('"`“”„‟«»‹›') | dict.fromkeys("´‘’‚‛ʼ", "'"))
# A single quote is an apostrophe or opens a word; after one letter it may be the slope of a function.
_APOSTROPHE = re.compile(r"(?<![^\s(])'|(?<=[^\W\d_]{2})'")
# A dash between words; between single letters or digits it may be a minus.
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad‐‑‒–—_]+(?=[^\W\d_])|(?<=[^\W_])[-\u00ad‐‑‒–—_]+(?=[^\W\d_]{2})")
# σ_1, σ_{1}, σ_\max: a subscript is joined to a letter, and stands apart from a word, which may be the letter's name.
_SUBSCRIPT = re.compile(r"(?<=[^\W_])_\s*\{*(?:\\(?:text|mathrm|operatorname)\s*\{)?\\?([^\W_]+)\}*")
_LETTER_ALONE = re.compile(r"(?:^|[\W\d_])[^\W\d_]$")
_GREEK = re.compile("[α-ωΑ-Ω]")
_MATH = re.compile(r"\$([^$]*)\$")  # $n$-gram
_SLASH = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_LETTERS = re.compile(r"\\?([^\W\d_]+)")  # sigma, \sigma
_END_MARKS = re.compile(r"[.,;:!?$]+(?=\s|$)|(?:^|(?<=\s))[$]+")
_ABBREVIATED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")  # R.N.N.
_OPENING = re.compile(
    r"^(?:(?:it|this|that|they|these)(?: is| are|'s|'re)|(?:the )?answer(?: is|:))\s+(?:called\s+)?(?=\S)"
)
_ARTICLES = frozenset(["the", "a", "an"])
_BEFORE_A = frozenset(["of", "in", "by", "to", "with", "as", "from", "for", "than", "into", "over", "on", "is", "and"])
_ENDS_IN_ES = re.compile(r"(?:ss|x|ch|sh|zz)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")
_SHORTEST_PLURAL = 4  # RNNs


def is_spelled(answer: str, spellings: Sequence[str]) -> bool:
    """Whether the answer is one of the spellings, but for what is forgiven."""
    return spelled_so(answer, spellings) or any(singular(answer) == singular(each) for each in spellings)


def spelled_so(answer: str, spellings: Sequence[str]) -> bool:
    """The same where a plural is another word than its singular."""
    return any(folded(answer) == folded(each) for each in spellings)


def folded(text: str) -> str:
    """The text without what is forgiven, in one piece; what holds nothing else, as it is."""
    return "".join(words(text)) or unicodedata.normalize("NFKC", text).strip()


def letters(text: str, other: str) -> tuple[str, str]:
    """Both folded; a Greek letter by its name where the other text has none, as that may be its name misspelled."""
    one, two = folded(text), folded(other)
    if bool(_GREEK.search(one)) == bool(_GREEK.search(two)):
        return one, two
    return _GREEK.sub(_name, one), _GREEK.sub(_name, two)


def singular(text: str) -> str:
    """The text folded, every word without the s of a plural."""
    return "".join(map(without_s, words(text))) or folded(text)


def words(text: str) -> list[str]:
    """In lower case without accents, quotes, end marks and articles; what a hyphen joins are two."""
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    plain = _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), _OPENING.sub("", plain.strip()))
    plain = _SUBSCRIPT.sub(_joined, _MATH.sub(r"\1", plain)).replace("(s)", "s").replace(" & ", " and ")
    plain = _SLASH.sub(" ", _HYPHEN.sub(" ", _APOSTROPHE.sub("", plain)))
    plain = _LETTERS.sub(lambda found: greek(found[1]), plain)
    return _without_articles([_without_accents(each) for each in _END_MARKS.sub(" ", plain).split()])


def without_s(word: str) -> str:
    """A word in the singular, as far as its letters tell: of a plural in s, ies and es."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or not word.isalpha() or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return f"{word[:-3]}y"
    return word[: -2 if _ENDS_IN_ES.search(word) else -1]


def _name(letter: re.Match[str]) -> str:
    return unicodedata.name(letter[0]).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")


def _joined(subscript: re.Match[str]) -> str:
    """A subscript without its underscore and braces."""
    of_a_letter = _LETTER_ALONE.search(subscript.string[: subscript.start()])
    return subscript[1] if of_a_letter else f" {subscript[1]}"


def _without_articles(found: list[str]) -> list[str]:
    """An a within a text is an article behind certain words only: it may be a letter."""
    kept = []
    for place, word in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else ""
        opens = place == 0 or word == "the" or found[place - 1] in _BEFORE_A
        long = following and (word != "a" or len(following) > 1 or following.isdigit())
        if not (word in _ARTICLES and opens and long):
            kept.append(word)
    return kept


def _without_accents(word: str) -> str:
    """A hat over a letter that stands alone is mathematics, and stays."""
    if len(word) < 3:
        return word
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
