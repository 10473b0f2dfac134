"""The one source of time. Nothing else in the project asks the system what time it is.

Stored and computed times are aware datetimes in UTC; a person's zone is applied only when a
time is shown or read.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

_LONGEST_NAP = timedelta(seconds=30)
"""A suspended laptop or a corrected system clock is noticed after this long at most."""


def system_time() -> datetime:
    """Return the system's time, aware, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Tells the time and waits for it; trial mode and tests move it by hand.

    Args:
        source: returns an aware datetime in UTC; tests pass one that stands still.
        offset: how far ahead of its source the clock starts.
    """

    def __init__(
        self,
        source: Callable[[], datetime] = system_time,
        offset: timedelta = timedelta(),
    ) -> None:
        self._source = source
        self._offset = offset
        self._moved = asyncio.Event()

    @property
    def offset(self) -> timedelta:
        """How far the clock was moved from its source."""
        return self._offset

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return self._source() + self._offset

    def move(self, by: timedelta) -> None:
        """Move the clock and wake everyone who waits for a time."""
        self._offset += by
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Return when `until` has come or `wake` is set; `None` waits for `wake` alone."""
        while not wake.is_set():
            left = None if until is None else until - self.now()
            if left is not None and left <= timedelta():
                return
            nap = _LONGEST_NAP if left is None else min(left, _LONGEST_NAP)
            await self._nap(nap, wake)

    async def _nap(self, length: timedelta, wake: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(event.wait()) for event in (wake, self._moved)]
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(length.total_seconds()):
                    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in waits:
                waiting.cancel()
