"""The journal: durable on return, only ever added to, and equal to the fold of its events."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.attempt import Attempt
from engine.clock import day_of
from engine.journal import Journal, opening
from engine.memory import Grade, Memory, Review, State
from engine.problems import RecurError
from engine.scheduler import Scheduler

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def review(key: str, grade: Grade, at: datetime = NOON, seconds: float = 2.5) -> Review:
    return Review(str(uuid4()), key, grade, at, day_of(at), seconds, State.NEW, at)


def attempted(card: str, right: bool) -> Attempt:
    return Attempt(
        id=str(uuid4()),
        key=card,
        question=1,
        seed=1,
        given="8",
        verdict="correct",
        right=right,
        at=NOON,
        day=day_of(NOON),
        seconds=2.0,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_what_was_written_is_there_when_opened_again(path: Path) -> None:
    journal = Journal.open(path)
    first, second = review("d/a", Grade.GOOD), review("d/a", Grade.EASY, NOON + timedelta(minutes=10, microseconds=7))
    journal.append(first)
    memory = journal.append(second)
    journal.close()
    again = Journal.open(path)
    assert again.memories() == {"d/a": memory}
    kept = again.reviews("d/a")
    assert [(each.id, each.grade, each.at) for each in kept] == [
        (each.id, each.grade, each.at) for each in (first, second)
    ]
    assert [each.state for each in kept] == [State.NEW, State.LEARNING]
    assert kept[-1].due == memory.due
    again.close()


CARDS = ["d/a", "d/b", "e/c"]
KEYS = ["d/a", "d/a#1", "d/b", "d/b#reverse", "e/c"]
REVIEWED = st.tuples(st.sampled_from(KEYS), st.sampled_from(list(Grade)), st.integers(-60, 60 * 24 * 40))
UNDONE = st.integers(0, 30)  # the review of this number, if there is one
ACTIONS = st.lists(REVIEWED | UNDONE, max_size=14)
TENDED = st.one_of(
    st.tuples(st.just("rename"), st.sampled_from(CARDS), st.sampled_from(CARDS)),
    st.tuples(st.sampled_from(["suspend", "resume", "attempt"]), st.sampled_from(CARDS), st.booleans()),
    st.tuples(st.just("bury"), st.sampled_from(KEYS), st.none()),
    st.tuples(st.just("reset"), st.sets(st.sampled_from(KEYS), max_size=3), st.none()),
)


@given(ACTIONS)
@settings(max_examples=60, deadline=None)
def test_memories_are_the_fold_of_the_events_that_stand(actions: list[tuple[str, Grade, int] | int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        journal, at, ids, standing = Journal.open(path, Scheduler(0.85)), NOON, [], {}
        for action in actions:
            if isinstance(action, tuple):
                key, grade, minutes = action
                at += timedelta(minutes=minutes)
                made = review(key, grade, at)
                journal.append(made)
                ids.append(made.id)
                standing[made.id] = made
            elif action < len(ids):
                assert bool(journal.undo(ids[action], at, day_of(at))) == (ids[action] in standing)
                standing.pop(ids[action], None)
        expected: dict[str, Memory] = {}
        for made in standing.values():
            expected[made.key] = Scheduler(0.85).review(made.key, expected.get(made.key), made.grade, made.at)
        kept = journal.memories()
        assert {key: (memory.stability, memory.reviews) for key, memory in kept.items()} == {
            key: (memory.stability, memory.reviews) for key, memory in expected.items()
        }
        assert journal.replay() == kept
        journal.close()
        elsewhere = Journal.open(path, Scheduler(0.95))
        assert elsewhere.rebuild() == [], "a promise stands, whatever the settings have become"
        elsewhere.close()


@given(st.lists(st.tuples(st.just("review"), REVIEWED, st.none()) | TENDED | UNDONE, max_size=24))
@settings(max_examples=120, deadline=None)
def test_whatever_a_card_is_called_all_that_is_known_of_it_goes_with_it(actions: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        journal, at = Journal.open(path), NOON
        ids: list[str] = []
        records: list[list[Any]] = []  # kind, key of today, what
        for action in actions:
            if isinstance(action, int):
                if action < len(ids):
                    journal.undo(ids[action], at, day_of(at))
                    records = [
                        each for each in records if (each[2].id if each[0] == "review" else each[2]) != ids[action]
                    ]
                continue
            kind, what, more = action
            if kind == "review":
                key, grade, minutes = what
                at += timedelta(minutes=minutes)
                made = review(key, grade, at)
                journal.append(made)
                ids.append(made.id)
                records.append(["review", key, made])
            elif kind == "rename" and what != more:
                old, new = (reviewed(records, journal, card) for card in (what, more))
                begun_anew = any(each[0] == "reset" and each[1].partition("#")[0] == more for each in records)
                if begun_anew or (new and not (old and old[-1] < new[0])):
                    with (
                        pytest.raises(RecurError, match="reviewed already"),
                        journal.renaming(what, more, at, day_of(at)),
                    ):
                        pass
                    continue
                with journal.renaming(what, more, at, day_of(at)):
                    pass
                for each in records:
                    card, mark, ending = each[1].partition("#")
                    each[1] = f"{more if card == what else card}{mark}{ending}"
            elif kind == "suspend":
                assert journal.suspend(what, at, day_of(at)) == (["suspend", what, None] not in records)
                records += [["suspend", what, None]] * (["suspend", what, None] not in records)
            elif kind == "resume":
                assert journal.resume(what, at, day_of(at)) == (["suspend", what, None] in records)
                records = [each for each in records if each != ["suspend", what, None]]
            elif kind == "attempt":
                journal.attempt(attempted(what, more))
                records.append(["attempt", what, more])
            elif kind == "bury":
                journal.bury(what, at, day_of(NOON))
                records.append(["bury", what, None])
            elif kind == "reset":
                before = journal.memories()
                event = journal.reset(sorted(what), at, day_of(at))
                assert journal.memories() == {key: memory for key, memory in before.items() if key not in what}
                assert bool(event) == bool(what & before.keys())
                ids += [event] * bool(event)
                records += [["reset", key, event] for key in what & before.keys()]
        expected: dict[str, Memory] = {}
        for kind, key, made in records:
            if kind == "reset":
                expected.pop(key, None)
            if kind == "review":
                promised = Scheduler().review(key, expected.get(key), made.grade, made.at, made.day)
                expected[key] = promised
        kept = journal.memories()
        assert {key: (each.stability, each.reviews) for key, each in kept.items()} == {
            key: (each.stability, each.reviews) for key, each in expected.items()
        }
        assert journal.replay() == kept
        assert journal.rebuild() == []
        for key in KEYS:
            assert [each.id for each in journal.reviews(key)] == [
                made.id for kind, known, made in records if (kind, known) == ("review", key)
            ]
        assert journal.suspended() == {key for kind, key, _ in records if kind == "suspend"}
        assert journal.buried(day_of(NOON)) == {key for kind, key, _ in records if kind == "bury"}
        assert journal.last_attempts() == {key: right for kind, key, right in records if kind == "attempt"}
        for card in CARDS:
            assert [each.right for each in journal.attempts(card)] == [
                right for kind, key, right in records if (kind, key) == ("attempt", card)
            ]
        journal.close()


def reviewed(records: list[list[Any]], journal: Journal, card: str) -> list[int]:
    """The places of a card's reviews among the records, those of its siblings that have a memory."""
    known = {key for key in journal.memories() if key.partition("#")[0] == card}
    return [place for place, (kind, key, _) in enumerate(records) if kind == "review" and key in known]


def test_what_was_learnt_under_a_new_name_goes_on_from_what_was_learnt_under_the_old(path: Path) -> None:
    together, apart = Journal.open(path), Journal.open(path.with_name("other.db"))
    for day, (first, then) in enumerate([("d/a", "d/b"), ("d/a", "d/b"), ("d/b", "d/b"), ("d/b", "d/b")]):
        at = NOON + timedelta(days=day)
        together.append(review(then, Grade.GOOD, at))
        apart.append(review(first, Grade.GOOD, at))
    with apart.renaming("d/a", "d/b", at, day_of(at)):
        pass
    joined, memory = apart.memory("d/b"), together.memory("d/b")
    assert joined is not None and memory is not None and joined.reviews == 4
    assert (joined.stability, joined.difficulty, joined.lapses) == (memory.stability, memory.difficulty, memory.lapses)
    assert apart.memories() == apart.replay() == {"d/b": joined}
    apart.append(review("d/a", Grade.GOOD, at))
    with pytest.raises(RecurError, match="not only since d/a was last"), apart.renaming("d/a", "d/b", at, day_of(at)):
        pass
    assert apart.memory("d/b") == joined
    together.close()
    apart.close()


def test_a_renaming_counts_only_where_what_belongs_to_it_succeeds(path: Path) -> None:
    with closing(Journal.open(path)) as journal:
        memory = journal.append(review("d/a#1", Grade.GOOD))
        with pytest.raises(OSError), journal.renaming("d/a", "d/b", NOON, day_of(NOON)):
            raise OSError("the disk is full")
        assert journal.memories() == {"d/a#1": memory} == journal.replay()
        with journal.renaming("d/a", "d/b", NOON, day_of(NOON)):
            pass
        assert journal.memories() == {"d/b#1": memory} == journal.replay()
        last = journal.last(day_of(NOON))
        assert last is not None and last[1] == "d/b#1", "a renaming is not what undo takes back"
        with journal.renaming("d/b", "d/a", NOON, day_of(NOON)):
            pass
        assert journal.memories() == {"d/a#1": memory} == journal.replay()
        journal.append(review("d/b", Grade.GOOD))
        assert sorted(journal.memories()) == ["d/a#1", "d/b"], "the name is free for another card"
        assert journal.rebuild() == []


def test_undo_gives_back_the_schedule_of_before(path: Path) -> None:
    journal = Journal.open(path)
    before = journal.append(review("d/a", Grade.GOOD))
    wrong = review("d/a", Grade.AGAIN, NOON + timedelta(minutes=10))
    journal.append(wrong)
    assert journal.last(day_of(NOON)) == (wrong.id, "d/a")
    assert journal.undo(wrong.id, NOON, day_of(NOON))
    assert journal.memories() == {"d/a": before}
    assert len(journal.reviews("d/a")) == 1
    with pytest.raises(RecurError):
        journal.undo("nothing", NOON, day_of(NOON))
    journal.close()


def test_undo_of_a_reset_gives_back_every_memory_and_the_reviews_stay_throughout(path: Path) -> None:
    with closing(Journal.open(path)) as journal:
        for key in ("d/a#1", "d/a#2", "d/b"):
            journal.append(review(key, Grade.EASY))
        before = journal.memories()
        event = journal.reset(["d/a#1", "d/a#2", "d/a#3"], NOON, day_of(NOON))
        assert journal.memories() == {"d/b": before["d/b"]} == journal.replay()
        assert journal.reset(["d/a#1", "d/none"], NOON, day_of(NOON)) == "", "what is new already is left alone"
        assert len(journal.reviews("d/a#2")) == 1
        assert journal.last(day_of(NOON)) == (event, "d/a#2")
        assert set(journal.undo(event, NOON, day_of(NOON))) == {"d/a#1", "d/a#2"}
        assert journal.undo(event, NOON, day_of(NOON)) == ()
        assert journal.memories() == before == journal.replay()
        journal.reset(["d/a#1"], NOON, day_of(NOON))
        anew = journal.append(review("d/a#1", Grade.GOOD))
        assert (anew.reviews, anew.state) == (1, State.LEARNING)
        assert [each.state for each in journal.reviews("d/a#1")] == [State.NEW, State.NEW]
        with journal.renaming("d/a", "d/c", NOON, day_of(NOON)):
            pass
        assert journal.memory("d/c#1") == anew and journal.rebuild() == []


def test_a_spoilt_cache_is_found_and_made_anew(path: Path) -> None:
    journal = Journal.open(path)
    memory = journal.append(review("d/a", Grade.GOOD))
    journal.append(review("d/b", Grade.GOOD))
    with sqlite3.connect(path) as other:
        other.execute("UPDATE memory SET due = 0 WHERE key = 'd/a'")
        other.execute("CREATE TEMP TABLE ghost AS SELECT * FROM memory WHERE key = 'd/b'")
        other.execute("UPDATE ghost SET key = 'd/ghost'")
        other.execute("INSERT INTO memory SELECT * FROM ghost")
    other.close()
    assert journal.rebuild() == ["d/a", "d/ghost"]
    assert journal.memories()["d/a"] == memory
    assert journal.rebuild() == []
    journal.close()


@pytest.mark.parametrize("statement", ["UPDATE event SET grade = 4", "DELETE FROM event"])
def test_events_can_be_neither_changed_nor_deleted(path: Path, statement: str) -> None:
    journal = Journal.open(path)
    journal.append(review("d/a", Grade.GOOD))
    journal.close()
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        connection.execute(statement)
    connection.close()


def test_two_processes_write_side_by_side_and_each_sees_the_other(path: Path) -> None:
    mine, theirs = Journal.open(path), Journal.open(path)
    mine.append(review("d/a", Grade.GOOD))
    assert theirs.changed_elsewhere()
    assert not mine.changed_elsewhere()
    after = theirs.append(review("d/a", Grade.GOOD, NOON + timedelta(minutes=10)))
    assert after.reviews == 2, "worked out from what the file holds, not from what was seen"
    assert mine.changed_elsewhere()
    assert mine.memories() == {"d/a": after} == mine.replay()
    mine.close()
    theirs.close()


CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_journal import *
journal = Journal.open(Path(sys.argv[1]))
while True:
    made = review("d/a", Grade.GOOD)
    journal.append(made)
    print(made.id, flush=True)
"""


def test_a_review_survives_the_kill_of_its_process(path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    told = [child.stdout.readline().strip() for _ in range(3)]
    os.kill(child.pid, signal.SIGKILL)
    told += child.stdout.read().split()
    child.wait()
    child.stdout.close()
    journal = Journal.open(path)
    kept = [each.id for each in journal.reviews("d/a")]
    assert kept[: len(told)] == [each for each in told if len(each) == 36]
    assert journal.rebuild() == []
    journal.close()


def test_a_newer_journal_is_left_to_a_newer_program(path: Path) -> None:
    Journal.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RecurError, match="newer"):
        Journal.open(path)


@pytest.mark.parametrize("scripts", [opening._SCRIPTS[:version] for version in range(1, opening.VERSION)])
def test_a_journal_of_an_earlier_version_is_taken_on_as_it_is(path: Path, scripts: tuple[str, ...]) -> None:
    old = sqlite3.connect(path, isolation_level=None)
    for script in scripts:
        old.executescript(Path(opening.__file__).with_name(script).read_text("utf-8"))
    old.execute(f"PRAGMA application_id = {opening.OURS}")
    old.execute(f"PRAGMA user_version = {len(scripts)}")
    old.execute(
        "INSERT INTO event (kind, id, key, grade, at, day, seconds, state, due)"
        " VALUES ('review', 'one', 'd/a', 3, 0, '1970-01-01', 2.5, 'new', 600000000)"
    )
    old.close()
    with closing(Journal.open(path)) as journal:
        assert journal.rebuild() == ["d/a"]
        assert [(each.id, each.attempt) for each in journal.reviews("d/a")] == [("one", "")]
        journal.append(review("d/a", Grade.GOOD))
    with closing(Journal.open(path)) as journal:
        assert len(journal.reviews("d/a")) == 2
        assert journal.rebuild() == []


def _ruin(path: Path, start: int, junk: bytes) -> None:
    raw = bytearray(path.read_bytes())
    raw[start : start + len(junk)] = junk
    path.write_bytes(bytes(raw))


@pytest.mark.parametrize(
    ("start", "junk"),
    [(0, b"this is no database at all"), (100, b"\xff" * 3_000), (4096, b"\x00" * 40_000)],
    ids=["the head", "the schema", "the tables"],
)
def test_a_damaged_journal_is_told_and_left_as_it_is(path: Path, start: int, junk: bytes) -> None:
    journal = Journal.open(path)
    for number in range(50):
        journal.append(review(f"d/{number}", Grade.GOOD))
    journal.close()
    _ruin(path, start, junk)
    before = path.read_bytes()
    with pytest.raises(RecurError, match="damaged"), closing(Journal.open(path)) as journal:
        journal.memories()
    assert path.read_bytes() == before


def test_a_strangers_database_is_not_written_to(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecurError, match="not a journal"):
        Journal.open(path)
    assert path.read_bytes() == before


def test_a_file_left_empty_by_a_kill_is_made_again(path: Path) -> None:
    path.touch()
    journal = Journal.open(path)
    journal.append(review("d/a", Grade.GOOD))
    journal.close()


def test_a_folder_in_the_way_is_one_clear_line(path: Path) -> None:
    path.mkdir()
    with pytest.raises(RecurError, match="cannot be opened"):
        Journal.open(path)
