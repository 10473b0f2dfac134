"""Trial mode survives a restart; a broken snapshot does not stop it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from tests.sandbox.served import opened, turns

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
GROUP = -1_001_000_000_001


def clock() -> Clock:
    return Clock(lambda: NOON)


async def test_the_world_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "sandbox.json"
    async with opened(Sandbox(clock=clock(), snapshot=path)) as site:
        people = site.sandbox.people
        people.type(1001, 1001, "/start")
        people.type(1002, 1002, "/start")
        sent = people.attach(1001, 1001, "document", b"bytes", "a.pdf", "application/pdf", "看")
        people.type(1001, GROUP, "/help")
        people.block(1002, blocked=True)
        await site.people("clock", advance_seconds=90)
        waiting = await site.call("getUpdates")
        before = await site.state()
    later = clock()
    async with opened(Sandbox(clock=later, snapshot=path)) as site:
        after = await site.state()
        assert later.offset == timedelta(seconds=90)
        for part in ("users", "chats", "messages", "now", "offset_seconds"):
            assert after[part] == before[part]
        assert await site.call("getUpdates") == waiting
        file = await site.call("getFile", file_id=sent["document"]["file_id"])
        assert site.sandbox.world.paths[file["file_path"]].upload.content == b"bytes"
        assert site.sandbox.people.type(1001, 1001, "三")["message_id"] == 4
        assert site.sandbox.people.type(1001, GROUP, "二")["message_id"] == 2
        fresh = await site.call("getUpdates")
        assert [u["update_id"] for u in fresh] == sorted({u["update_id"] for u in fresh})


async def test_a_change_is_written_after_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.json"
    async with opened(
        Sandbox(clock=clock(), snapshot=path, timing=Timing(snapshot_delay=0))
    ) as site:
        site.sandbox.people.type(1001, 1001, "/start")
        await turns(path.is_file)
        assert [m["text"] for m in json.loads(path.read_text("utf-8"))["messages"]] == ["/start"]


async def test_nothing_is_written_without_a_change(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.json"
    async with opened(Sandbox(clock=clock(), snapshot=path)):
        pass
    assert not path.exists()


def test_a_change_outside_of_a_loop_is_written_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.json"
    sandbox = Sandbox(clock=clock(), snapshot=path)
    sandbox.people.type(1001, 1001, "/start")
    assert sandbox._snapshot is not None
    sandbox._snapshot.write()
    assert path.is_file()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"version": 0}', '{"version": 1, "offset_seconds": "x"}']
)
async def test_a_broken_snapshot_is_set_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sandbox.json"
    path.write_text(text, encoding="utf-8")
    with capture_logs() as logs:
        sandbox = Sandbox(clock=clock(), snapshot=path)
    assert logs[0]["event"] == "sandbox_snapshot_broken"
    assert (tmp_path / "sandbox.json.broken").read_text("utf-8") == text
    assert not path.exists()
    assert sandbox.people.type(1001, 1001, "/start")


async def test_users_who_are_no_longer_cast_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.json"
    async with opened(Sandbox(clock=clock(), snapshot=path)) as site:
        site.sandbox.world.add_user(5, "新人", started=True)
    async with opened(Sandbox(clock=clock(), snapshot=path)) as site:
        assert 5 not in site.sandbox.world.people
