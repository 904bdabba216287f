"""Formulas drawn: nothing lost, nothing too wide, every width the measured one."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from notes_formulas import formulas, letters_in, letters_of
from textual.content import Content

from engine.tex import TexError, parse
from tui.tex import ASCII, UNICODE, Profile, display, inline
from tui.tex.box import Box
from tui.tex.compose import display_box
from tui.tex.layout import fit, lay
from tui.tex.setting import Setting

PROFILES = [UNICODE, ASCII]


def assert_rectangular(box: Box) -> None:
    assert all(len(row) == box.width for row in box.rows)
    assert 0 <= box.base < box.height
    for row in box.rows:
        assert Content("".join(text for text, _ in row)).cell_length == box.width


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("tex", formulas())
def test_the_notes_fit(tex: str, width: int, profile: Profile) -> None:
    box = fit(parse(tex), width, Setting(profile))
    assert_rectangular(box)
    assert box.width <= width or (profile is ASCII and width < 60)
    assert display(tex, width, profile).plain.strip()


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("tex", formulas())
def test_no_letter_is_lost(tex: str, width: int) -> None:
    said = letters_of(parse(tex))
    assert said <= letters_in(display(tex, width, UNICODE).plain)
    assert said <= letters_in(inline(tex, UNICODE).plain)


@pytest.mark.parametrize("tex", formulas())
def test_the_plain_profile_is_ascii(tex: str) -> None:
    assert display(tex, 60, ASCII).plain.isascii()
    assert inline(tex, ASCII).plain.isascii()
    assert "?" not in inline(tex, ASCII).plain


def test_a_superscript_after_a_subscript_stays() -> None:
    assert inline("w_1^N", UNICODE).plain == inline("w^N_1", UNICODE).plain == "w₁ᴺ"
    assert inline("w_N", UNICODE).plain == "wɴ"
    assert inline("w^N_1", ASCII).plain == "w_1^N"


def test_a_fraction_on_one_line_keeps_its_denominator_together() -> None:
    said = {r"\frac{1}{2(L+1)}": "1/(2(L + 1))", r"\frac{1}{2N}": "1/(2N)", r"\frac{1}{N(a+b)}": "1/(N(a + b))"}
    plain = {r"\frac{\partial F}{\partial h_2}": "∂F/∂h₂", r"\frac14": "1/4", r"\frac{f(x)}{g(x)}": "f(x)/g(x)"}
    for tex, drawn in (said | plain).items():
        assert inline(tex).plain == drawn


def test_roman_italic_and_bold() -> None:
    drawn = inline(r"\pmb w = W \log x", UNICODE)
    styles = {drawn.plain[span.start : span.end].strip(): span.style for span in drawn.spans}
    assert styles["w"] == "bold $bright"
    assert styles["W"] == "italic $bright"
    assert styles["log"] == "$bright"


def test_a_hat_takes_no_column_and_a_wide_character_two() -> None:
    assert inline(r"\hat p_3", UNICODE).cell_length == 2
    box = lay(parse(r"\frac{\text{漢字}}{x}"), Setting(UNICODE))
    assert_rectangular(box)
    assert box.width == 4


def test_what_cannot_be_broken_is_cut_with_a_sign() -> None:
    matrix = r"\begin{bmatrix}" + " & ".join("abcdefgh" * 2) + r"\end{bmatrix}"
    lines = display(matrix, 20, UNICODE).plain.split("\n")
    assert all(Content(line).cell_length <= 20 for line in lines)
    assert lines[0].endswith("…")


def test_a_broken_formula_shows_its_source_and_the_reason() -> None:
    for drawn in (display(r"\frac{a}{\nosuch b}", 60, UNICODE), inline(r"\frac{a}{\nosuch b}", UNICODE)):
        assert r"\frac{a}{\nosuch b}" in drawn.plain
        assert "unknown command \\nosuch, at column 10" in drawn.plain


_SNIPPETS = [
    r"\sqrt{\frac{a}{b}}", r"\sqrt[\pi]{x}", r"\widehat{abc}", r"\overbrace{\frac{a}{b}}",
    r"\frac", r"\sum_{i=1}^N", r"\left(", r"\right)", r"\left\|", r"\begin{cases}", r"\end{cases}", r"\begin{aligned}",
    r"\end{aligned}", r"\hat", r"\sqrt", "^", "_", "{", "}", "&", r"\\", "'", r"\text{if $x$}", r"\pmb", r"\mathcal F",
    r"\overline{ab}", r"\underbrace{x}_{y}", r"\binom n k", r"\middle|", "=", "+", "-", ",", "漢", "é", r"\quad ",
    r"\operatorname{tanh}", r"\lim_{x\to 0}", r"\int_0^1", r"\not=", r"\mathbb{1}",
    r"\begin{pmatrix}a&b\\c\end{pmatrix}",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A formula of the notes with pieces cut out, doubled, or put in."""
    tex = draw(st.sampled_from(formulas()))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(tex)))
        end = draw(st.integers(start, min(len(tex), start + 12)))
        put = draw(st.sampled_from(["", tex[start:end] * 2, *_SNIPPETS]))
        tex = tex[:start] + put + tex[end:]
    return tex


@settings(max_examples=300, deadline=None)
@example("\\漢pmb x", 1, UNICODE)
@given(mutated(), st.integers(2, 90), st.sampled_from(PROFILES))  # a wide character needs two columns
def test_any_formula_is_drawn_or_refused(tex: str, width: int, profile: Profile) -> None:
    drawn = display(tex, width, profile)
    assert all(Content(line).cell_length <= width for line in drawn.plain.split("\n"))
    assert "\n" not in inline(tex, profile).plain
    try:
        node = parse(tex)
    except TexError:
        assert "!" in drawn.plain
        return
    assert_rectangular(fit(node, width, Setting(profile)))
    box = display_box(tex, width, profile)
    assert isinstance(box, Box)
    assert_rectangular(box)
    assert profile is UNICODE or (drawn.plain.isascii() and inline(tex, profile).plain.isascii())
    if profile is UNICODE:
        assert letters_of(node) <= letters_in(lay(node, Setting(UNICODE)).plain())
        assert letters_of(node) <= letters_in(inline(tex, UNICODE).plain)


@pytest.mark.parametrize("width", [12, 21, 40])
def test_what_cannot_be_broken_goes_on_below(width: int) -> None:
    word = "abcdefghijklmnopqrstuvwxyz" * 2
    drawn = display(rf"\text{{{word}}}", width).plain
    assert max(len(line) for line in drawn.split("\n")) <= width
    assert "".join(each for each in drawn if each.isalpha()) == word
