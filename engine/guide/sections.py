"""The sections of a guide that is Markdown, found by a word of their headings."""

import re
from collections.abc import Iterator

from engine.exchange.headings import HEADING
from engine.exchange.masking import in_fences

_LEVEL = "##"


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The heading of each section and all of it, from its heading to the next; what stands before the first is none."""
    heading, lines, whole = "", list[str](), text.split("\n")
    for line, code in zip(whole, in_fences(whole), strict=True):
        found = None if code else HEADING.fullmatch(line)
        if found and found[1] == _LEVEL:
            if heading:
                yield heading, "\n".join(lines).strip()
            heading, lines = found[2], []
        lines.append(line)
    if heading:
        yield heading, "\n".join(lines).strip()


def stands_in(word: str, heading: str) -> bool:
    """Whether a word, or several, is a heading or stands in it, be it one or many: knob in Knobs."""
    wanted, words = (_words(each) for each in (word, heading))
    if len(" ".join(wanted)) < 3:
        return wanted == words
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _words(text: str) -> list[str]:
    return [each.removesuffix("s") for each in re.findall(r"\w+", text.casefold())]
