"""What a theme promises: words can be read on every ground that they may stand on."""

import pytest

from tui.theme import LAMP, PAPER

GROUNDS = ("background", "surface", "panel", "lit")
WORDS = ("bright", "foreground", "muted", "accent", "good", "bad", "two", "three")
LEAST = 4.5
"""The contrast that WCAG 2 asks of text."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21, of two colours `#rrggbb`, after WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LAMP, PAPER], ids=["lamp", "paper"])
def test_words_stand_out_from_every_ground(palette: dict[str, str]) -> None:
    pairs = {(word, ground): contrast(palette[word], palette[ground]) for word in WORDS for ground in GROUNDS}
    assert {pair: round(found, 2) for pair, found in pairs.items() if found < LEAST} == {}
