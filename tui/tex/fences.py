"""Delimiters that grow with what they enclose."""

from engine.tex.nodes import Fence, Middle, Node, Row
from tui.tex.box import Box, beside, blank, words
from tui.tex.glyphs import Profile
from tui.tex.layout import fit, lay, narrow, shape
from tui.tex.setting import Setting


@shape.register
def _fence(node: Fence, setting: Setting) -> Box:
    return _enclosed(node, [lay(part, setting) for part in parts(node)], setting)


@narrow.register
def _narrow_fence(node: Fence, width: int, setting: Setting) -> Box:
    inside = parts(node)
    room = width - 2 - 3 * (len(inside) - 1)
    if room < 8 * len(inside):
        return lay(node, setting)
    return _enclosed(node, [fit(part, room // len(inside), setting) for part in inside], setting)


def parts(node: Fence) -> list[Node]:
    r"""What stands between the delimiters, parted at each `\middle`."""
    if not isinstance(node.body, Row) or not any(isinstance(item, Middle) for item in node.body.items):
        return [node.body]
    found: list[list[Node]] = [[]]
    for item in node.body.items:
        if isinstance(item, Middle):
            found.append([])
        else:
            found[-1].append(item)
    return [Row(tuple(items)) for items in found]


def _enclosed(node: Fence, boxes: list[Box], setting: Setting) -> Box:
    body = beside(boxes)
    height, base = body.height, body.base
    profile = setting.profile
    signs = [item.sign for item in node.body.items if isinstance(item, Middle)] if isinstance(node.body, Row) else []
    joined = [delimiter(node.left, height, base, profile), boxes[0]]
    for sign, box in zip(signs, boxes[1:], strict=True):
        joined += [blank(1), delimiter(sign, height, base, profile), blank(1), box]
    return beside([*joined, delimiter(node.right, height, base, profile)])


def delimiter(sign: str, height: int, base: int, profile: Profile) -> Box:
    """A delimiter of so many rows; braces point at the base line."""
    if not sign:
        return blank(0)
    pieces = profile.delimiters.get(sign)
    if height == 1 or pieces is None:
        return words(profile.spell(sign))
    top, middle, bottom = pieces[0], pieces[1], pieces[2]
    if sign not in "{}":
        return Box([[(glyph, "")] for glyph in (top, *middle * (height - 2), bottom)], base)
    if height == 2:
        return Box([[("⎰" if sign == "{" and not profile.ascii else top, "")], [(bottom, "")]], base)
    point = min(max(base, 1), height - 2)
    column = [top, *pieces[3] * (height - 2), bottom]
    column[point] = middle
    return Box([[(glyph, "")] for glyph in column], base)
