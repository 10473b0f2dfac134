"""Faults under load, each counted: nothing lost, nothing doubled without a mark, no hand needed.

A crowd chats while the Bot API or the disk fails; afterwards what was said is compared with what is stored
and what was answered. Each fault leaves a line in the log and a number in the metrics. docs/faults.md lists
them all, with those that other tests cause.
"""

import asyncio
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.sandbox.faults import Fault, FaultKind
from bot.transport import AiohttpRequest
from storage.database import Database
from storage.opening import open_database
from storage.sqlite import SqliteDatabase
from tests.e2e.town import DAY, Town, open_town
from tests.replicas.crowd import Account, Crowd

PEOPLE = range(5_000, 5_020)
TURNS = 3
HIT = 8
"""How many calls a fault hits."""


async def account_of(town: Town, crowd: Crowd) -> Account:
    """Wait until all is answered and sent, and compare."""
    unsent = "SELECT count(*) FROM outbox WHERE status <> 'sent'"
    await town.until(lambda: crowd.done, lambda: f"{crowd.answered} answered", flying=True)
    async with asyncio.timeout(10):
        while True:
            [[left]] = await town.rows(unsent)
            if not left:
                break
            await asyncio.sleep(0.01)
    items = await town.rows("SELECT owner, title FROM item ORDER BY id")
    [[applied]] = await town.rows("SELECT count(*) FROM applied_update")
    return crowd.account([(owner, name) for owner, name in items], applied, left)


async def number_of(town: Town, name: str) -> float:
    """Return a number of the metrics; 0 if it is not there yet."""
    assert town.assistant
    place = f"{town.assistant.root}/metrics"
    async with aiohttp.ClientSession() as session, session.get(place) as answer:
        lines = (await answer.text()).splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


@pytest.mark.parametrize("kind", ["error_500", "too_many", "reset", "lost_answer", "delay"])
async def test_whatever_the_bot_api_does_all_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: FaultKind
) -> None:
    """What was carried out without an answer comes twice, the second time with its mark."""
    impatient = partial(AiohttpRequest, read_timeout=0.4)
    monkeypatch.setattr("bot.app.AiohttpRequest", impatient)
    fault = Fault(kind, "sendMessage", skip=5, times=HIT, seconds=60)
    async with open_town(tmp_path, faults=[fault]) as town:
        crowd = Crowd(town.sandbox, PEOPLE, TURNS)
        with capture_logs() as logs:
            crowd.begin()
            account = await account_of(town, crowd)
        assert account.is_clean, account
        twice = HIT if kind in ("lost_answer", "delay") else 0
        town.sandbox.faults.clear()  # what hung is carried out at last
        await town.until(
            lambda: sum(map(len, crowd.seen.values())) >= account.replies + twice,
            lambda: str(crowd.seen),
        )
        account = await account_of(town, crowd)
        assert account.is_clean, account
        assert account.marked == twice
        assert sum(said["event"] == "message.retried" for said in logs) == HIT
        assert await number_of(town, 'bot_api_errors_total{kind="Passing"}') == HIT


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """The databases that the assistant has opened."""
    databases: list[Database] = []

    async def remembered(url: str, *, records_declined: bool) -> Database:
        databases.append(await open_database(url, records_declined=records_declined))
        return databases[-1]

    monkeypatch.setattr("bot.app.open_database", remembered)
    return databases


async def pragma(database: Database, statement: str) -> None:
    """Set something on the assistant's own connection, between two transactions."""
    assert isinstance(database, SqliteDatabase)
    async with database._one_at_a_time:
        await database._connection.execute_fetchall(f"PRAGMA {statement}")


@pytest.mark.parametrize(
    ("failing", "mended"),
    [
        pytest.param("max_page_count = 1", "max_page_count = 1000000", id="disk full"),
        pytest.param("query_only = ON", "query_only = OFF", id="read-only"),
    ],
)
async def test_whatever_the_disk_does_nothing_is_lost(
    tmp_path: Path, opened: list[Database], failing: str, mended: str
) -> None:
    """A page count of 1 is taken by SQLite as the present one: the file cannot grow any more."""
    async with open_town(tmp_path) as town:
        crowd = Crowd(town.sandbox, PEOPLE, TURNS)
        crowd.begin()
        await town.until(lambda: crowd.answered >= 10, lambda: f"{crowd.answered} answered")
        with capture_logs() as logs:
            await pragma(opened[0], failing)
            await town.until(
                lambda: any(said["event"] == "updates.storage_unusable" for said in logs),
                lambda: str(logs),
                flying=True,
            )
            await pragma(opened[0], mended)
            account = await account_of(town, crowd)
        assert account.is_clean, account
        assert account.marked == 0
        assert await number_of(town, "bot_storage_failures_total") > 0


async def test_whatever_the_clock_does_nothing_is_lost(tmp_path: Path) -> None:
    """What waits to be sent again waits by the clock, which goes a day ahead and then back again."""
    async with open_town(tmp_path) as town:
        crowd = Crowd(town.sandbox, PEOPLE, TURNS)
        with capture_logs() as logs:

            def events(name: str) -> int:
                return [said["event"] for said in logs].count(name)

            def retried(times: int) -> bool:
                return events("message.retried") >= times

            crowd.begin()
            for number, jump in enumerate((DAY, -DAY), start=1):
                town.sandbox.faults.add(Fault("error_500", "sendMessage", times=HIT))
                await town.until(partial(retried, number * HIT), lambda: str(logs))
                town.clock.move(jump)
            account = await account_of(town, crowd)
        assert account.is_clean, account
        assert account.marked == 0
        assert events("clock.went_back") == 1
        assert await number_of(town, "bot_clock_back_total") == 1
