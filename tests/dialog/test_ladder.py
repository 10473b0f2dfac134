"""The ladder: only rungs to come, in order, at the hour of the person's own zone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.content.schema import Ladder
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage, kind_told, ladder_of, stages
from tests.dialog.moments import NEW_YORK, NOW, SHANGHAI, local
from tests.dialog.packs import PACK

DEFAULT = PACK.ladders.kinds[PACK.ladders.default]
DEADLINE = local(2027, 3, 31, 17)
ZONES = st.sampled_from([UTC, SHANGHAI, NEW_YORK])
LADDERS = st.builds(
    Ladder,
    days=st.lists(st.integers(-400, 400), min_size=1).map(tuple),
    at=st.times().map(lambda moment: f"{moment:%H:%M}"),
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("回复纪检监察建议书", "advice_letter"),
        ("约谈后交说明", "reminder_talk"),
        ("诫勉谈话的整改", "admonishing_talk"),
        ("责令纠错：补手续", "ordered_correction"),
        ("廉政风险预警整改", "risk_warning"),
        ("组织处理后的材料", "organisational_handling"),
        ("Answer the Letter of ADVICE", "advice_letter"),
        ("整改报告交办公室", "other"),
        ("", "other"),
    ],
)
def test_the_title_of_an_item_tells_its_kind(title: str, kind: str) -> None:
    assert kind_told(PACK.ladders, title) == kind


def test_of_two_kinds_in_a_title_the_first_of_the_file_counts() -> None:
    assert kind_told(PACK.ladders, "责令纠错通知和建议书") == next(iter(PACK.ladders.kinds))


@given(st.text())
def test_every_title_tells_a_kind(title: str) -> None:
    assert kind_told(PACK.ladders, title) in PACK.ladders.kinds


def test_an_item_reminds_by_its_own_ladder_else_by_its_kind_else_by_the_default() -> None:
    item = Item(0, 1, "事", DEADLINE, kind="reminder_talk")
    own = Ladder(days=(-7,), at="10:00")
    assert ladder_of(PACK.ladders, replace(item, ladder=own)) is own
    assert ladder_of(PACK.ladders, item) is PACK.ladders.kinds["reminder_talk"]
    gone = replace(item, kind="gone")
    assert ladder_of(PACK.ladders, gone) is PACK.ladders.kinds[PACK.ladders.default]


def test_the_default_ladder() -> None:
    assert stages(DEFAULT, DEADLINE, NOW, SHANGHAI) == (
        Stage("-20", local(2027, 3, 11, 9)),
        Stage("-10", local(2027, 3, 21, 9)),
        Stage("-3", local(2027, 3, 28, 9)),
        Stage("-1", local(2027, 3, 30, 9)),
        Stage("0", local(2027, 3, 31, 9)),
        Stage("1", local(2027, 4, 1, 9)),
    )


def test_rungs_that_have_passed_are_left_out() -> None:
    now = local(2027, 3, 30, 9)
    assert [stage.rung for stage in stages(DEFAULT, DEADLINE, now, SHANGHAI)] == ["0", "1"]
    earlier = now - timedelta(milliseconds=1)
    assert [stage.rung for stage in stages(DEFAULT, DEADLINE, earlier, SHANGHAI)] == [
        "-1",
        "0",
        "1",
    ]


def test_the_day_of_the_deadline_is_that_of_the_persons_zone() -> None:
    ladder = Ladder(days=(0,), at="09:00")
    moment = datetime(2027, 3, 31, 2, tzinfo=UTC)  # still the 30th in New York
    assert stages(ladder, moment, NOW, NEW_YORK)[0].fire_at == local(2027, 3, 30, 9, zone=NEW_YORK)


def test_the_hour_stays_the_same_across_summer_time() -> None:
    ladder = Ladder(days=(-1, 0), at="09:00")
    deadline = local(2027, 3, 14, 17, zone=NEW_YORK)
    assert [stage.fire_at.hour for stage in stages(ladder, deadline, NOW, NEW_YORK)] == [14, 13]


@pytest.mark.parametrize("days", [(1,), (10**6,), (-(10**7),), (10**30,)])
def test_a_rung_beyond_the_calendar_is_left_out(days: tuple[int, ...]) -> None:
    last = datetime(9999, 12, 31, 12, tzinfo=UTC)
    assert stages(Ladder(days=days, at="09:00"), last, NOW, UTC) == ()


@given(LADDERS, MOMENTS, MOMENTS, ZONES)
def test_every_rung_is_to_come_in_order_and_at_its_hour(
    ladder: Ladder, deadline: datetime, now: datetime, zone: tzinfo
) -> None:
    rungs = stages(ladder, deadline, now, zone)
    assert all(rung.fire_at > now for rung in rungs)
    assert [int(rung.rung) for rung in rungs] == sorted({int(rung.rung) for rung in rungs})
    assert list(rungs) == sorted(rungs, key=lambda rung: rung.fire_at)
    if zone is SHANGHAI:
        day = deadline.astimezone(zone).date()
        for rung in rungs:
            shown = rung.fire_at.astimezone(zone)
            assert shown.time() == time.fromisoformat(ladder.at)
            assert shown.date() - day == timedelta(days=int(rung.rung))


@given(LADDERS, MOMENTS, MOMENTS, ZONES, st.timedeltas(timedelta(), timedelta(days=900)))
def test_time_only_takes_rungs_away(
    ladder: Ladder, deadline: datetime, now: datetime, zone: tzinfo, later: timedelta
) -> None:
    before = stages(ladder, deadline, now, zone)
    after = stages(ladder, deadline, now + later, zone)
    assert before[len(before) - len(after) :] == after
