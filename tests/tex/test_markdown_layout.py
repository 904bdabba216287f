"""Markdown with mathematics laid out: what stands where, nothing too wide, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_formulas import formulas
from textual.content import Content

from tui.draw.markdown import inline, markdown
from tui.markdown.nodes import Node, plain
from tui.markdown.reading import parsed
from tui.tex import ASCII, UNICODE, Profile


def styled(content: Content) -> dict[str, str]:
    """Each piece of text, and its role."""
    return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}


def test_a_display_stands_alone_indented_by_four() -> None:
    drawn = markdown("Given by $$H = \\frac 1 N$$ and more.", 60).plain
    assert drawn == "Given by\n\n        1\n    H = ─\n        N\n\nand more."
    assert markdown("Given by $$H = 1$$.", 60).plain == "Given by\n\n    H = 1."


def test_both_ways_to_write_mathematics() -> None:
    dollars = markdown("a $x_1$ b\n\n$$y^2$$", 40)
    assert dollars == markdown(r"a \(x_1\) b" + "\n\n" + r"\[y^2\]", 40)
    assert "x₁" in dollars.plain and "    y²" in dollars.plain


def test_lists_are_tight_and_hang() -> None:
    drawn = markdown("- one two three four\n- five\n  1. six\n  2. seven", 14)
    assert drawn.plain == "• one two\n  three four\n• five\n  1. six\n  2. seven"
    assert styled(drawn)["• "] == "$muted"


def test_a_display_in_a_list_keeps_its_blank_lines() -> None:
    assert markdown("- with\n  $$a$$\n- last", 30).plain == "• with\n\n      a\n\n• last"


def test_roles() -> None:
    drawn = styled(markdown("*so* **very** `code` [link](https://x.y) $W$ $$V$$", 60))
    assert drawn["so"] == "italic $foreground"
    assert drawn["very"] == "bold $foreground"
    assert drawn["code"] == "$foreground on $panel"
    assert drawn["link"] == "underline $foreground"
    assert drawn["W"] == "italic $foreground"
    assert drawn["V"] == "italic $bright"


def test_a_question_is_bold_and_its_display_is_not() -> None:
    drawn = styled(markdown("Why $h$ so?\n\n$$x$$", 60, style="bold $bright"))
    assert drawn["h"] == "italic bold $bright"
    assert drawn["x"] == "italic $bright"


def test_prices_and_escapes_are_text() -> None:
    assert markdown(r"It costs 5$ and 6$, or \$7\$.", 60).plain == "It costs 5$ and 6$, or $7$."


def test_a_short_formula_is_not_broken_and_a_long_one_after_its_relation() -> None:
    assert markdown("for every $a = b + c$ it holds", 13).plain == "for every\na = b + c it\nholds"
    long = markdown(r"we have $\pmb w = (w_1, \cdots, w_N)$ here", 16).plain
    assert long == "we have w =\n(w₁, ⋯, wɴ) here"


def test_mathematics_in_a_table_may_have_bars() -> None:
    drawn = markdown("| a | size |\n|---|---:|\n| $p(a|b)$ | 3 |\n| x | 12 |", 40).plain
    assert drawn == "a        size\np(a|b)      3\nx          12"


def test_prose_keeps_its_measure_on_a_wide_screen() -> None:
    assert max(len(line) for line in markdown("word " * 100, 200).plain.split("\n")) <= 72


def test_one_line_for_labels() -> None:
    assert inline(r"$\|\partial h_N/\partial h_n\|$ and **so**").plain == "‖∂hɴ/∂hₙ‖ and so"
    assert inline("$$x$$ *y*").plain == "x y"
    assert inline("").plain == ""


def test_a_broken_formula_leaves_the_rest_standing() -> None:
    drawn = markdown(r"before $\nosuch$ after $x$" + "\n\n$$\\frac{a}$$\n\nend", 70).plain
    assert r"before \nosuch (! unknown command \nosuch, at column 1) after x" in drawn
    assert "    \\frac{a}\n    ! an argument is missing, at column 9" in drawn
    assert drawn.endswith("end")


def test_nothing_steers_the_terminal() -> None:
    drawn = markdown("a\x1b[31mb\x07 \x9b2J `\x1b]0;x`", 40).plain
    assert all(char == "\n" or char.isprintable() for char in drawn)


_PARTS = [
    "- ",
    "1. ",
    "> ",
    "# ",
    "| a | b |\n|---|---|\n| ",
    "```\n",
    "`",
    "**",
    "*",
    "[x](y)",
    "\n",
    "\n\n",
    "  ",
    " ",
]
_PARTS += [
    "word ",
    "longer words here ",
    "漢字",
    "e\u0301",
    "🙂",
    "\\",
    "$",
    "$$",
    "---\n",
    "\t",
    "<b>",
    "&amp;",
    "![i](j)",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(_PARTS) | st.sampled_from([f"${tex}$" for tex in formulas()])).map("".join),
    st.integers(1, 90),
    st.sampled_from([UNICODE, ASCII]),
)
def test_any_text_fits(text: str, width: int, profile: Profile) -> None:
    wide = 2 if width == 1 else width  # half of a wide character cannot be shown
    drawn = markdown(text, width, profile=profile)
    if width >= 20:
        assert max(Content(line).cell_length for line in drawn.plain.split("\n")) <= wide
    assert "\n" not in inline(text, profile=profile).plain
    if profile is ASCII:
        assert drawn.plain.isascii()


@pytest.mark.parametrize("width", [20, 44, 80])
def test_long_words_are_cut_rather_than_too_wide(width: int) -> None:
    drawn = markdown("x" * 500 + " `" + "y" * 300 + "`", width).plain
    assert drawn.count("x") == 500 and drawn.count("y") == 300
    assert all(len(line) <= width for line in drawn.split("\n"))


def tree(node: Node) -> tuple[object, ...]:
    """All that drawing asks of a tree."""
    own = (node.content, node.hidden, dict(node.attrs)) if node.type != "root" else ()
    return node.type, own, [tree(child) for child in node.children]


PIECES = [
    "a",
    "b7",
    "é",
    "3",
    " ",
    "  ",
    "*",
    "*x*",
    " *two words*",
    "*a-b*",
    ",",
    ". ",
    "1. ",
    "- ",
    "-",
    "=",
    "\n",
    "(",
    "`",
]
FORMULA = "\ue0000\ue001"


@given(st.lists(st.sampled_from([*PIECES, FORMULA, f"*{FORMULA}*"]), min_size=1, max_size=9).map("".join))
@settings(max_examples=1000, deadline=None)
def test_a_text_that_is_taken_for_plain_is_what_the_parser_makes_of_it(text: str) -> None:
    taken = plain(text)
    assert taken is None or tree(taken) == tree(parsed(text))


def test_a_question_with_mathematics_is_plain() -> None:
    marked = "When is \ue0000\ue001 called *sequential*, and (of all 3) which *n-gram model* is best?"
    taken = plain(marked)
    assert taken is not None and tree(taken) == tree(parsed(marked))
