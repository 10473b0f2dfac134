"""One item on the screen: the card before it is stored, all about it, its reminders and its history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialog.content.schema import Ladder
from bot.dialog.item_actions import (
    HIGHEST_SMALL,
    EditField,
    Field,
    KeepDraft,
    ListEvidence,
    StepItem,
    View,
)
from bot.dialog.items import rungs
from bot.dialog.items.browse import SOON_DAYS, browse, numbered
from bot.dialog.items.card import card, kept, kind_marked, kind_title, mark_of
from bot.dialog.items.chronicle import PAGE, Change, chronicle
from bot.dialog.items.detail import Known, detail, edit_menu
from bot.dialog.items.draft import Draft
from bot.dialog.items.edit import Edit, edited, filled, value
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import OVERDUE, Stage
from bot.dialog.items.lifecycle import Move, moved, moves
from bot.dialog.reply import Button, Reply
from bot.dialog.voice import Voice
from tests.dialog.moments import NOW, WHEN, local
from tests.dialog.packs import EN, ZH

DAY = timedelta(days=1)
DEADLINE = local(2027, 3, 31, 17)
ITEM = Item(2, 7, "交报告", DEADLINE, kind="other", sequence=4)
COMING = tuple(
    Stage(str(-days), at, at) for days in (3, 0) for at in [local(2027, 3, 31 - days, 9)]
)
LATE = Stage(OVERDUE, local(2027, 4, 1, 9), local(2027, 4, 1, 9))
BACK = Button("返回", EditField(2, Field.TITLE))


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def test_the_card_of_a_draft_says_how_it_was_understood() -> None:
    draft = Draft("交报告", DEADLINE, NOW, number=9, step=12, rolled=True)
    reply = card(ZH, draft, ITEM, (*COMING, LATE), WHEN)
    assert reply.plain().splitlines() == [
        "记下这一项？",
        "交报告",
        "类别：其他",
        "期限：3月31日 周三 17:00（还有 30 天，22 个工作日）",
        "提醒：3月28日、31日，上午 9:00；逾期后每个工作日一次",
        "2027 年的放假安排还没有公布，工作日按周一到周五算。",
        "今年的这个日子已经过了，按 2027 年算。",
    ]
    assert reply.keyboard[0][0].action == KeepDraft(9, 12)
    assert all(len(row) <= 3 for row in reply.keyboard)


@pytest.mark.parametrize("coming", [(), (LATE,)], ids=["none", "overdue only"])
def test_it_is_said_that_no_reminder_will_come_in_time(coming: Sequence[Stage]) -> None:
    assert list(rungs.told(ZH, ITEM, coming, WHEN))[-1].startswith("离期限太近")


def test_of_an_overdue_item_it_is_not_said() -> None:
    overdue = replace(ITEM, deadline=NOW - DAY)
    assert list(rungs.told(ZH, overdue, (LATE,), WHEN)) == ["提醒：逾期后每个工作日一次"]


@pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
def test_a_stored_item_is_echoed(voice: Voice) -> None:
    assert ITEM.title in kept(voice, ITEM, COMING, WHEN).plain()


def test_days_are_turned_and_one_has_to_stay() -> None:
    ladder = Ladder(days=(-3, 0), at="09:00")
    assert rungs.turned(ladder, 7) == Ladder(days=(-7, -3, 0), at="09:00")
    assert rungs.turned(ladder, 3) == Ladder(days=(0,), at="09:00")
    assert rungs.turned(Ladder(days=(0,), at="09:00"), 0) is None


def test_the_time_of_day_of_reminders() -> None:
    ladder = Ladder(days=(0,), at="09:00")
    assert rungs.at_minute(ladder, 14 * 60 + 30) == Ladder(days=(0,), at="14:30")
    assert rungs.at_minute(ladder, 24 * 60) is None
    assert rungs.minute_of("08:30") == 510


def test_the_screen_of_reminders_marks_what_is_chosen() -> None:
    own = replace(ITEM, ladder=Ladder(days=(-3, 0), at="10:00"))
    shown = labels(rungs.screen(ZH, own, COMING, WHEN, BACK))
    assert [one for one in shown if one.startswith("✓")] == ["✓ 前 3 天", "✓ 当天", "✓ 10:00"]
    assert "用这一类的默认提醒" in shown
    assert "用这一类的默认提醒" not in labels(rungs.screen(ZH, ITEM, COMING, WHEN, BACK))


@pytest.mark.parametrize("status", Status)
def test_an_item_shows_the_steps_that_are_possible(status: Status) -> None:
    item = replace(
        ITEM, status=status, closed_at=NOW if status in (Status.CLOSED, Status.CANCELLED) else None
    )
    shown = detail(ZH, Known(item), WHEN)
    rest = edit_menu(ZH, item)
    steps = {
        button.action.move
        for reply in (shown, rest)
        for row in reply.keyboard
        for button in row
        if isinstance(button.action, StepItem)
    }
    assert steps == set(moves(item))
    assert all(len(row) <= 3 for row in (*shown.keyboard, *rest.keyboard))


def test_a_deleted_item_can_only_be_restored() -> None:
    gone = moved(ITEM, Move.DELETE, NOW)
    assert gone
    assert labels(detail(ZH, Known(gone), WHEN)) == ["恢复", "整改事项"]


def test_an_item_with_files_leads_to_them() -> None:
    shown = detail(ZH, Known(ITEM, evidence=2), WHEN)
    actions = [button.action for row in shown.keyboard for button in row]
    assert ListEvidence(2) in actions
    assert "佐证：2 份" in shown.plain()


def test_of_a_kind_that_is_there_no_more_the_default_is_told() -> None:
    assert kind_title(ZH, "gone") == "其他"


def test_every_kind_has_a_mark_of_its_own_for_buttons() -> None:
    kinds = list(ZH.pack.ladders.kinds)
    assert [kind_marked(ZH, mark_of(one)) for one in kinds] == kinds
    assert all(1 <= mark_of(one) <= HIGHEST_SMALL for one in kinds)
    assert kind_marked(ZH, 0) is None


def test_history_tells_old_values_and_gathers_presses() -> None:
    events = [
        Event(NOW, Happening.ADDED),
        Event(NOW, Happening.CHANGED, Change(Field.DEADLINE, DEADLINE.isoformat()).words),
        Event(NOW, Happening.CHANGED, Change("ladder", "第一次").words),
        Event(NOW + DAY, Happening.CHANGED, Change("ladder", "第二次").words),
        Event(NOW + DAY, Happening.CHANGED, Change("kind", "reminder_talk").words),
        Event(NOW + DAY, Happening.EVIDENCE, "回执.pdf"),
        Event(NOW + DAY, Happening.CHANGED, "what an older version wrote"),
    ]
    assert chronicle(ZH, ITEM, events, WHEN).plain().splitlines()[1:] == [
        "3月2日 12:00 改过",
        "3月2日 12:00 加了佐证：回执.pdf",
        "3月2日 12:00 改了类别，原来是：提醒约谈",
        "3月1日 12:00 改了提醒，原来是：第一次",
        "3月1日 12:00 改了期限，原来是：3月31日 周三 17:00",
        "3月1日 12:00 记下",
    ]


def test_a_long_history_has_pages() -> None:
    events = [Event(NOW + n * DAY, Happening.SUBMITTED) for n in range(PAGE + 1)]
    first, second = [chronicle(ZH, ITEM, events, WHEN, page) for page in (1, 2)]
    assert (len(first.blocks), len(second.blocks)) == (1 + PAGE, 2)
    assert labels(first) == ["下一页", "返回"]
    assert labels(second) == ["上一页", "返回"]
    assert chronicle(ZH, ITEM, events, WHEN, 99) == second


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (Field.TITLE, " 交\n年报 ", replace(ITEM, title="交 年报")),
        (Field.REQUIREMENT, "附台账", replace(ITEM, requirement="附台账")),
        (Field.ISSUER, "市纪委", replace(ITEM, issuer="市纪委")),
        (Field.NOTES, "找老王", replace(ITEM, notes="找老王")),
        (Field.REMARK, "有回执", replace(ITEM, notes="有回执")),
        (Field.DEADLINE, "4月1日", replace(ITEM, deadline=local(2027, 4, 1, 23, 59))),
    ],
)
def test_a_field_takes_what_is_typed(field: Field, text: str, expected: Item) -> None:
    assert edited(ZH, ITEM, field, text, WHEN) == expected


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.TITLE, "长" * 121),
        (Field.TITLE, "！"),
        (Field.ISSUER, "长" * 121),
        (Field.NOTES, "长" * 2001),
        (Field.DEADLINE, "2月30日"),
    ],
)
def test_what_a_field_cannot_hold_is_told(field: Field, text: str) -> None:
    assert isinstance(edited(ZH, ITEM, field, text, WHEN), str)


def test_a_word_on_how_it_was_done_is_added_to_the_notes() -> None:
    noted = replace(ITEM, notes="找老王")
    assert edited(ZH, noted, Field.REMARK, "有回执", WHEN) == replace(ITEM, notes="找老王\n有回执")
    assert filled(noted, Field.NOTES, "") == ITEM
    assert filled(noted, Field.TITLE, "") == noted
    assert value(ITEM, Field.EVIDENCE) == ""
    assert Edit(Field.TITLE, 2, "", NOW).is_running(NOW)
    assert not Edit(Field.TITLE, 2).is_running(NOW)


def some() -> list[Item]:
    times = {1: -2, 2: 1, 3: SOON_DAYS, 4: SOON_DAYS + 1, 5: 40}
    open_ones = [Item(n, 7, f"事{n}", NOW + days * DAY, kind="other") for n, days in times.items()]
    done = [
        replace(ITEM, id=6, status=Status.CLOSED, closed_at=NOW - DAY),
        replace(ITEM, id=7, status=Status.CANCELLED, closed_at=NOW),
    ]
    return [*open_ones, *done, replace(ITEM, id=8, deleted_at=NOW)]


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (View.OPEN, [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        (View.OVERDUE, [(1, 1)]),
        (View.SOON, [(2, 2), (3, 3)]),
        (View.DONE, [(1, 7), (2, 6)]),
        (View.DELETED, [(1, 8)]),
    ],
)
def test_each_list_has_its_items(view: View, shown: list[tuple[int, int]]) -> None:
    assert [(number, one.id) for number, one in numbered(some(), view, WHEN)] == shown
    reply = browse(ZH, some(), view, WHEN)
    assert all(len(row) <= 3 for row in reply.keyboard)
    assert f"（{len(shown)} 项" in reply.plain()


@pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("view", View)
def test_an_empty_list_says_so(view: View, voice: Voice) -> None:
    reply = browse(voice, [], view, WHEN)
    assert len(reply.blocks) == 1
    assert len(labels(reply)) >= 1


def test_a_page_that_is_no_more_is_the_last() -> None:
    items = [Item(n, 7, f"事{n}", NOW + n * DAY) for n in range(1, 14)]
    last = browse(ZH, items, View.OPEN, WHEN, page=3)
    assert "13. 🟢 事13" in last.plain()
    assert browse(ZH, items, View.OPEN, WHEN, page=99) == last
