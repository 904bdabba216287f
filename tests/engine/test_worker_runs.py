"""How runs follow one another: streamed, cancelled by the next, described meanwhile, and nothing left behind."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine import run as run_module
from engine.exhibits import AnyExhibit, Claim, Prose
from engine.guard import children
from engine.knobs import choice, slider, switch, text
from engine.pool import Pool
from engine.process import WorkerProcess
from engine.runner import Ended, Runner, RunnerError

HOSTILE = Path(__file__).parents[1] / "hostile" / "answers.py"
BOUND = 30  # seconds after which a test has failed; none comes near

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux finds processes that left their group")


async def everything(runner: Runner, function: str, **values: str) -> list[AnyExhibit | Ended]:
    return [item async for item in runner.run(HOSTILE, function, dict(values))]


async def pid(runner: Runner) -> int:
    claim = (await everything(runner, "process"))[0]
    assert isinstance(claim, Claim)
    return int(claim.left)


@contextmanager
def pipe(folder: Path) -> Iterator[tuple[Path, int]]:
    """A named pipe, and its reading end: at its end of file nobody holds the writing end any more."""
    path = folder / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, reading
    os.close(reading)


def read(reading: int) -> bytes:
    ready, _, _ = select.select([reading], [], [], BOUND)
    assert ready, "nothing came"
    return os.read(reading, 1)


def test_an_exhibit_arrives_before_the_next_is_made(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    async def flow() -> list[AnyExhibit | Ended]:
        async with Runner(spare=False) as runner:
            run = runner.run(HOSTILE, "waits", {"line": str(path)})
            first = await anext(run)
            assert first == Prose("first")
            await asyncio.to_thread(path.write_text, "only now")  # the answer waits for this
            return [item async for item in run]

    second, ended = asyncio.run(flow())
    assert second == Prose("only now")
    assert isinstance(ended, Ended)
    assert ended.outcome == "done"


def test_of_many_runs_the_latest_wins_and_the_others_end_as_cancelled() -> None:
    async def flow() -> list[list[AnyExhibit | Ended]]:
        async with Runner(warm=()) as runner:
            asked = ["loops_long", "never_ends", "loops_long", "good", "never_ends", "good"]
            return await asyncio.gather(*(everything(runner, function) for function in asked))

    *others, latest = asyncio.run(flow())
    assert all(items[-1].outcome == "cancelled" for items in others if isinstance(items[-1], Ended))
    assert isinstance(latest[-1], Ended)
    assert latest[-1].outcome == "done"


def test_a_run_that_ends_at_its_next_exhibit_keeps_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "LINGER", BOUND)
    path = tmp_path / "pipe"
    os.mkfifo(path)

    async def flow() -> None:
        async with Runner(spare=False) as runner:
            before = await pid(runner)
            first = runner.run(HOSTILE, "waits", {"line": str(path)})
            assert await anext(first) == Prose("first")
            second = asyncio.create_task(pid(runner))
            ended = await anext(first)
            assert isinstance(ended, Ended)
            assert ended.outcome == "cancelled"
            await asyncio.to_thread(path.write_text, "what the cancelled answer waits for")
            assert await second == before

    asyncio.run(flow())


def test_a_run_that_lingers_is_killed_and_the_spare_takes_over() -> None:
    async def flow() -> None:
        async with Runner(warm=()) as runner:
            before = await pid(runner)
            loops = runner.run(HOSTILE, "loops_long", {})
            assert await anext(loops) == Prose("before")
            await runner.cancel()
            ended = await anext(loops)
            assert isinstance(ended, Ended)
            assert ended.outcome == "cancelled"
            assert await pid(runner) != before

    asyncio.run(flow())


def test_a_worker_ended_as_its_run_came_to_its_end_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patience with a cancelled run ends just as its last word is read."""
    hand_back = Pool.give

    def too_late(pool: Pool, worker: WorkerProcess) -> None:
        worker.end()
        hand_back(pool, worker)

    async def story() -> None:
        async with Runner() as runner:
            monkeypatch.setattr(Pool, "give", too_late)
            assert isinstance((await everything(runner, "process"))[-1], Ended)
            monkeypatch.undo()
            ended = (await everything(runner, "process"))[-1]
            assert isinstance(ended, Ended) and ended.outcome == "done", ended

    asyncio.run(story())


def test_an_answer_is_described_while_another_runs() -> None:
    async def flow() -> None:
        async with Runner(warm=()) as runner:
            run = runner.run(HOSTILE, "loops_long", {})
            await anext(run)
            description = await runner.describe(HOSTILE, "good")
            assert not run.over
            assert description.doc == "An answer as it should be."
            assert description.knobs == {
                "size": slider(1, 9, 2),
                "name": text("W"),
                "wide": switch(),
                "kind": choice("a", "b"),
            }
            assert list(description.knobs) == ["size", "name", "wide", "kind"]
            (listing,) = description.listings
            assert listing.path.endswith("hostile/answers.py")
            source = HOSTILE.read_text().splitlines()
            assert source[listing.first_line - 1 :][: len(listing.text.splitlines())] == listing.text.splitlines()
            await run.aclose()

    asyncio.run(flow())


def test_a_knob_value_of_any_kind_is_refused_in_words() -> None:
    async def flow() -> None:
        async with Runner(spare=False) as runner:
            for value in (2**70, "\ud800", None, [1, 2], object()):
                (ended,) = [item async for item in runner.run(HOSTILE, "good", {"size": value})]
                assert isinstance(ended, Ended)
                assert ended.outcome == "failed"
                assert ended.message.startswith(("knob size: ", "these knob values cannot be sent: "))

    asyncio.run(flow())


def test_what_cannot_be_described_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import os\ndef\n")
    leaving = tmp_path / "leaving.py"
    leaving.write_text("import os\nos._exit(5)\n")
    expected = {
        (HOSTILE, "marks_nothing"): "no line of Prose has the marked text 'no such line'",
        (HOSTILE, "godo"): "no answer function 'godo' in hostile/answers.py; did you mean good?",
        (broken, "any"): f"the code does not load: SyntaxError: invalid syntax ({tmp_path.name}/broken.py:2)",
        (leaving, "any"): "leaving.py does not load: the code ended its process with status 5",
        (tmp_path / "none.py", "any"): f"{tmp_path.name}/none.py cannot be read: No such file or directory",
    }

    async def flow() -> None:
        async with Runner(spare=False) as runner:
            for (code, function), message in expected.items():
                with pytest.raises(RunnerError) as caught:
                    await runner.describe(code, function)
                assert str(caught.value) == message
            assert (await runner.describe(HOSTILE, "good")).name == "good"

    asyncio.run(flow())


@linux
def test_a_process_that_an_answer_leaves_is_ended_though_it_left_the_group(tmp_path: Path) -> None:
    with pipe(tmp_path) as (path, reading):

        async def flow() -> None:
            async with Runner(spare=False) as runner:
                ended = (await everything(runner, "leaves_a_process", line=str(path)))[-1]
                assert isinstance(ended, Ended)
                assert (ended.outcome, ended.message) == ("failed", "left a process running")

        asyncio.run(flow())
        assert [read(reading), read(reading)] == [b".", b""]


@linux
def test_closing_in_the_middle_of_a_run_leaves_nothing(tmp_path: Path) -> None:
    before = children(os.getpid())
    with pipe(tmp_path) as (path, reading):

        async def flow() -> None:
            async with Runner(warm=()) as runner:
                runner.run(HOSTILE, "holds", {"line": str(path)})
                assert await asyncio.to_thread(read, reading) == b"."

        asyncio.run(flow())
        assert children(os.getpid()) == before
        assert read(reading) == b""


PARENT = """
import asyncio, sys
from pathlib import Path
from engine.runner import Runner

async def study():
    async with Runner() as runner:
        await runner.describe(Path(sys.argv[1]), "good")
        await runner.describe(Path(sys.argv[1]), "good")
        async for _ in runner.run(Path(sys.argv[1]), "holds", {"line": sys.argv[2]}):
            pass

asyncio.run(study())
"""


@linux
def test_a_parent_killed_outright_takes_all_workers_with_it(tmp_path: Path) -> None:
    with pipe(tmp_path) as (path, reading):
        parent = subprocess.Popen([sys.executable, "-P", "-c", PARENT, str(HOSTILE), str(path)])
        assert read(reading) == b"."
        guards = children(parent.pid)
        workers = [worker for guard in guards for worker in children(guard)]
        assert workers
        watched = [os.pidfd_open(each) for each in (*guards, *workers)]
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        for ended in watched:
            assert select.select([ended], [], [], BOUND)[0]
            os.close(ended)
        assert read(reading) == b""
