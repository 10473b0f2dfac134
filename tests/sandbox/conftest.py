"""A sandbox behind real HTTP on 127.0.0.1, its clock standing still until a test moves it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
import telegram

from bot.clock import Clock
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox
from tests.sandbox.served import Site, opened
from tests.sandbox.spec import SpecChecker

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(lambda: NOON)


@pytest.fixture
def spec() -> Iterator[SpecChecker]:
    checker = SpecChecker()
    yield checker
    checker.assert_clean()


@pytest.fixture
async def site(clock: Clock) -> AsyncIterator[Site]:
    """Serve a sandbox with nothing but the defaults."""
    async with opened(Sandbox(clock=clock)) as site:
        yield site


@pytest.fixture
async def started(site: Site) -> Site:
    """Serve a sandbox in which cadre 1001 pressed /start and the bot saw it."""
    site.sandbox.people.type(1001, 1001, "/start")
    await site.updates()
    return site


@pytest.fixture
async def bot(site: Site, spec: SpecChecker) -> AsyncIterator[telegram.Bot]:
    """Return the client the assistant uses; its traffic is checked against the specification."""
    site.sandbox.requests.append(spec.observe)
    client = telegram.Bot(
        DEFAULT_TOKEN,
        base_url=f"{site.root}/bot",
        base_file_url=f"{site.root}/file/bot",
    )
    async with client:
        yield client


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
