"""The open items to choose from, and what closing leaves to say."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import Action, AddItem, CloseListed, ReopenItem, ShowItems
from bot.dialog.items.item import Item
from bot.dialog.items.screens import (
    PAGE,
    after_closing,
    item_list,
    page_of,
    reopened,
)
from bot.dialog.reply import Reply
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import ZH

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
        "2月20日 周六 17:00 · 已逾期 9 天",
        f"2. 🟡 {SECRET}",
        "3月5日 周五 17:00 · 还有 4 天到期",
        "3. 🟢 交报告",
        "3月31日 周三 17:00 · 还有 30 天到期",
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
