"""Equations with their notes, and derivations uncovered step by step."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_formulas import formulas
from textual.content import Content

from engine.exhibits import Derivation, Equation, Step
from tui.draw.derivation import derivation
from tui.draw.equation import equation
from tui.tex import ASCII, UNICODE

STEPS = Derivation(
    "The gradient",
    (
        Step(r"F = -\sum_k w_k \ln p_k", "the loss of one prediction"),
        Step(r"\frac{\partial F}{\partial a} = p - w", "$w$ is one-hot"),
        Step(r"\frac{\partial F}{\partial h} = W^\top (p - w)", "linear in $h$"),
    ),
    "Checked.",
)


def test_the_newest_step_has_the_bar_and_the_hidden_ones_are_counted() -> None:
    lines = derivation(STEPS, 60, steps=1).plain.split("\n")
    assert lines[2:] == [
        "▌ 1  F = − ∑ wₖ ln pₖ                   the loss of one",
        "▌          k                            prediction",
        "",
        "  2  space  the next of 2 steps left",
    ]


def test_the_rule_stands_on_the_base_line() -> None:
    lines = derivation(STEPS, 60, steps=2).plain.split("\n")
    assert next(line for line in lines if "∂F" in line) == "▌    ∂F"
    assert "▌ 2  ── = p − w                         w is one-hot" in lines


def test_where_it_is_narrow_the_rule_stands_under_the_formula() -> None:
    lines = derivation(STEPS, 40, steps=2).plain.split("\n")
    assert lines[lines.index("▌    ∂a") + 1] == "▌      w is one-hot"


def test_only_the_newest_is_bright() -> None:
    drawn = derivation(STEPS, 60, steps=2)
    roles = {drawn.plain[span.start : span.end].strip(): str(span.style) for span in drawn.spans}
    assert roles["1"] == "$muted" and roles["2"] == "bold $accent" and roles["▌"] == "$accent"
    assert roles["p"] == "italic $bright" and roles["= − ∑"] == "$foreground"


def test_all_of_it_at_once_has_no_bar_and_ends_with_the_note() -> None:
    plain = derivation(STEPS, 60).plain
    assert "▌" not in plain and "space" not in plain
    assert plain.endswith("     Checked.")
    assert "the last step" in derivation(STEPS, 60, steps=2).plain
    assert "the first of 3 steps" in derivation(STEPS, 60, steps=0).plain


def test_a_note_beside_its_equation_or_under_it() -> None:
    shown = Equation(r"\frac{a}{b} = c", "what it says")
    assert equation(shown, 60).plain == "    a\n    ─ = c    what it says\n    b"
    assert equation(shown, 30).plain == "    a\n    ─ = c\n    b\n\n    what it says"
    roles = {str(span.style) for span in equation(shown, 60).spans}
    assert "italic $muted" in roles


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*formulas(), r"\nosuch", ""]), st.sampled_from(["", "a rule of $h_n$ " * 4]))),
    st.integers(20, 120),
    st.none() | st.integers(0, 5),
    st.sampled_from([UNICODE, ASCII]),
)
def test_no_derivation_is_too_wide(
    parts: list[tuple[str, str]], width: int, steps: int | None, profile: object
) -> None:
    assert profile in (UNICODE, ASCII)
    chosen = UNICODE if profile is UNICODE else ASCII
    exhibit = Derivation("Title", tuple(Step(tex, rule) for tex, rule in parts), "note")
    drawn = derivation(exhibit, width, chosen, steps=steps).plain
    assert all(Content(line).cell_length <= width for line in drawn.split("\n"))
    for tex, rule in parts:
        assert all(
            Content(line).cell_length <= width for line in equation(Equation(tex, rule), width).plain.split("\n")
        )


@pytest.mark.parametrize("width", [1, 5, 12])
def test_a_sliver_of_a_screen_does_not_fail(width: int) -> None:
    assert derivation(STEPS, width, steps=1).plain
    assert equation(Equation("a = b", "note"), width).plain
