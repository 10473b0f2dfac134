"""The item that is open on the screen, and files that were sent while none was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_PATIENCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """The item that was shown last; files that are sent soon after are taken for its evidence."""

    item: int
    at: datetime

    def is_there(self, now: datetime) -> bool:
        """Return whether it may still be looked at."""
        return now - self.at <= _PATIENCE
