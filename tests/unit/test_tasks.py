"""Tasks are ended, whatever they make of it."""

import asyncio

import pytest

from bot import tasks
from bot.errors import StorageUnreachable
from bot.tasks import end


async def test_a_task_that_takes_its_end_for_an_error_is_told_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As asyncpg does when a connection breaks at that moment: polling then tried again for ever."""
    monkeypatch.setattr(tasks, "_AGAIN_SECONDS", 0.01)
    tries = 0

    async def work() -> None:
        nonlocal tries
        while True:
            tries += 1
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if tries == 1:
                    continue  # an error in its place, after which it is tried again
                raise

    async def fail() -> None:
        raise StorageUnreachable(place="there", reason="gone")

    working, failing = asyncio.create_task(work()), asyncio.create_task(fail())
    await asyncio.sleep(0)
    await end([working, failing])
    assert working.cancelled()
    assert failing.done()
    assert tries == 2


async def test_nothing_to_end_is_ended_at_once() -> None:
    await end([])
