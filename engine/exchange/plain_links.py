"""Obsidian's links and remarks, which mean something within a vault alone, as plain Markdown."""

import re
from collections.abc import Callable

from engine.exchange.draft import Notes, short
from engine.exchange.masking import masked

_EMBED = re.compile(r"!\[\[([^\]\n|]+)(?:\|[^\]\n]*)?\]\]")
_LINK = re.compile(r"(?<!!)\[\[([^\]\n|]+)(?:\|([^\]\n]+))?\]\]")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(([^)\n]*)\)")
_SCHEDULE = re.compile(r"<!--SR:.*?-->", re.DOTALL)
_REMARK = re.compile(r"<!--(?! recur ).*?-->|(?<!\S)%%.*?%%", re.DOTALL)
_BLOCK = re.compile(r"[ \t]\^[A-Za-z0-9-]+$", re.MULTILINE)


def without_remarks(text: str, notes: Notes) -> str:
    """Schedules, comments and names of blocks taken out, lines kept; each is told."""
    text = _blanked(text, _SCHEDULE, notes, lambda found: "a schedule: the card begins as new")
    text = _blanked(text, _REMARK, notes, lambda found: f"a comment, {short(found[0].strip('<!->% '))}")
    return _blanked(text, _BLOCK, notes, lambda found: f"the name of a block,{found[0]}")


def with_plain_links(text: str, notes: Notes) -> str:
    """Links to other notes as their words; pictures, which a terminal does not show, keep their place. All are told."""
    text = _EMBED.sub(lambda found: f"![{found[1]}]({found[1].replace(' ', '%20')})", text)
    for found in _PICTURE.finditer(text):
        notes.leave(_line(text, found.start()), f"the picture {found[1]}: the text stays, a terminal doesn't show it")
    covered = masked(text)
    for found in reversed(list(_LINK.finditer(covered))):
        target, words = text[found.start(1) : found.end(1)], found[2] and text[found.start(2) : found.end(2)]
        notes.leave(_line(text, found.start()), f"the link to {target}: its words stay")
        text = text[: found.start()] + (words or target) + text[found.end() :]
    return text


def _blanked(text: str, pattern: re.Pattern[str], notes: Notes, told: Callable[[re.Match[str]], str]) -> str:
    covered = masked(text)
    for found in reversed(list(pattern.finditer(covered))):
        whole = pattern.match(text, found.start())
        notes.leave(_line(text, found.start()), told(whole or found))
        text = text[: found.start()] + "\n" * text.count("\n", found.start(), found.end()) + text[found.end() :]
    return text


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
