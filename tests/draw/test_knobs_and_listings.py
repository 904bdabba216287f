"""Knobs do not move while they turn; listings light the lines that matter."""

from textwrap import dedent

from drawable_things import TEXTS, WIDTHS, roles_of, rows_of, widest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_things import KNOBS, LISTING

from engine.describe import Listing
from engine.knobs import choice, slider
from tui.draw.knobs import Columns, draw_knob
from tui.draw.listing import listing

RADIUS = KNOBS["radius"]


def test_nothing_moves_while_a_knob_turns() -> None:
    drawn = [draw_knob("radius", RADIUS, value, 60, True, False).plain for value in (0.0, 0.5, 0.95, 1.234, 2.0)]
    assert len({row.index("0–2") for row in drawn}) == 1
    assert len({(row.index("●") + row.count("━"), row.count("━") + row.count("─")) for row in drawn}) > 1
    assert len({row.count("━") + row.count("─") for row in drawn}) == 1
    assert [row.index("●") for row in drawn] == sorted(row.index("●") for row in drawn)


def test_only_the_focused_track_is_in_the_accent() -> None:
    assert "$accent" in set(roles_of(draw_knob("radius", RADIUS, 1.0, 60, True, False)))
    quiet = draw_knob("radius", RADIUS, 1.0, 60, False, False)
    assert not quiet.plain.startswith("▌")
    assert "$accent" not in {role for span in quiet.spans if quiet.plain[span.start : span.end].strip()
                             for role in str(span.style).split()}  # fmt: skip


def test_a_narrow_knob_drops_its_range_and_leading_words() -> None:
    narrow = draw_knob("radius", RADIUS, 0.95, 30, False, True).plain
    assert narrow.strip().startswith("radius ρ")
    assert "0–2" not in narrow
    assert draw_knob("activation", KNOBS["activation"], "tanh", 30, False, True).plain.endswith("◂ tanh ▸")


def test_a_choice_without_room_shows_what_is_chosen() -> None:
    many = choice(*(f"option number {at}" for at in range(9)))
    assert "◂ option number 3 ▸" in draw_knob("which", many, "option number 3", 70, False, False).plain


@settings(deadline=None)
@given(st.sampled_from(sorted(KNOBS)), st.integers(16, 140), st.booleans(), st.booleans())
def test_any_knob_fits(name: str, width: int, focused: bool, narrow: bool) -> None:
    knob = KNOBS[name]
    for value in (knob.start, *knob.corners()):
        assert widest(draw_knob(name, knob, value, width, focused, narrow, Columns.of(KNOBS, narrow))) <= width


def test_a_logarithmic_track_is_even_in_factors() -> None:
    rate = slider(0.01, 100.0, 1.0, log=True)
    row = draw_knob("rate", rate, 1.0, 60, False, False).plain
    assert abs(row.count("━") - row.count("─")) <= 1


def test_marked_lines_are_lit_and_explained() -> None:
    drawn = listing(LISTING, 70)
    rows = rows_of(drawn)
    lit = [row for row in rows if row.startswith("▌")]
    assert [row.split()[1] for row in lit] == ["41", "42", "43"]
    assert [row.rstrip()[-1] for row in lit] == ["a", "b", "a"]
    assert sum(row.startswith("a  ") for row in rows) == 1
    assert rows[-1] == "models/bptt.py, lines 38 to 43"


@settings(deadline=None)
@given(st.text("abc \t\n'\"#()[]{}\\字def", max_size=200), WIDTHS, TEXTS, st.integers(1, 9999))
def test_any_source_is_listed_within_the_width(source: str, width: int, why: str, first: int) -> None:
    shown = Listing("a.py", first, source, ((first, why), (first + 1, "")))
    drawn = listing(shown, width)
    assert widest(drawn) <= width
    last = first + dedent(source).rstrip("\n").count("\n")  # which empties a line of blanks
    numbers = [int(row[2:].split()[0]) for row in rows_of(drawn) if row[2 : 2 + len(str(last))].strip().isdigit()]
    assert [each for each in numbers if first <= each <= last][-1:] == [last]


def test_a_long_line_of_code_goes_on_below_and_nothing_of_it_is_lost() -> None:
    source = "    independent = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)"
    drawn = listing(Listing("a.py", 7, source, ((7, "why"),)), 50)
    rows = [row for row in rows_of(drawn) if row.startswith("▌")]
    assert len(rows) > 1
    assert "".join(row[2:].strip().removeprefix("7").strip(" a") for row in rows).replace(" ", "") == (
        source.replace(" ", "")
    )
    assert [row.rstrip().endswith(" a") for row in rows] == [True] + [False] * (len(rows) - 1)


def test_the_sign_of_a_comment_stays_with_its_words() -> None:
    shown = Listing("a.py", 7, "dVx[:, word] = d[n]  # (H, K), of the word that came", ())
    for width in range(24, 60):
        assert not any(row.endswith("#") for row in rows_of(listing(shown, width))), width


def test_a_label_without_room_keeps_the_words_that_belong_to_its_symbol() -> None:
    labels = {"hidden units $H$": "units H", "from the right": "from the ri…", "size": "size"}
    for label, shown in labels.items():
        drawn = draw_knob("a", slider(0, 1, 0, label=label), 0, 40, False, True, Columns(12, 4, 0))
        assert drawn.plain[2:14].strip() == shown


def test_a_method_begins_at_the_margin() -> None:
    drawn = rows_of(listing(Listing("a.py", 7, "    def f(self):\n        return 1", ()), 50))
    assert drawn[:2] == ["  7  def f(self):", "  8      return 1"]
