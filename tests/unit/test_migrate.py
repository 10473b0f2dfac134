"""`migrate`: to the newest schema without a start, or only looking; a newer one is left alone."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.errors import StorageInUse, StorageTooNew
from bot.settings import Settings
from storage.migrations import load_migrations
from storage.opening import open_database
from tests.postgres import fresh_postgres
from tests.storage.test_old_database import OLD, write_old

KNOWN = load_migrations()[-1].number


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Work in an empty folder, with no variable of ours; return where the database will be."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "bot.db"


def migrate(*options: str) -> tuple[int, str]:
    """Return the exit code and what was said."""
    ended = CliRunner().invoke(cli, ["migrate", *options])
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout


def schema(database: Path) -> int:
    with closing(sqlite3.connect(database)) as raw:
        [[number]] = raw.execute("PRAGMA user_version")
        return int(number)


def test_an_old_database_is_brought_to_the_newest_schema_once(database: Path) -> None:
    write_old(database)
    code, said = migrate("--check")
    assert (code, schema(database)) == (1, OLD)
    assert f"的结构是 {OLD}，本程序是 {KNOWN}" in said
    code, said = migrate()
    assert (code, schema(database)) == (0, KNOWN)
    assert f"已从结构 {OLD} 升到 {KNOWN}" in said
    for options in ((), ("--check",)):
        code, said = migrate(*options)
        assert code == 0
        assert "不用升级" in said


def test_where_there_is_none_it_is_made(database: Path) -> None:
    assert migrate("--check")[0] == 1
    assert not database.exists()
    assert migrate()[0] == 0
    assert schema(database) == KNOWN


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_newer_one_is_refused(database: Path, options: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute(f"PRAGMA user_version = {KNOWN + 1}")
    with pytest.raises(StorageTooNew):
        migrate(*options)
    assert schema(database) == KNOWN + 1


async def test_one_that_is_in_use_and_behind_is_left_alone(database: Path) -> None:
    opened = await open_database(f"sqlite:///{database}")
    with closing(sqlite3.connect(database)) as raw:
        raw.execute(f"PRAGMA user_version = {OLD}")
    try:
        with pytest.raises(StorageInUse):
            await asyncio.to_thread(migrate)
    finally:
        await opened.close()


async def test_a_postgresql_database_is_migrated_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_MESSAGES")  # a server may be started here, and knows fewer languages
    async with fresh_postgres() as url:
        monkeypatch.setenv("BOT_DATABASE_URL", url)
        assert (await asyncio.to_thread(migrate, "--check"))[0] == 1
        assert (await asyncio.to_thread(migrate))[0] == 0
        assert (await asyncio.to_thread(migrate, "--check"))[0] == 0
