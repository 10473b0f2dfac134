"""What happened, for those who watch: the page's event stream and the snapshot."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bot.sandbox.wire import Object

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 1_000
"""A page that fell further behind loads the state again."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `fields` are those of docs/sandbox.md, a message still without its `html`."""

    id: int
    kind: str
    fields: Object


class Feed:
    """The last events. Publishing costs next to nothing when nobody waits.

    Ids start at the system's time in milliseconds, so that they never repeat after a restart and
    a page that was left open goes on where it was.
    """

    def __init__(self) -> None:
        self._last = time.time_ns() // 1_000_000
        self._events: deque[Event] = deque(maxlen=_KEPT)
        self._news = asyncio.Event()
        self.closed = False
        self.watchers: list[Callable[[], None]] = []

    @property
    def last(self) -> int:
        """The id of the newest event."""
        return self._last

    def publish(self, kind: str, **fields: object) -> None:
        """Add an event."""
        self._last += 1
        self._events.append(Event(self._last, kind, fields))
        self._wake()
        for changed in self.watchers:
            changed()

    def close(self) -> None:
        """End every wait from now on."""
        self.closed = True
        self._wake()

    def after(self, event_id: int) -> list[Event]:
        """Return the kept events with a greater id, oldest first."""
        if not self._events:
            return []
        return list(islice(self._events, max(0, event_id + 1 - self._events[0].id), None))

    async def wait(self, event_id: int, seconds: float) -> list[Event]:
        """Return the events after `event_id`, at the latest after `seconds` (then maybe none)."""
        if event_id >= self._last and not self.closed:
            self._news.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                return []
        return self.after(event_id)

    def _wake(self) -> None:
        if not self._news.is_set():
            self._news.set()
