"""How fast messages may go out: over all chats, to one chat, to one group; token buckets on the one clock.

Telegram counts when a message arrives, and messages may catch up with each other on the way. So less
goes at once than Telegram allows: what is left out is the room for that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock

_BURST_SECONDS = 0.5
_MANY_CHATS = 10_000
"""Of so many the buckets are kept; then those that are full again are forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second for ever, and so many at once."""

    per_second: float
    burst: float


_CHAT = Rate(1, 3)
_GROUP = Rate(20 / 60, 5)


@dataclass(slots=True)
class _Bucket:
    rate: Rate
    tokens: float
    filled_at: datetime

    def fill(self, now: datetime) -> float:
        """Fill up to `now` and return what is in it; a clock that went back adds nothing."""
        passed = max(0.0, (now - self.filled_at).total_seconds())
        self.filled_at = now
        self.tokens = min(self.rate.burst, self.tokens + passed * self.rate.per_second)
        return self.tokens

    def next_at(self) -> datetime:
        missing = max(0.0, 1 - self.tokens)
        return self.filled_at + timedelta(seconds=missing / self.rate.per_second)


class Pace:
    """Allows so many messages a second, half a second's worth of them at once.

    To a chat 1 a second and 3 at once, to a group 20 a minute and 5 at once.

    Args:
        per_second: the limit over all chats; 0 for no limit of any kind.
        clock: the one clock.
    """

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._clock = clock
        self._is_free = not per_second
        burst = max(1.0, per_second * _BURST_SECONDS)
        self._all = _Bucket(Rate(per_second, burst), burst, clock.now())
        self._chats: dict[int, _Bucket] = {}
        self._held: dict[int, tuple[datetime, datetime]] = {}
        """Since when, and until when."""

    def allowance(self, wanted: int) -> int:
        """Return how many of `wanted` messages may go now."""
        if self._is_free:
            return wanted
        return max(0, min(wanted, int(self._all.fill(self._clock.now()))))

    def spend(self, number: int) -> None:
        """Count messages that go now."""
        self._all.tokens -= number

    def next_at(self) -> datetime:
        """Return when one more message may go."""
        return self._clock.now() if self._is_free else self._all.next_at()

    def reserve(self, chat: int) -> datetime | None:
        """Count a message to `chat` if one may go now; else return when one may."""
        now = self._clock.now()
        since, until = self._held.get(chat, (now, now))
        if since <= now < until:  # else it is over, or the clock went back
            return until
        self._held.pop(chat, None)
        if self._is_free:
            return None
        if chat not in self._chats:
            self._forget_full(now)
            rate = _GROUP if chat < 0 else _CHAT
            self._chats[chat] = _Bucket(rate, rate.burst, now)
        bucket = self._chats[chat]
        if bucket.fill(now) < 1:
            return bucket.next_at()
        bucket.tokens -= 1
        return None

    def hold(self, chat: int, length: timedelta) -> None:
        """Let nothing go to `chat` for so long: the server asked for it."""
        now = self._clock.now()
        self._held[chat] = now, now + length

    def _forget_full(self, now: datetime) -> None:
        if len(self._chats) >= _MANY_CHATS:
            self._chats = {
                chat: one for chat, one in self._chats.items() if one.fill(now) < one.rate.burst
            }
