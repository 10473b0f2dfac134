"""python-telegram-bot's own JobQueue with many jobs: `python -m bench.jobqueue JOBS DUE`.

Prints one JSON object: the seconds and the memory that JOBS jobs of the coming year take, and how
many of DUE jobs of the same moment ran, and how late. It keeps jobs in memory: after a restart
there are none, which needs no measuring; the count of a second start is printed all the same.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import perf_counter

from telegram.ext import ApplicationBuilder, ContextTypes, JobQueue

from bench.bots import TOKEN
from bench.processes import memory_of

_SOON = timedelta(seconds=2)
_DAY = timedelta(days=1)
_WAIT_SECONDS = 30


async def _measure(jobs: int, due: int) -> dict[str, float]:
    before = memory_of("self")
    now = datetime.now(UTC)
    with _queue() as queue:
        started = perf_counter()
        for number in range(jobs):
            when = now + _DAY * (1 + number * 7 % 360)
            queue.run_once(_nothing, when, data=number, chat_id=number)
        loaded = perf_counter() - started
        await queue.start()
        after = memory_of("self")
        late = await _lateness(queue, due)
        await queue.stop(wait=False)
    with _queue() as again:
        await again.start()
        survived = len(again.jobs())
        await again.stop(wait=False)
    return {
        "load_seconds": loaded,
        "memory": after.now - before.now if before and after else 0.0,
        "ran": len(late),
        "due": due,
        "late_seconds": max(late, default=0.0),
        "survived": survived,
    }


async def _lateness(queue: JobQueue[ContextTypes.DEFAULT_TYPE], due: int) -> list[float]:
    """Return how late each of `due` jobs of the same moment ran; those that are skipped never do."""
    at = datetime.now(UTC) + _SOON + timedelta(seconds=due / 5_000)
    late: list[float] = []

    async def note(_context: ContextTypes.DEFAULT_TYPE) -> None:
        late.append((datetime.now(UTC) - at).total_seconds())

    for number in range(due):
        queue.run_once(note, at, chat_id=number)
    await asyncio.sleep((at - datetime.now(UTC)).total_seconds())
    seen = -1
    while len(late) > seen and len(late) < due:
        seen = len(late)
        await asyncio.sleep(_WAIT_SECONDS / 10)
    return late


@contextmanager
def _queue() -> Iterator[JobQueue[ContextTypes.DEFAULT_TYPE]]:
    application = ApplicationBuilder().token(TOKEN).build()  # the queue does not keep it alive
    if application.job_queue is None:
        raise SystemExit("apscheduler is missing: make setup")
    yield application.job_queue


async def _nothing(_context: ContextTypes.DEFAULT_TYPE) -> None:
    """Never runs: it is due tomorrow at the earliest."""


if __name__ == "__main__":
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    print(json.dumps(asyncio.run(_measure(int(sys.argv[1]), int(sys.argv[2])))))
