"""What reminders, the morning digest and the day say, and until when they can be put off."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.habits import NO_DIGEST, hour_of, zone_named
from bot.dialog.items.item import Item
from bot.dialog.items.notice import Missed, Notice
from bot.dialog.items.quiet import QuietHours
from bot.dialog.items.reminding import digest, moment_of, number_of, reminded, reminder, today
from bot.dialog.items.schedule import Rhythm
from bot.dialog.items.snooze import choices, meant, typed_until, until
from bot.dialog.reminder_actions import PutOff, Snooze
from bot.dialog.reply import Reply
from tests.dialog.moments import SHANGHAI, local
from tests.dialog.packs import EN, ZH

RHYTHM = Rhythm(SHANGHAI, QuietHours(), official_workdays(), time(9))
NOW = local(2026, 12, 2, 9)  # a Wednesday
DAY = timedelta(days=1)


def item(number: int, days: int) -> Item:
    return Item(number, 7, f"第{number}件", local(2026, 12, 2, 17) + days * DAY)


def items(*days: int) -> tuple[Item, ...]:
    return tuple(item(number, left) for number, left in enumerate(days, 1))


def due(*days: int, missed: Missed | None = None) -> Notice:
    return Notice(items(*days), missed or Missed(), ())


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def test_many_different_days_are_told_by_their_lights() -> None:
    shown = reminder(ZH, due(-3, -1, 0, 1, 2, 30), NOW, RHYTHM, details=False)
    assert shown.plain() == "有 6 项整改要留意：🔴 2 项，🟡 3 项，🟢 1 项。"


def test_overdue_for_different_times_they_are_told_in_one_piece() -> None:
    shown = reminder(ZH, due(-9, -2, -2, 0), NOW, RHYTHM, details=False)
    assert shown.plain() == "有 4 项整改要留意：🔴 3 项已逾期 2–9 天，🟡 1 项今天到期。"


def test_names_are_told_only_where_wanted_and_not_too_many() -> None:
    shown = reminder(ZH, due(*range(1, 13)), NOW, RHYTHM, details=True)
    assert shown.plain().startswith("🟡 “第1件”明天到期\n")
    assert shown.plain().endswith("还有 2 项。")
    hidden = reminder(ZH, due(*range(1, 13)), NOW, RHYTHM, details=False)
    assert "第" not in hidden.plain()


@pytest.mark.parametrize(
    ("missed", "words"),
    [
        (Missed(2), "停机期间错过了 2 次提醒，现在补上：🟡 1 项明天到期"),
        (Missed(2, while_down=False), "有 2 次提醒没能按时送到，现在补上：🟡 1 项明天到期"),
    ],
)
def test_what_was_missed_is_said(missed: Missed, words: str) -> None:
    assert reminder(ZH, due(1, missed=missed), NOW, RHYTHM, details=False).plain() == words


def test_in_english() -> None:
    shown = reminder(EN, due(1), NOW, RHYTHM, details=False)
    assert "tomorrow" in shown.plain()


def test_the_digest_counts_and_tells_what_else_is_due() -> None:
    shown = digest(ZH, items(-2, 0, 2, 30), due(30), NOW, RHYTHM, details=False)
    assert shown
    assert shown.plain() == (
        "早上好。已逾期 1 项，今天到期 1 项，本周还有 1 项到期。\n🟢 一项整改还有 30 天到期。"
    )
    assert labels(shown) == ["看详情", "晚点提醒"]


@pytest.mark.parametrize("details", [True, False])
def test_a_digest_that_would_tell_the_same_again_is_the_reminder(*, details: bool) -> None:
    shown = digest(ZH, items(-2, 0, 30), due(-2, 0), NOW, RHYTHM, details=details)
    assert shown == reminder(ZH, due(-2, 0), NOW, RHYTHM, details=details)


def test_a_digest_names_each_item_once() -> None:
    shown = digest(ZH, items(-2, 0, 2), due(-2), NOW, RHYTHM, details=True)
    assert shown
    assert shown.plain().count("“第1件”") == 1


def test_the_digest_names_items_where_wanted() -> None:
    shown = digest(ZH, items(0), due(), NOW, RHYTHM, details=True)
    assert shown
    assert shown.plain() == "早上好。今天到期 1 项。\n🟡 “第1件”今天到期"


@pytest.mark.parametrize(
    ("days", "comes"), [((30,), False), ((), False), ((-1,), False), ((0,), True)]
)
def test_on_a_sunday_the_digest_comes_only_for_what_is_due(
    days: tuple[int, ...], *, comes: bool
) -> None:
    sunday = local(2026, 12, 6, 9)
    some = tuple(replace(one, deadline=one.deadline + 4 * DAY) for one in items(*days))
    assert bool(digest(ZH, some, due(), sunday, RHYTHM, details=False)) is comes
    assert bool(digest(ZH, some, due(30), sunday, RHYTHM, details=False)) is comes


def test_the_day_shows_what_is_next_if_there_is_nothing() -> None:
    assert today(ZH, (), NOW, RHYTHM).plain() == "今天没有到期的，本周也没有，没有逾期的。"
    assert "第1件" in today(ZH, items(30, 40), NOW, RHYTHM).plain()


def test_the_day_shows_ten_of_a_kind() -> None:
    shown = today(ZH, items(*[0] * 12), NOW, RHYTHM)
    assert "今天到期（12 项）" in shown.plain()
    assert "还有 2 项。" in shown.plain()
    assert labels(shown)[-1] == "全部 12 项"


def test_the_details_of_a_reminder() -> None:
    assert "都已经办完" in reminded(ZH, (), 5, NOW, RHYTHM).plain()
    assert labels(reminded(ZH, items(1), 5, NOW, RHYTHM)) == ["打开", "办完了", "晚点提醒"]
    many = reminded(ZH, items(*range(12)), 5, NOW, RHYTHM)
    assert "还有 2 项。" in many.plain()


@given(st.integers(0, 4 * 10**12))
def test_a_reminder_is_named_by_its_moment(told: int) -> None:
    moment = moment_of(told)
    assert moment
    assert number_of(moment) == told


def test_a_number_that_names_no_moment() -> None:
    assert moment_of(2**63 - 1) is None


@pytest.mark.parametrize(
    ("now", "choice", "moment"),
    [
        (NOW, Snooze.HOUR, local(2026, 12, 2, 10)),
        (local(2026, 12, 2, 21, 30), Snooze.HOUR, local(2026, 12, 3, 8)),
        (NOW, Snooze.AFTERNOON, local(2026, 12, 2, 15)),
        (local(2026, 12, 2, 15), Snooze.AFTERNOON, None),
        (NOW, Snooze.TOMORROW, local(2026, 12, 3, 9)),
        (local(2026, 12, 4, 9), Snooze.WORKDAY, local(2026, 12, 7, 9)),
        (local(2026, 9, 30, 9), Snooze.WORKDAY, local(2026, 10, 8, 9)),
        (NOW, Snooze.DATE, None),
    ],
)
def test_until_when(now: datetime, choice: Snooze, moment: datetime | None) -> None:
    assert until(choice, now, RHYTHM) == moment


@given(st.integers(0, 3 * 365 * 24 * 60), st.sampled_from(list(Snooze)))
def test_it_is_always_later_and_never_at_night(minutes: int, choice: Snooze) -> None:
    now = local(2026, 1, 1) + timedelta(minutes=minutes)
    moment = until(choice, now, RHYTHM)
    assert moment is None or (moment > now and not RHYTHM.quiet.covers(moment, SHANGHAI))


def test_a_typed_day_means_its_morning_and_nothing_beyond_a_year() -> None:
    assert typed_until(local(2026, 12, 5, 23, 59), NOW, RHYTHM) == local(2026, 12, 5, 9)
    assert typed_until(local(2026, 12, 5, 15), NOW, RHYTHM) == local(2026, 12, 5, 15)
    assert typed_until(local(2026, 12, 5, 23), NOW, RHYTHM) == local(2026, 12, 6, 8)
    assert typed_until(local(2026, 12, 2, 23, 59), NOW, RHYTHM) is None, "its morning is over"
    assert typed_until(local(2028, 1, 1, 9), NOW, RHYTHM) is None


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("一小时后", Snooze.HOUR),
        ("明天再说", Snooze.TOMORROW),
        ("下个工作日", Snooze.WORKDAY),
        ("下午吧", Snooze.AFTERNOON),
        ("in an hour", Snooze.HOUR),
        ("随便", None),
    ],
)
def test_what_is_meant(text: str, choice: Snooze | None) -> None:
    assert meant(text) is choice


def test_every_choice_carries_what_it_is_about() -> None:
    shown = choices(ZH, items(1, 2), 5, 0, NOW, RHYTHM)
    actions = [button.action for row in shown.keyboard for button in row]
    assert all(one.told == 5 for one in actions if isinstance(one, PutOff))
    assert labels(choices(ZH, items(1), 0, 1, NOW, RHYTHM))[-1] == "选日期", (
        "no way back to nothing"
    )


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (" America/New York ", "America/New_York"),
        ("UTC", "UTC"),
        ("Nowhere/Land", None),
        ("../etc/passwd", None),
        ("北京", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_its_name(name: str, zone: str | None) -> None:
    assert zone_named(name) == zone


def test_an_hour_of_a_button() -> None:
    assert hour_of(8 * 60 + 30) == time(8, 30)
    assert hour_of(NO_DIGEST) is None
