"""Letters, numbers, signs, words and spaces."""

from engine.tex.nodes import BigOperator, Font, Middle, Name, Space, Symbol, Text
from tui.tex.box import Box, Style, blank, words
from tui.tex.glyphs import Profile
from tui.tex.layout import shape
from tui.tex.setting import Setting

_STYLES: dict[Font, Style] = {"bold": "bold", "italic": "italic"}


@shape.register
def _symbol(node: Symbol, setting: Setting) -> Box:
    return words(*_lettered(node.text, node.font, setting.profile))


def _lettered(text: str, font: Font, profile: Profile) -> tuple[str, Style]:
    """The glyphs of a symbol and their style. Latin letters are italic unless their font says otherwise.

    Bold is the terminal's: the bold letters of Unicode's mathematical block are missing from many fonts, as are most
    letters of its other alphabets, which therefore fall back on plain ones (script) or bold ones (blackboard)."""
    if font in ("script", "blackboard", "fraktur"):
        glyph = profile.alphabets.get(font, {}).get(text)
        return (glyph, "") if glyph else (profile.spell(text), "" if font == "script" else "bold")
    if font == "normal":
        return profile.spell(text), "italic" if text[0].isascii() and text[0].isalpha() else ""
    return profile.spell(text), _STYLES.get(font, "")


@shape.register
def _text(node: Text, setting: Setting) -> Box:
    return words(setting.profile.spell(node.text), _STYLES.get(node.font, ""))


@shape.register
def _name(node: Name, setting: Setting) -> Box:
    return words(setting.profile.spell(node.text))


@shape.register
def _big_operator(node: BigOperator, setting: Setting) -> Box:
    return words(setting.profile.spell(node.sign))


@shape.register
def _middle(node: Middle, setting: Setting) -> Box:
    return words(setting.profile.spell(node.sign))


@shape.register
def _space(node: Space, setting: Setting) -> Box:
    return blank(node.width)
