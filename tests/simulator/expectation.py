"""What has to be told, worked out anew and simply: rung by rung, and quiet hours minute by minute."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chinese_calendar import is_workday as known_workday

DAY = timedelta(days=1)
AHEAD = 2 * DAY
"""So far ahead a clock may have been that was put back."""
QUARTER = timedelta(minutes=15)
NINE = time(9)
FRIDAY = 4


def is_workday(day: date) -> bool:
    """Return whether people work on `day`, by weekdays where the calendar ends."""
    try:
        return bool(known_workday(day))
    except NotImplementedError:
        return day.weekday() <= FRIDAY


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be reminded."""

    zone: ZoneInfo
    quiet: tuple[time, time]

    def is_quiet(self, moment: datetime) -> bool:
        """Return whether `moment` is in the quiet hours."""
        shown, (start, end) = moment.astimezone(self.zone).time(), self.quiet
        return start <= shown < end if start <= end else shown >= start or shown < end

    def heard(self, moment: datetime) -> datetime:
        """Return the first quarter of an hour from `moment` on that is not quiet."""
        if not self.is_quiet(moment):
            return moment
        moment = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
        while self.is_quiet(moment):
            moment += QUARTER
        return moment

    def at(self, day: date, hour: time) -> datetime:
        """Return a local time in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def overdue(self, deadline: datetime, after: datetime) -> datetime:
        """Return the next reminder of the overdue after a time."""
        day = deadline.astimezone(self.zone).date() + DAY
        while not is_workday(day) or self.at(day, NINE) <= after:
            day += DAY
        return self.at(day, NINE)


@dataclass(slots=True)
class Promise:
    """An item and what is still to be told of it: the planned and the promised moment by rung."""

    owner: int
    deadline: datetime
    days: tuple[int, ...]
    hour: time
    open: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    told: dict[str, datetime] = field(default_factory=dict)
    """The planned moments of rungs that were told."""
    excused: list[datetime] = field(default_factory=list)
    """Moments that a change took away when they were due: they may still be told."""
    is_pending: bool = True

    def plan(self, wishes: Wishes, now: datetime) -> dict[str, datetime]:
        """Return the planned moment of every rung."""
        day = self.deadline.astimezone(wishes.zone).date()
        plan = {str(days): wishes.at(day + days * DAY, self.hour) for days in self.days}
        return {**plan, "overdue": wishes.overdue(self.deadline, now)}

    def begin(self, wishes: Wishes, now: datetime, known: Collection[str] = ()) -> None:
        """Promise everything that is to come and not known yet."""
        for rung, planned in self.plan(wishes, now).items():
            promised = wishes.heard(planned)
            if promised > now and rung not in self.told and rung not in known:
                self.open[rung] = planned, promised

    def move(self, wishes: Wishes, now: datetime, keep: tuple[str, ...] = ("snooze",)) -> None:
        """Promise anew after the deadline or the days were changed, but for the rungs of `keep`."""
        before = self.open
        self.open = {rung: both for rung, both in before.items() if rung in keep}
        for rung, planned in self.plan(wishes, now).items():
            if rung in self.open:
                continue
            promised = wishes.heard(planned)
            same = rung in before and before[rung][0] == planned
            if same:
                self.open[rung] = before[rung]
            elif promised > now and self.told.get(rung) != planned:
                self.open[rung] = planned, promised
                self.told.pop(rung, None)
        for rung, (planned, promised) in before.items():
            if promised <= now + AHEAD and self.open.get(rung, (None,))[0] != planned:
                self.excused.append(promised)

    def accustom(self, wishes: Wishes, now: datetime) -> None:
        """Promise at other times after the settings were changed."""
        plan = self.plan(wishes, now)
        for rung, (planned, promised) in list(self.open.items()):
            if promised <= now:
                continue  # it is due as it is
            if planned <= now:  # quiet hours put it off
                self.open[rung] = planned, wishes.heard(now)
                continue
            new = planned if rung == "snooze" else plan[rung]
            if rung == "overdue":
                day = planned.astimezone(wishes.zone).date()
                while not is_workday(day):
                    day += DAY
                same_day = wishes.at(day, NINE)
                new = max(same_day, plan[rung])
            self.open[rung] = new, max(wishes.heard(new), now)
        self.begin(wishes, now, known=self.open)  # in another zone a rung may not be over yet

    def end(self, now: datetime) -> None:
        """Promise nothing more; what was due may be on its way."""
        self.excused += [promised for _, promised in self.open.values() if promised <= now + AHEAD]
        self.open.clear()
        self.is_pending = False

    def snooze(self, wishes: Wishes, until: datetime, now: datetime) -> None:
        """Promise a time, and silence until then if the item is overdue."""
        promised = wishes.heard(until)
        if "snooze" in self.open and self.open["snooze"][1] <= now + AHEAD:
            self.excused.append(self.open["snooze"][1])
        self.open["snooze"] = until, promised
        planned, due = self.open.get("overdue", (promised + DAY, promised + DAY))
        if planned <= promised:
            if due <= now + AHEAD:
                self.excused.append(due)
            after = wishes.overdue(self.deadline, promised)
            self.open["overdue"] = after, wishes.heard(after)

    def owed(self, now: datetime, failed: datetime | None = None) -> list[str]:
        """Return the rungs that are due, but for those whose reminder `failed` for all to see."""
        return [
            rung
            for rung, (_, promised) in self.open.items()
            if promised <= now and not (failed and promised <= failed)
        ]

    def mention(self, wishes: Wishes, written: datetime, peak: datetime, now: datetime) -> bool:
        """Note that the item was mentioned in a message written then; return whether it was due.

        What was due at the peak of a clock that was put back may be told early, but not what was
        put off since.
        """
        until = written if self.owed(written) else peak
        due = [
            rung
            for rung in self.owed(until)
            if rung != "snooze" or until <= now or self.open[rung][1] <= now
        ]
        for rung in due:
            planned, _ = self.open.pop(rung)
            if rung == "overdue":
                after = wishes.overdue(self.deadline, written)
                self.open[rung] = after, wishes.heard(after)
            else:
                self.told[rung] = planned
        excused = [moment for moment in self.excused if moment <= until]
        if not due and excused:
            self.excused.remove(excused[0])
        return bool(due or excused)
