"""Three replicas behind nginx: nothing lost, nothing doubled, whoever of them is killed or hangs."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import pytest
import pytest_asyncio

from tests.postgres import fresh_postgres
from tests.replicas.fleet import Fleet, open_fleet

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def fleet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fleet]:
    """A fleet for all tests of this module, each with people of its own."""
    async with (
        fresh_postgres() as url,
        open_fleet(tmp_path_factory.mktemp("fleet"), url) as opened,
    ):
        yield opened


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
