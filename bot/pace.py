"""How fast messages may go out over all chats: a token bucket on the one clock."""

from datetime import datetime, timedelta

from bot.clock import Clock

_BURST_SECONDS = 1.0


class Pace:
    """Allows so many messages a second, and up to a second's worth at once.

    Args:
        per_second: the limit; 0 for none.
        clock: the one clock.
    """

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._per_second = per_second
        self._clock = clock
        self._most = max(1.0, per_second * _BURST_SECONDS)
        self._allowed = self._most
        self._counted_at = clock.now()

    def allowance(self, wanted: int) -> int:
        """Return how many of `wanted` messages may go now."""
        if not self._per_second:
            return wanted
        now = self._clock.now()
        passed = max(0.0, (now - self._counted_at).total_seconds())
        self._counted_at = now
        self._allowed = min(self._most, self._allowed + passed * self._per_second)
        return min(wanted, int(self._allowed))

    def spend(self, number: int) -> None:
        """Count messages that go now."""
        if self._per_second:
            self._allowed -= number

    def next_at(self) -> datetime:
        """Return when one more message may go."""
        missing = max(0.0, 1 - self._allowed)
        wait = missing / self._per_second if self._per_second else 0.0
        return self._counted_at + timedelta(seconds=wait)
