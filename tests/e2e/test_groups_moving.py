"""Groups come, go and move; the assistant keeps still and its answers find their way."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.sandbox.world import World
from bot.sending import call
from storage.outbox import Claimed, Priority
from storage.sqlite import SqliteDatabase
from tests.e2e.group import ADMIN, NAME, arrives, says_nothing, world_of
from tests.e2e.town import CADRE, DAY, GROUP, STAFF, Citizen, Town, open_town


def comes_and_goes(town: Town, before: str, after: str) -> None:
    """Let the bot be added to the group or removed from it."""
    world = world_of(town)
    change = {
        "chat": world.chats[GROUP],
        "from": world.users[ADMIN],
        "date": world.now(),
        "old_chat_member": standing(world, before),
        "new_chat_member": standing(world, after),
    }
    town.sandbox.people._backend.updates.push("my_chat_member", change, GROUP)


def standing(world: World, status: str) -> dict[str, object]:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"status": status, "user": world.bot, **until}


async def test_being_added_and_removed_is_taken_without_a_word(town: Town) -> None:
    bot = world_of(town).bot
    comes_and_goes(town, "left", "member")
    arrives(town, {"new_chat_members": [bot]})
    arrives(town, {"group_chat_created": True})
    comes_and_goes(town, "member", "kicked")
    arrives(town, {"left_chat_member": bot})
    await says_nothing(town)


async def test_being_removed_from_a_group_leaves_the_private_chat_as_it_was(
    town: Town, user: Citizen
) -> None:
    await user.adds("2026-11-26 交整改报告")
    world = world_of(town)
    change = {
        "chat": world.chats[GROUP],
        "from": world.users[CADRE],
        "date": world.now(),
        "old_chat_member": standing(world, "member"),
        "new_chat_member": standing(world, "kicked"),
    }
    town.sandbox.people._backend.updates.push("my_chat_member", change, GROUP)
    await town.applied()
    user.seen = len(town.shown(CADRE).messages)
    await town.clock.pass_by(2 * DAY)
    await user.sees("一项整改")


async def test_the_notices_of_a_move_say_nothing_to_us(town: Town, member: Citizen) -> None:
    arrives(town, {"migrate_to_chat_id": GROUP - 1})
    arrives(town, {"migrate_from_chat_id": -777})
    await says_nothing(town)
    await member.send(f"@{NAME} 招商引资")
    await member.sees("S04")


class MovedGroup(BaseRequest):
    """A Bot API that knows a group by its new number only."""

    old, new = -77, -1001000000077

    def __init__(self) -> None:
        self.sent: list[dict[str, list[str]]] = []

    @property
    def read_timeout(self) -> float:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        del url, method
        sent = parse_qs(urlencode(request_data.json_parameters) if request_data else "")
        self.sent.append(sent)
        if sent["chat_id"] == [str(self.old)]:
            refusal = {
                "ok": False,
                "error_code": 400,
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": self.new},
            }
            return HTTPStatus.BAD_REQUEST, json.dumps(refusal).encode()
        chat = {"id": self.new, "type": "supergroup", "title": "群"}
        message = {"message_id": 5, "date": 0, "chat": chat, "text": "答"}
        return HTTPStatus.OK, json.dumps({"ok": True, "result": message}).encode()


@pytest.mark.parametrize("payload", [{"reply_to": 3}, {"edit": 3}])
async def test_an_answer_follows_a_group_that_became_a_supergroup(payload: dict[str, int]) -> None:
    api = MovedGroup()
    now = datetime(2026, 11, 23, tzinfo=UTC)
    words = {"html": "答", "mark": "（可能重复）", **payload}
    letter = Claimed(1, api.old, Priority.REPLY, words, attempts=1, doubtful=False, created_at=now)
    assert await call(ExtBot("1:TEST", request=api), letter) == 5
    first, second = api.sent
    assert first["chat_id"] == [str(api.old)]
    assert second["chat_id"] == [str(api.new)]
    assert "reply_parameters" not in second, "its messages have other numbers there"


async def test_nothing_is_stored_of_who_only_asks_in_a_group(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        member = town.citizen(ADMIN, GROUP)
        await member.send(f"@{NAME} 招商引资")
        await member.sees("S04")
        await member.send(f"/items@{NAME}")
        await member.sees("私聊")
        comes_and_goes(town, "left", "member")
        await town.applied()
    database = await SqliteDatabase.open(tmp_path / "bot.db")
    try:
        async with database.transaction() as tx:
            rows = await tx.people.session.run("SELECT id FROM person", {})
    finally:
        await database.close()
    assert [row["id"] for row in rows] == [STAFF], "only who wrote in private"
