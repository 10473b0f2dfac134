"""Telegram's published sending limits: overall, per chat and per group.

They are off unless asked for: a benchmark measures the assistant, not a bucket.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.errors import too_many_requests

LIMITED = frozenset(
    {"sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup"}
)
"""The methods that count as sending a message."""


@dataclass(frozen=True, slots=True)
class _Rate:
    per_second: float
    burst: float


_OVERALL = _Rate(30, 30)
_CHAT = _Rate(1, 5)
_GROUP = _Rate(20 / 60, 20)


@dataclass(slots=True)
class _Bucket:
    rate: _Rate
    tokens: float
    filled: datetime

    def wait(self, now: datetime) -> float:
        """Fill up to `now`; return the seconds until there is a token, 0 when there is one."""
        passed = max(0.0, (now - self.filled).total_seconds())
        self.tokens = min(self.rate.burst, self.tokens + passed * self.rate.per_second)
        self.filled = now
        return max(0.0, (1 - self.tokens) / self.rate.per_second)


class Rates:
    """Counts what is sent: 30 messages/s overall, 1/s a chat (5 at once), 20/min a group.

    Args:
        now: returns the time, aware.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._overall = self._full(_OVERALL)
        self._chats: dict[int, _Bucket] = {}

    def count(self, method: str, chat_id: int) -> None:
        """Count one call.

        Raises:
            ApiError: 429, the limit is reached; nothing was counted.
        """
        if method not in LIMITED:
            return
        if chat_id not in self._chats:
            self._chats[chat_id] = self._full(_GROUP if chat_id < 0 else _CHAT)
        buckets = (self._overall, self._chats[chat_id])
        now = self._now()
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for bucket in buckets:
            bucket.tokens -= 1

    def _full(self, rate: _Rate) -> _Bucket:
        return _Bucket(rate, rate.burst, self._now())
