"""The ladder: only rungs to come, in order, at the hour of the person's own zone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.dialog.content.schema import Ladder
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import kind_told, ladder_of, rungs
from tests.dialog.moments import NEW_YORK, SHANGHAI, local
from tests.dialog.packs import PACK

DEFAULT = PACK.ladders.kinds[PACK.ladders.default]
DEADLINE = local(2027, 3, 31, 17)
ZONES = st.sampled_from([UTC, SHANGHAI, NEW_YORK])
LADDERS = st.builds(
    Ladder,
    days=st.lists(st.integers(-400, 0), min_size=1).map(tuple),
    at=st.times().map(lambda moment: f"{moment:%H:%M}"),
)
MOMENTS = st.integers(0, 100 * 365 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("回复纪检监察建议书", "advice_letter"),
        ("约谈后交说明", "reminder_talk"),
        ("诫勉谈话的整改", "admonishing_talk"),
        ("责令纠错：补手续", "ordered_correction"),
        ("廉政风险预警整改", "risk_warning"),
        ("预警函回复", "risk_warning"),
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
    assert rungs(DEFAULT, DEADLINE, SHANGHAI) == {
        "-20": local(2027, 3, 11, 9),
        "-10": local(2027, 3, 21, 9),
        "-3": local(2027, 3, 28, 9),
        "-1": local(2027, 3, 30, 9),
        "0": local(2027, 3, 31, 9),
    }


def test_the_day_of_the_deadline_is_that_of_the_persons_zone() -> None:
    ladder = Ladder(days=(0,), at="09:00")
    moment = datetime(2027, 3, 31, 2, tzinfo=UTC)  # still the 30th in New York
    assert rungs(ladder, moment, NEW_YORK) == {"0": local(2027, 3, 30, 9, zone=NEW_YORK)}


def test_the_hour_stays_the_same_across_summer_time() -> None:
    ladder = Ladder(days=(-1, 0), at="09:00")
    deadline = local(2027, 3, 14, 17, zone=NEW_YORK)
    assert [moment.hour for moment in rungs(ladder, deadline, NEW_YORK).values()] == [14, 13]


def test_a_leap_day_counts() -> None:
    ladder = Ladder(days=(-1,), at="09:00")
    assert rungs(ladder, local(2028, 3, 1, 17), SHANGHAI) == {"-1": local(2028, 2, 29, 9)}


@pytest.mark.parametrize("days", [-(10**7), -(10**30)])
def test_a_rung_beyond_the_calendar_is_left_out(days: int) -> None:
    assert rungs(Ladder(days=(days,), at="09:00"), DEADLINE, UTC) == {}


def test_no_ladder_has_days_after_the_deadline() -> None:
    with pytest.raises(ValidationError):
        Ladder(days=(-1, 1), at="09:00")


@given(LADDERS, MOMENTS, ZONES)
def test_every_rung_is_in_order_and_at_its_hour(
    ladder: Ladder, deadline: datetime, zone: tzinfo
) -> None:
    found = rungs(ladder, deadline, zone)
    assert [int(rung) for rung in found] == sorted(set(ladder.days))
    assert list(found.values()) == sorted(found.values())
    if zone is SHANGHAI:
        day = deadline.astimezone(zone).date()
        for rung, moment in found.items():
            shown = moment.astimezone(zone)
            assert shown.time() == time.fromisoformat(ladder.at)
            assert shown.date() - day == timedelta(days=int(rung))
