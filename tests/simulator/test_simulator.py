"""A few runs of the simulator, and that it would notice: `make soak` makes ten thousand."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import structlog

from bot import delivery
from bot.dialog.items import schedule
from bot.dialog.items.ladder import Stage
from bot.dialog.items.schedule import Change, Kept, Moved, Rhythm
from bot.pace import Pace
from storage.database import Transaction
from storage.outbox import Claimed, Outbox
from tests.simulator.__main__ import MEMORY, template
from tests.simulator.run import Run
from tests.simulator.world import Violation

RUNS = 25
"""All kinds of trouble happen in so many."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty database."""
    return template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, where there is one: a disk would take most of the time."""
    with TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    """Every trouble is on purpose."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


def test_no_promise_is_broken(folder: Path, empty: bytes) -> None:
    happened: Counter[str] = Counter()
    for seed in range(RUNS):
        happened.update(asdict(asyncio.run(Run(seed, folder, empty).live())))
    print(dict(happened))
    assert happened["kills"] > RUNS
    assert happened["restarts"] > RUNS
    assert happened["jumps"] > RUNS
    assert happened["marked"] > 0
    assert happened["reminders"] > 3 * RUNS


def test_a_seed_repeats_its_run(folder: Path, empty: bytes) -> None:
    stories = []
    for _ in range(2):
        run = Run(7, folder, empty)
        asyncio.run(run.live())
        stories.append(run.world.story)
    assert stories[0] == stories[1]
    assert len(stories[0]) > 20


def breaks(folder: Path, empty: bytes) -> str:
    """Return the first promise that is broken."""
    for seed in range(200):
        try:
            asyncio.run(Run(seed, folder, empty).live())
        except Violation as violation:
            return str(violation)
    return "none"


async def _let_all_go(
    _tx: Transaction, claimed: list[Claimed], _pace: Pace, _now: datetime
) -> list[Claimed]:
    return claimed


def test_a_sender_that_knows_no_night_is_found_out(
    folder: Path, empty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "screen", _let_all_go)
    assert breaks(folder, empty) != "none"


def test_a_crash_that_leaves_no_doubt_is_found_out(
    folder: Path, empty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget(outbox: Outbox) -> None:
        await outbox.session.run("UPDATE outbox SET status = 'pending' WHERE status = 'sending'")

    monkeypatch.setattr(Outbox, "doubt", forget)
    assert breaks(folder, empty).startswith("twice")


def test_an_edit_that_forgets_what_is_due_is_found_out(
    folder: Path, empty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_come(
        _old: Kept | None, new: Stage, _rhythm: Rhythm, now: datetime, **_moved: Moved
    ) -> Stage | None:
        return new if new.fire_at > now else None

    monkeypatch.setattr(schedule, "_wanted", to_come)
    assert breaks(folder, empty).startswith("lost")


def test_an_item_that_never_reminds_is_found_out(
    folder: Path, empty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_given: object, **_named: object) -> Change:
        return Change((), ())

    monkeypatch.setattr("bot.handlers.ledger.brought_up_to_date", nothing)
    assert breaks(folder, empty).startswith("lost")
