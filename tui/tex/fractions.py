"""Fractions, binomials and roots."""

from engine.tex.nodes import Fraction, Node, Root, Row, Script
from tui.tex.box import BLANK, Box, Cell, Cells, beside, blank, stacked, words
from tui.tex.fences import delimiter
from tui.tex.glyphs import Profile
from tui.tex.layout import fit, lay, narrow, shape
from tui.tex.scripts import small
from tui.tex.setting import Setting


@shape.register
def _fraction(node: Fraction, setting: Setting) -> Box:
    if setting.flat:
        return _on_one_line(node, setting)
    inner = setting.inner()
    return _over(node, lay(node.top, inner), lay(node.bottom, inner), setting)


@narrow.register
def _narrow_fraction(node: Fraction, width: int, setting: Setting) -> Box:
    inner = setting.inner()
    return _over(node, fit(node.top, width, inner), fit(node.bottom, width, inner), setting)


def _over(node: Fraction, top: Box, bottom: Box, setting: Setting) -> Box:
    width = max(top.width, bottom.width, 3 if setting.profile.ascii else 1)  # one hyphen alone would be a minus
    if not node.bar:
        return stacked([top, blank(width), bottom], top.height)
    if _ends_in_bar(node.top, width == top.width) or _ends_in_bar(node.bottom, width == bottom.width):
        width += 2  # or the bars could not be told apart
    bar: Cells = [(setting.profile.bar, "")] * width
    return stacked([top, Box([bar]), bottom], top.height)


def _ends_in_bar(node: Node, widest: bool) -> bool:
    """Whether a part is itself but a fraction, and as wide as the whole."""
    while isinstance(node, Row) and len(node.items) == 1:
        node = node.items[0]
    return widest and isinstance(node, Fraction)


def _on_one_line(node: Fraction, setting: Setting) -> Box:
    top, bottom = lay(node.top, setting), lay(node.bottom, setting)
    if not node.bar:
        return beside([top, words(" over "), bottom])
    return beside([_guarded(top, binds(top)), words("/"), _guarded(bottom, binds(bottom) and not _product(bottom))])


def _guarded(box: Box, safe: bool) -> Box:
    """In parentheses, unless it can't be misread beside a slash."""
    return box if safe else beside([words("("), box, words(")")])


def _product(box: Box) -> bool:
    """Whether it is a number times something, or a capital times a parenthesis: `1/2N` reads as half of N.

    A small letter before a parenthesis is a function: `f(x)/g(x)` needs no more of them.
    """
    text = "".join(cell for cell, _ in box.rows[0])
    rest = text.lstrip("0123456789.")
    before = text[: max(text.find("("), 0)]
    return (rest != text and rest != "") or before != before.lower()


def binds(box: Box) -> bool:
    """Whether what was laid out reads as one thing: no space, sum, relation or slash outside its own parentheses."""
    depth = 0
    for text, _ in box.rows[0]:
        if text in "([{⟨":
            depth += bool(text)
        elif text in ")]}⟩":
            depth -= 1
        elif depth == 0 and (text in " +−-=/,<>≤≥∈·×⊙" or text == "|"):
            return False
    return True


@shape.register
def _root(node: Root, setting: Setting) -> Box:
    body = lay(node.body, setting)
    profile = setting.profile
    sign = words(profile.spell("√"))
    degree = small(node.degree, profile.superscripts, setting)
    if node.degree is not None and degree is None:  # a degree that has no small letters
        sign = beside([sign, words("["), lay(node.degree, setting.at("script")), words("]")])
    elif not body.flat:
        return _radical(degree, body, profile)
    lead = beside([degree, sign]) if degree else sign
    alone = body.width == 1 or (isinstance(node.body, Script) and binds(body))
    if alone and not profile.ascii and lead.width < 3:
        return beside([lead, body])
    left, right = (delimiter(side, body.height, body.base, profile) for side in "()")
    return beside([lead, left, body, right])


def _radical(degree: Box | None, body: Box, profile: Profile) -> Box:
    bar: Cell = (profile.spell("─"), "")
    stem: Cell = (profile.spell("│"), "")
    rows: list[Cells] = [[BLANK, (profile.spell("┌"), ""), *[bar] * (body.width + 1)]]
    rows += [[BLANK, stem, BLANK, *row] for row in body.rows]
    rows[-1][0] = (profile.spell("╲"), "")
    box = Box(rows, body.base + 1)
    if degree is None:
        return box
    above, below = blank(degree.width, box.height - 2), blank(degree.width)
    return beside([Box(above.rows + degree.rows + below.rows, box.base), box])
