"""The daily backup: at once, then once a day; after a failure again within the hour, and it is told."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
import structlog

from bot import backing_up
from bot.backing_up import DailyBackups
from bot.clock import Clock
from bot.metrics import Metrics
from storage.backups import examine
from storage.sqlite import SqliteDatabase
from tests.unit.still import NOON

DAY = timedelta(days=1)
PATIENCE = 30


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    path = tmp_path / "bot.db"
    opened = await SqliteDatabase.open(path)
    await opened.set_fact("mode", "trial")
    await opened.close()
    return path


def value(metrics: Metrics, name: str) -> float:
    [line] = [one for one in metrics.text().decode().splitlines() if one.startswith(f"{name} ")]
    return float(line.removeprefix(f"{name} "))


@asynccontextmanager
async def running(backups: DailyBackups) -> AsyncIterator[None]:
    task = asyncio.create_task(backups.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class WatchedClock(Clock):
    """A clock that stands still and tells when somebody waits for it."""

    def __init__(self) -> None:
        super().__init__(lambda: NOON)
        self._asked = asyncio.Event()

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        self._asked.set()
        await super().wait(until, wake)

    async def idle(self) -> None:
        """Wait until whoever runs by this clock has done what is due."""
        async with asyncio.timeout(PATIENCE):
            await self._asked.wait()
        self._asked.clear()


async def test_a_backup_is_made_at_once_and_then_every_day(database: Path, tmp_path: Path) -> None:
    clock, metrics, folder = WatchedClock(), Metrics(), tmp_path / "backups"
    backups = DailyBackups(database=database, folder=folder, clock=clock, metrics=metrics)
    async with running(backups):
        await clock.idle()
        assert value(metrics, "bot_backup_timestamp_seconds") == NOON.timestamp()
        clock.move(DAY)
        await clock.idle()
        assert value(metrics, 'bot_backups_total{outcome="made"}') == 2
    assert value(metrics, "bot_backup_timestamp_seconds") == (NOON + DAY).timestamp()
    files = sorted(await asyncio.to_thread(lambda: list(folder.iterdir())))
    assert len(files) == 2
    assert examine(files[0]) == examine(files[1])


async def test_after_a_restart_the_next_is_due_a_day_after_the_last(
    database: Path, tmp_path: Path
) -> None:
    clock, folder = WatchedClock(), tmp_path / "backups"
    first, second = Metrics(), Metrics()
    async with running(DailyBackups(database=database, folder=folder, clock=clock, metrics=first)):
        await clock.idle()
    clock.move(DAY / 2)
    async with running(DailyBackups(database=database, folder=folder, clock=clock, metrics=second)):
        await clock.idle()
        assert value(second, "bot_backup_timestamp_seconds") == NOON.timestamp()
        clock.move(DAY / 2)
        await clock.idle()
        assert value(second, "bot_backup_timestamp_seconds") == (NOON + DAY).timestamp()


async def test_one_that_fails_is_told_and_tried_again(database: Path, tmp_path: Path) -> None:
    clock, metrics, folder = WatchedClock(), Metrics(), tmp_path / "backups"
    folder.write_text("in the way", encoding="utf-8")
    backups = DailyBackups(database=database, folder=folder, clock=clock, metrics=metrics)
    with structlog.testing.capture_logs() as logs:
        async with running(backups):
            await clock.idle()
            assert value(metrics, 'bot_backups_total{outcome="failed"}') == 1
            folder.unlink()
            clock.move(timedelta(hours=1))
            await clock.idle()
            assert value(metrics, 'bot_backups_total{outcome="made"}') == 1
    assert [one["event"] for one in logs] == ["backup.failed", "backup.made"]


def killed(*_: object) -> str:
    """Stand in for a backup whose process is killed, as for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return "it lived on"


def endless(_database: Path, folder: Path, _now: datetime) -> str:
    """Stand in for a backup that takes long; should nobody end it, it ends by itself."""
    signal.alarm(PATIENCE)
    folder.mkdir()
    signal.pause()
    return "it was left to run"


async def test_a_backup_whose_process_is_killed_is_told_and_tried_again(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, metrics, folder = WatchedClock(), Metrics(), tmp_path / "backups"
    backups = DailyBackups(database=database, folder=folder, clock=clock, metrics=metrics)
    with monkeypatch.context() as patched:
        patched.setattr(backing_up, "_safely", killed)
        async with running(backups):
            await clock.idle()
            assert value(metrics, 'bot_backups_total{outcome="failed"}') == 1
            patched.undo()
            clock.move(timedelta(hours=1))
            await clock.idle()
            assert value(metrics, 'bot_backups_total{outcome="made"}') == 1


async def test_nobody_waits_at_the_end_for_a_backup_that_takes_long(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, folder = WatchedClock(), tmp_path / "backups"
    monkeypatch.setattr(backing_up, "_safely", endless)
    async with running(
        DailyBackups(database=database, folder=folder, clock=clock, metrics=Metrics())
    ):
        async with asyncio.timeout(PATIENCE):
            while not folder.exists():
                await asyncio.to_thread(os.sched_yield)
        began = monotonic()
    assert monotonic() - began < PATIENCE / 3
