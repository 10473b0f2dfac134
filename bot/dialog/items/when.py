"""When something is told: now, in the zone of a person, by a calendar of workdays."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.dialog.deadline.workdays import Workdays


@dataclass(frozen=True, slots=True)
class When:
    """The present moment of a person."""

    now: datetime
    """Aware."""
    zone: tzinfo
    workdays: Workdays

    @property
    def local(self) -> datetime:
        """What the clock of the person shows."""
        return self.now.astimezone(self.zone)
