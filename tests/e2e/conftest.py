"""Towns for the conversations: one by polling, one by webhook."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content_folder import DEFAULT_FOLDER
from tests.e2e.town import GROUP, STAFF, Citizen, Town, open_town
from tests.postgres import emptied_postgres


@pytest.fixture(params=["polling", "webhook"])
async def town(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A town with a running assistant; every test runs by polling over SQLite, and by webhook over PostgreSQL."""
    if request.param == "polling":
        async with open_town(tmp_path) as opened:
            yield opened
        return
    url = await emptied_postgres()
    async with open_town(tmp_path, by_webhook=True, database_url=url) as opened:
        yield opened


@pytest.fixture
async def changeable_town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town by polling over SQLite with content of its own."""
    content = tmp_path / "content"
    shutil.copytree(DEFAULT_FOLDER, content)
    async with open_town(tmp_path, content=content) as opened:
        yield opened


@pytest.fixture
async def user(town: Town) -> Citizen:
    """A cadre who has pressed /start."""
    return await started(town.citizen())


@pytest.fixture
async def staff(town: Town) -> Citizen:
    """A member of the staff who has pressed /start."""
    return await started(town.citizen(STAFF))


async def started(citizen: Citizen) -> Citizen:
    await citizen.send("/start")
    await citizen.sees("容错纠错助手")
    return citizen


@pytest.fixture
def member(town: Town) -> Citizen:
    """Someone in the group."""
    return town.citizen(STAFF, GROUP)
