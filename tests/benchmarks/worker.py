"""How long a person waits for a first exhibit, and what an answer costs the screen while it runs.

    python tests/benchmarks/worker.py

Ratios against what the machine does anyway: a round trip of a few bytes through a process, an idle event loop. The
rounds are interleaved and the medians taken.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from engine.run import LINGER
from engine.runner import Ended, Runner

HOSTILE = Path(__file__).parents[1] / "hostile" / "answers.py"
ROUNDS = 9
ECHO = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line); sys.stdout.buffer.flush()"


async def first_exhibit(runner: Runner) -> float:
    """Seconds from asking to the first exhibit; the run is then left to end."""
    begin = perf_counter()
    run = runner.run(HOSTILE, "good", {})
    await anext(run)
    seconds = perf_counter() - begin
    async for _ in run:
        pass
    return seconds


async def after_a_kill(runner: Runner) -> float:
    """Seconds from asking to the first exhibit while an answer that does not yield is in the way."""
    loops = runner.run(HOSTILE, "loops_long", {})
    await anext(loops)
    return await first_exhibit(runner)


async def round_trip(echo: asyncio.subprocess.Process) -> float:
    """Seconds for a line to a process and back."""
    assert echo.stdin is not None
    assert echo.stdout is not None
    begin = perf_counter()
    echo.stdin.write(b"x\n")
    await echo.stdout.readline()
    return perf_counter() - begin


async def delay(busy: Callable[[], bool]) -> float:
    """The median lateness of a timer of 1 ms, in seconds, while `busy` says so or 200 times."""
    late = []
    while busy() and len(late) < 200:
        begin = perf_counter()
        await asyncio.sleep(0.001)
        late.append(perf_counter() - begin - 0.001)
    return median(late)


async def drain(runner: Runner, function: str) -> int:
    count = 0
    async for item in runner.run(HOSTILE, function, {}):
        count += not isinstance(item, Ended)
    return count


async def main() -> None:
    echo = await asyncio.create_subprocess_exec(
        sys.executable, "-S", "-c", ECHO, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    rows: dict[str, list[float]] = {name: [] for name in ("trip", "warm", "killed", "idle", "loops", "streams")}
    async with Runner() as runner:
        await first_exhibit(runner)
        await after_a_kill(runner)
        for _ in range(ROUNDS):
            await runner.describe(HOSTILE, "good")
            rows["trip"].append(await round_trip(echo))
            rows["warm"].append(await first_exhibit(runner))
            await asyncio.sleep(1)  # a new spare becomes warm
            rows["killed"].append(await after_a_kill(runner))
            await asyncio.sleep(1)
            rows["idle"].append(await delay(lambda: True))
            loops = runner.run(HOSTILE, "loops_long", {})
            await anext(loops)
            rows["loops"].append(await delay(lambda: True))
            await runner.cancel()
            await asyncio.sleep(1)
            stream = asyncio.create_task(drain(runner, "never_ends"))
            rows["streams"].append(await delay(lambda task=stream: not task.done()))
            await stream
    echo.terminate()
    await echo.wait()
    middle = {name: median(values) for name, values in rows.items()}
    trip, idle = middle["trip"], middle["idle"]
    print(f"first exhibit, warm        {middle['warm'] / trip:6.1f} round trips  ({middle['warm'] * 1e3:.2f} ms)")
    print(f"first exhibit after a kill {middle['killed'] / trip:6.1f} round trips  ({middle['killed'] * 1e3:.2f} ms)")
    print(f"  of which the runner waits {LINGER * 1e3:g} ms for the answer to leave of itself")
    for name, what in (("loops", "an answer computes"), ("streams", "1,000 exhibits come")):
        print(f"event-loop delay while {what:20} {middle[name] / idle:5.2f} of idle  ({middle[name] * 1e3:.3f} ms)")


if __name__ == "__main__":
    asyncio.run(main())
