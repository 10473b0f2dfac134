"""How long the sandbox waits, in seconds of real time; tests shorten it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds.

    Attributes:
        webhook_delays: before each new try of an update; the last one repeats.
        webhook_timeout: that a webhook's answer may take.
        inline_timeout: that an inline query waits for the bot.
        snapshot_delay: between a change and its being written.
        stream_ping: of silence, after which an event stream says that it is alive.
    """

    webhook_delays: Sequence[float] = (1, 2, 4, 8, 16, 32, 60)
    webhook_timeout: float = 60
    inline_timeout: float = 10
    snapshot_delay: float = 1
    stream_ping: float = 15
