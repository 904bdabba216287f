"""Words, in one of the accepted spellings, but for what of a spelling is forgiven.

A misspelling, an abbreviation, another word of the same stem, and an accepted answer with words around it, without some
of its words or in another order, are for the student to judge: a right answer is never called wrong.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from engine.decks.questions import Text
from engine.exhibits import Table
from engine.grading.abbreviations import shortens
from engine.grading.slips import told
from engine.grading.spelling import is_spelled, letters, spelled_so, without_s, words
from engine.grading.verdict import Verdict

METHOD = "accepted spellings; case, accents, hyphens, articles, punctuation and the s of a plural do not count"

_BRACKETS = re.compile(r"[()\[\]]")
_LETTERS_A_SLIP = 5  # a misspelling has one letter wrong for each so many
_SHORTEST_STEM = 4
_ENDING = re.compile(
    "(?:e|ed|er|or|es|ing|ion|ation|ition|ive|y|ily|iness|ness|ity|ty|ly|al|ally|ment|ance|ence|ent|ant|ic|ical|ism|"
    "le|ility|able|ible|ably|ability|ibility|ize|ise|ized|ised)?"
)
_FILLERS = frozenset([
    "a", "an", "any", "are", "as", "be", "by", "for", "from", "in", "is", "it", "its", "of", "on", "one", "some",
    "that", "the", "to", "which", "with",
])  # fmt: skip
_OPPOSITES = frozenset(["bi", "de", "dis", "il", "im", "in", "ir", "mis", "non", "over", "sub", "un", "under"])
_TURNING = _OPPOSITES | {"anti", "no", "not", "never", "without"}
_LONGEST = 100  # letters of a text that is compared letter by letter


def grade_text(question: Text, answer: str) -> Verdict:
    """Whether it is one of the spellings; else what is missing or too much, against the nearest.

    An author's example that is rejected stands before a spelling of which it is the plural.
    """
    spellings = [spelling for spelling in question.text if spelling.strip()]
    said = " ".join(answer.split())
    if spelled_so(answer, spellings):
        return Verdict(verdict="correct", method=METHOD, understood=said)
    rejected = next((each for each in question.reject if spelled_so(answer, [each])), None)
    if rejected is None and is_spelled(answer, spellings):
        return Verdict(verdict="correct", method=METHOD, understood=said)
    rejected = rejected or next((each for each in question.reject if is_spelled(answer, [each])), None)
    if rejected is not None:
        slip, reason = told(question.reject[rejected])
        return Verdict(verdict="wrong", slip=slip, reason=reason, method=METHOD, understood=said)
    return _compared(said, spellings, question.reject)


def _compared(said: str, spellings: Sequence[str], rejects: Mapping[str, str]) -> Verdict:
    """What is none of the spellings, held against the one that it is nearest to."""
    nearest = max(spellings, key=lambda each: _likeness(*letters(said, each)))
    typed, wanted = letters(said, nearest)
    if _slips(typed, wanted) <= _forgiven(nearest, len(wanted)) and _misspelt(words(said), words(nearest)):
        reason = f"Almost: it is spelled {_code(nearest)}; {_difference(typed, wanted)}. Does it count?"
        return _undecided("spelling", reason, said, nearest)
    if akin := next((each for each in spellings if _of_one_stem(said, each)), ""):
        return _undecided("", f"It is of one stem with {_code(akin)}. Does it say the same?", said, akin)
    there = _singular_words(said)
    if long := next((each for each in spellings if shortens(there, _singular_words(each))), ""):
        return _undecided("", f"It may be short for {_code(long)}. Does it say the same?", said, long)
    held = max((each for each in spellings if _holds(there, _singular_words(each))), key=len, default="")
    if held:
        _, more = _apart(there, _singular_words(held))
        besides = f", and more: {_code(' '.join(more))}" if more else ", in several pieces"
        return _undecided("", f"It holds the answer, {_code(held)}{besides}. Does it say the same?", said, held)
    parts = _singular_words(nearest)
    missing, more = _apart(there, parts)
    left = _code(" ".join(missing))
    if not missing:
        other = f", and {_code(' '.join(more))} besides" if more else ", in another order or spelling"
        return _undecided("", f"It has all the words of {_code(nearest)}{other}. Does it say the same?", said, nearest)
    if not more and 2 * len(missing) <= len(parts) and not any(_holds(missing, _singular_words(e)) for e in spellings):
        return _undecided("incomplete", f"Of “{_code(nearest)}”, “{left}” is missing. Does it count?", said, nearest)
    if len(missing) < len(parts) and set(more) <= _FILLERS:
        return _wrong("incomplete", f"The answer is “{_code(nearest)}”: “{left}” is missing.", said, nearest)
    if about := _rejected(there, spellings, rejects):
        slip, reason = told(rejects[about])
        return _wrong(slip, reason, said, nearest)
    # None is meant, and a word in common does not make it one: the one that the author has put first.
    return _wrong("", f"The answer is {_code(spellings[0])}.", said, spellings[0])


def _misspelt(typed: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether each word may be the one wanted: not smallest for largest, reversible for irreversible, 0 for 1.

    Nor is a word of its own that turns the meaning, or a number, a slip of spelling.
    """
    if len(typed) != len(wanted):
        return not _TURNING & (set(typed) ^ set(wanted)) and _digits(typed) == _digits(wanted)
    return all(one == other or _is_misspelt(*letters(one, other)) for one, other in zip(typed, wanted, strict=True))


def _digits(there: Sequence[str]) -> list[str]:
    return [each for each in "".join(there) if each.isdigit()]


def _is_misspelt(typed: str, wanted: str) -> bool:
    short, long = sorted((typed, wanted), key=len)
    if long.removesuffix(short) in _OPPOSITES or any(map(str.isdigit, typed + wanted)):
        return False
    return _slips(typed, wanted) <= max(len(wanted) // _LETTERS_A_SLIP, 1)


def _rejected(there: Sequence[str], spellings: Sequence[str], rejects: Mapping[str, str]) -> str:
    """The reject of which all is there that no right answer has: recurrent model, where recurrent network is one."""
    right = {word for each in spellings for word in _singular_words(each)}
    own = {each: [word for word in _singular_words(each) if word not in right] for each in rejects}
    found = [each for each, theirs in own.items() if theirs and all(word in there for word in theirs)]
    return max(found, key=lambda each: len(own[each]), default="")


def _undecided(slip: str, reason: str, said: str, near: str) -> Verdict:
    evidence = _beside(said, near)
    return Verdict(verdict="unknown", slip=slip, reason=reason, method=METHOD, evidence=evidence, understood=said)


def _wrong(slip: str, reason: str, said: str, near: str) -> Verdict:
    evidence = _beside(said, near)
    return Verdict(verdict="wrong", slip=slip, reason=reason, method=METHOD, evidence=evidence, understood=said)


def _beside(said: str, accepted: str) -> tuple[Table]:
    return (Table(("", ""), (("typed", _code(said)), ("accepted", _code(accepted)))),)


def _of_one_stem(typed: str, wanted: str) -> bool:
    """Whether both are one word, and the same one but for its ending: lossy and lossiness, but not lossless."""
    pair = [_singular_words(typed), _singular_words(wanted)]
    if any(len(each) != 1 for each in pair):
        return False
    (one,), (other,) = pair
    return any(
        one[:end] == other[:end] and _ENDING.fullmatch(one, end) and _ENDING.fullmatch(other, end)
        for end in range(_SHORTEST_STEM, min(len(one), len(other), _LONGEST) + 1)
    )


def _singular_words(text: str) -> list[str]:
    return [without_s(word) for word in words(_BRACKETS.sub(" ", text))]


def _holds(there: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words stand one behind the other among those that are there."""
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(there)} "


def _apart(there: Sequence[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that are missing, and those too many; a misspelled one is there."""
    more, missing = list(there), []
    for word in wanted:
        if word in more:
            more.remove(word)
        else:
            missing.append(word)
    for word in [*missing]:
        found = next((each for each in more if len(word) >= _LETTERS_A_SLIP and _is_misspelt(each, word)), None)
        if found is not None:
            missing.remove(word)
            more.remove(found)
    return missing, more


def _forgiven(spelling: str, letters: int) -> int:
    """How many letters may be off for it to be a misspelling; none in an abbreviation, of which RNN and CNN are two."""
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
