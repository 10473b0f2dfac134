"""What has to be told, worked out anew and simply, rung by rung.

Clocks go back here, so what was first is told by turns, which only ever count up.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time

from tests.simulator.wishes import DAY, NINE, Habit, Wishes, is_workday

FOREVER = 10**9


class History:
    """What time it was, turn by turn."""

    def __init__(self) -> None:
        self._times: list[tuple[int, datetime]] = []

    def note(self, turn: int, now: datetime) -> None:
        """Note what time it is from a turn on."""
        self._times.append((turn, now))

    def reached(self, moment: datetime, since: int) -> int | None:
        """Return the first turn from `since` on in which it was `moment` or later, if there was any."""
        found = None
        for turn, now in reversed(self._times):
            if now >= moment:
                found = max(turn, since)
            if turn <= since:
                break
        return found


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung that is still to be told."""

    planned: datetime
    promised: datetime
    since: int
    """The turn in which it was promised for this moment."""
    was_due: int | None = None
    """The turn in which it became due when it was promised for another moment, if it did."""

    def due(self, history: History) -> int | None:
        """Return the turn in which it became due, if it did."""
        if self.was_due is not None:
            return self.was_due
        return history.reached(self.promised, self.since)


@dataclass(frozen=True, slots=True)
class Excuse:
    """A rung that a change took away when it was due: as it may be on its way, it may be told once.

    It may come later as well: what cannot be sent for an hour is taken back, and told anew.
    """

    due: int
    ended: int = FOREVER
    """The turn after which it may not: an item that was put off is silent."""


@dataclass(slots=True)
class Promise:
    """An item and what is still to be told of it, by rung."""

    owner: int
    deadline: datetime
    days: tuple[int, ...]
    hour: time
    history: History
    habits: list[Habit]
    """Of the owner, the latest last."""
    open: dict[str, Rung] = field(default_factory=dict)
    told: dict[str, datetime] = field(default_factory=dict)
    """The planned moments of rungs that were told."""
    excused: list[Excuse] = field(default_factory=list)
    is_pending: bool = True
    ended: int = FOREVER
    """The turn in which it was done."""

    def plan(self, wishes: Wishes, now: datetime) -> dict[str, datetime]:
        """Return the planned moment of every rung."""
        day = self.deadline.astimezone(wishes.zone).date()
        plan = {str(days): wishes.at(day + days * DAY, self.hour) for days in self.days}
        return {**plan, "overdue": wishes.overdue(self.deadline, now)}

    def begin(self, wishes: Wishes, now: datetime, turn: int, known: Collection[str] = ()) -> None:
        """Promise everything that is to come and not known yet."""
        for rung, planned in self.plan(wishes, now).items():
            promised = wishes.heard(planned)
            if promised > now and rung not in self.told and rung not in known:
                self.open[rung] = Rung(planned, promised, turn)

    def move(
        self, wishes: Wishes, now: datetime, turn: int, keep: tuple[str, ...] = ("snooze",)
    ) -> None:
        """Promise anew after the deadline or the days were changed, but for the rungs of `keep`."""
        before = self.open
        self.open = {rung: one for rung, one in before.items() if rung in keep}
        for rung, planned in self.plan(wishes, now).items():
            if rung in self.open:
                continue
            promised = wishes.heard(planned)
            if rung in before and before[rung].planned == planned:
                self.open[rung] = before[rung]
            elif promised > now and self.told.get(rung) != planned:
                self.open[rung] = Rung(planned, promised, turn)
                self.told.pop(rung, None)
        for rung, one in before.items():
            if self.open.get(rung) is not one:
                self._excuse(one)

    def accustom(self, habit: Habit) -> None:
        """Promise at other times after the settings were changed."""
        self.open = {name: self._accustomed(name, rung, habit) for name, rung in self.open.items()}
        # In another zone one may not be over yet.
        self.begin(habit.wishes, habit.now, habit.turn, known=self.open)

    def _accustomed(self, name: str, rung: Rung, habit: Habit) -> Rung:
        wishes, now = habit.wishes, habit.now
        if rung.promised <= now:
            return rung  # it is due as it is
        planned = rung.planned
        if planned <= now:  # quiet hours put it off
            promised = wishes.heard(now)
        else:
            planned = self._replanned(name, planned, habit)
            promised = max(wishes.heard(planned), now)
        return Rung(planned, promised, habit.turn, rung.due(self.history))

    def _replanned(self, name: str, planned: datetime, habit: Habit) -> datetime:
        if name == "snooze":
            return planned
        plan = self.plan(habit.wishes, habit.now)
        if name != "overdue":
            return plan[name]
        day = planned.astimezone(habit.wishes.zone).date()
        while not is_workday(day):
            day += DAY
        return max(habit.wishes.at(day, NINE), plan[name])

    def end(self, turn: int) -> None:
        """Promise nothing more; what was due may be on its way."""
        for one in self.open.values():
            self._excuse(one)
        self.open.clear()
        self.is_pending, self.ended = False, turn

    def begin_again(self, wishes: Wishes, now: datetime, turn: int) -> None:
        """Promise what is to come; what was on its way at the end may be so still."""
        self.is_pending, self.ended = True, FOREVER
        self.begin(wishes, now, turn)

    def snooze(self, wishes: Wishes, until: datetime, turn: int) -> None:
        """Promise a time, and silence until then if the item is overdue."""
        promised = wishes.heard(until)
        if "snooze" in self.open:
            self._excuse(self.open["snooze"], turn)
        self.open["snooze"] = Rung(until, promised, turn)
        overdue = self.open.get("overdue")
        if overdue and overdue.planned <= promised:
            self._excuse(overdue, turn)
            after = wishes.overdue(self.deadline, promised)
            self.open["overdue"] = Rung(after, wishes.heard(after), turn)

    def owed(self, now: datetime) -> list[str]:
        """Return the rungs that are due."""
        return [rung for rung, one in self.open.items() if one.promised <= now]

    def mention(self, written: datetime, turn: int, *, shows_all: bool = False) -> bool:
        """Note that a message mentions the item; return whether it was due.

        Args:
            written: what time it was when the message was written.
            turn: in which it was written.
            shows_all: whether the message shows other items as well, as a digest does.
        """
        if turn > self.ended:
            return False
        due = self._due_in(turn)
        now = [rung for rung in due if self.open[rung].planned <= written]
        for rung in now or ([] if shows_all else due):
            one = self.open.pop(rung)
            if rung == "overdue":
                self.open[rung] = self._next_overdue(written, turn)
            else:
                self.told[rung] = one.planned
        excuse = next((one for one in self.excused if one.due <= turn <= one.ended), None)
        if excuse and not due:
            self.excused.remove(excuse)
        return bool(due or excuse)

    def _next_overdue(self, written: datetime, turn: int) -> Rung:
        """Return the reminder after that of a turn, though the settings were changed since."""
        wishes = next(one.wishes for one in reversed(self.habits) if one.turn <= turn)
        planned = wishes.overdue(self.deadline, written)
        rung = Rung(planned, wishes.heard(planned), turn)
        for habit in self.habits:
            if habit.turn > turn:
                rung = self._accustomed("overdue", rung, habit)
        return rung

    def _due_in(self, turn: int) -> list[str]:
        """Return the rungs that had become due by a turn: a clock that is put back undoes nothing."""
        due = {rung: one.due(self.history) for rung, one in self.open.items()}
        return [rung for rung, since in due.items() if since is not None and since <= turn]

    def _excuse(self, rung: Rung, ended: int = FOREVER) -> None:
        due = rung.due(self.history)
        if due is not None:
            self.excused.append(Excuse(due, ended))
