"""The one clock: it wakes who waits, and lets time pass without skipping a moment."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock, system_time
from tests.unit.still import NOON, still_clock

HOUR = timedelta(hours=1)
PATIENCE = 10


async def turns(number: int = 5) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


def test_the_time_of_the_system_is_aware_and_in_utc() -> None:
    assert system_time().tzinfo is UTC
    assert abs(Clock().now() - system_time()) < timedelta(minutes=1)


def test_an_offset_is_added_to_the_source() -> None:
    clock = Clock(lambda: NOON, offset=HOUR)
    assert clock.now() == NOON + HOUR
    clock.move(HOUR)
    assert (clock.now(), clock.offset) == (NOON + 2 * HOUR, 2 * HOUR)


async def test_a_moment_that_has_come_is_not_waited_for() -> None:
    clock = still_clock()
    async with asyncio.timeout(PATIENCE):
        await clock.wait(NOON, asyncio.Event())
        await clock.wait(NOON - HOUR, asyncio.Event())


async def test_who_waits_is_woken_by_the_event() -> None:
    clock, wake = still_clock(), asyncio.Event()
    for until in (None, NOON + HOUR):
        wake.clear()
        waiting = asyncio.create_task(clock.wait(until, wake))
        await turns()
        assert not waiting.done()
        wake.set()
        async with asyncio.timeout(PATIENCE):
            await waiting


async def test_who_waits_is_woken_when_the_clock_is_moved_to_the_moment() -> None:
    clock = still_clock()
    waiting = asyncio.create_task(clock.wait(NOON + HOUR, asyncio.Event()))
    await turns()
    clock.move(HOUR / 2)
    await turns()
    assert not waiting.done()
    clock.move(HOUR / 2)
    async with asyncio.timeout(PATIENCE):
        await waiting


async def test_a_source_that_goes_on_by_itself_is_noticed() -> None:
    moments = iter([NOON, NOON + HOUR])
    clock = Clock(lambda: next(moments))
    async with asyncio.timeout(PATIENCE):
        await clock.wait(NOON + timedelta(milliseconds=1), asyncio.Event())


async def test_time_passes_by_every_moment_that_is_waited_for() -> None:
    clock = still_clock()
    seen: list[datetime] = []

    async def ring() -> None:
        for hours in (1, 2, 5, 30):
            await clock.wait(NOON + hours * HOUR, asyncio.Event())
            seen.append(clock.now())

    ringing = asyncio.create_task(ring())
    await turns()
    async with asyncio.timeout(PATIENCE):
        await clock.pass_by(24 * HOUR)
    assert seen == [NOON + hours * HOUR for hours in (1, 2, 5)]
    assert clock.now() == NOON + 24 * HOUR
    ringing.cancel()
    await asyncio.wait([ringing])


async def test_time_passes_where_nobody_waits() -> None:
    clock = still_clock()
    await clock.pass_by(HOUR)
    assert clock.now() == NOON + HOUR


async def test_nothing_is_left_of_a_wait_that_was_cancelled() -> None:
    clock = still_clock()
    waiting = asyncio.create_task(clock.wait(NOON + HOUR, asyncio.Event()))
    await turns()
    waiting.cancel()
    await asyncio.wait([waiting])
    async with asyncio.timeout(PATIENCE):
        await clock.pass_by(2 * HOUR)
    assert clock.now() == NOON + 2 * HOUR


async def test_who_waits_looks_again_when_the_clock_is_put_back() -> None:
    clock = still_clock()
    for until in (None, NOON + HOUR):
        waiting = asyncio.create_task(clock.wait(until, asyncio.Event()))
        await turns()
        assert not waiting.done()
        clock.move(-HOUR)
        async with asyncio.timeout(PATIENCE):
            await waiting
        clock.move(HOUR)
