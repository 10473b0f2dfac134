"""getUpdates: offsets, long polling, filters and conflicts."""

import asyncio
import io
from datetime import timedelta

import pytest
import telegram

from bot.clock import Clock
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox
from tests.sandbox.served import PATIENCE, RefusedError, Site, opened, waiting_poll

NESTED = (
    b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n"
    b"--y\r\n\r\na\r\n--y--\r\n\r\n--x--\r\n"
)


async def test_get_me(bot: telegram.Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.first_name) == (7_000_000_001, "容错纠错助手（试用）")
    assert me.supports_inline_queries is True
    assert me.can_read_all_group_messages is False


@pytest.mark.parametrize(
    ("token", "method", "status", "sentence"),
    [
        ("7000000001:WRONG", "getMe", 401, "Unauthorized"),
        ("nonsense", "getMe", 404, "Not Found"),
        (DEFAULT_TOKEN, "getNothing", 404, "Not Found: method not found"),
    ],
)
async def test_wrong_token_and_method(
    site: Site, token: str, method: str, status: int, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=f"^{sentence}$") as refused:
        await site.call(method, token)
    assert refused.value.status == status


async def test_a_method_is_found_whatever_its_capitals(site: Site) -> None:
    assert await site.call("GETME") == await site.call("getme")


async def test_updates_are_repeated_until_an_offset_confirms_them(site: Site) -> None:
    for text in ("一", "二", "三"):
        site.sandbox.people.type(1001, 1001, text)
    first = await site.call("getUpdates")
    assert [u["message"]["text"] for u in first] == ["一", "二", "三"]
    assert await site.call("getUpdates") == first
    rest = await site.call("getUpdates", offset=first[0]["update_id"] + 1)
    assert rest == first[1:]
    assert await site.call("getUpdates", offset=0) == first[1:]
    assert await site.call("getUpdates", offset=first[2]["update_id"] + 1) == []
    assert await site.call("getUpdates") == []


async def test_limit_and_negative_offset(site: Site) -> None:
    for number in range(120):
        site.sandbox.people.type(1001, 1001, str(number))
    assert len(await site.call("getUpdates")) == 100
    assert len(await site.call("getUpdates", limit=1000)) == 100
    assert len(await site.call("getUpdates", limit=3)) == 3
    assert len(await site.call("getUpdates", limit=-3)) == 1
    last = await site.call("getUpdates", offset=-2)
    assert [u["message"]["text"] for u in last] == ["118", "119"]
    assert await site.call("getUpdates") == last


async def test_update_ids_grow_over_restarts(clock: Clock) -> None:
    seen = []
    for _ in range(2):
        async with opened(Sandbox(clock=clock)) as site:
            site.sandbox.people.type(1001, 1001, "一")
            seen += [u["update_id"] for u in await site.updates()]
    assert seen[0] < seen[1]


async def test_dates_come_from_the_clock(site: Site, clock: Clock) -> None:
    first = site.sandbox.people.type(1001, 1001, "一")
    clock.move(timedelta(days=3))
    second = site.sandbox.people.type(1001, 1001, "二")
    assert second["date"] - first["date"] == 3 * 86400


async def test_a_long_poll_ends_with_the_first_update(site: Site) -> None:
    polling = asyncio.create_task(site.call("getUpdates", timeout=50))
    await waiting_poll(site)
    site.sandbox.people.type(1001, 1001, "一")
    async with asyncio.timeout(PATIENCE):
        [update] = await polling
    assert update["message"]["text"] == "一"


async def test_a_long_poll_ends_when_its_time_is_over(site: Site) -> None:
    assert await site.call("getUpdates", timeout=1) == []


async def test_a_second_poll_ends_the_first(site: Site) -> None:
    first = asyncio.create_task(site.call("getUpdates", timeout=50))
    await waiting_poll(site)
    assert await site.call("getUpdates") == []
    with pytest.raises(
        RefusedError, match="Conflict: terminated by other getUpdates request"
    ) as refused:
        await first
    assert refused.value.status == 409


async def test_a_webhook_ends_a_poll_and_forbids_the_next(site: Site) -> None:
    polling = asyncio.create_task(site.call("getUpdates", timeout=50))
    await waiting_poll(site)
    await site.call("setWebhook", url=f"{site.root}/nowhere")
    with pytest.raises(RefusedError, match="Conflict: terminated by setWebhook request"):
        await polling
    with pytest.raises(
        RefusedError, match="can't use getUpdates method while webhook is active"
    ) as no:
        await site.call("getUpdates")
    assert no.value.status == 409


async def test_closing_ends_a_poll(site: Site) -> None:
    polling = asyncio.create_task(site.call("getUpdates", timeout=50))
    await waiting_poll(site)
    await site.sandbox.close()
    assert await polling == []


async def test_allowed_updates_are_remembered(site: Site) -> None:
    people = site.sandbox.people
    await site.call("getUpdates", allowed_updates=["callback_query"])
    people.type(1001, 1001, "一")
    people.press(1001, 1001, 1, "x")
    assert [set(u) - {"update_id"} for u in await site.updates()] == [{"callback_query"}]
    people.type(1001, 1001, "二")
    assert await site.updates() == []
    await site.call("getUpdates", allowed_updates=[])
    people.type(1001, 1001, "三")
    assert len(await site.updates()) == 1
    with pytest.raises(RefusedError, match="can't parse allowed updates"):
        await site.call("getUpdates", allowed_updates=[1])


async def test_parameters_come_in_every_form_telegram_takes(site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    url = f"{site.root}/bot{DEFAULT_TOKEN}/sendMessage"
    params = {"chat_id": "1001", "text": "一"}
    async with site.session.get(url, params=params) as answer:
        assert (await answer.json())["result"]["text"] == "一"
    async with site.session.post(url, data=params) as answer:
        assert (await answer.json())["result"]["text"] == "一"
    async with site.session.post(url, json={"chat_id": 1001.0, "text": 5}) as answer:
        assert answer.status == 400
    async with site.session.post(url, json={"chat_id": 1001, "text": True}) as answer:
        assert (await answer.json())["result"]["text"] == "true"
    async with site.session.post(url, json={"chat_id": True, "text": "一"}) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"", "application/json", 200),
        (b"x", "text/plain", 200),
        (b"nonsense", "multipart/form-data", 400),
        (b"nonsense", "multipart/form-data; boundary=x", 400),
        (NESTED, "multipart/form-data; boundary=x", 400),
        (b" " * 2_000_000, "application/json", 413),
    ],
)
async def test_bodies_that_are_not_what_they_say(
    site: Site, body: bytes, kind: str, status: int
) -> None:
    url = f"{site.root}/bot{DEFAULT_TOKEN}/getMe"
    async with site.session.post(
        url, data=io.BytesIO(body), headers={"Content-Type": kind}
    ) as answer:
        assert answer.status == status
        assert (await answer.json())["ok"] is (status == 200)
