"""Reading a deadline: what is understood, what is not, and that no word around it is changed."""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.items.deadline import Deadline, Mistake, Unread, read_deadline, years_ahead
from tests.dialog.moments import NEW_YORK, NOW, SHANGHAI, local

WIDE = {ord(" "): "\u3000"} | {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def read(text: str, now: datetime = NOW, zone: tzinfo = SHANGHAI) -> Deadline | Unread:
    return read_deadline(text, now, zone)


@pytest.mark.parametrize(
    ("text", "moment", "rest"),
    [
        ("2027-03-31", local(2027, 3, 31, 23, 59), ""),
        ("2027-3-5", local(2027, 3, 5, 23, 59), ""),
        ("2027-03-31 17:00", local(2027, 3, 31, 17), ""),
        ("2027-03-31T17:00", local(2027, 3, 31, 17), ""),
        ("2027-03-31   9:05 交", local(2027, 3, 31, 9, 5), "交"),
        ("2027-03-31 00:00", local(2027, 3, 31), ""),
        ("2027-03-31 交整改报告", local(2027, 3, 31, 23, 59), "交整改报告"),
        ("交整改报告 2027-03-31", local(2027, 3, 31, 23, 59), "交整改报告"),
        ("前 2027-03-31 17:00 后", local(2027, 3, 31, 17), "前 后"),
        ("交报告2027-03-31前", local(2027, 3, 31, 23, 59), "交报告"),
        ("2027-03-31前交报告", local(2027, 3, 31, 23, 59), "交报告"),
        ("2027-03-31 17:00 之前交", local(2027, 3, 31, 17), "交"),
        ("2027-03-31 前期工作", local(2027, 3, 31, 23, 59), "前期工作"),
        ("hand it in by 2027-03-31", local(2027, 3, 31, 23, 59), "hand it in"),
        ("2027-03-31 三点整改意见", local(2027, 3, 31, 23, 59), "三点整改意见"),
        ("2027-03-31 3 号楼", local(2027, 3, 31, 23, 59), "3 号楼"),
        ("2027-03-31 zone plan", local(2027, 3, 31, 23, 59), "zone plan"),
        ("2027-03-31 重点工作 17:00 开会", local(2027, 3, 31, 23, 59), "重点工作 17:00 开会"),
        ("2027-03-31 24:00 交", local(2027, 3, 31, 23, 59), "交"),
        ("2027-03-31\n交报告", local(2027, 3, 31, 23, 59), "交报告"),
        ("2027-03-31 整改,报告(一)", local(2027, 3, 31, 23, 59), "整改,报告(一)"),
        ("2028-02-29", local(2028, 2, 29, 23, 59), ""),
        ("2030-03-01", local(2030, 3, 1, 23, 59), ""),
    ],
)
def test_a_date_is_read_in_the_persons_zone(text: str, moment: datetime, rest: str) -> None:
    assert read(text) == Deadline(moment, rest)


def test_full_width_characters_are_read_and_those_around_stay_as_they_were_typed() -> None:
    assert read("2027-03-31 17:00".translate(WIDE)) == Deadline(local(2027, 3, 31, 17), "")
    title = "整改,报告(No.1)①".translate(WIDE)
    assert read(f"2027-03-31\u3000{title}") == Deadline(local(2027, 3, 31, 23, 59), title)


@pytest.mark.parametrize(
    "text",
    ["", "下周五", "3月31日", "2027/03/31", "2027-03", "12027-03-31", "2027-03-315", "2027--03-31"],
)
def test_what_is_no_iso_date_is_not_guessed(text: str) -> None:
    assert read(text) == Unread(Mistake.NO_DATE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027-02-29 交", "2027-02-29"),
        ("2027-13-01 交", "2027-13-01"),
        ("2027-00-10 交", "2027-00-10"),
        ("2027-04-31 交", "2027-04-31"),
        ("0000-01-01 交", "0000-01-01"),
        ("0001-01-01 00:00 交", "0001-01-01 00:00"),
        ("2027-03-31 25:00 交", "2027-03-31 25:00"),
        ("2027-03-31 24:01 交", "2027-03-31 24:01"),
        ("交 2027-03-31 10:60", "2027-03-31 10:60"),
    ],
)
def test_an_impossible_date_is_named_and_the_rest_is_kept(text: str, words: str) -> None:
    assert read(text) == Unread(Mistake.IMPOSSIBLE, words, "交")


@pytest.mark.parametrize(
    "beside",
    [
        *(
            "下午5点",
            "17点",
            "17点30分",
            "五点半",
            "17时",
            "晚上",
            "中午",
            "下班前",
            "北京时间",
            "17:5",
        ),
        *(":59", "5pm", "5 p.m.", "pm", "at noon", "17h", "UTC", "GMT+8", "17:00:59"),
    ],
)
def test_a_time_beside_the_date_that_is_not_understood_is_no_end_of_the_day(beside: str) -> None:
    assert read(f"2027-03-31 {beside} 交") == Unread(Mistake.UNREAD_TIME, "2027-03-31", "交")


@pytest.mark.parametrize(
    "text", ["下午5点 2027-03-31", "交 17:00 2027-03-31", "北京时间2027-03-31"]
)
def test_a_time_before_the_date_is_not_overlooked(text: str) -> None:
    assert read(text) == Unread(Mistake.UNREAD_TIME, "2027-03-31", text[:1] if "交" in text else "")


@pytest.mark.parametrize("zone", ["北京时间", "UTC", "+08:00", "Z", ":30", "pm"])
def test_a_zone_or_seconds_after_the_time_are_not_overlooked(zone: str) -> None:
    assert read(f"2027-03-31T17:00{zone}") == Unread(Mistake.UNREAD_TIME, "2027-03-31")


@pytest.mark.parametrize("words", ["五点五点五", "1:", "下午 ", "17:00:", "UTC +1 ", "at 5 "])
def test_a_thousand_times_are_refused_at_once(words: str) -> None:
    long = words * (1000 // len(words))
    assert isinstance(read(f"{long}x2027-03-31 {long}"), Unread)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2027-03-31 2027-04-01", ""),
        ("交 2027-03-31 到 2027-04-01", "交 到 2027-04-01"),
    ],
)
def test_of_two_dates_none_is_chosen(text: str, rest: str) -> None:
    assert read(text) == Unread(Mistake.TWO_DATES, "2027-03-31", rest)


def test_more_than_three_years_ahead_is_asked_again() -> None:
    moment = local(2030, 3, 2, 23, 59)
    assert read("2030-03-02 交") == Unread(Mistake.FAR, "2030-03-02", "交", moment)
    assert years_ahead(moment, NOW, SHANGHAI) == 3
    assert years_ahead(local(2037, 3, 1), NOW, SHANGHAI) == 9


def test_the_last_minute_is_in_time_and_the_next_is_not() -> None:
    moment = local(2027, 3, 31, 17)
    assert read("2027-03-31 17:00", moment + timedelta(seconds=59)) == Deadline(moment, "")
    past = Unread(Mistake.PAST, "2027-03-31 17:00", "交", moment)
    assert read("2027-03-31 17:00 交", moment + timedelta(minutes=1)) == past


def test_today_is_in_time_until_midnight_of_the_persons_zone() -> None:
    assert isinstance(read("2027-03-01", local(2027, 3, 1, 23, 59)), Deadline)
    assert isinstance(read("2027-03-01", local(2027, 3, 2)), Unread)
    assert isinstance(read("2027-03-01", local(2027, 3, 2), NEW_YORK), Deadline)


@pytest.mark.parametrize("zone", [UTC, SHANGHAI, NEW_YORK], ids=str)
def test_the_end_of_the_calendar_is_a_date_or_impossible(zone: tzinfo) -> None:
    found = read("9999-12-31 23:59", zone=zone)
    if zone is NEW_YORK:
        assert found == Unread(Mistake.IMPOSSIBLE, "9999-12-31 23:59")
    else:
        assert isinstance(found, Unread)
        assert found.mistake is Mistake.FAR


def test_summer_time_counts() -> None:
    assert read("2027-03-13 12:00", zone=NEW_YORK) == Deadline(
        datetime(2027, 3, 13, 17, tzinfo=UTC), ""
    )
    assert read("2027-03-14 12:00", zone=NEW_YORK) == Deadline(
        datetime(2027, 3, 14, 16, tzinfo=UTC), ""
    )


@given(
    st.datetimes(datetime(2027, 3, 2), datetime(2030, 2, 27)),  # noqa: DTZ001 - a local time
    st.sampled_from([UTC, SHANGHAI, NEW_YORK]),
    st.sampled_from(["{:%Y-%m-%d %H:%M}", "{0.year}-{0.month}-{0.day}T{0.hour}:{0:%M}"]),
)
def test_every_date_to_come_is_read_as_it_was_written(
    written: datetime, zone: tzinfo, form: str
) -> None:
    found = read(form.format(written), zone=zone)
    expected = written.replace(second=0, microsecond=0, tzinfo=zone)
    assert found == Deadline(expected.astimezone(UTC), "")


@given(st.text(), st.text())
def test_any_text_is_read_and_no_word_around_the_date_is_lost(before: str, after: str) -> None:
    assume(not after.strip().startswith(("前", "之前", "以前", "before")))
    assume(not before.strip().casefold().endswith(("by", "before", "until", "till", "due")))
    found = read(f"{before} 2027-03-31 {after}")
    if isinstance(found, Deadline) and found.moment == local(2027, 3, 31, 23, 59):
        assert found.rest == f"{before.strip()} {after.strip()}".strip()


@given(st.text(alphabet="0123456789-: T２-:交", max_size=24))
def test_anything_like_a_date_is_read_or_refused(text: str) -> None:
    found = read(text)
    if isinstance(found, Deadline):
        assert found.moment > NOW - timedelta(minutes=1)
