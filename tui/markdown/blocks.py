"""Paragraphs, lists, quotes, code and displays, one under another."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from engine.tex import Formula
from tui.markdown.nodes import Node
from tui.markdown.reading import Document
from tui.markdown.spans import spans
from tui.markdown.tables import table
from tui.markdown.words import text_width, wrapped
from tui.tex.box import clipped, words
from tui.tex.glyphs import Profile
from tui.tex.paint import Run, runs

MEASURE = 72
"""The widest a line of prose may be."""
INDENT = 4
NARROW = 24
"""Below this a display is indented by half."""

Line = list[Run]


class Block(msgspec.Struct, frozen=True):
    """Lines that belong together. Where two tight ends meet there is no blank line; a heading has two above it."""

    lines: list[Line]
    above: Literal["plain", "tight", "heading"] = "plain"
    below: Literal["plain", "tight"] = "plain"


class Page(msgspec.Struct, frozen=True):
    """What the drawing of a node depends on: the text's formulas, the width, the role of plain text, the glyphs."""

    formulas: tuple[Formula, ...]
    width: int
    ground: str
    profile: Profile

    def narrower(self, columns: int) -> "Page":
        """The page that is left beside a margin."""
        return msgspec.structs.replace(self, width=max(1, self.width - columns))


def document(read: Document, width: int, ground: str, profile: Profile) -> list[Line]:
    """A whole text as lines."""
    return joined(_children(read.tree, Page(read.formulas, width, ground, profile)))


def joined(blocks: Sequence[Block]) -> list[Line]:
    """Blocks under one another: a blank line between, two before a heading, none between what is tight."""
    lines: list[Line] = []
    before: Block | None = None
    for block in blocks:
        if not block.lines:
            continue
        if before is not None:
            tight = block.above == "tight" and before.below == "tight"
            lines += [[] for _ in range(2 if block.above == "heading" else 0 if tight else 1)]
        lines += block.lines
        before = block
    return lines


def _children(node: Node, page: Page) -> list[Block]:
    return [block for child in node.children for block in _blocks(child, page)]


def _blocks(node: Node, page: Page) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(node, page)
        case "heading":
            first, *more = _paragraph(node, msgspec.structs.replace(page, ground="bold $muted"))
            yield from (msgspec.structs.replace(first, above="heading"), *more)
        case "bullet_list" | "ordered_list":
            yield from _list(node, page)
        case "blockquote":
            bar = (page.profile.quote + " ", "$rule")
            yield Block([[bar, *line] for line in joined(_children(node, page.narrower(2)))])
        case "fence" | "code_block":
            yield Block(list(_code(node.content, page)))
        case "hr":
            yield Block([[(page.profile.rule * min(page.width, MEASURE), "$rule")]])
        case "table":
            yield Block(table(node, page.formulas, page.width, page.ground, page.profile))
        case _:
            yield from _children(node, page)


def _paragraph(node: Node, page: Page) -> Iterator[Block]:
    """Prose and displays by turns."""
    measure = min(page.width, MEASURE)
    for child in node.children:
        for part in spans(child, page.formulas, page.ground, page.profile, measure):
            if isinstance(part, Formula):
                yield Block(_display(part.tex, page))
            else:
                end: Literal["tight", "plain"] = "tight" if node.hidden else "plain"
                yield Block(wrapped(part, measure), end, end)


def _display(tex: str, page: Page) -> list[Line]:
    """A formula of its own: bright, unless the text around it is muted."""
    from tui.tex.compose import display_runs  # with the first formula: many a text has none

    indent = INDENT if page.width >= NARROW else INDENT // 2
    ground = "$muted" if "$muted" in page.ground.split() and "bold" not in page.ground else "$bright"
    drawn = display_runs(tex, max(1, page.width - indent), page.profile, ground)
    return [[(" " * indent, ""), *line] for line in drawn]


def _list(node: Node, page: Page) -> Iterator[Block]:
    first = int(node.attrs.get("start", 1))
    ordered = node.type == "ordered_list"
    width = text_width(f"{first + len(node.children) - 1}. ") if ordered else 2
    for number, item in enumerate(node.children, first):
        sign = f"{number}. ".rjust(width) if ordered else f"{page.profile.bullet} "
        blocks = [block for block in _children(item, page.narrower(width)) if block.lines]
        lead: Run = (sign, "$muted")
        drawn: list[Line] = [[(" " * width, ""), *line] if line else [] for line in joined(blocks)] or [[]]
        drawn[0] = [lead, *drawn[0][1:]]
        above, below = (blocks[0].above, blocks[-1].below) if blocks else ("tight", "tight")
        yield Block(drawn, above, below)


def _code(text: str, page: Page) -> Iterator[Line]:
    room = max(1, page.width - INDENT)
    for line in text.rstrip("\n").split("\n"):
        cut = clipped(words(page.profile.spell(line)), room, page.profile.clip)
        yield [(" " * INDENT, ""), *runs(cut.rows[0], "$foreground")]
