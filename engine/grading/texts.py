"""Words, in one of the accepted spellings. Case, spaces, hyphens, quotes, articles and Unicode forms are forgiven.

A misspelling, and an accepted answer with words around it, are for the student to judge: a right answer is never called
wrong.
"""

import re
import unicodedata
from difflib import SequenceMatcher

from engine.decks.questions import Text
from engine.exhibits import Table
from engine.grading.slips import told
from engine.grading.verdict import Verdict

METHOD = "accepted spellings; case, spaces, hyphens and quotes do not count"

_ARTICLES = re.compile(r"^(?:the|an|a)\s+(?=\S)")
_QUOTES = str.maketrans(dict.fromkeys('"`“”„‟«»‹›') | dict.fromkeys("´‘’‚‛ʼ", "'"))
# A single quote is an apostrophe or opens a word; after one letter it may be the slope of a function.
_APOSTROPHE = re.compile(r"(?<![^\s(])'|(?<=[^\W\d_]{2})'")
# A dash between words; between single letters or digits it may be a minus.
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad‐‑‒–—_]+(?=[^\W\d_])|(?<=[^\W\d_])[-\u00ad‐‑‒–—_]+(?=[^\W\d_]{2})")
_END_MARKS = re.compile(r"[.,;:!?$]+(?=\s|$)|(?:^|(?<=\s))[$]+")
_ABBREVIATED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")  # R.N.N.
_BRACKETS = re.compile(r"[()\[\]]")
_LETTERS_A_SLIP = 5  # a misspelling has one letter wrong for each so many
_LONGEST = 100  # letters of a text that is compared letter by letter


def grade_text(question: Text, answer: str) -> Verdict:
    """Whether it is one of the spellings; else what is missing or too much, against the nearest."""
    spellings = [spelling for spelling in question.text if spelling.strip()]
    said = " ".join(answer.split())
    if is_spelled(answer, spellings):
        return Verdict(verdict="correct", method=METHOD, understood=said)
    for example, feedback in question.reject.items():
        if folded(answer) == folded(example):
            slip, reason = told(feedback)
            return Verdict(verdict="wrong", slip=slip, reason=reason, method=METHOD, understood=said)
    nearest = max(spellings, key=lambda each: _likeness(folded(answer), folded(each)))
    typed, wanted = folded(answer), folded(nearest)
    evidence = _beside(said, nearest)
    if _slips(typed, wanted) <= _forgiven(nearest):
        reason = f"Almost: it is spelled {_code(nearest)}; {_difference(typed, wanted)}. Does it count?"
        return Verdict(
            verdict="unknown", slip="spelling", reason=reason, method=METHOD, evidence=evidence, understood=said
        )
    spoken = f" {_words(_BRACKETS.sub(' ', answer))} "
    if held := max((each for each in spellings if f" {_words(each)} " in spoken), key=len, default=""):
        reason = f"It holds the answer, {_code(held)}, and more. Does it say the same?"
        evidence = _beside(said, held)
        return Verdict(verdict="unknown", reason=reason, method=METHOD, evidence=evidence, understood=said)
    words, there = _words(nearest).split(), set(_words(answer).split())
    missing = [word for word in words if word not in there]
    if not missing:
        reason = f"It has all the words of {_code(nearest)}. Does it say the same?"
        return Verdict(verdict="unknown", reason=reason, method=METHOD, evidence=evidence, understood=said)
    if len(missing) == len(words):
        # None is meant: the one that the author has put first.
        reason, evidence = f"The answer is {_code(spellings[0])}.", _beside(said, spellings[0])
        return Verdict(verdict="wrong", reason=reason, method=METHOD, evidence=evidence, understood=said)
    reason = f"The answer is {_code(nearest)}: {_code(' '.join(missing))} is missing."
    return Verdict(verdict="wrong", slip="incomplete", reason=reason, method=METHOD, evidence=evidence, understood=said)


def _beside(said: str, accepted: str) -> tuple[Table]:
    return (Table(("", ""), (("typed", _code(said)), ("accepted", _code(accepted)))),)


def is_spelled(answer: str, spellings: list[str] | tuple[str, ...]) -> bool:
    """Whether the answer is one of the spellings, but for what is forgiven."""
    return any(folded(answer) == folded(spelling) for spelling in spellings)


def folded(text: str) -> str:
    """The text without what is forgiven; what holds nothing else, as it is."""
    return _words(text).replace(" ", "") or unicodedata.normalize("NFKC", text).strip()


def _words(text: str) -> str:
    """In lower case without accents, quotes and end marks; hyphens are spaces."""
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    plain = _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), plain)
    plain = _HYPHEN.sub(" ", _APOSTROPHE.sub("", plain))
    return _ARTICLES.sub("", " ".join(map(_without_accents, _END_MARKS.sub(" ", plain).split())))


def _without_accents(word: str) -> str:
    """A hat over a letter that stands alone is mathematics, and stays."""
    if len(word) < 3:
        return word
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))


def _forgiven(spelling: str) -> int:
    """How many letters may be off for it to be a misspelling; none in an abbreviation, of which RNN and CNN are two."""
    letters = len(folded(spelling))
    return letters // _LETTERS_A_SLIP or int(letters > 2 and spelling == spelling.lower())


def _likeness(typed: str, wanted: str) -> float:
    """From 0 to 1; of a long text by its letters alone, since comparing it would take too long."""
    matcher = SequenceMatcher(None, typed, wanted, autojunk=False)
    return matcher.ratio() if max(len(typed), len(wanted)) <= _LONGEST else matcher.quick_ratio()


def _slips(typed: str, wanted: str) -> int:
    """Letters to be added, taken away, changed, or changed with their neighbour, to make one text of the other."""
    if abs(len(typed) - len(wanted)) > len(wanted) or max(len(typed), len(wanted)) > _LONGEST:
        return len(typed) + len(wanted)
    before: list[int] = []
    last = list(range(len(wanted) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(wanted, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == wanted[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _difference(typed: str, wanted: str) -> str:
    """What is missing, too much or another letter, in words."""
    told = []
    for kind, a, b, c, d in SequenceMatcher(None, typed, wanted, autojunk=False).get_opcodes():
        if kind == "insert":
            told.append(f"{_code(wanted[c:d])} is missing")
        elif kind == "delete":
            told.append(f"{_code(typed[a:b])} is too much")
        elif kind == "replace":
            told.append(f"{_code(typed[a:b])} should be {_code(wanted[c:d])}")
    return ", ".join(told)


def _code(text: str) -> str:
    """As Markdown's inline code, in which nothing has a meaning."""
    clean = "".join(each if each.isprintable() else " " for each in text.replace("`", "'")).strip()
    return f"`{clean if len(clean) <= 80 else clean[:79] + '…'}`"
