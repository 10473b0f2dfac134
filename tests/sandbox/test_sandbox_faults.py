"""The server misbehaves exactly as told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from bot.clock import Clock
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.server import Sandbox
from tests.sandbox.served import RefusedError, Site, opened, turns

GROUP = -1_001_000_000_001


@pytest.fixture
async def limited(clock: Clock) -> AsyncIterator[Site]:
    async with opened(Sandbox(clock=clock, enforce_rate=True)) as site:
        for user in (1001, 1002, 1003):
            site.sandbox.people.type(user, user, "/start")
        yield site


async def send(site: Site, chat_id: int = 1001) -> int:
    return int((await site.call("sendMessage", chat_id=chat_id, text="您好"))["message_id"])


async def test_an_error_500_then_all_is_well(started: Site) -> None:
    started.sandbox.faults.add(Fault("error_500", method="sendMessage", times=2))
    await started.call("getMe")
    for _ in range(2):
        with pytest.raises(RefusedError, match="Internal Server Error") as refused:
            await send(started)
        assert refused.value.status == 500
    assert await send(started) == 2
    assert started.sandbox.faults.pending == ()


async def test_too_many_requests_for_one_chat(started: Site) -> None:
    started.sandbox.people.type(1002, 1002, "/start")
    started.sandbox.faults.add(Fault("too_many", chat_id=1002, retry_after=7))
    await send(started)
    with pytest.raises(RefusedError, match="Too Many Requests: retry after 7") as refused:
        await send(started, 1002)
    assert refused.value.status == 429
    assert refused.value.body["parameters"] == {"retry_after": 7}


async def test_a_reset_happens_before_the_call_is_carried_out(started: Site) -> None:
    started.sandbox.faults.add(Fault("reset", method="sendMessage"))
    with pytest.raises(aiohttp.ClientConnectionError):
        await send(started)
    assert (1001, 2) not in started.sandbox.world.messages


async def test_an_answer_is_lost_after_the_call_was_carried_out(started: Site) -> None:
    started.sandbox.faults.add(Fault("lost_answer", method="sendMessage"))
    with pytest.raises(aiohttp.ClientConnectionError):
        await send(started)
    assert started.sandbox.world.messages[1001, 2]["text"] == "您好"


async def test_a_delayed_call_lets_others_pass(started: Site) -> None:
    started.sandbox.faults.add(Fault("delay", method="sendMessage", seconds=60))
    slow = asyncio.create_task(send(started))
    started.sandbox.faults.add(Fault("delay", method="getMe", seconds=0))
    assert await started.call("getMe")
    await turns(lambda: not started.sandbox.faults.pending)
    assert not slow.done()
    started.sandbox.faults.clear()
    assert await slow == 2


async def test_faults_hit_in_order_and_can_let_calls_pass_first(started: Site) -> None:
    faults = started.sandbox.faults
    faults.add(Fault("error_500", skip=1))
    faults.add(Fault("too_many", method="sendMessage"))
    with pytest.raises(RefusedError, match="Too Many"):
        await send(started)
    with pytest.raises(RefusedError, match="Internal"):
        await send(started)
    faults.add(Fault("error_500", times=9))
    faults.clear()
    await send(started)


async def test_updates_come_twice(started: Site) -> None:
    started.sandbox.faults.duplicate_updates(count=1)
    for text in ("一", "二"):
        started.sandbox.people.type(1001, 1001, text)
    first = await started.updates()
    assert [u["message"]["text"] for u in first] == ["一", "二"]
    assert await started.updates() == first[:1]
    assert await started.updates() == []


def test_duplicates_by_chance_are_the_same_every_time() -> None:
    draws = []
    for _ in range(2):
        faults = Faults()
        faults.duplicate_updates(probability=0.5, seed=7)
        draws.append([faults.duplicates_next() for _ in range(100)])
    assert draws[0] == draws[1]
    assert 30 < sum(draws[0]) < 70


async def test_a_chat_takes_five_at_once_then_one_a_second(limited: Site, clock: Clock) -> None:
    for _ in range(5):
        await send(limited)
    with pytest.raises(RefusedError, match="retry after 1"):
        await send(limited)
    await send(limited, 1002)
    await limited.call("getMe")
    clock.move(timedelta(seconds=1))
    await send(limited)
    with pytest.raises(RefusedError, match="retry after 1"):
        await send(limited)


async def test_a_group_takes_twenty_a_minute(limited: Site, clock: Clock) -> None:
    for _ in range(20):
        await send(limited, GROUP)
    with pytest.raises(RefusedError, match="retry after 3"):
        await send(limited, GROUP)
    clock.move(timedelta(minutes=1))
    await send(limited, GROUP)


async def test_all_chats_take_thirty_a_second(limited: Site) -> None:
    for number in range(30):
        limited.sandbox.world.add_user(2000 + number, "甲", started=True)
        await send(limited, 2000 + number)
    with pytest.raises(RefusedError, match="retry after 1"):
        await send(limited)
