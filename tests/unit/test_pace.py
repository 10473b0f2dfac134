"""How fast messages may go: a burst of a second's worth, then so many a second, never more."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from tests.unit.still import NOON, still_clock

SECOND = timedelta(seconds=1)


def test_a_second_s_worth_may_go_at_once() -> None:
    pace = Pace(30, still_clock())
    assert pace.allowance(100) == 30
    assert pace.allowance(5) == 5
    pace.spend(30)
    assert pace.allowance(100) == 0
    assert pace.next_at() > NOON


def test_what_was_spent_comes_back_with_time() -> None:
    clock = still_clock()
    pace = Pace(10, clock)
    pace.spend(10)
    clock.move(SECOND / 2)
    assert pace.allowance(100) == 5
    clock.move(timedelta(hours=1))
    assert pace.allowance(100) == 10


def test_the_next_one_may_go_when_it_says() -> None:
    clock = still_clock()
    pace = Pace(4, clock)
    pace.spend(4)
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
    assert pace.allowance(100) == 6


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
        assert sent <= rate + rate * passed + 1e-6
