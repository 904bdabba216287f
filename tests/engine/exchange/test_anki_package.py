"""What goes into a package for Anki, apart from Anki itself (tests/peers)."""

import os
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from engine.decks.library import Library, find_decks
from engine.exchange.exporting import left_behind, written
from engine.exchange.page import cloze_page, page

DECK = """- {id: one, question: What is $a < b$?, answer: Less., after: [two]}
- {id: two, question: q, answer: a, quiz: [{ask: How many?, number: 2}]}
- {id: three, cloze: 'A {{gap}}, ![a picture](p.png).', source: {note: n, erratum: '![b](q.png)'}}
"""


def library(folder: Path, when: int, text: str = DECK) -> Library:
    path = folder / "deck.yaml"
    path.write_text(text)
    os.utime(path, (when, when))
    return find_decks([path])


def notes(package: bytes, folder: Path) -> dict[str, tuple[int, str]]:
    """Of each note: its guid, when it was changed, its fields."""
    file = folder / "collection.anki2"
    file.write_bytes(zipfile.ZipFile(BytesIO(package)).read("collection.anki2"))
    base = sqlite3.connect(file)
    try:
        return {guid: (mod, fields) for guid, mod, fields in base.execute("select guid, mod, flds from notes")}
    finally:
        base.close()


def test_the_same_decks_give_the_same_bytes(tmp_path: Path) -> None:
    decks = library(tmp_path, 1_700_000_000)
    assert written(decks, "apkg", {"deck/one": "shown"}) == written(decks, "apkg", {"deck/one": "shown"})


def test_an_edit_keeps_each_guid_and_is_newer(tmp_path: Path) -> None:
    before = notes(written(library(tmp_path, 1_700_000_000), "apkg", {}), tmp_path)
    edited = library(tmp_path, 1_700_000_001, DECK.replace("Less.", "Smaller."))
    after = notes(written(edited, "apkg", {}), tmp_path)
    assert before.keys() == after.keys()
    assert all(after[guid][0] > before[guid][0] for guid in before)


def test_new_cards_are_met_in_the_order_of_what_to_know_first(tmp_path: Path) -> None:
    package = written(library(tmp_path, 1), "apkg", {})
    (tmp_path / "c").write_bytes(zipfile.ZipFile(BytesIO(package)).read("collection.anki2"))
    base = sqlite3.connect(tmp_path / "c")
    rows = base.execute("select n.flds, c.due from cards c join notes n on n.id = c.nid order by c.due").fetchall()
    base.close()
    assert [fields.split("\x1f")[0][:12] for fields, _ in rows] == ["<p>q</p>", "<p>What is \\", "<p>A {{c1::g"]


def test_what_stays_behind_is_told_by_card(tmp_path: Path) -> None:
    told = [str(problem).partition("deck.yaml:")[2] for problem in left_behind(library(tmp_path, 1).decks, "apkg")]
    assert told == [
        "1:1: not carried over: `after`: Anki has new cards in their order, and does not wait for those to know first",
        "2:1: not carried over: 1 question of its quiz",
        "3:1: not carried over: the picture p.png: put it into Anki's media",
        "3:1: not carried over: the picture q.png: put it into Anki's media",
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a & b <i>", "<p>a &amp; b &lt;i&gt;</p>"),
        ("*a* $x_1*y*z < 2$", "<p><em>a</em> \\(x_1*y*z &lt; 2\\)</p>"),
        ("$$\na\n$$", "<p>\\[a\\]</p>"),
        ("| a | b |\n|---|---|\n| $|x|$ | 2 |", "\\(|x|\\)"),
        ("`$x$`", "<p><code>$x$</code></p>"),
    ],
)
def test_markdown_with_mathematics_becomes_html(text: str, html: str) -> None:
    assert html in page(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A {{gap}}, {{two}}.", "<p>A {{c1::gap}}, {{c2::two}}.</p>"),
        ("{{$\\frac{1}{2^{n}}$}}", "<p>{{c1::\\(\\frac{1}{2^{n} }\\)}}</p>"),
        ("{{**a** `x::y`}}", "<p>{{c1::<strong>a</strong> <code>x:&#58;y</code>}}</p>"),
        ("$x_{{a}}$ {{b}}", "<p>\\(x_{{a} }\\) {{c1::b}}</p>"),
    ],
)
def test_gaps_close_where_they_should(text: str, html: str) -> None:
    assert cloze_page(text) == html
