"""What the items show: the list, one item, and a reminder that no passer-by can read."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import Action, AddItem, CloseItem, CloseListed, ReopenItem, ShowItems
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage
from bot.dialog.items.screens import (
    PAGE,
    added,
    after_closing,
    closed,
    item_list,
    page_of,
    reminder,
    reopened,
)
from bot.dialog.reply import Reply
from bot.dialog.voice import Voice
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

SECRET = "某某案件的整改"
SOON = Item(1, 7, SECRET, local(2027, 3, 5, 17))
LATER = Item(2, 7, "交报告", local(2027, 3, 31, 17))
OVERDUE = Item(3, 7, "补材料", local(2027, 2, 20, 17))
ITEMS = (LATER, SOON, OVERDUE)


def actions_of(reply: Reply) -> list[list[Action]]:
    return [[button.action for button in row] for row in reply.keyboard]


def many(number: int) -> Sequence[Item]:
    return [Item(n, 7, f"事 {n}", NOW + timedelta(days=n)) for n in range(1, number + 1)]


def test_the_list_begins_with_the_nearest_deadline() -> None:
    reply = item_list(ZH, ITEMS, NOW, SHANGHAI)
    assert reply.plain().splitlines() == [
        "整改事项（3 项）",
        "1. 🔴 补材料",
        "2月20日 17:00 · 已逾期 9 天",
        f"2. 🟡 {SECRET}",
        "3月5日 17:00 · 还有 4 天到期",
        "3. 🟢 交报告",
        "3月31日 17:00 · 还有 30 天到期",
    ]
    assert actions_of(reply) == [[CloseListed(3), CloseListed(1), CloseListed(2)], [AddItem()]]
    assert [button.label for button in reply.keyboard[0]] == ["完成 1", "完成 2", "完成 3"]


def test_items_of_one_deadline_keep_the_order_they_were_added_in() -> None:
    twins = [Item(number, 7, "同", NOW) for number in (2, 1)]
    assert actions_of(item_list(ZH, twins, NOW, SHANGHAI))[0] == [CloseListed(1), CloseListed(2)]


def test_an_empty_list_offers_to_add() -> None:
    reply = item_list(ZH, (), NOW, SHANGHAI)
    assert reply.plain() == ZH.say(s.ITEMS_NONE)
    assert actions_of(reply) == [[AddItem()]]


def test_a_long_list_has_pages_and_goes_on_counting() -> None:
    items = many(2 * PAGE + 1)
    first, second, third = [item_list(ZH, items, NOW, SHANGHAI, page=page) for page in (1, 2, 3)]
    for reply in (first, second, third):
        assert reply.plain().startswith(ZH.say(s.ITEMS_HEADING, count=len(items)))
    assert [len(row) for row in actions_of(first)] == [3, 3, 1, 1]
    assert actions_of(first)[2] == [ShowItems(2)]
    assert f"{PAGE + 1}. 🟡 事 {PAGE + 1}\n" in second.plain()
    assert actions_of(second)[2] == [ShowItems(1), ShowItems(3)]
    assert actions_of(third) == [[CloseListed(2 * PAGE + 1)], [ShowItems(2)], [AddItem()]]


@pytest.mark.parametrize(("page", "same_as"), [(0, 1), (4, 3), (99, 3)])
def test_a_page_that_is_no_more_is_the_last(page: int, same_as: int) -> None:
    items = many(2 * PAGE + 1)
    assert item_list(ZH, items, NOW, SHANGHAI, page=page) == item_list(
        ZH, items, NOW, SHANGHAI, page=same_as
    )


def test_the_page_of_an_item_is_known_whether_or_not_it_is_in_the_list() -> None:
    items = many(PAGE + 1)
    assert [page_of(items, one) for one in items] == [1] * PAGE + [2]
    assert page_of(items[:-1], items[-1]) == 2


def test_a_long_title_is_cut_in_the_list() -> None:
    item = Item(1, 7, "长" * 31, NOW + timedelta(days=1))
    assert f"1. 🟡 {'长' * 30}…\n" in item_list(ZH, [item], NOW, SHANGHAI).plain()


@pytest.mark.parametrize("left", [ITEMS, ()], ids=["some left", "none left"])
def test_after_closing_from_the_list_it_is_shown_with_a_way_back(left: Sequence[Item]) -> None:
    done = Item(9, 7, "办好的事", NOW)
    reply = after_closing(ZH, item_list(ZH, left, NOW, SHANGHAI), done)
    assert reply.plain().startswith("“办好的事”已完成。\n")
    assert actions_of(reply)[0] == [ReopenItem(9)]
    plain = item_list(ZH, left, NOW, SHANGHAI)
    assert reply.blocks[1:] == plain.blocks
    assert reply.keyboard[1:] == plain.keyboard


def test_an_item_opened_again_says_whether_there_will_be_reminders() -> None:
    def told(item: Item, *, reminded: bool) -> str:
        return reopened(ZH, item, reminded=reminded, now=NOW, zone=SHANGHAI)

    assert told(SOON, reminded=True) == "重新打开了，照常提醒。"
    assert told(OVERDUE, reminded=True) == "重新打开了，照常提醒。"
    assert told(OVERDUE, reminded=False) == "重新打开了。它已逾期 9 天，不会再自动提醒。"
    assert SECRET not in told(SOON, reminded=True)


def test_a_new_item_is_echoed_with_its_reminders() -> None:
    rungs = [Stage("-3", local(2027, 3, 28, 9)), Stage("0", local(2027, 3, 31, 9))]
    reply = added(ZH, LATER, rungs, NOW, SHANGHAI)
    assert reply.plain().splitlines() == [
        "记下了。",
        "交报告",
        "期限：3月31日 周三 17:00（还有 30 天）",
        "提醒：3月28日、3月31日，上午 9:00",
    ]
    assert actions_of(reply) == [[CloseItem(2), ShowItems()]]


@pytest.mark.parametrize("rungs", [(), (Stage("1", local(2027, 4, 1, 9)),)])
def test_a_new_item_says_that_no_reminder_will_come_in_time(rungs: Sequence[Stage]) -> None:
    reply = added(ZH, LATER, rungs, NOW, SHANGHAI)
    assert len(reply.blocks) == 4 + len(rungs)
    assert reply.plain().splitlines()[-1] == ZH.say(s.ITEM_NO_REMINDER_BEFORE)


@pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
def test_a_closed_item_can_be_opened_again(voice: Voice) -> None:
    reply = closed(voice, SOON)
    assert reply.plain() == voice.say(s.ITEM_CLOSED, title=SECRET)
    assert actions_of(reply) == [[ReopenItem(1), ShowItems()]]


def test_a_reminder_of_one_item_has_its_light_and_days_and_never_its_title() -> None:
    reply = reminder(ZH, [SOON], NOW, SHANGHAI, late=False)
    assert reply.plain() == "🟡 一项整改还有 4 天到期。"
    assert actions_of(reply) == [[CloseItem(1), ShowItems()]]


def test_a_reminder_of_several_items_counts_their_lights() -> None:
    reply = reminder(ZH, [*ITEMS, OVERDUE], NOW, SHANGHAI, late=False)
    assert reply.plain() == "有 4 项整改要留意：🔴 2 项 🟡 1 项 🟢 1 项。"
    assert actions_of(reply) == [[ShowItems()]]
    assert reminder(EN, [SOON, SOON], NOW, SHANGHAI, late=False).plain() == (
        "2 rectification items need attention: 🟡 2."
    )


def test_a_late_reminder_says_that_it_is_late() -> None:
    reply = reminder(ZH, [SOON], NOW, SHANGHAI, late=True)
    assert reply.plain().splitlines()[1:] == [ZH.say(s.REMINDER_LATE)]


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("items", [[SOON], ITEMS])
def test_no_title_is_ever_in_a_reminder(items: Sequence[Item], *, late: bool) -> None:
    plain = reminder(ZH, items, NOW, SHANGHAI, late=late).plain()
    assert not any(item.title in plain for item in items)
