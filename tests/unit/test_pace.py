"""How fast messages may go: a burst, then so many a second, never more; so to each chat."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from tests.unit.still import NOON, still_clock

SECOND = timedelta(seconds=1)


def test_half_a_second_s_worth_may_go_at_once() -> None:
    pace = Pace(30, still_clock())
    assert pace.allowance(100) == 15
    assert pace.allowance(5) == 5
    pace.spend(15)
    assert pace.allowance(100) == 0
    assert pace.next_at() > NOON


def test_what_was_spent_comes_back_with_time() -> None:
    clock = still_clock()
    pace = Pace(10, clock)
    pace.spend(5)
    clock.move(SECOND / 4)
    assert pace.allowance(100) == 2
    clock.move(timedelta(hours=1))
    assert pace.allowance(100) == 5


def test_the_next_one_may_go_when_it_says() -> None:
    clock = still_clock()
    pace = Pace(4, clock)
    pace.spend(2)
    assert pace.allowance(1) == 0
    assert pace.next_at() == NOON + SECOND / 4
    clock.move(pace.next_at() - clock.now())
    assert pace.allowance(9) == 1
    assert pace.next_at() == clock.now()


def test_less_than_one_a_second() -> None:
    clock = still_clock()
    pace = Pace(0.5, clock)
    assert pace.allowance(9) == 1
    pace.spend(1)
    assert pace.next_at() == NOON + 2 * SECOND
    clock.move(SECOND)
    assert pace.allowance(9) == 0


def test_no_limit() -> None:
    pace = Pace(0, still_clock())
    pace.spend(10**6)
    assert pace.allowance(10**6) == 10**6
    assert pace.next_at() == NOON


def test_a_clock_that_goes_back_gives_and_takes_nothing() -> None:
    clock = still_clock()
    pace = Pace(10, clock)
    pace.spend(4)
    clock.move(-SECOND)
    assert pace.allowance(100) == 1


STEPS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 50)), max_size=20)


@given(st.integers(1, 40), STEPS)
def test_never_more_than_the_burst_and_the_rate(rate: int, steps: list[tuple[int, int]]) -> None:
    clock = still_clock()
    pace = Pace(rate, clock)
    sent = 0
    for milliseconds, wanted in steps:
        clock.move(timedelta(milliseconds=milliseconds))
        allowed = pace.allowance(wanted)
        assert 0 <= allowed <= wanted
        pace.spend(allowed)
        sent += allowed
        passed = (clock.now() - NOON).total_seconds()
        assert sent <= max(1, rate / 2) + rate * passed + 1e-6


def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    clock = still_clock()
    pace = Pace(30, clock)
    assert [pace.reserve(1) for _ in range(3)] == [None] * 3
    assert pace.reserve(1) == NOON + SECOND
    assert pace.reserve(2) is None
    clock.move(SECOND)
    assert pace.reserve(1) is None
    assert pace.reserve(1) == NOON + 2 * SECOND


def test_a_group_gets_twenty_a_minute() -> None:
    clock = still_clock()
    pace = Pace(30, clock)
    sent = 0
    for _ in range(60):
        sent += pace.reserve(-100) is None
        clock.move(SECOND)
    assert 20 <= sent <= 25


def test_the_server_s_wait_is_kept_for_that_chat_alone() -> None:
    clock = still_clock()
    pace = Pace(0, clock)
    pace.hold(1, 30 * SECOND)
    assert pace.reserve(1) == NOON + 30 * SECOND
    assert pace.reserve(2) is None
    clock.move(30 * SECOND)
    assert pace.reserve(1) is None


def test_a_wait_that_was_set_by_a_clock_ahead_is_over() -> None:
    clock = still_clock()
    pace = Pace(30, clock)
    pace.hold(1, 30 * SECOND)
    clock.move(-SECOND)
    assert pace.reserve(1) is None


def test_chats_that_may_have_all_again_are_forgotten() -> None:
    clock = still_clock()
    pace = Pace(30, clock)
    for chat in range(1, 10_001):
        pace.reserve(chat)
    clock.move(timedelta(minutes=1))
    pace.reserve(10_001)
    assert len(pace._chats) == 1


@given(st.integers(-1, 1).filter(bool), st.lists(st.integers(0, 5000), max_size=60))
def test_a_chat_never_gets_more_than_its_share(chat: int, waits: list[int]) -> None:
    clock = still_clock()
    pace = Pace(30, clock)
    burst, rate = (3, 1.0) if chat > 0 else (5, 20 / 60)
    sent = 0
    for milliseconds in waits:
        clock.move(timedelta(milliseconds=milliseconds))
        sent += pace.reserve(chat) is None
        assert sent <= burst + rate * (clock.now() - NOON).total_seconds() + 1e-6
