"""PostgreSQL restarted, cut off or silent under load: nothing lost, nothing doubled, no hand needed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from tests.e2e.test_faults import PEOPLE, account_of, number_of
from tests.e2e.town import open_town
from tests.replicas.crowd import Crowd
from tests.replicas.relay import Relay, open_relay
from tests.replicas.servers import Postgres, postgres

pytestmark = pytest.mark.asyncio(loop_scope="module")
FOR_LONG = 1_000
NOTICED = ("updates.storage_unusable", "lead.lost")
"""Who polls leads, so either may come first."""
Strike = Callable[[Postgres, Relay], Coroutine[Any, Any, None]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[Postgres]:
    """A PostgreSQL that may be restarted."""
    async with postgres() as started:
        yield started


async def restart(server: Postgres, _relay: Relay) -> None:
    await server.restart()


async def crash(server: Postgres, _relay: Relay) -> None:
    await server.restart(crash=True)


async def cut(_server: Postgres, relay: Relay) -> None:
    relay.cut()


async def stall(_server: Postgres, relay: Relay) -> None:
    relay.stall()


@pytest.mark.parametrize("strike", [restart, crash, cut, stall])
async def test_whatever_becomes_of_postgresql_nothing_is_lost(
    server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strike: Strike
) -> None:
    monkeypatch.setattr("storage.postgres._PATIENCE_SECONDS", 1)
    monkeypatch.setattr("tests.e2e.town.PATIENCE_SECONDS", 30)  # some waits here are real
    name = f"struck_by_{strike.__name__}"
    await server.create(name)
    async with (
        open_relay(server.url_of(name)) as (relay, url),
        open_town(tmp_path, database_url=url) as town,
    ):
        crowd = Crowd(town.sandbox, PEOPLE, FOR_LONG)
        crowd.begin()
        await town.until(lambda: crowd.answered >= 10, lambda: f"{crowd.answered} answered")
        with capture_logs() as logs:
            striking = asyncio.create_task(strike(server, relay))
            await town.until(
                lambda: any(said["event"] in NOTICED for said in logs),
                lambda: str(logs),
                flying=True,
            )
            await striking
            relay.mend()
            crowd.hush()
            account = await account_of(town, crowd)
        assert account.is_clean, account
        assert await number_of(town, "bot_storage_failures_total") > 0
