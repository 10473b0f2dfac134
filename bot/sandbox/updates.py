"""The updates that wait for the bot, and the one poll that may wait for them."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.sandbox.errors import ApiError, conflict
from bot.sandbox.faults import Faults
from bot.sandbox.wire import Object

KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""The kinds of update that the sandbox makes; Telegram sends all of them unless told otherwise."""
_MOST = 100
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that was not confirmed yet.

    Attributes:
        lane: the chat or, without one, the user; a webhook gets one update of a lane at a time.
    """

    id: int
    update: Object
    lane: int


@dataclass(frozen=True, slots=True)
class Poll:
    """The parameters of one getUpdates, `timeout` in seconds."""

    offset: int = 0
    limit: int = _MOST
    timeout: int = 0


class UpdateQueue:
    """Keeps updates in order until they are confirmed. Every step is O(1) per update.

    Ids start at the system's time in milliseconds, so that they never repeat after a restart,
    whatever the clock of the world says.

    Args:
        faults: may let an update be delivered twice.
        changed: is called whenever the waiting updates change.
    """

    def __init__(self, faults: Faults, changed: Callable[[], None]) -> None:
        self._faults = faults
        self._changed = changed
        self._last = self._considered = time.time_ns() // 1_000_000
        self._pending: OrderedDict[int, Pending] = OrderedDict()
        self._again: list[Pending] = []
        self._poll: asyncio.Future[None] | None = None
        self.allowed: Sequence[str] = ()
        self.sink: Callable[[Pending], None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def waiting(self) -> list[Pending]:
        """Return the unconfirmed updates, oldest first."""
        return list(self._pending.values())

    def push(self, kind: str, payload: Object, lane: int) -> None:
        """Add an update, unless the bot asked not to get this kind."""
        if self.allowed and kind not in self.allowed:
            return
        self._last += 1
        self._add(Pending(self._last, {"update_id": self._last, kind: payload}, lane))

    def restore(self, waiting: Iterable[Pending]) -> None:
        """Add updates of an earlier run; their ids are smaller than any new one."""
        for pending in waiting:
            self._add(pending)

    def confirm(self, update_id: int) -> None:
        """Forget one update, delivered by the webhook."""
        self._pending.pop(update_id, None)
        self._changed()

    def clear(self) -> None:
        """Forget all updates."""
        self._pending.clear()
        self._again.clear()
        self._changed()

    async def fetch(self, poll: Poll) -> list[Object]:
        """Confirm what the offset confirms, then return what waits, at the latest after `timeout`.

        Raises:
            ApiError: 409, another poll or a webhook took over while this one waited.
        """
        self.end_poll(
            conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        )
        self._confirm_before(poll.offset)
        if not self._pending and not self._again and poll.timeout > 0:
            await self._wait(min(poll.timeout, _LONGEST))
        return self._batch(max(1, min(poll.limit, _MOST)))

    def end_poll(self, error: ApiError | None = None) -> None:
        """End the poll that waits, if any: with `error`, or with what there is."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if error is None:
            poll.set_result(None)
        else:
            poll.set_exception(error)

    def _add(self, pending: Pending) -> None:
        self._pending[pending.id] = pending
        self._changed()
        if self.sink is not None:
            self.sink(pending)
        else:
            self.end_poll()

    def _confirm_before(self, offset: int) -> None:
        before = len(self._pending)
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popitem(last=False)
        elif offset > 0:
            while self._pending and next(iter(self._pending)) < offset:
                self._pending.popitem(last=False)
        if len(self._pending) != before:
            self._changed()

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _batch(self, limit: int) -> list[Object]:
        batch = list(islice(self._pending.values(), limit))
        repeated, self._again = self._again, []
        for pending in batch:
            if pending.id > self._considered:
                self._considered = pending.id
                if self._faults.duplicates_next():
                    self._again.append(pending)
        return [pending.update for pending in (*repeated, *batch)]
