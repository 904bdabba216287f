"""Several runners at work on one list."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

from engine.runner import Runner

Progress = Callable[[int, int], None]
"""Told how many are done of how many."""

PATIENCE = 10.0
"""A check says the same of a deck on a busy machine."""

Key = TypeVar("Key")
Result = TypeVar("Result")


@asynccontextmanager
async def crew(many: int) -> AsyncIterator[list[Runner]]:
    """So many runners."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(Runner(spare=False, patience=PATIENCE)) for _ in range(many)]


async def spread(
    runners: Sequence[Runner],
    keys: Iterable[Key],
    do: Callable[[Runner, Key], Awaitable[Result]],
    progress: Progress | None = None,
    results: dict[Key, Result] | None = None,
) -> dict[Key, Result]:
    """Do it for every key; each runner takes the next one as soon as it is free.

    Each result is put into `results` as it comes: what is there stays there where this is cancelled.
    """
    waiting = list(keys)
    total, results = len(waiting), {} if results is None else results
    waiting.reverse()

    async def work(runner: Runner) -> None:
        while waiting:
            key = waiting.pop()
            results[key] = await do(runner, key)
            if progress is not None:
                progress(len(results), total)

    async with asyncio.TaskGroup() as group:
        for runner in runners:
            group.create_task(work(runner))
    return results
