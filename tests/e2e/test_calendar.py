"""Items as a calendar file, asked for in the chat and read back."""

from datetime import UTC, date, datetime

from tests.calendars import Event, read_events
from tests.e2e.group import NAME
from tests.e2e.town import STAFF, Citizen, Town


async def events_of(user: Citizen) -> list[Event]:
    """Ask for all items, and return the events of the file that comes."""
    await user.send("/calendar")
    sent = await user.sees("日历文件")
    assert sent["document"]["mime_type"] == "text/calendar"
    assert sent["document"]["file_name"] == "整改事项-20261123.ics"
    return read_events(await user.downloads(sent))


async def added(user: Citizen, words: str) -> None:
    await user.adds(words)


async def test_all_items_come_as_one_file_with_their_reminders(user: Citizen) -> None:
    await added(user, "交整改报告 2026-12-04 18:00")
    await added(user, "约谈材料 2026-12-11")
    report, talk = await events_of(user)
    assert report.title == "交整改报告"
    assert report.starts == datetime(2026, 12, 4, 10, tzinfo=UTC)
    assert talk.starts == date(2026, 12, 11)
    assert talk.details == "类别：提醒约谈"
    assert all((report.alarms, talk.alarms))


async def test_a_second_file_replaces_what_the_first_put_into_a_calendar(user: Citizen) -> None:
    await added(user, "交整改报告 2026-12-04 18:00")
    (before,) = await events_of(user)
    await user.send("/items")
    await user.sees("交整改报告")
    await user.press("看 1")
    await user.sees("待办")
    await user.press("完成")
    await user.sees("已完成")
    (after,) = await events_of(user)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.title == "✓ 交整改报告"
    assert not after.alarms


async def test_events_keep_their_names_over_a_restart(town: Town, user: Citizen) -> None:
    await added(user, "交整改报告 2026-12-04")
    (before,) = await events_of(user)
    await town.stop()
    await town.start()
    (after,) = await events_of(user)
    assert after.uid == before.uid


async def test_nobody_gets_the_items_of_another(town: Town, user: Citizen) -> None:
    await added(user, "交整改报告 2026-12-04")
    other = town.citizen(STAFF)
    await other.send("/calendar")
    await other.sees("还没有记下整改事项")
    assert town.count("sendDocument") == 0
    await added(other, "别的事 2026-12-04")
    assert [event.title for event in await events_of(other)] == ["别的事"]


async def test_the_file_is_not_sent_into_a_group(
    town: Town, user: Citizen, member: Citizen
) -> None:
    await added(user, "交整改报告 2026-12-04")
    await member.send(f"/calendar@{NAME}")
    await member.sees("群里只说公开文本的内容")
    assert town.count("sendDocument") == 0
