"""Nodes beside one another: the space between them, and where a line may be broken."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from engine.tex.nodes import (
    BigOperator,
    Brace,
    Fence,
    Fraction,
    Grid,
    Middle,
    Name,
    Node,
    Row,
    Script,
    Space,
    Stack,
    Symbol,
    Text,
)
from tui.tex.box import Box, beside, blank
from tui.tex.fences import delimiter
from tui.tex.layout import lay, shape
from tui.tex.setting import Setting

Sort = Literal["ord", "word", "name", "big", "bin", "sign", "rel", "open", "close", "punct", "inner", "tall", "space"]

LIST, RELATION, BINARY, PRODUCT, LETTERS = 1, 2, 3, 4, 5
"""Ranks of the places where a line may be broken, the best first; those inside parentheses come after all others."""
INSIDE = 5


class Piece(msgspec.Struct, frozen=True):
    """A part of a row that is never broken: the blank columns before it, and the rank of a break there (0: none)."""

    box: Box
    gap: int
    rank: int
    node: Node
    relation: bool = False
    after_comma: bool = False


class _Atom(msgspec.Struct, frozen=True):
    """A box in a row; `enters` is what it is to the neighbour on its left, `leaves` to that on its right."""

    box: Box
    enters: Sort
    leaves: Sort
    node: Node
    depth: int = 0


@shape.register
def _row(node: Row, setting: Setting) -> Box:
    return joined(pieces(node.items, setting))


def joined(found: Sequence[Piece]) -> Box:
    """Pieces on one line, with the space between them."""
    boxes: list[Box] = []
    for piece in found:
        if piece.gap:
            boxes.append(blank(piece.gap))
        boxes.append(piece.box)
    return beside(boxes) if boxes else blank(0)


def pieces(items: Sequence[Node], setting: Setting) -> list[Piece]:
    """The row cut into pieces, each with its gap and the rank of a break before it."""
    found: list[Piece] = []
    before: _Atom | None = None
    space, spaced, depth = 0, False, 0
    for atom in _atoms(items, setting):
        if atom.enters == "space":
            spaced, space = True, space + atom.box.width
            continue
        if atom.enters == "close":
            depth = max(0, depth - 1)
        level = min(3, depth + atom.depth)
        if before is None:
            found.append(Piece(atom.box, space, 0, atom.node, atom.enters == "rel"))
        else:
            gap = _gap(before, atom, setting)
            rank = _rank(before, atom, space)
            width = max(space, gap) if space else 0 if spaced else gap
            relation = atom.enters == "rel" and level == 0
            listed = before.leaves == "punct" and level == 0
            found.append(Piece(atom.box, width, rank + INSIDE * level if rank else 0, atom.node, relation, listed))
        depth += atom.leaves == "open"
        before, space, spaced = atom, 0, False
    if space:
        found.append(Piece(blank(space), 0, 0, Space(space)))
    return found


def _atoms(items: Sequence[Node], setting: Setting, depth: int = 0) -> Iterator[_Atom]:
    """The row's atoms: groups and fences of one row opened, so that a line may be broken inside them; a plus or a
    minus with nothing to add to is a sign."""
    flat: list[_Atom] = []
    for item in items:
        if isinstance(item, Row):
            flat += _grouped(item, setting, depth)
        elif isinstance(item, Fence) and lay(item, setting).flat and not isinstance(item.body, Middle):
            flat += _opened(item, setting, depth)
        else:
            box = lay(item, setting)
            sort = _sort(item, box)
            flat.append(_Atom(box, sort, sort, item, depth))
    before: Sort | None = None
    for index, atom in enumerate(flat):
        if atom.enters == "bin":
            after = next((other.enters for other in flat[index + 1 :] if other.enters != "space"), None)
            lone = before in (None, "bin", "sign", "rel", "open", "punct", "big", "name")
            if lone or after in (None, "rel", "close", "punct"):
                flat[index] = msgspec.structs.replace(atom, enters="sign", leaves="sign")
        if atom.enters != "space":
            before = flat[index].leaves
        yield flat[index]


def _grouped(row: Row, setting: Setting, depth: int) -> list[_Atom]:
    """A group in braces is to its neighbours an ordinary thing, whatever is in it."""
    inside = list(_atoms(row.items, setting, depth))
    if not inside:
        return [_Atom(blank(0), "ord", "ord", row, depth)]
    calls = isinstance(row.items[0], Fence) or inside[0].enters == "open"
    inside[0] = msgspec.structs.replace(inside[0], enters="open" if calls else "ord")
    if inside[-1].leaves != "close":
        inside[-1] = msgspec.structs.replace(inside[-1], leaves="ord")
    return inside


def _opened(fence: Fence, setting: Setting, depth: int) -> list[_Atom]:
    body = fence.body.items if isinstance(fence.body, Row) else (fence.body,)
    left, right = (delimiter(sign, 1, 0, setting.profile) for sign in (fence.left, fence.right))
    return [
        _Atom(left, "open", "open", fence, depth),
        *_atoms(body, setting, depth),
        _Atom(right, "close", "close", fence, depth),
    ]


def _sort(node: Node, box: Box) -> Sort:
    while isinstance(node, Script | Stack):
        node = node.base if not isinstance(node.base, Space) else Row()
    if isinstance(node, Symbol):
        return "inner" if node.kind == "inner" else "ord" if node.kind == "op" else node.kind
    if isinstance(node, Fence):
        return "ord" if box.flat else "tall"
    if isinstance(node, Fraction | Grid | Brace):
        return "inner"
    simple: dict[type[Node], Sort] = {
        Name: "name", BigOperator: "big", Space: "space", Middle: "rel", Text: "word",
    }  # fmt: skip
    return simple.get(type(node), "ord")


def _gap(left: _Atom, right: _Atom, setting: Setting) -> int:
    """Columns between two neighbours, by TeX's table of spacing brought down to whole columns."""
    a, b = left.leaves, right.enters
    wide = 0 if setting.level == "script" and not (_spelled(left, setting) or _spelled(right, setting)) else 1
    if "rel" in (a, b):
        return 0 if a == b else wide
    if "bin" in (a, b):
        return wide
    if b in ("close", "punct") or a == "open":
        return 0
    if a == "punct":
        return wide
    if a == "sign":
        return 1 if b in ("big", "inner") and not setting.flat else 0
    if isinstance(left.node, Symbol) and left.node.text == "/":
        return 0
    if a == "name":
        return 0 if b in ("open", "tall") and left.box.flat else 1
    if b in ("name", "big"):
        return 1 if b == "name" else wide
    if a == "big":
        return wide
    if "inner" in (a, b) or "tall" in (a, b):
        return 0 if b == "open" and a != "inner" else 0 if (a, b) == ("word", "tall") else wide
    return _gap_of_words(left, right, setting)


def _spelled(atom: _Atom, setting: Setting) -> bool:
    """Whether a sign is written as a word, as `in` is in ASCII."""
    return setting.profile.ascii and atom.enters in ("rel", "bin") and atom.box.plain().isalpha()


def _gap_of_words(left: _Atom, right: _Atom, setting: Setting) -> int:
    """A blank where letters of two things would run into one word."""
    if not left.box.flat or not right.box.flat or not left.box.width or not right.box.width:
        return 0
    last, first = left.box.rows[0][-1][0], right.box.rows[0][0][0]
    if not (first[:1].isalnum() and (last[:1].isalnum() or last == ")")):
        return 0
    if "word" in (left.leaves, right.enters):
        return int(last != ")")
    written = isinstance(left.node, Script) and any(text in ("_", "^") for text, _ in left.box.rows[0])
    if setting.profile.ascii:
        numbers = left.box.plain().isdecimal() and right.box.width == 1
        spelled = left.box.width > 1 or right.box.width > 1
        return int((last != ")" and spelled and not numbers) or written)
    return int(written)


def _rank(left: _Atom, right: _Atom, space: int) -> int:
    """How good a place for a break there is between two neighbours; 0 where there must be none."""
    a, b = left.leaves, right.enters
    if a == "open" or b in ("close", "punct") or a in ("bin", "sign", "name", "big"):
        return 0
    if space > 1:
        return LIST
    if b == "rel":
        return RELATION if a != "rel" else 0
    if a == "rel":
        return 0
    if a == "punct":
        return RELATION
    if b == "bin":
        return BINARY
    if b == "open" and a in ("ord", "word"):
        return 0
    if space or a in ("close", "inner", "tall") or b in ("inner", "tall", "name", "big"):
        return PRODUCT
    return LETTERS
