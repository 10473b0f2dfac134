"""The one source of time. Nothing else in the project asks the system what time it is.

Stored and computed times are aware datetimes in UTC; a person's zone is applied only when a
time is shown or read.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

_LONGEST_NAP = timedelta(seconds=30)
"""A suspended laptop or a corrected system clock is noticed after this long at most."""
_MOST_STOPS = 1_000
_SECONDS_AWAKE = 2.0
"""How long who was woken may take before time passes on without them."""
_SECONDS_QUIET = 0.04
"""When nobody has gone to sleep for so long, what was to be done is done."""


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
        self._awaited: Counter[datetime] = Counter()
        self._asleep = asyncio.Event()

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

    async def pass_by(self, by: timedelta) -> None:
        """Let time pass as if nothing had been skipped: stop at each moment someone waits for.

        So a reminder of the day after tomorrow comes before one of next week, each at its time.
        """
        target = self.now() + by
        for _ in range(_MOST_STOPS):
            due = min((moment for moment in self._awaited if moment <= target), default=None)
            if due is None:
                break
            self._asleep.clear()
            self.move(max(due - self.now(), timedelta()))
            await self._quiet()
        self.move(target - self.now())

    async def _quiet(self) -> None:
        """Return when those who were woken, and those whom they woke, wait again."""
        patience = _SECONDS_AWAKE
        with suppress(TimeoutError):
            while True:
                async with asyncio.timeout(patience):
                    await self._asleep.wait()
                self._asleep.clear()
                patience = _SECONDS_QUIET

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Return when `until` has come or `wake` is set; `None` waits for `wake` alone.

        Return as well when the clock was put back: who waits must see whether `until` still holds.
        """
        began = self.now()
        if until is not None:
            self._awaited[until] += 1
        self._asleep.set()
        try:
            while not wake.is_set():
                left = None if until is None else until - self.now()
                if (left is not None and left <= timedelta()) or self.now() < began:
                    return
                nap = _LONGEST_NAP if left is None else min(left, _LONGEST_NAP)
                await self._nap(nap, wake)
        finally:
            if until is not None:
                self._awaited -= Counter([until])

    async def _nap(self, length: timedelta, wake: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(event.wait()) for event in (wake, self._moved)]
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(length.total_seconds()):
                    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in waits:
                waiting.cancel()
