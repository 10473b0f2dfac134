"""The account of a crowd finds what is lost, doubled or out of order: it would be no proof otherwise."""

from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.sandbox.server import Sandbox
from tests.replicas.crowd import MARK, Account, Crowd, title

PERSON = 5_000
CARD, SAVED = "记下这一项？", "记下了。"
FIRST, SECOND = title(PERSON, 0), title(PERSON, 1)
ALL = ((CARD, FIRST), (SAVED, FIRST), (CARD, SECOND), (SAVED, SECOND))
ITEMS = (FIRST, SECOND)
CLEAN = Account(
    updates=4,
    applied=4,
    effects=2,
    replies=4,
    lost=0,
    doubled=0,
    marked=0,
    disordered=0,
    unsent=0,
)


async def account_of(replies: tuple[tuple[str, str], ...], items: tuple[str, ...]) -> Account:
    """Let a person add two items, be told `replies`, and have `items` recorded."""
    crowd = Crowd(Sandbox(clock=Clock()), [PERSON], 2)
    crowd.begin()
    crowd.say_next(PERSON)
    for said, name in replies:
        result = {"chat": {"id": PERSON}, "text": f"{said}\n{name}\n期限：…"}
        crowd._observe("sendMessage", {}, 200, {"ok": True, "result": result})
    return crowd.account([(PERSON, item) for item in items], applied=4, unsent=0)


async def test_what_is_as_it_should_be() -> None:
    account = await account_of(ALL, ITEMS)
    assert account == CLEAN
    assert account.is_clean


@pytest.mark.parametrize(
    ("replies", "items", "wrong"),
    [
        pytest.param(ALL[:3], ITEMS, {"lost": 1, "disordered": 1}, id="a reply is lost"),
        pytest.param((*ALL, ALL[1]), ITEMS, {"doubled": 1}, id="a reply comes twice"),
        pytest.param(
            (ALL[0], ALL[2], ALL[1], ALL[3]), ITEMS, {"disordered": 1}, id="another order"
        ),
        pytest.param(ALL, ITEMS[:1], {"lost": 1, "effects": 1, "disordered": 1}, id="no effect"),
        pytest.param(
            ALL, (*ITEMS, SECOND), {"doubled": 1, "effects": 3, "disordered": 1}, id="two effects"
        ),
        pytest.param(ALL, ITEMS[::-1], {"disordered": 1}, id="effects in another order"),
    ],
)
async def test_what_is_wrong(
    replies: tuple[tuple[str, str], ...], items: tuple[str, ...], wrong: dict[str, int]
) -> None:
    account = await account_of(replies, items)
    assert account == replace(CLEAN, **wrong)
    assert not account.is_clean


async def test_what_may_have_arrived_comes_again_with_its_mark() -> None:
    again = (f"（{MARK}）\n{SAVED}", FIRST)
    account = await account_of((*ALL[:2], again, *ALL[2:]), ITEMS)
    assert account == replace(CLEAN, marked=1)
    assert account.is_clean


@pytest.mark.parametrize("missing", [{"applied": 3}, {"unsent": 1}])
async def test_an_update_or_a_message_that_is_left_is_wrong(missing: dict[str, int]) -> None:
    assert not replace(CLEAN, **missing).is_clean
