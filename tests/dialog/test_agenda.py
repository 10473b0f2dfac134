"""What of items a calendar is told: when, what, and which version is newer."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from bot.dialog.items.agenda import Agenda, Entry, agenda
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from bot.dialog.voice import Voice
from tests.dialog.moments import NEW_YORK, NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
TIMED = Item(7, 1, "交整改报告", local(2027, 3, 5, 18), sequence=3)
WHOLE_DAY = replace(TIMED, deadline=local(2027, 3, 5, 23, 59))


def stage(rung: str, at: datetime) -> Stage:
    return Stage(rung, at, at)


def made(*items: Item, voice: Voice = ZH, stages: tuple[Stage, ...] = ()) -> Agenda:
    return agenda(voice, [(item, stages) for item in items], HERE, NOW, SHANGHAI)


def entry(item: Item, voice: Voice = ZH, stages: tuple[Stage, ...] = ()) -> Entry:
    (only,) = made(item, voice=voice, stages=stages).entries
    return only


def test_a_deadline_with_a_time_is_a_moment_and_one_without_a_day() -> None:
    assert entry(TIMED).starts == TIMED.deadline
    assert entry(WHOLE_DAY).starts == date(2027, 3, 5)


def test_the_day_is_that_of_the_person() -> None:
    item = replace(TIMED, deadline=local(2027, 3, 5, 23, 59, zone=NEW_YORK))
    (there,) = agenda(ZH, [(item, ())], HERE, NOW, NEW_YORK).entries
    assert there.starts == date(2027, 3, 5)
    assert entry(item).starts == item.deadline, "noon of the next day in Shanghai"


@pytest.mark.parametrize(
    ("item", "alarm"),
    [
        (TIMED, timedelta(days=-3, hours=-9)),
        (WHOLE_DAY, timedelta(days=-3, hours=9)),
    ],
)
def test_alarms_are_told_from_the_start(item: Item, alarm: timedelta) -> None:
    before = stage("-3", local(2027, 3, 2, 9))
    assert entry(item, stages=(before,)).alarms == (alarm,)


def test_a_day_that_has_23_hours_does_not_shift_its_alarms() -> None:
    # Clocks go forward on 14 March 2027 in New York.
    item = replace(TIMED, deadline=local(2027, 3, 15, 23, 59, zone=NEW_YORK))
    before = stage("-2", local(2027, 3, 13, 9, zone=NEW_YORK))
    (there,) = agenda(ZH, [(item, (before,))], HERE, NOW, NEW_YORK).entries
    assert there.alarms == (timedelta(days=-2, hours=9),)


def test_an_item_keeps_its_name_for_calendars_and_shares_it_with_no_other() -> None:
    later = replace(TIMED, title="别的", deadline=TIMED.deadline + timedelta(1), sequence=4)
    assert entry(later).uid == entry(TIMED).uid
    assert (entry(TIMED).sequence, entry(later).sequence) == (3, 4)
    assert entry(replace(TIMED, id=8)).uid != entry(TIMED).uid
    (there,) = agenda(ZH, [(TIMED, ())], ELSEWHERE, NOW, SHANGHAI).entries
    assert there.uid != entry(TIMED).uid


def test_what_is_done_reminds_no_more() -> None:
    done = entry(replace(TIMED, status=Status.CLOSED), stages=(stage("0", TIMED.deadline),))
    assert (done.title, done.is_cancelled, done.alarms) == ("✓ 交整改报告", False, ())


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (replace(TIMED, status=Status.CANCELLED), "（已撤销）交整改报告"),
        (replace(TIMED, deleted_at=NOW), "（已删除的事项）"),
        (replace(TIMED, deleted_at=NOW, status=Status.CLOSED), "（已删除的事项）"),
    ],
)
def test_what_is_not_to_be_done_any_more_is_cancelled(item: Item, title: str) -> None:
    told = entry(replace(item, notes="带原件"), stages=(stage("0", TIMED.deadline),))
    assert (told.title, told.is_cancelled, told.alarms) == (title, True, ())
    assert ("带原件" in told.details) is (item.deleted_at is None)


def test_the_details_are_what_is_known_of_the_item() -> None:
    item = replace(
        TIMED,
        kind="reminder_talk",
        requirement="逐条整改\r\n附材料",
        issuer="市纪委",
        notes="a\x00b",
    )
    assert entry(item).details == (
        "类别：提醒约谈\n整改要求：逐条整改\n附材料\n发出单位：市纪委\n备注：ab"
    )
    assert entry(item, EN).details.startswith("Kind: Reminder talk\nRequired: ")
    assert entry(replace(TIMED, kind="gone")).details == ""


def test_the_file_is_named_by_today_and_never_by_a_title() -> None:
    assert made(TIMED).file_name == "整改事项-20270301"
    assert made(TIMED, voice=EN).file_name == "rectification-items-20270301"
