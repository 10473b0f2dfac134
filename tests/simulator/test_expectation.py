"""What the simulator takes for told, where the clock goes back while a message is on its way."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.simulator.expectation import History, Promise, Rung
from tests.simulator.wishes import DAY, Habit, Wishes

START = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
AWAKE = Wishes(ZoneInfo("UTC"), (time(0), time(0)))


@pytest.fixture
def promise() -> Promise:
    """An item whose reminder of the day before became due in turn 10, an hour after the start."""
    history = History()
    history.note(1, START)
    history.note(10, START + HOUR)
    deadline = START + 20 * DAY
    promise = Promise(101, deadline, (), time(9), history, [Habit(1, START, AWAKE)])
    promise.open = {"-1": Rung(START + HOUR, START + HOUR, since=1)}
    return promise


def test_what_was_put_off_after_a_message_was_written_is_not_told_by_it(promise: Promise) -> None:
    promise.history.note(20, START - DAY)
    promise.snooze(AWAKE, START - HOUR, turn=21)
    promise.history.note(30, START)
    assert promise.mention(START + HOUR, turn=11)
    assert promise.owed(START) == ["snooze"]
    assert promise.mention(START, turn=31)
    assert not promise.owed(START)


def test_nothing_is_told_before_it_was_ever_due(promise: Promise) -> None:
    promise.history.note(20, START)
    assert not promise.mention(START, turn=9)
    assert promise.mention(START, turn=21), "it was due before the clock was put back"
    assert not promise.mention(START, turn=22)


def test_nothing_is_told_of_what_is_done_but_what_was_on_its_way(promise: Promise) -> None:
    promise.end(turn=20)
    assert not promise.mention(START + HOUR, turn=21)
    assert promise.mention(START + HOUR, turn=19)
    assert not promise.mention(START + HOUR, turn=19)


def test_an_overdue_item_that_is_put_off_is_silent(promise: Promise) -> None:
    promise.open = {"overdue": promise.open["-1"]}
    promise.snooze(AWAKE, START + 9 * HOUR, turn=20)
    assert not promise.mention(START + 2 * HOUR, turn=21)
    assert promise.mention(START + HOUR, turn=11), "it was on its way"


def test_the_overdue_are_not_told_twice_a_day_by_going_west(promise: Promise) -> None:
    east, west = (
        Wishes(ZoneInfo(zone), AWAKE.quiet) for zone in ("Asia/Kathmandu", "Europe/London")
    )
    written = east.at(START.date() + DAY, time(9))
    promise.deadline = START - 9 * DAY
    promise.habits[:] = [Habit(1, START, east)]
    promise.open = {"overdue": Rung(written, written, since=1)}
    promise.history.note(20, written)
    promise.habits.append(Habit(25, written + HOUR, west))
    promise.accustom(promise.habits[-1])
    assert promise.mention(written, turn=21)
    assert promise.open["overdue"].planned == west.at(START.date() + 2 * DAY, time(9))
