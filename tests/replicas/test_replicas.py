"""Three replicas behind nginx: nothing lost, nothing doubled, whoever of them is killed or hangs."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.postgres import fresh_postgres
from tests.replicas.crowd import Crowd
from tests.replicas.fleet import Fleet, open_fleet
from tests.replicas.replica import Replica

TAKEOVER_SECONDS = 5
TURNS = 3

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def fleet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fleet]:
    """A fleet for all tests of this module, each with people of its own."""
    async with (
        fresh_postgres() as url,
        open_fleet(tmp_path_factory.mktemp("fleet"), url) as opened,
    ):
        yield opened


async def applied_by(replica: Replica) -> float:
    """Return how many updates a replica says it has applied."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{replica.root}/metrics") as answer,
    ):
        lines = (await answer.text()).splitlines()
    return sum(float(line.split()[1]) for line in lines if 'outcome="applied"' in line)


def update(number: int, person: int, text: str) -> dict[str, Any]:
    """Return an update as Telegram sends it."""
    entities = [{"type": "bot_command", "offset": 0, "length": 4}] if text[0] == "/" else []
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": person, "type": "private", "first_name": "甲"},
        "from": {"id": person, "is_bot": False, "first_name": "甲", "language_code": "zh"},
        "text": text,
        "entities": entities,
    }
    return {"update_id": number, "message": message}


async def test_all_take_part_and_each_update_takes_effect_once_and_in_order(fleet: Fleet) -> None:
    fleet.sandbox.faults.duplicate_updates(probability=0.1, seed=7)
    life = await fleet.lives(Crowd(fleet.sandbox, range(5_000, 5_040), TURNS))
    account = await life.account()
    fleet.sandbox.faults.clear()
    assert account.is_clean, account
    assert account.effects == 40 * TURNS
    assert account.marked == 0, "nothing happened that could have sent something twice"
    assert all([await applied_by(replica) > 0 for replica in fleet.replicas])


async def test_what_is_given_to_all_replicas_at_once_takes_effect_once(fleet: Fleet) -> None:
    people = range(5_100, 5_110)
    for person in people:
        fleet.sandbox.world.add_user(person, f"甲{person}", language_code="zh", started=True)

    async def tell_all(first: int, text: str) -> None:
        updates = [update(first + person, person, text) for person in people]
        posts = [fleet.post(one, each) for each in updates for one in fleet.replicas]
        assert set(await asyncio.gather(*posts)) == {HTTPStatus.OK}

    await tell_all(10_000, "/add 2027-09-01 只记一次")
    await tell_all(20_000, "好的")
    owners = "SELECT owner, count(*) FROM item WHERE owner BETWEEN 5100 AND 5109 GROUP BY owner"
    assert sorted(await fleet.rows(owners)) == [(person, 1) for person in people]
    said = "SELECT chat, count(*) FROM outbox WHERE chat BETWEEN 5100 AND 5109 GROUP BY chat"
    assert sorted(await fleet.rows(said)) == [(person, 2) for person in people]


async def test_two_words_of_a_person_at_two_replicas_at_once_count_as_one_after_the_other(
    fleet: Fleet,
) -> None:
    """Both agree to the same card: one records the item, the other finds it recorded."""
    people = range(5_200, 5_210)
    for person in people:
        fleet.sandbox.world.add_user(person, f"甲{person}", language_code="zh", started=True)
        await fleet.post(
            fleet.replicas[0], update(30_000 + person, person, "/add 2027-09-01 只记一次")
        )
    posts = [
        fleet.post(replica, update(first + person, person, "好的"))
        for person in people
        for first, replica in zip((40_000, 50_000, 60_000), fleet.replicas, strict=True)
    ]
    assert set(await asyncio.gather(*posts)) == {HTTPStatus.OK}
    owners = "SELECT owner, count(*) FROM item WHERE owner BETWEEN 5200 AND 5209 GROUP BY owner"
    assert sorted(await fleet.rows(owners)) == [(person, 1) for person in people]


async def takeover(fleet: Fleet, person: int, strike: Callable[[Replica], Awaitable[None]]) -> None:
    """Strike the leader under load; the next to write must be answered in time, by another."""
    life = await fleet.lives(Crowd(fleet.sandbox, range(person, person + 20), TURNS))
    leader = await fleet.leader()
    await life.until_answered(10)
    await strike(leader)
    struck = monotonic()
    asking = Crowd(fleet.sandbox, [person + 50], 1)
    asking.begin()
    await fleet.until(lambda: bool(asking.seen), lambda: "no answer")
    assert monotonic() - struck < TAKEOVER_SECONDS, leader.last_words()
    assert await fleet.leader() is not leader
    account = await life.account(beside=asking)
    assert account.is_clean, account


async def test_when_the_leader_hangs_another_goes_on_sending(fleet: Fleet) -> None:
    """And it finds out when it goes on: what it was doing is another's by then."""
    struck: list[Replica] = []

    async def freeze(leader: Replica) -> None:
        struck.append(leader)
        leader.freeze()

    await takeover(fleet, 5_500, freeze)
    struck[0].thaw()
    await fleet.until(lambda: not struck[0].led_since, lambda: "it still thinks that it leads")
    life = await fleet.lives(Crowd(fleet.sandbox, range(5_600, 5_620), TURNS))
    account = await life.account()
    assert account.is_clean, account


async def test_when_the_leader_is_killed_another_goes_on_sending(fleet: Fleet) -> None:
    struck: list[Replica] = []

    async def kill(leader: Replica) -> None:
        struck.append(leader)
        await leader.kill()

    await takeover(fleet, 5_400, kill)
    await struck[0].start()


async def test_a_replica_killed_under_load_loses_and_doubles_nothing(fleet: Fleet) -> None:
    seed = random.SystemRandom().randrange(10**6)
    dice = random.Random(seed)
    life = await fleet.lives(Crowd(fleet.sandbox, range(5_300, 5_350), TURNS + 1))
    for share in (0.3, 0.6):
        await life.until_answered(round(50 * (TURNS + 1) * share * dice.random() * 2))
        killed = dice.choice([one for one in fleet.replicas if one.runs])
        await killed.kill()
        await killed.start()
    account = await life.account()
    assert account.is_clean, f"seed {seed}: {account}"


async def test_of_two_that_poll_only_one_does(tmp_path: Path) -> None:
    async with (
        fresh_postgres() as url,
        open_fleet(tmp_path, url, by_webhook=False, count=2) as fleet,
    ):
        calls: list[int] = []
        fleet.sandbox.requests.append(
            lambda method, _given, status, _body: (
                calls.append(status) if method == "getUpdates" else None
            )
        )
        life = await fleet.lives(Crowd(fleet.sandbox, range(5_000, 5_020), TURNS))
        await life.until_answered(20)
        poller = await fleet.leader()
        await poller.kill()
        account = await life.account()
        assert account.is_clean, account
        assert set(calls) == {HTTPStatus.OK}, "nobody was in another's way"
        assert all(replica.events["polling.conflict"] == 0 for replica in fleet.replicas)
