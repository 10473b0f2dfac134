"""The time at which the tests of the storage happen."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
