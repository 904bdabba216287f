"""Obsidian's links and remarks, which mean something within a vault alone, as plain Markdown."""

import re
from bisect import bisect_left
from collections.abc import Callable

from engine.exchange.draft import Notes, short
from engine.exchange.masking import masked

# Lengths are bounded, so that signs which never close take no long time.
_EMBED = re.compile(r"!\[\[([^\[\]\n|]{1,300})(?:\|[^\[\]\n]{0,300})?\]\]")
_LINK = re.compile(r"(?<!!)\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\(([^()\n]{0,1000})\)")
_SCHEDULE = re.compile(r"<!--SR:.{0,1000}?-->", re.DOTALL)
_REMARK = re.compile(r"<!--(?! recur ).{0,3000}?-->|(?<!\S)%%.{0,3000}?%%", re.DOTALL)
_BLOCK = re.compile(r"[ \t]\^[A-Za-z0-9-]+$", re.MULTILINE)


def without_remarks(text: str, notes: Notes) -> str:
    """Schedules, comments and names of blocks taken out, lines kept; each is told."""
    text = _without(text, _SCHEDULE, notes, lambda found: "a schedule: the card begins as new")
    text = _without(text, _REMARK, notes, lambda found: f"a comment, {short(found.strip('<!->% '))}")
    return _without(text, _BLOCK, notes, lambda found: f"the name of a block,{found}")


def with_plain_links(text: str, notes: Notes) -> str:
    """Links to other notes as their words; pictures, which a terminal does not show, keep their place. All are told."""
    text = _EMBED.sub(lambda found: f"![{found[1]}]({found[1].replace(' ', '%20')})", text)
    line = line_finder(text)
    for found in _PICTURE.finditer(text):
        notes.leave(line(found.start()), f"the picture {found[1]}: the text stays, a terminal doesn't show it")
    pieces, at = [], 0
    for found in _LINK.finditer(masked(text)) if _LINK.search(text) else ():
        target, words = (text[found.start(group) : found.end(group)] for group in (1, 2))
        notes.leave(line(found.start()), f"the link to {target}: its words stay")
        pieces += [text[at : found.start()], words if found[2] else target]
        at = found.end()
    return "".join([*pieces, text[at:]])


def line_finder(text: str) -> Callable[[int], int]:
    """Tells the line, from 1, of a place in the text."""
    ends = [end.start() for end in re.finditer("\n", text)]
    return lambda at: bisect_left(ends, at) + 1


def _without(text: str, pattern: re.Pattern[str], notes: Notes, told: Callable[[str], str]) -> str:
    line = line_finder(text)
    pieces, at = [], 0
    for found in pattern.finditer(masked(text)) if pattern.search(text) else ():
        whole = text[found.start() : found.end()]
        last = line(found.end() - 1)
        notes.leave(line(found.start()), told(whole) + (f", to line {last}" if "\n" in whole else ""))
        pieces += [text[at : found.start()], "\n" * whole.count("\n")]
        at = found.end()
    return "".join([*pieces, text[at:]])
