"""The reminder morning: what is due on a day, and when the last of it has arrived.

What is due comes from the ladders of the pack and the code that materialises them, for a sample of people
that is drawn by a seed. How it goes out is told twice: by the pace of the program itself, message by
message, and second by second, which takes as long for ten million people as for two thousand.
"""

import math
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from bot.clock import Clock
from bot.dialog.content.schema import Ladders
from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import ladder_of
from bot.dialog.items.quiet import USUAL_HOURS
from bot.dialog.items.schedule import Rhythm, planned
from bot.dialog.person import DEFAULT_ZONE
from bot.pace import Pace

ZONE = ZoneInfo(DEFAULT_ZONE)
ORDINARY, FULLEST = date(2026, 11, 18), date(2026, 11, 30)
"""A Wednesday amid the month, and the last workday of the same month."""
_WORKDAY_SECONDS = 8 * 3600
_SAMPLE = 20_000
"""More people would change nothing but the time it takes."""
_DAY = timedelta(days=1)
_END_OF_DAY = time(23, 59)
_SECOND = timedelta(seconds=1)
_INSTANT = timedelta(microseconds=1)
_WORKDAYS = official_workdays()
_PASSING_SECONDS = 300.0
"""On the average, who answers a reminder does so after so long."""
_LEAST = 1e-6
"""Of a message; less is what adding up fractions leaves."""


def assumed(value: float, says: str) -> Any:  # noqa: ANN401 - as `field` is typed
    """Return the field of something that nobody has measured: its usual value, and what it is."""
    return field(default=value, metadata={"says": says})


@dataclass(frozen=True, slots=True)
class Habits:
    """What is assumed of people."""

    items: float = assumed(0.4, "open items of a user")
    overdue: float = assumed(0.1, "of them, the share that is past its deadline")
    crowded: float = assumed(0.3, "of the others, the share due on the last workday of a month")
    ahead: float = assumed(36, "days to the furthest deadline")
    updates: float = assumed(0.8, "messages and presses of a user on a workday, each replied to")
    peak: float = assumed(3, "the busiest hours over the mean of the eight of a workday")
    answered: float = assumed(0.5, "replies that a reminder leads to, within minutes")

    @property
    def rate(self) -> float:
        """Updates of a user in a second of the busiest hours."""
        return self.updates / _WORKDAY_SECONDS * self.peak


@dataclass(frozen=True, slots=True)
class Morning:
    """How the reminders of a morning went out.

    Attributes:
        delivered: how many had arrived by the end of each second since `begins`.
        last: when the last arrived; None if quiet hours came before it.
        left: how many are told the next morning instead.
        waited: the longest mean wait of a reply for its turn, in seconds.
    """

    begins: datetime
    delivered: Sequence[float]
    last: datetime | None
    left: int
    waited: float


def due_on(ladders: Ladders, habits: Habits, users: int, day: date, seed: int) -> Counter[datetime]:
    """Return how many reminders are due on `day`, one message a person and moment."""
    drawn = np.random.default_rng(seed)
    sample = min(users, _SAMPLE)
    rhythm = Rhythm(ZONE, USUAL_HOURS, _WORKDAYS, time.fromisoformat(ladders.overdue_at))
    kinds = list(ladders.kinds)
    due: Counter[datetime] = Counter()
    midnight = datetime.combine(day, time(), ZONE)
    for number in drawn.poisson(habits.items, sample):
        moments = set()
        for _ in range(number):
            deadline = datetime.combine(_deadline(drawn, habits, day), _END_OF_DAY, ZONE)
            item = Item(0, 0, "", deadline, kind=kinds[drawn.integers(len(kinds))])
            stages = planned(ladder_of(ladders, item), deadline, rhythm, midnight)
            moments |= {one.fire_at.astimezone(ZONE) for one in stages}
        due.update(moment for moment in moments if moment.date() == day)
    return Counter({at: round(number * users / sample) for at, number in due.items()})


def _deadline(drawn: np.random.Generator, habits: Habits, day: date) -> date:
    if drawn.random() < habits.overdue:
        return day - _DAY * int(drawn.integers(1, 16))
    days = [day + _DAY * n for n in range(int(habits.ahead))]
    last = [one for one in days if one == _last_workday(one)]
    if last and drawn.random() < habits.crowded:
        return last[drawn.integers(len(last))]
    found = days[drawn.integers(len(days))]
    while not _WORKDAYS.is_workday(found):
        found += _DAY
    return found


@cache
def _last_workday(day: date) -> date:
    """Return the last workday of the month of `day`."""
    day = (day.replace(day=1) + 31 * _DAY).replace(day=1) - _DAY
    while not _WORKDAYS.is_workday(day):
        day -= _DAY
    return day


def by_seconds(
    due: Mapping[datetime, int], per_second: float, replies: float, answered: float
) -> Morning:
    """Return how a morning goes at a pace, as a flow that is looked at every second.

    Args:
        due: how many reminders are due at each moment.
        per_second: how many messages may go, over all bots.
        replies: how many a second people are owed who chat; they go first.
        answered: how many more each reminder leads to.
    """
    begins = min(due)
    ends = datetime.combine(begins.date(), USUAL_HOURS.start, begins.tzinfo)
    waiting, owed, moved, sent, waited = 0.0, 0.0, 0.0, 0.0, 0.0
    delivered = []
    last = None
    comes = {round((at - begins) / _SECOND): number for at, number in due.items()}
    latest = max(comes)
    for second in range(round((ends - begins) / _SECOND)):
        waiting += comes.get(second, 0)
        reactions = moved / _PASSING_SECONDS
        moved -= reactions
        owed += replies + reactions
        said = min(owed, per_second)
        owed -= said
        told = min(waiting, per_second - said)
        waiting, sent, moved = waiting - told, sent + told, moved + told * answered
        delivered.append(sent)
        waited = max(waited, _wait(said / per_second, owed, per_second, is_full=waiting > 0))
        if second >= latest and waiting < _LEAST:
            last = begins + (second + 1) * _SECOND
            break
    return Morning(begins, delivered, last, math.ceil(waiting - _LEAST), waited)


def _wait(load: float, behind: float, per_second: float, *, is_full: bool) -> float:
    """Return how long a reply waits for its turn.

    Half a turn while reminders take all that is left, and for the replies before it, which come at
    random (M/D/1).
    """
    if behind >= 1 or load >= 1:
        return behind / per_second
    return (0.5 * is_full + load / 2 / (1 - load)) / per_second


def by_messages(
    due: Mapping[datetime, int], per_second: float, replies: Sequence[datetime]
) -> tuple[list[datetime], list[timedelta]]:
    """Return when each reminder goes and how long each reply waits, by the pace of the program.

    Args:
        due: how many reminders are due at each moment.
        per_second: what `Pace` allows.
        replies: when each is written, the earliest first; they go before reminders.
    """
    now = min(due)
    pace = Pace(per_second, Clock(lambda: now))
    coming = deque(
        sorted([*((at, 0, 1) for at in replies), *((at, 1, n) for at, n in due.items())])
    )
    owed: deque[datetime] = deque()
    waiting = 0
    told: list[datetime] = []
    waits: list[timedelta] = []
    while coming or owed or waiting:
        while coming and coming[0][0] <= now:
            at, is_reminder, number = coming.popleft()
            waiting += number * is_reminder
            owed.extend([at] * (number - number * is_reminder))
        allowed = pace.allowance(len(owed) + waiting)
        pace.spend(allowed)
        said = min(allowed, len(owed))
        waits += [now - owed.popleft() for _ in range(said)]
        told += [now] * (allowed - said)
        waiting -= allowed - said
        next_at = [pace.next_at()] if owed or waiting else []
        next_at += [coming[0][0]] if coming else []
        now = max(min(next_at, default=now), now + _INSTANT)
    return told, waits
