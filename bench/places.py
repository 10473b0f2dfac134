"""What so many cadres take: processes, a database, and how their reminder morning goes."""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bench.morning import FULLEST, ORDINARY, Habits, Morning, assumed, by_seconds, due_on
from bench.sizes import Sizes
from bot.dialog.content.schema import Ladders

PLACES = {"county": 2_000, "city": 30_000, "province": 600_000, "country": 10_000_000}
"""Cadres."""
_ENOUGH = time(9, 30)
"""Until then the last reminder should have come."""
_WORKDAYS_OF_A_WEEK = 5
_STAGES = 5
"""That wait of an open item, about; those that are over are forgotten after a week."""
_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Machine:
    """What `make bench` has measured, by default as in docs/capacity.md."""

    cpu_ms: float = assumed(0.8, "milliseconds of a core for an update or a reminder")
    memory: float = assumed(130, "MiB of a process")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed of a place and its operator."""

    adoption: float = assumed(0.5, "share of the cadres who use it")
    years: float = assumed(3, "years that are kept")
    renewed: float = assumed(4, "new items of a user in a year")
    events: float = assumed(3, "things that happen to an item")
    files: float = assumed(1, "photos and documents of an item")
    checks: float = assumed(2, "self-checks of a user in a year that are kept")
    slack: float = assumed(1.5, "a database in use over a packed one")
    load: float = assumed(0.6, "share of a core that a process is given at the busiest")
    limit: float = assumed(30, "messages a second of a bot")
    paid: float = assumed(1000, "messages a second of a bot that pays for them")


@dataclass(frozen=True, slots=True)
class Place:
    """What so many cadres take.

    Attributes:
        peak: updates a second in the busiest hours.
        cores: for these updates, while all bots send.
        processes: of the assistant.
        memory: MiB of all of them.
        gib: of the database, by its kind.
        due: reminders of the fullest morning.
        ordinary: the morning amid the month, with one bot.
        fullest: that of the last workday, likewise.
        paid: the same with one bot that pays.
        bots: how many are needed so that the last comes until half past nine.
        shared: that morning with so many bots.
    """

    cadres: int
    users: int
    peak: float
    cores: float
    processes: int
    memory: float
    gib: Mapping[str, float]
    due: int
    ordinary: Morning
    fullest: Morning
    paid: Morning
    bots: int
    shared: Morning


def plan(
    cadres: int, habits: Habits, given: Assumed, machine: Machine, sizes: Sizes, ladders: Ladders
) -> Place:
    """Return what so many cadres take."""
    users = round(cadres * given.adoption)
    peak = users * habits.rate
    due = due_on(ladders, habits, users, FULLEST, seed=1)
    ordinary = due_on(ladders, habits, users, ORDINARY, seed=1)

    def morning(some: Mapping[datetime, int], per_second: float) -> Morning:
        return by_seconds(some, per_second, peak, habits.answered)

    bots = _fewest(lambda bots: _is_early(morning(due, bots * given.limit)))
    cores = (peak + bots * given.limit) * machine.cpu_ms / 1000
    processes = max(1, math.ceil(cores / given.load))
    return Place(
        cadres=cadres,
        users=users,
        peak=peak,
        cores=cores,
        processes=processes,
        memory=processes * machine.memory,
        gib={
            "SQLite": _gib(users, habits, given, sizes.sqlite, sizes.text, sum(due.values())),
            "PostgreSQL": _gib(users, habits, given, sizes.postgres, sizes.text, sum(due.values())),
        },
        due=sum(due.values()),
        ordinary=morning(ordinary, given.limit),
        fullest=morning(due, given.limit),
        paid=morning(due, given.paid),
        bots=bots,
        shared=morning(due, bots * given.limit),
    )


def _fewest(is_enough: Callable[[int], bool]) -> int:
    """Return the smallest number from 1 on that is enough; more than enough is enough."""
    most = 1
    while not is_enough(most):
        most *= 2
    return bisect_left(range(1, most), True, key=is_enough) + 1  # noqa: FBT003 - what is looked for


def _is_early(found: Morning) -> bool:
    return found.last is not None and found.last.time() <= _ENOUGH


def _gib(
    users: int, habits: Habits, given: Assumed, row: Mapping[str, float], text: float, due: int
) -> float:
    """Return how large the database is after some years."""
    items = given.renewed * given.years
    of_a_user = (
        row["person"]
        + items * (row["item"] + given.events * row["item_event"] + given.files * row["evidence"])
        + habits.items * _STAGES * row["stage"]
        + given.checks * given.years * row["kept_check"]
        # Updates and what was sent are kept for a week.
        + habits.updates * _WORKDAYS_OF_A_WEEK * (row["applied_update"] + row["outbox"])
    )
    waiting = due * (_WORKDAYS_OF_A_WEEK * row["outbox"] + text)
    return (users * of_a_user + waiting) * given.slack / _GIB
