"""Notes of any text: nothing falls over but in a line, and what is written becomes a card or is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exchange.draft import Notes
from engine.exchange.importing import read_notes
from engine.problems import Problem, RecurError
from tests.engine.exchange.random_cards import PIECES

KINDS = {"hashcards": "md", "obsidian": "md", "headings": "md", "csv": "csv", "tsv": "tsv"}
SIGNS = (
    *("Q: ", "\nA: ", "C: [", "]", "\n---\n", "## ", "::", ":::", "\n?\n", "\n??\n", "==", "\n#flashcards/a\n", "# "),
    *(",", "\t", ";", '"', '""', "\n#separator:tab\n", "{{c1::", "}}", "%%", "<!-- ", " -->", "~~~\n", "```\n"),
    *("\n```\n", "\n~~~\n", "\n|---|\n", "| ", " |", "\n| a::"),
)
WORDS = st.integers(0, 999).map("word{:03}".format)
blocks = st.lists(WORDS | st.sampled_from(SIGNS) | st.sampled_from(PIECES), min_size=1, max_size=10).map("".join)
notes = st.lists(blocks, min_size=1, max_size=6).map("\n\n".join)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notes")


def read(folder: Path, kind: str, text: str | bytes) -> Notes | None:
    """What is read; None where the file is refused, in a line that names it."""
    file = folder / f"notes.{KINDS[kind]}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        return read_notes(file, kind)
    except RecurError as error:
        assert str(error).startswith(str(file)) and len(str(error).splitlines()) == 1
        return None


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text() | st.binary())
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused_in_a_line(folder: Path, kind: str, text: str | bytes) -> None:
    read(folder, kind, text)


@pytest.mark.parametrize("kind", KINDS)
@given(text=notes)
@settings(max_examples=300, deadline=None)
def test_each_word_is_on_a_card_or_told(folder: Path, kind: str, text: str) -> None:
    found = read(folder, kind, text)
    if found is None:
        return
    assert found.drafts
    carried = " ".join([found.title, found.about, *found.tags, *(repr(draft.written) for draft in found.drafts)])
    said = " ".join(problem.message for problem in found.left)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = {line for problem in found.left for line in _lines(problem)}
    begun = told | {draft.line for draft in found.drafts}
    for number, line in enumerate(lines, 1):
        for word in re.findall(r"word\d{3}", line):
            assert word in carried or word in said or _is_told(number, lines, told, begun), (word, number, found.left)


def _lines(problem: Problem) -> range:
    """The lines that are told: one, or those to a last one that is named."""
    last = re.search(r", to line (\d+)$", problem.message)
    return range(problem.line, (int(last[1]) if last else problem.line) + 1)


def _is_told(number: int, lines: list[str], told: set[int], begun: set[int]) -> bool:
    """Whether the line is told, or the text that it belongs to: its paragraph, or what has begun above."""
    first = last = number
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return any(first <= line <= last for line in told) or max((at for at in begun if at <= number), default=0) in told
