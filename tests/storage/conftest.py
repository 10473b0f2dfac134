"""Real databases, always closed again: a connection left open keeps its process alive."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.opening import SQLITE, opened
from tests.postgres import fresh_postgres

BOTH = ("sqlite", "postgres")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the SQLite database."""
    return tmp_path / "bot.db"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "databases(*kinds): run on these kinds, not on both")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test on both kinds of database, or on those that `databases` names."""
    if "url" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("databases")
        metafunc.parametrize("url", alone.args if alone else BOTH, indirect=True)


@pytest.fixture
async def url(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[str]:
    """Where an empty database is."""
    if request.param == "sqlite":
        yield f"{SQLITE}{path}"
    else:
        async with fresh_postgres() as fresh:
            yield fresh


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    async with opened(url) as database:
        yield database
