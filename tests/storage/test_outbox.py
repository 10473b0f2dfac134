"""The outbox: in order within a chat, the urgent first across chats, nothing lost or doubled."""

from collections import defaultdict
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database, Transaction
from storage.outbox import Claimed, Fate, Outcome, Outgoing, Priority
from tests.storage.moments import DAY, NOW, SECOND

ALL = 100


async def finish(tx: Transaction, one: Claimed, fate: Fate) -> None:
    """Write down that a message is over, as the sender does."""
    await tx.outbox.finish([Outcome(one.id, fate)], NOW)
    await tx.outbox.advance([one])


async def put(tx: Transaction, chat: int, text: str, priority: Priority = Priority.REPLY) -> None:
    await tx.outbox.put(Outgoing(chat, {"html": text}, priority), NOW)


def texts(claimed: list[Claimed]) -> list[str]:
    return [one.payload["html"] for one in claimed]


async def test_a_message_comes_out_as_it_was_put_in(database: Database) -> None:
    payload = {"html": "<b>“字”</b> 😀", "keyboard": [[["是", "ans:a:1:y"]]], "edit": 7}
    async with database.transaction() as tx:
        await tx.outbox.put(Outgoing(-100123, payload, Priority.REMINDER), NOW)
        [one] = await tx.outbox.claim(NOW, ALL)
    assert one == Claimed(
        one.id, -100123, Priority.REMINDER, payload, attempts=1, doubtful=False, created_at=NOW
    )


async def test_a_chat_gets_one_message_at_a_time_and_in_order(database: Database) -> None:
    async with database.transaction() as tx:
        for text in ("一", "二", "三"):
            await put(tx, 1, text)
        [first] = await tx.outbox.claim(NOW, ALL)
        assert texts([first]) == ["一"]
        assert await tx.outbox.claim(NOW, ALL) == []
        await finish(tx, first, Fate.SENT)
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["二"]


async def test_a_person_waiting_goes_before_reminders_and_reports(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "report", Priority.REPORT)
        await put(tx, 2, "reminder", Priority.REMINDER)
        await put(tx, 3, "reply")
        await put(tx, 4, "another reply")
        assert texts(await tx.outbox.claim(NOW, 2)) == ["reply", "another reply"]
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["reminder", "report"]


async def test_a_reminder_that_waits_holds_up_no_reply(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "reminder", Priority.REMINDER)
        [reminder] = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.put_off({reminder.id: NOW + DAY})
        await put(tx, 1, "reply")
        await put(tx, 1, "another reminder", Priority.REMINDER)
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["reply"]
        [again] = await tx.outbox.claim(NOW + DAY, ALL)
    assert (again.id, again.attempts) == (reminder.id, 1), "it was not tried"


async def test_what_is_taken_back_is_gone_and_the_next_goes(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一", Priority.REMINDER)
        await put(tx, 2, "other", Priority.REMINDER)
        [back] = await tx.outbox.withdraw_reminders(1)
        assert (back.created_at, back.payload) == (NOW, {"html": "一"})
        assert await tx.outbox.withdraw_reminders(1) == []
        await put(tx, 1, "二", Priority.REMINDER)
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["other", "二"]
        await tx.outbox.doubt()
        assert await tx.outbox.withdraw_reminders(1) == [], "it may have arrived"


async def test_a_row_whose_first_is_gone_is_mended(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        await put(tx, 1, "二")
        await tx.outbox.session.run("DELETE FROM outbox WHERE behind = 0")
        assert await tx.outbox.claim(NOW, ALL) == []
        await tx.outbox.free()
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["二"]


async def test_no_wait_is_longer_than_it_may_be(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        [one] = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.put_off({one.id: NOW + DAY})
        await tx.outbox.hasten(NOW + SECOND)
        assert await tx.outbox.next_at(NOW) == NOW + SECOND


async def test_who_is_back_waits_no_longer(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一", Priority.REMINDER)
        [one] = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.put_off({one.id: NOW + DAY})
        await tx.set_reachable(1, reachable=True)
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["一"]


async def test_a_message_waits_for_its_time_and_its_chat_waits_with_it(
    database: Database,
) -> None:
    later = NOW + 7 * SECOND
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        await put(tx, 1, "二")
        [one] = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.finish([Outcome(one.id, Fate.PENDING, not_before=later)], NOW)
        assert await tx.outbox.claim(later - SECOND, ALL) == []
        assert await tx.outbox.next_at(NOW) == later
        [again] = await tx.outbox.claim(later, ALL)
        assert (again.id, again.attempts, again.doubtful) == (one.id, 2, False)
        assert await tx.outbox.next_at(later) is None


async def test_a_message_that_failed_lets_the_next_pass(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        await put(tx, 1, "二")
        [one] = await tx.outbox.claim(NOW, ALL)
        await finish(tx, one, Fate.FAILED)
        assert texts(await tx.outbox.claim(NOW, ALL)) == ["二"]


async def test_a_retry_without_a_time_is_due_at_once(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        [one] = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.finish([Outcome(one.id, Fate.PENDING, doubtful=True)], NOW)
        [again] = await tx.outbox.claim(NOW, ALL)
        assert again.doubtful


async def test_what_was_under_way_at_a_crash_is_sent_again_and_marked(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "under way")
        await put(tx, 2, "waiting")
        assert texts(await tx.outbox.claim(NOW, 1)) == ["under way"]
        await tx.outbox.doubt()
        again = await tx.outbox.claim(NOW, ALL)
        assert texts(again) == ["under way", "waiting"]
        assert [one.doubtful for one in again] == [True, False]


async def test_messages_are_counted_by_state_but_not_those_sent(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.outbox.counts() == {}
        for chat in range(4):
            await put(tx, chat, str(chat))
        sent, failed, _under_way = await tx.outbox.claim(NOW, 3)
        await tx.outbox.finish([Outcome(sent.id, Fate.SENT), Outcome(failed.id, Fate.FAILED)], NOW)
        assert await tx.outbox.counts() == {"failed": 1, "pending": 1, "sending": 1}


async def ids(tx: Transaction) -> list[int]:
    rows = await tx.outbox.session.run("SELECT id FROM outbox ORDER BY id")
    return [row["id"] for row in rows]


async def test_only_what_was_sent_or_given_up_long_ago_is_forgotten(database: Database) -> None:
    long_ago = NOW - DAY
    async with database.transaction() as tx:
        for chat in range(7):
            await tx.outbox.put(Outgoing(chat, {}), long_ago)
        claimed = await tx.outbox.claim(long_ago, 6)
        sent, failed, retried, just_sent, just_failed, under_way = (one.id for one in claimed)
        [waiting] = set(await ids(tx)) - {one.id for one in claimed}
        finished_then = (
            Outcome(sent, Fate.SENT),
            Outcome(failed, Fate.FAILED),
            Outcome(retried, Fate.PENDING),
        )
        await tx.outbox.finish(finished_then, long_ago)
        finished_now = Outcome(just_sent, Fate.SENT), Outcome(just_failed, Fate.FAILED)
        await tx.outbox.finish(finished_now, NOW)
        assert await tx.outbox.forget(NOW, ALL) == 2
        assert await ids(tx) == [retried, just_sent, just_failed, under_way, waiting]
        assert await tx.outbox.forget(NOW, ALL) == 0


async def test_it_is_forgotten_in_slices(database: Database) -> None:
    async with database.transaction() as tx:
        for chat in range(5):
            await put(tx, chat, str(chat))
        claimed = await tx.outbox.claim(NOW, ALL)
        await tx.outbox.finish([Outcome(one.id, Fate.SENT) for one in claimed], NOW)
        slices = [await tx.outbox.forget(NOW + SECOND, 2) for _ in range(4)]
        assert slices == [2, 2, 1, 0]
        assert await ids(tx) == []


async def payloads(tx: Transaction) -> list[str]:
    rows = await tx.outbox.session.run("SELECT payload FROM outbox ORDER BY id")
    return [row["payload"] for row in rows]


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.FAILED])
async def test_what_a_message_said_is_kept_until_it_is_sent_or_given_up(
    database: Database, fate: Fate
) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        await put(tx, 2, "二")
        [one] = await tx.outbox.claim(NOW, 1)
        assert await payloads(tx) == ['{"html": "一"}', '{"html": "二"}']
        await tx.outbox.finish([Outcome(one.id, Fate.PENDING, error="Bad Gateway")], NOW)
        assert await payloads(tx) == ['{"html": "一"}', '{"html": "二"}']
        [again] = await tx.outbox.claim(NOW, 1)
        assert again.payload == {"html": "一"}
        await tx.outbox.finish([Outcome(one.id, fate)], NOW)
        assert await payloads(tx) == ["", '{"html": "二"}']


async def test_what_is_under_way_at_a_crash_still_says_what_it_said(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, 1, "一")
        await tx.outbox.claim(NOW, ALL)
        await tx.outbox.doubt()
        assert await payloads(tx) == ['{"html": "一"}']


CHATS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(Priority)), min_size=1, max_size=10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(chats=CHATS, limit=st.integers(1, 4), order=st.randoms(use_true_random=False))
async def test_every_message_goes_once_and_in_the_order_of_its_row(
    database: Database,
    chats: list[tuple[int, Priority]],
    limit: int,
    order: Random,
) -> None:
    went: defaultdict[tuple[int, Priority], list[str]] = defaultdict(list)
    async with database.transaction() as tx:
        for number, (chat, priority) in enumerate(chats):
            await put(tx, chat, str(number), priority)
        under_way: list[Claimed] = []
        while True:
            under_way += await tx.outbox.claim(NOW, limit)
            if not under_way:
                break
            assert len({(one.chat, one.priority) for one in under_way}) == len(under_way)
            one = under_way.pop(order.randrange(len(under_way)))
            went[one.chat, one.priority] += texts([one])
            await finish(tx, one, Fate.SENT)
        assert await tx.outbox.forget(NOW + DAY, ALL) == len(chats)
    for row, texts_of_row in went.items():
        assert texts_of_row == [str(n) for n, other in enumerate(chats) if other == row]
