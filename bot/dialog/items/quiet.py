"""Quiet hours (免打扰): the hours of the day in which nobody is reminded. They postpone, never drop."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_MOST_TRIES = 4
"""Where the clocks are changed, what seems to be the end may be quiet once more."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until before `end`, by the clock on the wall; both the same: none."""

    start: time = time(22)
    end: time = time(8)

    def covers(self, moment: datetime, zone: tzinfo) -> bool:
        """Return whether `moment` is within them."""
        shown = moment.astimezone(zone).time()
        if self.start <= self.end:
            return self.start <= shown < self.end
        return shown >= self.start or shown < self.end

    def over(self, moment: datetime, zone: tzinfo) -> datetime:
        """Return `moment` if it is not within them, else when they are over, in UTC."""
        for _ in range(_MOST_TRIES):
            if not self.covers(moment, zone):
                break
            shown = moment.astimezone(zone)
            day = shown.date() if shown.time() < self.end else shown.date() + _DAY
            ends = [
                datetime.combine(day, self.end, zone).replace(fold=fold).astimezone(UTC)
                for fold in (0, 1)  # an hour that comes twice ends twice
            ]
            moment = next((end for end in ends if end > moment), moment)
        return moment.astimezone(UTC)


USUAL_HOURS = QuietHours()
"""Of who has not chosen others."""
