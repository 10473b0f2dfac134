"""When a person is reminded: rungs in order, the overdue on workdays, and nothing lost by a change."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.content.schema import Ladder
from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.ladder import AT_ONCE, OVERDUE, SNOOZE, Stage
from bot.dialog.items.quiet import QuietHours
from bot.dialog.items.schedule import (
    Change,
    Kept,
    Moved,
    Rhythm,
    State,
    brought_up_to_date,
    planned,
    put_off,
    to_come,
)
from tests.dialog.moments import NEW_YORK, NOW, SHANGHAI, local

NONE = QuietHours(time(0), time(0))
RHYTHM = Rhythm(SHANGHAI, QuietHours(), official_workdays(), time(9))
LADDER = Ladder(days=(-3, -1, 0), at="09:00")
DEADLINE = local(2026, 12, 4, 17)
MONDAY = local(2026, 11, 23, 10)
DAY = timedelta(days=1)
ZONES = [SHANGHAI, NEW_YORK, ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")]
RHYTHMS = st.builds(
    Rhythm,
    zone=st.sampled_from(ZONES),
    quiet=st.sampled_from(
        [NONE, QuietHours(), QuietHours(time(20), time(10)), QuietHours(time(12), time(14))]
    ),
    workdays=st.just(official_workdays()),
    overdue_at=st.sampled_from([time(9), time(8, 30)]),
)
LADDERS = st.builds(
    Ladder,
    days=st.lists(st.integers(-60, 0), min_size=1).map(tuple),
    at=st.times().map(lambda moment: f"{moment:%H:%M}"),
)
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPANS = st.timedeltas(timedelta(), timedelta(days=40))


def kept(stages: list[Stage], state: State = State.PENDING) -> list[Kept]:
    return [Kept(stage, state) for stage in stages]


def after(have: list[Kept], change: Change) -> dict[str, Stage]:
    """Return the stages that wait after a change."""
    waiting = {one.stage.rung: one.stage for one in have if one.waits}
    waiting |= {stage.rung: stage for stage in change.set}
    return {rung: stage for rung, stage in waiting.items() if rung not in change.drop}


def test_the_rungs_come_in_the_morning_and_the_overdue_after_the_weekend() -> None:
    stages = planned(LADDER, DEADLINE, RHYTHM, MONDAY)  # a Friday
    assert {stage.rung: stage.fire_at for stage in stages} == {
        "-3": local(2026, 12, 1, 9),
        "-1": local(2026, 12, 3, 9),
        "0": local(2026, 12, 4, 9),
        OVERDUE: local(2026, 12, 7, 9),
    }


def test_quiet_hours_move_when_it_comes_and_not_what_it_is() -> None:
    late_riser = replace(RHYTHM, quiet=QuietHours(time(20), time(11)))
    for stage in planned(LADDER, DEADLINE, late_riser, MONDAY):
        assert stage.fire_at - stage.planned_at == timedelta(hours=2)


@pytest.mark.parametrize(
    ("deadline", "first"),
    [
        (local(2026, 9, 30, 17), local(2026, 10, 8, 9)),  # the National Day week
        (local(2026, 2, 13, 17), local(2026, 2, 14, 9)),  # a Saturday that is worked
        (local(2028, 2, 28, 17), local(2028, 2, 29, 9)),
    ],
)
def test_the_overdue_are_reminded_on_official_workdays(deadline: datetime, first: datetime) -> None:
    assert RHYTHM.next_overdue(deadline, deadline - DAY) == first


@given(RHYTHMS, MOMENTS, MOMENTS)
def test_the_next_of_the_overdue_is_a_workday_after_the_deadline(
    rhythm: Rhythm, deadline: datetime, now: datetime
) -> None:
    moment = rhythm.next_overdue(deadline, now)
    shown = moment.astimezone(rhythm.zone)
    assert moment > now
    assert shown.date() > deadline.astimezone(rhythm.zone).date()
    assert rhythm.workdays.is_workday(shown.date())
    assert shown.time() == rhythm.overdue_at
    assert rhythm.next_overdue(deadline, moment) > moment


@given(LADDERS, RHYTHMS, MOMENTS, MOMENTS)
def test_nothing_comes_in_quiet_hours(
    ladder: Ladder, rhythm: Rhythm, deadline: datetime, now: datetime
) -> None:
    for stage in planned(ladder, deadline, rhythm, now):
        assert stage.planned_at <= stage.fire_at
        assert not rhythm.quiet.covers(stage.fire_at, rhythm.zone)


@given(LADDERS, RHYTHMS, MOMENTS, MOMENTS)
def test_what_is_to_come_is_in_order_and_not_over(
    ladder: Ladder, rhythm: Rhythm, deadline: datetime, now: datetime
) -> None:
    stages = to_come(planned(ladder, deadline, rhythm, now), now)
    assert all(stage.fire_at > now for stage in stages)
    assert list(stages) == sorted(stages, key=lambda stage: stage.fire_at)
    assert stages[-1].rung == OVERDUE or stages[-1].fire_at >= deadline - 2 * DAY


@given(LADDERS, RHYTHMS, MOMENTS, SPANS, SPANS)
def test_an_edit_that_moves_nothing_changes_nothing(
    ladder: Ladder, rhythm: Rhythm, start: datetime, ahead: timedelta, passed: timedelta
) -> None:
    deadline, now = start + ahead, start + passed
    have = kept(list(to_come(planned(ladder, deadline, rhythm, start), start)))
    plan = planned(ladder, deadline, rhythm, now)
    for moved in Moved:
        change = brought_up_to_date(have, plan, rhythm, now, moved=moved)
        if moved is Moved.NOTHING:
            assert not change.drop
        due = {one.stage.rung for one in have if one.stage.fire_at <= now} - {OVERDUE}
        assert due <= set(after(have, change)), "what is due stays due"


@given(LADDERS, RHYTHMS, RHYTHMS, MOMENTS, SPANS, SPANS)
def test_a_change_of_the_settings_loses_nothing(
    ladder: Ladder,
    before: Rhythm,
    now_on: Rhythm,
    start: datetime,
    ahead: timedelta,
    passed: timedelta,
) -> None:
    deadline, now = start + ahead, start + passed
    have = kept(list(to_come(planned(ladder, deadline, before, start), start)))
    plan = planned(ladder, deadline, now_on, now)
    waiting = after(have, brought_up_to_date(have, plan, now_on, now, moved=Moved.NOTHING))
    assert {one.stage.rung for one in have} <= set(waiting)
    for stage in waiting.values():
        assert (
            stage.fire_at <= now
            or not now_on.quiet.covers(stage.fire_at, now_on.zone)
            or stage.fire_at == now
        )


@given(LADDERS, RHYTHMS, MOMENTS, SPANS, SPANS, SPANS)
def test_a_moved_deadline_reminds_only_of_what_is_to_come(
    ladder: Ladder,
    rhythm: Rhythm,
    start: datetime,
    ahead: timedelta,
    passed: timedelta,
    further: timedelta,
) -> None:
    assume(further)
    deadline, now = start + ahead, start + passed
    have = kept(list(to_come(planned(ladder, deadline, rhythm, start), start)))
    plan = planned(ladder, deadline + further, rhythm, now)
    waiting = after(have, brought_up_to_date(have, plan, rhythm, now, moved=Moved.DEADLINE))
    unmoved = {(one.stage.rung, one.stage.planned_at) for one in have}
    for stage in waiting.values():
        assert stage.fire_at > now or (stage.rung, stage.planned_at) in unmoved
    assert {stage.rung for stage in to_come(plan, now)} <= set(waiting)


def test_what_was_told_is_not_told_again_when_the_title_changes() -> None:
    told = kept([RHYTHM.stage("-3", local(2026, 12, 1, 9))], State.QUEUED)
    now = local(2026, 11, 30, 9)  # the clock went back
    plan = planned(LADDER, DEADLINE, RHYTHM, now)
    change = brought_up_to_date(told, plan, RHYTHM, now, moved=Moved.NOTHING)
    assert "-3" not in {stage.rung for stage in change.set}


def test_put_off_the_overdue_are_silent_until_then() -> None:
    now = local(2026, 12, 7, 9)
    have = kept([RHYTHM.stage(OVERDUE, local(2026, 12, 8, 9))])
    change = put_off(have, local(2026, 12, 9, 15), DEADLINE, RHYTHM)
    assert after(have, change) == {
        SNOOZE: RHYTHM.stage(SNOOZE, local(2026, 12, 9, 15)),
        OVERDUE: RHYTHM.stage(OVERDUE, local(2026, 12, 10, 9)),
    }
    assert now < change.set[0].fire_at


def test_put_off_the_rungs_before_the_deadline_stay() -> None:
    have = kept(planned(LADDER, DEADLINE, RHYTHM, MONDAY))
    change = put_off(have, local(2026, 12, 2, 15), DEADLINE, RHYTHM)
    assert [stage.rung for stage in change.set] == [SNOOZE]


@pytest.mark.parametrize("is_on_its_way", [True, False])
def test_put_off_after_a_reminder_that_did_not_go_the_overdue_is_silent(
    *, is_on_its_way: bool
) -> None:
    tomorrow = RHYTHM.stage(OVERDUE, local(2026, 12, 8, 9))
    taken_back = Stage(OVERDUE, AT_ONCE, local(2026, 12, 7, 15))
    until = local(2026, 12, 7, 15)
    have = kept([tomorrow if is_on_its_way else taken_back])
    change = put_off(have, until, DEADLINE, RHYTHM, is_on_its_way=is_on_its_way)
    assert set(change.set) == {RHYTHM.stage(SNOOZE, until), tomorrow}
    assert change.is_fresh, "so what is taken back later does not find it"


def test_what_was_taken_back_comes_as_soon_as_quiet_hours_let_it() -> None:
    night, morning = local(2026, 12, 8, 1), local(2026, 12, 8, 8)
    have = kept([Stage(OVERDUE, AT_ONCE, morning)])
    awake = replace(RHYTHM, quiet=NONE)
    plan = planned(LADDER, DEADLINE, awake, night)
    change = brought_up_to_date(have, plan, awake, night, moved=Moved.NOTHING)
    assert after(have, change)[OVERDUE].fire_at == night


def test_a_snooze_survives_other_quiet_hours() -> None:
    snoozed = kept([RHYTHM.stage(SNOOZE, local(2026, 11, 24, 7))])
    assert snoozed[0].stage.fire_at == local(2026, 11, 24, 8)
    early = replace(RHYTHM, quiet=NONE)
    plan = planned(LADDER, DEADLINE, early, MONDAY)
    waiting = after(snoozed, brought_up_to_date(snoozed, plan, early, MONDAY, moved=Moved.NOTHING))
    assert waiting[SNOOZE].fire_at == local(2026, 11, 24, 7)


def test_the_morning_digest_comes_once_a_day_and_not_at_night() -> None:
    assert RHYTHM.next_digest(None, NOW) is None
    first = RHYTHM.next_digest(time(8, 30), local(2027, 3, 1, 8, 30))
    assert first == local(2027, 3, 2, 8, 30)
    assert RHYTHM.next_digest(time(7), local(2027, 3, 1, 7)) == local(2027, 3, 1, 8)
    assert RHYTHM.next_digest(time(7), local(2027, 3, 1, 8)) == local(2027, 3, 2, 8)
