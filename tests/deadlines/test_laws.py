"""Laws that hold for every date, number and text, not only for those that somebody thought of."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.deadline.normalise import normalise
from bot.dialog.deadline.numerals import number
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.result import Misunderstood, Understood
from bot.dialog.deadline.understanding import understand
from bot.dialog.items.moments import tell_date, tell_day, tell_deadline
from bot.dialog.voice import Voice
from tests.deadlines.reading import SHANGHAI
from tests.dialog.packs import EN, ZH

CALENDAR = official_workdays()
NEW_YORK = ZoneInfo("America/New_York")
END_OF_DAY = time(23, 59)
ONES = " 一二三四五六七八九"
_PIECES = (
    "0 1 2 3 5 9 12 15 24 30 31 99 2026 2027 9999 年 月 日 号 周 星期 天 个 半 点 时 分 "
    "刻 小时 工作日 前 后 内 之 起 到 至 - / . : , ( ) 、 一 二 三 五 十 廿 百 两 今天 明天 后天 本 下 上 "
    "每 第 最后 底 末 初 旬 季度 春节 国庆 除夕 节 农历 腊月 正月 闰 下午 晚上 凌晨 中午 下班 差 整 的 或 和 限 过 从 "
    "截止 左右 假期 期间 十一 五一 冬至 by next friday in days dec pm am 4th the end of "
    "month q1 ５ ㈠ é 零 號 週"
)
PIECES = _PIECES.split()
now_s = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2030-01-01"))
local_now_s = now_s.map(lambda now: now.replace(tzinfo=SHANGHAI))
texts = st.text() | st.lists(st.sampled_from([*PIECES, " "]), max_size=9).map("".join)


@given(
    now=local_now_s,
    ahead=st.timedeltas(timedelta(minutes=2), timedelta(days=2_000)),
    at_end_of_day=st.booleans(),
    voice=st.sampled_from([ZH, EN]),
    around=st.sampled_from(
        ["{}", "请于{}前报送整改报告", "提醒我{}前交", "by {}", "report by {} please"]
    ),
)
def test_every_date_that_the_bot_tells_is_understood_as_that_date(
    now: datetime, ahead: timedelta, voice: Voice, around: str, *, at_end_of_day: bool
) -> None:
    deadline = (now + ahead).replace(second=0, microsecond=0)
    deadline = deadline.replace(hour=23, minute=59) if at_end_of_day else deadline
    end = datetime.combine(deadline, END_OF_DAY, SHANGHAI)
    for told, meant in (
        (tell_deadline(voice, deadline, now, SHANGHAI), deadline),
        (tell_day(voice, deadline, now, SHANGHAI), end),
        (tell_date(voice, deadline), end),
        (f"{deadline:%Y-%m-%d %H:%M}", deadline),
    ):
        found = understand(around.format(told), now, CALENDAR)
        assert isinstance(found, Understood), told
        assert found.deadline == meant, told


@given(text=texts, now=local_now_s)
def test_nothing_raises_and_a_deadline_is_always_ahead(text: str, now: datetime) -> None:
    found = understand(text, now, CALENDAR)
    if isinstance(found, Understood):
        assert found.deadline > now
        assert (found.deadline.second, found.deadline.microsecond) == (0, 0)
        assert found.deadline.tzinfo is SHANGHAI
    if found.span:
        assert 0 <= found.span.start < found.span.end <= len(text)


@given(text=texts, now=local_now_s)
def test_width_script_and_spaces_around_do_not_matter(text: str, now: datetime) -> None:
    found, spaced = (understand(one, now, CALENDAR) for one in (text, f" {normalise(text).text}　"))
    if isinstance(found, Understood):
        assert isinstance(spaced, Understood)
        assert spaced.deadline == found.deadline
    else:
        assert spaced == Misunderstood(found.why, spaced.span)


@given(text=texts)
def test_normal_form_is_stable_and_keeps_the_places(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal.text).text == normal.text
    for place in range(len(normal.text)):
        start, end = normal.place(place, place + 1)
        assert normalise(text[start:end]).text in {normal.text[place], "", " "}


def chinese(value: int) -> str:
    """Return a number up to 199 in Chinese numerals."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    head = f"{ONES[hundreds]}百" if hundreds else ""
    if not tens:
        return head + (("零" if head else "") + ONES[ones] if ones else "")
    ten = "十" if tens == 1 and not head else f"{ONES[tens]}十"
    return f"{head}{ten}{ONES[ones].strip()}"


@given(value=st.integers(1, 199))
def test_numerals_are_read_back(value: int) -> None:
    assert number(chinese(value)) == number(str(value)) == value


@given(now=local_now_s, days=st.integers(1, 199), is_chinese=st.booleans())
def test_days_are_counted_from_tomorrow(now: datetime, days: int, *, is_chinese: bool) -> None:
    told = f"{chinese(days) if is_chinese else days}天内"
    found = understand(told, now, CALENDAR)
    assert isinstance(found, Understood)
    assert found.deadline.date() == now.date() + timedelta(days=days)


@given(
    now=st.datetimes(datetime.fromisoformat("2008-01-01"), datetime.fromisoformat("2026-09-30")),
    count=st.integers(1, 40),
)
def test_workdays_are_those_of_the_official_calendar(now: datetime, count: int) -> None:
    found = understand(f"{count}个工作日内", now.replace(tzinfo=SHANGHAI), CALENDAR)
    assert isinstance(found, Understood)
    day, last = now.date(), found.deadline.date()
    between = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(map(chinese_calendar.is_workday, between)) == count
    assert chinese_calendar.is_workday(last)


@given(now=local_now_s, weekday=st.integers(0, 6), weeks=st.integers(0, 3))
def test_weeks_run_from_monday_to_sunday(now: datetime, weekday: int, weeks: int) -> None:
    told = f"{'下' * weeks or '本'}周{'一二三四五六日'[weekday]}"
    found = understand(told, now, CALENDAR)
    day = now.date() + timedelta(days=7 * weeks + weekday - now.weekday())
    if day < now.date():
        assert isinstance(found, Misunderstood)
    elif isinstance(found, Understood):
        assert found.deadline.date() == day
    else:
        assert now.time() >= END_OF_DAY


@given(now=local_now_s, day=st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_without_a_year_is_the_next_such_one(now: datetime, day: date) -> None:
    assume(now.time() < END_OF_DAY)
    found = understand(f"{day.month}月{day.day}日", now, CALENDAR)
    assert isinstance(found, Understood)
    end = found.deadline.date()
    assert (end.month, end.day) == (day.month, day.day)
    assert now.date() <= end
    assert (end - now.date()).days <= (366 if (day.month, day.day) != (2, 29) else 4 * 366)


@pytest.mark.parametrize("now", ["2026-03-07 20:00", "2026-10-31 20:00", "2026-07-01 20:00"])
def test_hours_are_hours_where_the_clock_is_changed(now: str) -> None:
    local = datetime.fromisoformat(now).replace(tzinfo=NEW_YORK)
    found = understand("24小时内", local, CALENDAR)
    assert isinstance(found, Understood)
    assert found.deadline.astimezone(UTC) - local.astimezone(UTC) == timedelta(hours=24)
