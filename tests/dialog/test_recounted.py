"""What a person is told when a calendar that has arrived moves deadlines of theirs."""

from bot.dialog.actions import ShowItems
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.item_actions import OpenItem
from bot.dialog.items.item import Item
from bot.dialog.items.recounted import Moved, recounted
from bot.dialog.items.when import When
from bot.dialog.reply import Reply
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

WHEN = When(NOW, SHANGHAI, Workdays())
ONE = Moved(Item(7, 1, "交整改报告", local(2027, 5, 6, 23, 59)), local(2027, 5, 4, 23, 59))
OTHER = Moved(Item(8, 1, "交材料", local(2027, 5, 7, 18)), local(2027, 5, 6, 18))


def actions(reply: Reply) -> list[object]:
    return [button.action for row in reply.keyboard for button in row]


def test_it_says_the_deadline_now_and_before_and_no_title() -> None:
    told = recounted(ZH, [ONE], WHEN, details=False)
    assert told.plain().splitlines() == [
        "放假安排公布了，按它重新数过，1 项整改的期限有变动：",
        "期限改为 5月6日 周四（原来按周末数，是 5月4日 周二）。",
    ]
    assert actions(told) == [OpenItem(7)]


def test_titles_are_shown_to_who_chose_details() -> None:
    told = recounted(ZH, [ONE, OTHER], WHEN, details=True)
    assert told.plain().splitlines()[1:] == [
        "“交整改报告”：期限改为 5月6日 周四（原来按周末数，是 5月4日 周二）。",
        "“交材料”：期限改为 5月7日 周五 18:00（原来按周末数，是 5月6日 周四 18:00）。",
    ]
    assert actions(told) == [ShowItems()]


def test_in_english() -> None:
    assert "The deadline is now" in recounted(EN, [ONE], WHEN, details=False).plain()
