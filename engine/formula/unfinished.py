"""Whether a formula that cannot be read as it stands may still become one that can, if more is typed behind it.

It is tried: each of the ways in which what is typed may go on is read. So what is said at once to somebody who types
is only what nothing that follows could mend.
"""

import re
from collections.abc import Iterator, Mapping

from engine.formula import commands
from engine.formula.calls import REWRITES
from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.kinds import Family, Kind
from engine.formula.reading import read
from engine.tex.symbols import GREEK as GREEK_NAMES

LONGEST, MOST = 200, 240
"""Characters of a text that is tried, and ways on that are; beyond them it counts as unfinished."""

_COMMANDS = frozenset(
    f"\\{name}"
    for name in (
        *commands.SAYS, *commands.FRACTIONS, *commands.WORDS, *commands.DECORATES, *commands.MARKS,
        "left", "right", "sqrt", "begin", "end", "langle",
    )
)  # fmt: skip
_WORDS = frozenset((*SPELLINGS, *REWRITES, *GREEK_NAMES, "sum", "prod", "product", *"N"))
_MODULES = frozenset(("np.", "numpy.", "math.", "torch."))
_LAST = re.compile(r"\\[A-Za-z]*$|(?:\b(?:np|numpy|math|torch))?\.[A-Za-z]*$|[^\W\d_][^\W_]*$")
_BINDS = re.compile(r"sum|prod|max|min|mean|[Σ∑Π∏]")
_ENVIRONMENT = re.compile(r"\\end(?:\{[a-z]*)?$")
_CLOSE = {"(": ")", "[": "]", "{": "}"}
_LIMITS = ("^{2} 1", "{2} 1", "2} 1", "2 1", "=1}^{2} 1", "1}^{2} 1", "}^{2} 1", "{i=1}^{2} i", "i=1}^{2} i", "i i")
"""What may follow somewhere between a sum's sign and its terms."""


def unfinished(text: str, symbols: Mapping[str, Kind]) -> bool:
    """Whether a text that is refused as it stands may be the beginning of a formula."""

    if len(text) > LONGEST or text.count("\\begin") > text.count("\\end") or _ENVIRONMENT.search(text):
        return True
    if _BINDS.search(text):
        if _closed(text) != text:
            return True  # an index may be bound by what follows
    elif not _begins_a_symbol(text, symbols) and _fails_before_its_end(text, symbols):
        return False
    ways = dict.fromkeys(_ways_on(text, symbols))
    return len(ways) > MOST or any(_trouble(each, symbols) is None for each in ways)


def _begins_a_symbol(text: str, symbols: Mapping[str, Kind]) -> bool:
    """Whether it ends in two characters or more of a longer name, such as ∂cost/∂h."""
    return any(text.endswith(name[:many]) for name in symbols for many in range(2, len(name)))


def _trouble(text: str, symbols: Mapping[str, Kind]) -> FormulaError | None:
    try:
        read(text, symbols)
    except FormulaError as error:
        return error
    return None


def _fails_before_its_end(text: str, symbols: Mapping[str, Kind]) -> bool:
    """Whether the same is wrong before its last word, whatever follows: most of what cannot be mended, and quickly."""
    found = [_trouble(_closed(text + way), symbols) for way in ("", " 1", "(1)", ", 1")]
    last = _LAST.search(text)
    end = last.start() if last else len(text.rstrip())
    first = found[0]
    return (
        first is not None
        and first.column < end - 1
        and all(each is not None and (each.column, each.message) == (first.column, first.message) for each in found)
    )


def _ways_on(text: str, symbols: Mapping[str, Kind]) -> Iterator[str]:
    """The text with what may follow, and every bracket closed."""
    members = [f"{name}_{index}" for name, kind in symbols.items() if isinstance(kind, Family) for index in "ni1"]
    more = ["", " 1", "1", "(1)", "{1}", "{1}{1}", "^{2}", "T", ", 1", ", 1, 1", "1, 1", *members]
    if _BINDS.search(text):
        more += _LIMITS
        more += [f"{limit[:-1]}{member}" for limit in _LIMITS for member in members[:1]]
    arrays = [name for name in symbols if name not in more][:4]
    more += [sign + each for each in arrays for sign in ("", " ", ", ", "(", "{")]
    for base in _without_last(text, symbols):
        for way in more:
            closed = _closed(base + way)
            yield closed
            if closed != base + way:
                yield closed + " 1"
                yield closed + "{1}"
                yield closed + "(1)"


def _without_last(text: str, symbols: Mapping[str, Kind]) -> Iterator[str]:
    """The text, and the text without a last word that is the beginning of one that is known."""
    yield text
    for name in symbols:
        for many in range(len(name) - 1, 0, -1):
            if text.endswith(name[:many]):
                yield text[:-many] + name
    last = _LAST.search(text)
    if last is None:
        return
    word = last[0]
    if word[0] == "\\":
        if any(each.startswith(word) for each in _COMMANDS):
            yield text[: last.start()]
        return
    if word[0] == ".":
        yield text[: last.start()]
        return
    for at in range(len(word)):
        part = word[at:]
        if any(each.startswith(part) and each != part for each in (*_WORDS, *_MODULES)) or part in SPELLINGS:
            yield text[: last.start() + at]


def _closed(text: str) -> str:
    """With every open bracket and bar closed."""
    opened: list[str] = []
    for char in text:
        if char in _CLOSE:
            opened.append(_CLOSE[char])
        elif char in ")]}" and opened and opened[-1] == char:
            opened.pop()
    bar = "".join(sign for sign in "|‖" if text.count(sign) % 2)
    return text + bar + "".join(reversed(opened))
