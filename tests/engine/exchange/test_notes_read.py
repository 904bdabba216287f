"""The conventions of other people's notes: what becomes a card, and what is told because it does not."""

from pathlib import Path

import pytest

from engine.decks.written import Written
from engine.exchange.draft import Notes
from engine.exchange.importing import read_notes
from engine.problems import RecurError


@pytest.fixture
def read(tmp_path: Path) -> "Read":
    return Read(tmp_path)


class Read:
    """Reads a text as a file of notes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str | bytes, name: str = "note.md", kind: str = "") -> Notes:
        file = self.folder / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_notes(file, kind)


def sides(notes: Notes) -> list[tuple[str, str]]:
    return [(each.written.question or each.written.cloze, each.written.answer) for each in notes.drafts]


def only(notes: Notes) -> Written:
    (draft,) = notes.drafts
    return draft.written


def left(notes: Notes) -> dict[int, str]:
    return {problem.line: problem.message for problem in notes.left}


def test_hashcards_questions_answers_and_gaps(read: Read) -> None:
    notes = read(
        '---\nname = "Groups"\n---\n\nQ: What?\nstill?\nA: one\n\n- two\nC: The [order] of $G[x]$ is [$|G|$].\n---\n'
    )
    assert notes.title == "Groups"
    assert sides(notes) == [("What?\nstill?", "one\n\n- two"), ("The {{order}} of $G[x]$ is {{$|G|$}}.", "")]
    assert [draft.line for draft in notes.drafts] == [5, 10]


def test_a_picture_is_no_gap(read: Read) -> None:
    notes = read("C: ![alt](a.png) and [this]\n")
    assert only(notes).cloze == "![alt](a.png) and {{this}}"
    assert "a.png" in left(notes)[1]


def test_what_is_no_card_of_hashcards_is_told_at_its_line(read: Read) -> None:
    notes = read("Before.\n\nQ: one\nQ: two\nA: 2\nA: 3\nC: no gap\n---\nAfter.\n")
    assert sides(notes) == [("two", "2")]
    assert left(notes) == {
        1: "text outside of cards: “Before.”",
        3: "a question without an answer: “one”",
        6: "an answer without a question: “3”",
        7: "a cloze without a gap: “no gap”",
        9: "text outside of cards: “After.”",
    }


def test_cards_of_other_conventions_among_those_of_hashcards_are_told_at_their_lines(read: Read) -> None:
    notes = read(
        "Q: one\n### of\nA: 1\n\n~~~\n# code\na::b\n~~~\nand `c::d` $e::f$\ng::h\n"
        "## What?\nThat.\n\nThe {{c1::gap}}.\n\nC: The [gap]\n?\n# End\n"
    )
    assert sides(notes) == [
        ("one\n### of", "1\n\n~~~\n# code\na::b\n~~~\nand `c::d` $e::f$\ng::h"),
        ("The {{gap}}\n?", ""),
    ]
    assert left(notes) == {
        2: "a card as a heading that asks, which stays text of the card above: “### of”",
        10: "a card as question::answer, which stays text of the card above: “g::h”",
        11: "text outside of cards: “## What? That. The {{c1::gap}}.”",
        14: "a card as {{c1::…}}: “The {{c1::gap}}.”",
        17: "a card as lines around a ?, which stays text of the card above: “?”",
        18: "text outside of cards: “# End”",
    }


def test_a_card_of_ours_keeps_what_looks_like_another(read: Read) -> None:
    text = '<!-- recur {"id": "a"} -->\nQ: one\nA:\ntwo\n# three\nfour::five\n'
    assert sides(notes := read(text)) == [("one", "two\n# three\nfour::five")]
    assert not notes.left


def test_obsidian_on_one_line_and_on_several(read: Read) -> None:
    notes = read("#flashcards/bio\na::b\n- c:::d ^block\n<!--SR:!2024-08-16,51,230-->\n\ne\nf\n??\ng\n\nh\n?\ni\n")
    assert sides(notes) == [("a", "b"), ("c", "d"), ("e\nf", "g"), ("h", "i")]
    assert [draft.written.reversed for draft in notes.drafts] == [False, True, True, False]
    assert {draft.written.tags for draft in notes.drafts} == {("bio",)}
    assert left(notes) == {3: "the name of a block, ^block", 4: "a schedule: the card begins as new"}


def test_the_first_heading_of_obsidian_is_the_title_and_the_others_are_told(read: Read) -> None:
    notes = read("# One\na::b\n\n## Two\nc::d\n")
    assert notes.title == "One" and sides(notes) == [("a", "b"), ("c", "d")]
    assert left(notes) == {4: "a heading outside of cards: “Two”"}


def test_obsidian_gaps_with_hints_and_mathematics(read: Read) -> None:
    card = only(read("The ==$x == y$ way==^[think] is ==`a==b`==.\n"))
    assert (card.cloze, card.hint) == ("The {{$x == y$ way}} is {{`a==b`}}.", "think")


def test_tags_before_a_question_are_its_own(read: Read) -> None:
    notes = read("#flashcards/a\nq1::1\n\n#flashcards/b q2::2\n\nq3::3\n")
    assert [draft.written.tags for draft in notes.drafts] == [("a",), ("b",), ("a",)]


def test_separators_within_code_and_mathematics_separate_nothing(read: Read) -> None:
    notes = read("Use `std::vector` or $a::b$ here::yes\n\n`x::y`\n")
    assert sides(notes) == [("Use `std::vector` or $a::b$ here", "yes")]
    assert 3 in left(notes)


CODE = "```cpp\nstd::vector<int> v;\nif (a==b && c==d) x;\n?\n#tag\n# no heading\n\nQ: q\nA: a\nC: [c]\n```\n"


@pytest.mark.parametrize("fence", ["```", "~~~", "> ~~~~", "  ```"])
@pytest.mark.parametrize(
    ("kind", "card"), [("obsidian", "g::h\n"), ("hashcards", "Q: g\nA: h\n"), ("headings", "# g\nh\n")]
)
def test_no_card_begins_within_a_block_of_code(read: Read, kind: str, card: str, fence: str) -> None:
    code = CODE.replace("```", fence)
    notes = read(f"{card}\nprose ``` a ```\n{code}\n{card}", kind=kind)
    below = "h" if kind == "obsidian" else f"h\n\nprose ``` a ```\n{code.rstrip()}"
    assert sides(notes) == [("g", below), ("g", "h")]
    if kind == "obsidian":
        assert list(left(notes)) == [3] and "prose" in left(notes)[3]
    assert sides(read(f"{fence} never closed\n\n{card}", kind=kind)) == [("g", "h")]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_block_of_code_stays_in_the_card_and_says_nothing_of_the_convention(read: Read, fence: str) -> None:
    code = CODE.replace("```", fence).rstrip()
    assert sides(read(f"What?\n{code}\n?\n{code}\n")) == [(f"What?\n{code}", code)]
    assert sides(read(f"{code}\n\na::b\n")) == [("a", "b")]
    assert sides(read(f"{code}\n\n# What?\nThat.\n")) == [("What?", "That.")]
    assert sides(read(f"The ==gap==\n{code}\n")) == [(f"The {{{{gap}}}}\n{code}", "")]


@pytest.mark.parametrize(
    "table",
    ["| a | b::c |\n|---|:-:|\n| x::y | ? |", "a | b\n--- | ---\nc::d | e", "| x::y | z |", "  | x:::y | z |"],
)
def test_a_row_of_a_table_begins_no_card_and_is_told(read: Read, table: str) -> None:
    notes = read(f"|x|::|y|\n\n{table}\n\ne::f\n")
    assert sides(notes) == [("|x|", "|y|"), ("e", "f")]
    assert left(notes)[3].startswith("text outside of cards") and len(notes.left) == 1
    assert sides(read(f"What?\n{table}\n?\n{table}\n")) == [(f"What?\n{table}", table.strip())]
    assert sides(read(f"# What?\n{table}\n")) == [("What?", table.strip())]


def test_links_and_remarks_of_a_vault_are_told(read: Read) -> None:
    notes = read("See [[Cell biology|cells]]::![[pic one.png]] %%why%%\n<!-- a\nremark -->\n")
    assert sides(notes) == [("See cells", "![pic one.png](pic%20one.png)")]
    assert sorted(problem.message.split(",")[0].split(":")[0] for problem in notes.left) == [
        "a comment",
        "a comment",
        "the link to Cell biology",
        "the picture pic%20one.png",
    ]


def test_headings_that_ask(read: Read) -> None:
    notes = read(
        "# Analysis\nAll of it.\n\n## Limits\n\n### What is one?\nA number.\n\n```\n# no heading\n```\n### Empty\n"
    )
    assert (notes.title, notes.about) == ("Analysis", "All of it.")
    assert sides(notes) == [("What is one?", "A number.\n\n```\n# no heading\n```")]
    assert only(notes).tags == ("Limits",) and only(notes).source is not None
    assert left(notes) == {12: "a heading without an answer: “Empty”"}


@pytest.mark.parametrize(
    ("doubled", "single"),
    [
        (r"$\\{1, 2\\}$", r"$\{1, 2\}$"),
        (r"\\(x\\) and \\[y\\]", r"\(x\) and \[y\]"),
        (r"$$\begin{aligned} a &= b \\\\ c \end{aligned}$$", r"$$\begin{aligned} a &= b \\ c \end{aligned}$$"),
        (r"$\\frac{a}{b}$", r"$\frac{a}{b}$"),
        (r"$$\begin{aligned} a &= b \\ c &= \|d\| \end{aligned}$$", None),
        (r"$a\,b \\ c$ and `\\{`", None),
    ],
)
def test_doubled_escapes_are_undone_once(read: Read, doubled: str, single: str | None) -> None:
    notes = read(f"Q: q\nA: {doubled}\n")
    assert only(notes).answer == (single or doubled)
    assert bool(notes.left) == (single is not None)


def test_a_table_with_a_head_and_what_spreadsheets_do_to_it(read: Read) -> None:
    table = '\ufeffFront;Back;Tags;Extra\r\n"What; ""it""?";"two\r\nlines";a, b c;x\r\nno back;;;\r\n'
    notes = read(table, "t.csv")
    card = only(notes)
    assert (card.question, card.answer, card.tags) == ('What; "it"?', "two\nlines", ("a", "b c"))
    assert left(notes) == {1: "the column Extra", 4: "a row without an answer: “no back”"}


def test_a_table_without_a_head_in_another_encoding(read: Read) -> None:
    card = only(read("Frage\tAntwört\tTag\tWink\n".encode("utf-16"), "t.tsv"))
    assert (card.question, card.answer, card.tags, card.hint) == ("Frage", "Antwört", ("Tag",), "Wink")


def test_a_table_as_anki_writes_it(read: Read) -> None:
    text = "#separator:tab\n#html:true\n#tags column:3\na<br>b\t1 &lt; 2\tx::y z\nThe {{c1::gap::hint}}\t\t\n"
    notes = read(text, "t.txt")
    assert sides(notes) == [("a\nb", "1 < 2"), ("The {{gap}}", "")]
    assert notes.drafts[0].written.tags == ("x/y", "z") and notes.drafts[1].written.hint == "hint"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", 'a,b\nc,"d\n', "t.csv:2:1: not a table: a quote is not closed"),
        ("t.csv", "question,answer,front\na,b,c\n", "t.csv:1:1: two columns are called question"),
        ("n.md", b"Q: a\nA: \xff\n", "n.md:2:4: not UTF-8 (byte 0xff)"),
        ("n.md", "nothing to see\n", "n.md:1:1: no cards in any way that is known"),
        ("n.md", "Q: alone\n", "n.md:1:1: not carried over: a question without an answer"),
        ("j.json", '[{"id": }]', "j.json:1:9: not JSON"),
        ("j.json", '{"cards": [{"id": "a", "question": "b"}]}', "this card has no answer"),
        ("d.yaml", "- {}", "is a deck already"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(read: Read, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(RecurError) as error:
        read(content, name)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_control_characters_are_left_out_and_told(read: Read) -> None:
    notes = read("Q: a\x07b\nA: c\u2028d\n")
    assert sides(notes) == [("ab", "c d")]
    assert notes.left[0].line == 1 and notes.left[0].column == 5


def test_a_formula_that_cannot_be_drawn_is_told(read: Read) -> None:
    notes = read("Q: a\nA: $\\nosuchthing{x}$\n")
    assert only(notes).answer == "$\\nosuchthing{x}$" and "cannot be read" in left(notes)[1]


def test_obsidian_gaps_as_anki_numbers_them_are_gaps_and_their_colons_part_nothing(read: Read) -> None:
    notes = read("# Cells\n\nThe {{c1::cell::of what?}} has a {{c2::wall}}.\n\nq::a {{c1::b}}\n", kind="obsidian")
    assert sides(notes) == [("The {{cell}} has a {{wall}}.", ""), ("q", "a {{c1::b}}")]
    assert notes.drafts[0].written.hint == "of what?" and not left(notes)


def test_a_table_with_a_column_of_clozes_has_them_there_alone_and_loses_no_cell_in_silence(read: Read) -> None:
    notes = read(
        "question,answer,cloze,reversed,hint\nWhat is {{c1::x}}?,y,,yes,\nq,a,A {{c1::b::h}} c,yes,g\n,,no gap,,\n",
        "t.csv",
    )
    first, second = (draft.written for draft in notes.drafts)
    assert (first.question, first.answer, first.cloze, first.reversed) == ("What is {{c1::x}}?", "y", "", True)
    assert (second.cloze, second.hint, second.reversed) == ("A {{b}} c", "g; h", False)
    assert [(each.line, each.message.partition(":")[0]) for each in notes.left] == [
        (3, "the question beside a cloze"),
        (3, "the back of a cloze"),
        (3, "reversed"),
        (4, "a cloze needs a gap"),
    ]
