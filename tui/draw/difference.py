"""What has changed between two texts of a Python file: new lines lit, old ones muted, a few around them."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from textual.content import Content

from tui.draw.listing import coloured
from tui.draw.rows import fit, row, stack

AROUND = 3
"""Lines shown before and after a change."""


def difference(old: str, new: str, width: int) -> Content:
    """The changed places, each line with its number in its own text and `+` or `-`."""
    before, after = coloured(old), coloured(new)
    plain, plain_now = ([line.plain for line in lines] for lines in (before, after))
    digits = len(str(max(len(before), len(after))))
    groups = SequenceMatcher(None, plain, plain_now, autojunk=False).get_grouped_opcodes(AROUND)
    return stack(_joined([stack(_hunk(group, before, after, digits, width)) for group in groups]))


def counted(old: str, new: str) -> tuple[int, int]:
    """How many lines came, and how many went."""
    matcher = SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return sum(end - begin for *_, begin, end in changed), sum(end - begin for _, begin, end, *_ in changed)


def _hunk(
    group: list[tuple[str, int, int, int, int]], before: list[Content], after: list[Content], digits: int, width: int
) -> Iterator[Content]:
    for kind, old, old_end, new, new_end in group:
        if kind == "equal":
            yield from (_line(at + 1, " ", after[at], digits, width) for at in range(new, new_end))
            continue
        for at in range(old, old_end):
            yield _line(at + 1, "-", Content.styled(before[at].plain, "$muted"), digits, width)
        for at in range(new, new_end):
            line = _line(at + 1, "+", after[at], digits, width)
            yield line.pad_right(max(0, width - line.cell_length)).stylize_before("on $lit")


def _line(number: int, sign: str, code: Content, digits: int, width: int) -> Content:
    lead = row(("▌ " if sign == "+" else "  ", "$accent"), (f"{number:>{digits}} {sign} ", "$muted"))
    return stack(fit(each, width) for each in _broken(lead, code, width))


def _joined(hunks: list[Content]) -> Iterator[Content]:
    for at, hunk in enumerate(hunks):
        if at:
            yield Content("")
        yield hunk


def _broken(lead: Content, code: Content, width: int) -> Iterator[Content]:
    """A line, what has no room for it in rows below: none of it may be out of sight."""
    room = max(width - lead.cell_length, 8)
    while code.cell_length > room:
        at = 1
        while at < len(code) and code[: at + 1].cell_length <= room:
            at += 1
        yield lead + code[:at]
        lead, code = Content(" " * lead.cell_length), code[at:]
    yield lead + code
