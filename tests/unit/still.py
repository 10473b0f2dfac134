"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime

from bot.clock import Clock

NOON = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)


def still_clock() -> Clock:
    return Clock(lambda: NOON)
