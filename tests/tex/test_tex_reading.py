"""TeX read into nodes: what is understood, and what is refused with a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notes_formulas import formulas as notes
from notes_formulas import nodes

from engine.tex import TexError, formulas, parse
from engine.tex.nodes import Fence, Fraction, Grid, Row, Script, Symbol


@pytest.mark.parametrize("tex", notes())
def test_the_notes_are_understood(tex: str) -> None:
    assert isinstance(parse(tex), Row)


def test_scripts_are_kept_in_either_order() -> None:
    w, one, n = Symbol("w"), Symbol("1"), Symbol("N")
    assert parse("w^N_1") == parse("w_1^N") == parse("w _ 1 ^ {N}") == Row((Script(w, one, n),))


def test_one_token_is_an_argument() -> None:
    assert parse(r"\frac 1 N") == parse(r"\frac1N") == Row((Fraction(Symbol("1"), Symbol("N")),))
    assert parse(r"\frac{1}{12}") == Row((Fraction(Symbol("1"), Symbol("12")),))


def test_what_sympy_prints_is_understood() -> None:
    drawn = parse(r"\left[\begin{matrix}\tanh{\left(x \right)} & 0\\0 & 1.5\end{matrix}\right]")
    kinds = {type(node) for node in nodes(drawn)}
    assert {Fence, Grid} <= kinds
    assert Symbol("1.5") in list(nodes(drawn))


@pytest.mark.parametrize(
    ("tex", "message", "column"),
    [
        (r"a + \nosuch b", "unknown command \\nosuch", 4),
        (r"\frac{a}", "an argument is missing", 8),
        (r"x_1_2", "a second subscript", 3),
        (r"x^1^2", "a second superscript", 3),
        (r"a {b", "a { that is never closed", 2),
        (r"a } b", "a } without its {", 2),
        (r"\left( a", r"a \left without its \right", 0),
        (r"a \right)", r"a \right without its \left", 2),
        (r"\begin{matrix} a", r"\begin{matrix} without its \end", 0),
        (r"\begin{matrix} a \end{cases}", r"\begin{matrix} ends as cases", 22),
        (r"\begin{nosuch} a \end{nosuch}", "unknown environment nosuch", 0),
        (r"\text{a $\nosuch$}", "unknown command \\nosuch", 9),
        ("a $ b", "a $ inside a formula (write \\$)", 2),
        ("   ", "the formula is empty", 0),
        ("a\\", "a backslash at the end", 1),
        ("a\x1b[31m", "a character that can't stand in a formula, U+001B", 1),
        ("a\u202eb", "a character that can't stand in a formula, U+202E", 1),
    ],
)
def test_a_mistake_is_named_where_it_is(tex: str, message: str, column: int) -> None:
    with pytest.raises(TexError) as caught:
        parse(tex)
    assert (caught.value.message, caught.value.column) == (message, column)


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 1000,
        "x^{" * 1000,
        r"\frac" * 700,
        r"\left(" * 600,
        r"\sqrt" * 700,
        r"\hat" * 900,
        r"\begin{matrix}" * 200,
        r"\text{$" * 500,
        "&" * 3000,
        "x" * 5000,
    ],
)
def test_hostile_formulas_are_refused(tex: str) -> None:
    with pytest.raises(TexError):
        parse(tex)


PARTS = [*"\\{}[]()^_&$'%abx12+-= \n.,|~", r"\frac", r"\left", r"\text", r"\begin{cases}"]


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_nothing_but_its_own_error_escapes(tex: str) -> None:
    try:
        parse(tex)
    except TexError as error:
        assert 0 <= error.column <= len(tex)


def test_formulas_are_found_in_markdown_with_their_place() -> None:
    text = "Let $a_1$ be $$\nb\n$$ and \\(c\\), \\[ d \\]. It costs 5$ and 6$, or $5 and $6; `$x$`, \\$y\\$"
    text += "\n```\n$z$\n```\n$\\text{if $e$}$."
    found = formulas(text)
    assert [tex.strip() for tex, _ in found] == ["a_1", "b", "c", "d", r"\text{if $e$}"]
    assert all(text[offset : offset + len(tex)] == tex for tex, offset in found)


@given(st.text(alphabet=st.sampled_from(list("$\\()[]`~\n ab1>-"))))
def test_finding_formulas_never_fails_and_never_overlaps(text: str) -> None:
    at = 0
    for tex, offset in formulas(text):
        assert text[offset : offset + len(tex)] == tex
        assert offset >= at
        at = offset + len(tex)
