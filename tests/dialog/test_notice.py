"""What a person is told when stages are due, and what becomes of them."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import OVERDUE
from bot.dialog.items.notice import Missed, Owed, notice
from bot.dialog.items.quiet import QuietHours
from bot.dialog.items.schedule import Rhythm, State
from tests.dialog.moments import SHANGHAI, local

RHYTHM = Rhythm(SHANGHAI, QuietHours(), official_workdays(), time(9))
DEADLINE = local(2026, 12, 4, 17)
ITEM = Item(1, 7, "事", DEADLINE)
START = local(2026, 11, 1)
NINE = local(2026, 12, 1, 9)
HOUR = timedelta(hours=1)


def owed(rung: str, planned_at: datetime, item: Item = ITEM) -> Owed:
    return Owed(item, RHYTHM.stage(rung, planned_at))


def test_what_is_due_is_told_once_for_each_item() -> None:
    other = replace(ITEM, id=2)
    due = notice(
        [owed("-3", NINE), owed("-3", NINE, other), owed("snooze", NINE)], RHYTHM, NINE, START
    )
    assert due.items == (ITEM, other)
    assert due.missed.count == 0
    assert {one.state for one in due.outcomes} == {State.QUEUED}
    assert all(one.told for one in due.outcomes)


def test_what_is_done_is_not_told() -> None:
    closed = replace(ITEM, status=Status.CLOSED)
    due = notice([owed("-3", NINE, closed)], RHYTHM, NINE, START)
    assert due.items == ()
    assert [one.state for one in due.outcomes] == [State.DROPPED]


def test_in_quiet_hours_everything_waits_for_their_end() -> None:
    night = local(2026, 12, 1, 23)
    due = notice([owed("-3", NINE)], RHYTHM, night, START)
    assert due.items == ()
    [outcome] = due.outcomes
    assert (outcome.state, outcome.stage.fire_at) == (State.PENDING, local(2026, 12, 2, 8))
    assert outcome.stage.planned_at == NINE, "how late it is, is not forgotten"


def test_the_overdue_are_planned_again_for_the_next_workday() -> None:
    friday = local(2026, 12, 11, 9)
    due = notice([owed(OVERDUE, friday)], RHYTHM, friday, START)
    assert due.items == (ITEM,)
    [outcome] = due.outcomes
    assert (outcome.state, outcome.stage.planned_at) == (State.PENDING, local(2026, 12, 14, 9))


def test_a_day_that_is_no_workday_any_more_is_passed_over() -> None:
    holiday = local(2026, 10, 1, 9)
    item = replace(ITEM, deadline=local(2026, 9, 29, 17))
    due = notice([owed(OVERDUE, holiday, item)], RHYTHM, holiday, START)
    assert due.items == ()
    assert due.outcomes[0].stage.planned_at == local(2026, 10, 8, 9)


def test_an_item_of_an_older_version_is_planned_without_a_word() -> None:
    late = DEADLINE + timedelta(days=1)
    due = notice([owed(OVERDUE, DEADLINE)], RHYTHM, late, START)
    assert due.items == ()
    assert due.outcomes[0].stage.planned_at == local(2026, 12, 7, 9)


def test_missed_reminders_are_counted_by_their_times() -> None:
    stages = [
        owed("-3", NINE),
        owed("-1", local(2026, 12, 3, 9)),
        owed(OVERDUE, local(2026, 12, 7, 9)),
    ]
    now = local(2026, 12, 9, 15)
    assert notice(stages, RHYTHM, now, now).missed == Missed(5, while_down=True)
    assert notice(stages, RHYTHM, now, START).missed == Missed(5, while_down=False)


def test_an_hour_late_is_not_late_yet() -> None:
    assert notice([owed("-3", NINE)], RHYTHM, NINE + HOUR, START).missed.count == 0
    late = NINE + HOUR + timedelta(seconds=1)
    assert notice([owed("-3", NINE)], RHYTHM, late, START).missed.count == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["-3", "-1", "snooze", OVERDUE])), max_size=8
    ),
    st.integers(0, 24 * 40),
)
def test_every_stage_has_one_outcome_and_none_is_told_at_night(
    stages: list[tuple[int, str]], hours: int
) -> None:
    now = DEADLINE + timedelta(days=1, hours=hours)
    some = [
        owed(rung, now - timedelta(hours=late), replace(ITEM, id=number))
        for number, (late, rung) in enumerate(stages)
    ]
    due = notice(some, RHYTHM, now, START)
    assert [(one.item, one.stage.rung) for one in due.outcomes] == [
        (one.item.id, one.stage.rung) for one in some
    ]
    assert not (due.items and RHYTHM.quiet.covers(now, SHANGHAI))
    told = {one.item for one in due.outcomes if one.told}
    assert told == {item.id for item in due.items}
    for one in due.outcomes:
        assert one.state is not State.PENDING or one.stage.fire_at > now
