"""The daily backup (每日备份) of the running assistant, with its trial restore (恢复演练)."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime, timedelta
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog

from bot.clock import Clock
from bot.errors import StorageError
from bot.metrics import Metrics
from storage.backups import Backup, back_up, made_at, newest

log = structlog.get_logger()

_EVERY = timedelta(days=1)
_AGAIN = timedelta(hours=1)
"""After one that failed."""
_POLITELY = 10
_P = ParamSpec("_P")
_Result = TypeVar("_Result")


class DailyBackups:
    """Backs up once a day; a single task runs it. Nobody waits for it: another process does it.

    Args:
        database: the SQLite file.
        folder: where the backups are kept.
        clock: the one clock.
        metrics: are told how it went.
    """

    def __init__(self, *, database: Path, folder: Path, clock: Clock, metrics: Metrics) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        self._metrics = metrics

    async def run(self) -> None:
        """Back up whenever the newest backup is a day old, until cancelled."""
        while True:
            last = await asyncio.to_thread(self._last)
            due = last + _EVERY if last else self._clock.now()
            if due <= self._clock.now():
                due = await self._back_up()
            await self._clock.wait(due, asyncio.Event())

    def _last(self) -> datetime | None:
        file = newest(self._folder)
        last = made_at(file) if file else None
        self._metrics.backup.set(last.timestamp() if last else 0)
        return last

    async def _back_up(self) -> datetime:
        """Make a backup and return when to look again."""
        now = self._clock.now()
        try:
            made = await _elsewhere(_safely, self._database, self._folder, now)
        except (BrokenProcessPool, OSError) as error:  # it was killed, or none could be started
            made = str(error)
        if isinstance(made, str):
            self._metrics.backups.labels("failed").inc()
            log.error("backup.failed", reason=made)
            return now + _AGAIN
        self._metrics.backups.labels("made").inc()
        self._metrics.backup.set(now.astimezone(UTC).timestamp())
        log.info("backup.made", file=made.file.name, rows=sum(one.sum.rows for one in made.tables))
        return now + _EVERY


async def _elsewhere(work: Callable[_P, _Result], *args: _P.args, **kwargs: _P.kwargs) -> _Result:
    """Run `work` in a process of its own; if nobody waits for it any more, it is ended."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        working = process.submit(work, *args, **kwargs)
        try:
            return await asyncio.wrap_future(working)
        except asyncio.CancelledError:
            for child in active_children():  # else the end of the assistant would wait for it
                child.terminate()
            raise


def _safely(database: Path, folder: Path, now: datetime) -> Backup | str:
    """Make a backup, or return why it cannot be made; run in a process of its own, after all else."""
    if hasattr(os, "nice"):
        os.nice(_POLITELY)
    try:
        return back_up(database, folder, now)
    except StorageError as error:
        return str(error)
