"""`declined`: what people asked in vain, as an author sees it."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.dialog.answer.result import Kind
from bot.settings import Settings
from storage import declined
from storage.declined import read_declined
from storage.sqlite import SqliteDatabase

FILE = Path("data/bot.db")
HOW = "BOT_RECORD_DECLINED=true"
ASKED = {
    (Kind.NOT_STATED, "days", "几天"): 1,
    (Kind.NOT_STATED, "days", "多久答复"): 3,
    (Kind.NOT_STATED, "", "咕噜"): 2,
    (Kind.OUT_OF_SCOPE, "weather", "今天天气"): 5,
    (Kind.OUT_OF_SCOPE, "", "锵锵"): 1,
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no variable of ours, in Chinese."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)


@pytest.fixture
def opted_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_RECORD_DECLINED", "true")


@pytest.fixture
def filled() -> None:
    """A database with a few wordings."""

    async def fill() -> None:
        database = await SqliteDatabase.open(FILE, records_declined=True)
        async with database.transaction() as tx:
            for question, times in ASKED.items():
                for _ in range(times):
                    await tx.declined.record(*question)
        await database.close()

    asyncio.run(fill())


def run(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["declined", *arguments], input=said)


@pytest.mark.usefixtures("filled", "opted_in")
def test_the_most_frequent_group_and_wording_come_first() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "不归助手答 weather：5 次",
        "     5  今天天气",
        "没有说明 days：4 次",
        "     3  多久答复",
        "     1  几天",
        "没有看懂：2 次",
        "     2  咕噜",
        "没有看懂：1 次",
        "     1  锵锵",
    ]


@pytest.mark.usefixtures("filled", "opted_in")
def test_the_same_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    headings = [line for line in run().stdout.splitlines() if not line.startswith(" ")]
    assert headings == [
        "out of scope, weather (5×)",
        "not stated, days (4×)",
        "not understood (2×)",
        "not understood (1×)",
    ]


@pytest.mark.usefixtures("filled")
def test_one_json_object() -> None:
    result = run("--json")
    found = json.loads(result.stdout)
    assert (found["recording"], found["full"]) == (False, [])
    assert found["groups"][1] == {
        "kind": "not_stated",
        "target": "days",
        "times": 4,
        "wordings": [{"words": "多久答复", "times": 3}, {"words": "几天", "times": 1}],
    }
    assert len(result.stdout.splitlines()) == 1


def test_json_without_a_database() -> None:
    assert json.loads(run("--json").stdout) == {"recording": False, "full": [], "groups": []}


def test_without_a_database_it_says_so_and_how_to_turn_it_on() -> None:
    result = run()
    assert result.exit_code == 0
    assert "还没有数据库" in result.stdout
    assert HOW in result.stdout
    assert not FILE.parent.exists(), "looking made a file"


@pytest.mark.usefixtures("filled")
def test_where_it_is_off_what_there_is_is_listed_and_how_to_turn_it_on() -> None:
    assert "多久答复" in run().stdout
    assert HOW in run().stdout


@pytest.mark.usefixtures("filled", "opted_in")
def test_clearing_asks_first() -> None:
    refused = run("--clear", said="n\n")
    assert refused.exit_code == 1
    assert "删除全部 5 条" in refused.stdout
    assert len(read_declined(FILE)) == 5
    assert "删除了 5 条" in run("--clear", said="y\n").stdout
    assert read_declined(FILE) == []
    assert run().stdout == "还没有答不上的提问。\n"


@pytest.mark.usefixtures("filled")
def test_clearing_without_asking() -> None:
    assert run("--clear", "--yes").stdout == "删除了 5 条问法。\n"
    assert run("--clear").stdout == "删除了 0 条问法。\n"


def test_clearing_where_there_is_no_database_makes_none() -> None:
    assert run("--clear", "--yes").stdout == "删除了 0 条问法。\n"
    assert not FILE.parent.exists()


@pytest.mark.usefixtures("filled", "opted_in")
def test_a_full_record_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declined, "MOST", 3)
    monkeypatch.setattr("bot.cli.declined.MOST", 3)
    assert "not_stated 的问法已记满 3 条" in run().stdout
    assert json.loads(run("--json").stdout)["full"] == ["not_stated"]
    assert "out_of_scope 的" not in run().stdout


@pytest.mark.usefixtures("filled", "opted_in")
def test_it_is_read_while_an_assistant_has_the_database_but_not_cleared() -> None:
    async def with_open_database() -> tuple[Result, Result]:
        database = await SqliteDatabase.open(FILE)
        try:
            shown = await asyncio.to_thread(run)
            cleared = await asyncio.to_thread(run, "--clear", "--yes")
        finally:
            await database.close()
        return shown, cleared

    shown, cleared = asyncio.run(with_open_database())
    assert "多久答复" in shown.stdout
    assert cleared.exit_code == 1
    assert type(cleared.exception).__name__ == "StorageInUse"
    assert len(read_declined(FILE)) == 5
