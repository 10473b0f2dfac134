"""Where the program cannot run it says one sentence that tells what to do, and no traceback."""

import json
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.process.program import ROOT, Ended, end_of, line_with, run, start, terminate

TOKEN = {"BOT_TOKEN": "7000000003:SOME-TEST-TOKEN", "BOT_LISTEN": "127.0.0.1:0"}
NOWHERE = {"BOT_API_URL": "http://127.0.0.1:9"}


def one_sentence(ended: Ended, *words: str, code: int = 1) -> None:
    """Check that the program said what is wrong and nothing else."""
    assert ended.code == code, ended
    assert "Traceback" not in ended.err
    assert ended.out == ""
    for word in words:
        assert word in ended.err


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "my token"),
        ("BOT_API_URL", "somewhere"),
        ("BOT_DATABASE_URL", "mysql://x"),
        ("BOT_WEBHOOK_URL", "nowhere"),
        ("BOT_WEBHOOK_SECRET", "not allowed!"),
        ("BOT_LISTEN", "somewhere"),
        ("BOT_STAFF_IDS", "me"),
        ("BOT_MESSAGES_PER_SECOND", "-1"),
        ("BOT_RECORD_DECLINED", "perhaps"),
        ("BOT_LOG_FORMAT", "xml"),
        ("BOT_LOG_LEVEL", "loud"),
    ],
)
async def test_a_bad_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    ended = await run("run", folder=tmp_path, settings={name: value})
    one_sentence(ended, name, "请改正", code=2)
    assert value not in ended.err


async def test_the_language_is_that_of_the_reader(tmp_path: Path) -> None:
    settings = {"BOT_LISTEN": "x", "LANG": "en_US.UTF-8"}
    one_sentence(
        await run("run", folder=tmp_path, settings=settings), "BOT_LISTEN is wrong", code=2
    )


@asynccontextmanager
async def bot_api(answers: Mapping[str, Mapping[str, Any]]) -> AsyncIterator[str]:
    """A Bot API that knows a few answers by heart; gives its root."""

    async def answer(request: web.Request) -> web.Response:
        body = answers[request.match_info["method"]]
        return web.json_response(body, status=body.get("error_code", 200))

    served = web.Application()
    served.router.add_route("*", "/bot{token}/{method}", answer)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_wrong_token(tmp_path: Path) -> None:
    refusal = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with bot_api({"getMe": refusal}) as root:
        ended = await run("run", folder=tmp_path, settings=TOKEN | {"BOT_API_URL": root})
    one_sentence(ended, "BOT_TOKEN", "@BotFather", code=2)
    assert TOKEN["BOT_TOKEN"] not in ended.err


async def test_a_webhook_that_telegram_does_not_accept(tmp_path: Path) -> None:
    me = {"id": 7000000003, "is_bot": True, "first_name": "助手", "username": "some_bot"}
    words = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    answers = {
        "getMe": {"ok": True, "result": me},
        "setWebhook": {"ok": False, "error_code": 400, "description": words},
    }
    async with bot_api(answers) as root:
        settings = {"BOT_API_URL": root, "BOT_WEBHOOK_URL": "http://127.0.0.1/hook"}
        ended = await run("run", folder=tmp_path, settings=TOKEN | settings)
    one_sentence(ended, "BOT_WEBHOOK_URL", "https url", code=2)


async def test_an_api_that_cannot_be_reached(tmp_path: Path) -> None:
    ended = await run("run", folder=tmp_path, settings=TOKEN | NOWHERE)
    one_sentence(ended, "连不上", "BOT_API_URL")
    assert TOKEN["BOT_TOKEN"] not in ended.err


async def test_a_port_in_use(tmp_path: Path, taken_port: int) -> None:
    ended = await run("run", folder=tmp_path, settings={"BOT_LISTEN": f"127.0.0.1:{taken_port}"})
    one_sentence(ended, "BOT_LISTEN", str(taken_port))


async def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings = {"BOT_DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'bot.db'}"}
    one_sentence(await run("run", folder=tmp_path, settings=settings), "数据库", "bot.db")


async def test_a_corrupt_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bot.db").write_bytes(b"this is no database" * 1_000)
    one_sentence(await run("run", folder=tmp_path), "数据库", "备份")


async def test_a_database_newer_than_the_program(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    newer = sqlite3.connect(tmp_path / "data" / "bot.db")
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    one_sentence(await run("run", folder=tmp_path), "9999", "请升级", code=2)


async def test_two_processes_on_one_database(tmp_path: Path) -> None:
    settings = {"BOT_LISTEN": "127.0.0.1:0"}
    async with start("run", folder=tmp_path, settings=settings) as first:
        await line_with(first.stderr, "试用模式")
        one_sentence(await run("run", folder=tmp_path, settings=settings), "另一个助手", "bot.db")
        terminate(first)
        assert (await end_of(first)).code == 0


async def test_trial_data_is_not_used_on_telegram(tmp_path: Path) -> None:
    settings = {"BOT_LISTEN": "127.0.0.1:0"}
    async with start("run", folder=tmp_path, settings=settings) as trial:
        await line_with(trial.stderr, "试用模式")
        terminate(trial)
        await end_of(trial)
    ended = await run("run", folder=tmp_path, settings=TOKEN | NOWHERE)
    one_sentence(ended, "试用的数据", "BOT_DATABASE_URL", code=2)


async def test_missing_content(tmp_path: Path) -> None:
    settings = {"BOT_CONTENT_DIR": str(tmp_path / "nothing")}
    ended = await run("run", folder=tmp_path, settings=settings)
    one_sentence(ended, "measure.yaml", "missing", code=2)


async def test_broken_content(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    scenarios = tmp_path / "content" / "scenarios.yaml"
    text = scenarios.read_text("utf-8").replace("phrase: 经过民主决策程序", "phrase: 经过讨论")
    scenarios.write_text(text, "utf-8")
    settings = {"BOT_CONTENT_DIR": str(tmp_path / "content")}
    ended = await run("run", folder=tmp_path, settings=settings)
    one_sentence(ended, "elements.democratic_procedure.grounds.0.phrase", "“经过讨论”", code=2)
    checked = await run("content", "check", str(tmp_path / "content"), folder=tmp_path)
    assert checked.code == 1
    assert checked.out.startswith("scenarios.yaml:")


async def test_asking_without_a_chat(tmp_path: Path) -> None:
    ended = await run("ask", "招商引资出了失误", "--json", folder=tmp_path)
    answer = json.loads(ended.out)
    assert answer["kind"] == "answer"
    assert answer["cites"] == ["S04"]
    assert answer["intent"] is None
    assert "招商引资" in answer["text"]
