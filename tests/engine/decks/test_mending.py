"""Giving ids: all else of the file stays byte for byte, the result reads, and a second time there is nothing to do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.decks.events import load
from engine.decks.mending import mended
from engine.decks.reading import read_deck


def mend(folder: Path, text: str | bytes) -> tuple[bytes, bytes, tuple[str, ...]]:
    """The deck before and after, and the ids it was given."""
    path = folder / "deck.yaml"
    before = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(before)
    found = mended(path)
    return (before, found.content, found.ids) if found else (before, before, ())


def is_spliced(before: bytes, after: bytes, ids: tuple[str, ...]) -> bool:
    """Whether `after` is `before` with an `id: …` put in for each id, in order."""
    at = 0
    rest = before
    for name in ids:
        key = f"id: {name}".encode()
        place = after.index(key, at)
        kept, after_key = after[at:place], place + len(key)
        if not rest.startswith(kept):
            return False
        rest, at = rest[len(kept) :], after_key
        while not after[at:].startswith(rest[:12]) and after[at : at + 1] in b", \r\n":
            at += 1
    return after[at:] == rest


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        (
            "# mine\n- question: What is a bigram?   # why not\n  answer: y\n",
            "# mine\n- id: bigram\n  question: What is a bigram?   # why not\n  answer: y\n",
        ),
        (
            "title: T\r\ncards:\r\n  -   question: q\r\n      answer: y\r\n",
            "title: T\r\ncards:\r\n  -   id: q\r\n      question: q\r\n      answer: y\r\n",
        ),
        (
            "- {question: '$h_n$?', answer: y}\n- {id: b, question: q, answer: y}",
            "- {id: hn, question: '$h_n$?', answer: y}\n- {id: b, question: q, answer: y}",
        ),
        ("-\n  cloze: A {{gap}}.\n", "-\n  id: gap\n  cloze: A {{gap}}.\n"),
        ("- id:\n  question: q\n  answer: y\n", "- id: q\n  question: q\n  answer: y\n"),
        ("- question: q\r\n  id: # soon\r\n  answer: y", "- question: q\r\n  id: q # soon\r\n  answer: y"),
        ("- id: ''  # mine\n  question: q\n  answer: y", "- id: q  # mine\n  question: q\n  answer: y"),
        ("- {id: ~, question: q, answer: y}", "- {id: q, question: q, answer: y}"),
        ("- {question: q, answer: y, id: }", "- {question: q, answer: y, id: q}"),
        (  # what can't be mended safely stands in nobody's way
            '- {question: q, answer: y, id}\n- id: &n\n  question: q\n- id: ""\n  question: No\n',
            "- {question: q, answer: y, id}\n- id: &n\n  question: q\n- id: card-no\n  question: No\n",
        ),
        (
            "- question: One?\n  answer: A\n- ? question\n  : Two?\n  answer: B\n- question: Three?\n",
            "- id: one\n  question: One?\n  answer: A\n- ? question\n  : Two?\n  answer: B\n"
            "- id: three\n  question: Three?\n",
        ),
        (
            "- question: r\n- &a\n  question: q\n- id: b\n  quiz: [*a]\n- question: s\n",
            "- id: r\n  question: r\n- &a\n  question: q\n- id: b\n  quiz: [*a]\n- id: s\n  question: s\n",
        ),
        ("- &a\n  question: No\n  answer: y\n- *a\n", "- &a\n  id: card-no\n  question: No\n  answer: y\n- *a\n"),
    ],
)
def test_a_card_without_an_id_gets_one_of_its_words_and_the_layout_stays(
    tmp_path: Path, text: str, mended_text: str
) -> None:
    assert mend(tmp_path, text)[1].decode() == mended_text


def test_ids_are_unique_and_those_that_are_there_stay(tmp_path: Path) -> None:
    text = "- {id: gap, question: q, answer: y}\n" + "- {question: A gap?, answer: y}\n" * 2
    _, after, ids = mend(tmp_path, text)
    assert ids == ("gap-2", "gap-3")
    assert after.decode().startswith("- {id: gap, question: q, answer: y}\n- {id: gap-2, question")


@pytest.mark.parametrize(
    "text", ["", "- {id: a}\n", "- {}\n", "cards: 3\n", "- [a, b]\n", "- question: a: b\n", "- {? q : a}"]
)
def test_where_there_is_nothing_safe_to_do_nothing_is_done(tmp_path: Path, text: str) -> None:
    before, after, ids = mend(tmp_path, text)
    assert load(before.decode()).broken or (after, ids) == (before, ()) or ids


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=20)
CARDS = st.lists(
    st.tuples(
        WORDS,
        st.booleans(),  # has an id
        st.sampled_from(
            [
                "- question: {q}\n  answer: y\n",
                "-   # note\n    answer: y\n    question: {q}\n",
                "- {{question: {q}, answer: y}}\n",
            ]
        ),
        st.sampled_from(["", "\n", "# between\n", "\n\n  # far in\n"]),
    ),
    min_size=1,
    max_size=6,
)


@given(CARDS, st.booleans(), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_deck_keeps_every_byte_reads_well_and_is_done_with(
    tmp_path: Path, cards: list[tuple[str, bool, str, str]], headed: bool, end: str, marked: bool, last: bool
) -> None:
    text = "title: T\ncards:\n" if headed else ""
    for number, (words, has_id, shape, after) in enumerate(cards):
        quoted = "'" + words.replace("'", "''") + "?'"
        card = shape.format(q=quoted)
        text += (
            card.replace(
                "answer: y",
                f"answer: y, id: c{number}"
                if "{q" in card[:4] or card[2] == "{"
                else f"answer: y\n{'    ' if '#' in card[:5] else '  '}id: c{number}",
            )
            if has_id
            else card
        ) + after
    raw = (b"\xef\xbb\xbf" if marked else b"") + (text if last else text.rstrip("\n")).replace("\n", end).encode()
    before, after, ids = mend(tmp_path, raw)
    assert len(ids) == sum(not has_id for _, has_id, _, _ in cards)
    assert is_spliced(before, after, ids)
    path = tmp_path / "deck.yaml"
    path.write_bytes(after)
    deck, problems = read_deck(path)
    assert not any("no id" in each.message or "taken" in each.message for each in problems)
    assert len(deck.cards) == len(cards)
    assert mended(path) is None
