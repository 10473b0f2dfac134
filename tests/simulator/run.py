"""One run: people who add, change and put off items while the process dies, the clock jumps and calls fail."""

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from telegram import Update

from bot.context import Shelf, Unit
from bot.delivery import Delivery
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Ladder
from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.item import Item
from bot.dialog.items.lifecycle import Move
from bot.dialog.items.quiet import QuietHours
from bot.dialog.person import Person
from bot.handlers import ledger
from bot.metrics import Metrics
from bot.pace import Pace
from bot.reminders import Reminders
from storage.outbox import Outgoing, Priority
from tests.dialog.packs import LIBRARY
from tests.simulator.expectation import DAY, Habit, History, Promise, Wishes
from tests.simulator.machine import (
    Api,
    Arrived,
    Connection,
    Fate,
    Killed,
    SimulatedClock,
    Written,
    database_on,
)

PEOPLE = (101, 102, 103)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ZONES = ("Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kathmandu", "UTC")
QUIET = ((22, 8), (21, 9), (23, 7), (12, 14), (0, 0))
MARK = "可能重复"
STEPS = 24
MOST_ITEMS = 5
_OUTAGE = 0.06
_NAP = timedelta(minutes=9)
"""While nothing can be sent the process wakes so late: to see it try every minute takes long."""
_TITLE = re.compile(r"事(\d+)号")
_METRICS = Metrics()


def _nothing() -> None:
    """Promise as before."""


class Violation(AssertionError):
    """Something was lost, came twice, or came at night."""


@dataclass
class Told:
    """What happened in a run, to be summed up."""

    reminders: int = 0
    marked: int = 0
    kills: int = 0
    restarts: int = 0
    jumps: int = 0
    changes: int = 0


@dataclass
class World:
    """Everything of a run that outlives the process."""

    path: Path
    dice: Random
    clock: SimulatedClock
    fate: Fate = field(default_factory=Fate)
    promises: dict[int, Promise] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    habits: dict[int, list[Habit]] = field(default_factory=lambda: {one: [] for one in PEOPLE})
    """How each person wanted to be reminded, the latest last."""
    seen: int = 0
    """How many of the arrived messages were looked at."""
    came: Counter[int] = field(default_factory=Counter)
    """How often a message arrived, by its number."""
    failed: set[int] = field(default_factory=set)
    """The messages that visibly failed."""
    history: History = field(default_factory=History)
    told: Told = field(default_factory=Told)
    operations: int = 0
    story: list[str] = field(default_factory=list)
    """What happened, for who repeats a run."""

    def tell(self, words: str) -> None:
        """Add to the story."""
        self.story.append(f"{self.clock.time:%Y-%m-%d %H:%M:%S} {words}")

    def __post_init__(self) -> None:
        self.api = Api(self.clock, self.fate, self.dice)
        self.set_clock(self.clock.time)

    @property
    def turn(self) -> int:
        """How far the run is, whatever the clock says."""
        return self.fate.points

    def set_clock(self, time: datetime) -> None:
        """Let it be another time."""
        self.clock.time = time
        self.history.note(self.turn, time)

    def wishes(self, person: int) -> Wishes:
        """Return how a person wants to be reminded."""
        return self.habits[person][-1].wishes

    def accustom(self, person: Person, now: datetime) -> None:
        """Let a person want to be reminded in another way."""
        quiet = person.quiet.start, person.quiet.end
        habit = Habit(self.turn, now, Wishes(person.zone, quiet))
        self.people[person.id] = person
        self.habits[person.id].append(habit)
        for promise in self.promises.values():
            if promise.owner == person.id and promise.is_pending:
                promise.accustom(habit)


class Process:
    """The storage, the loop and the sender on the file of a world, as one process has them."""

    def __init__(self, world: World) -> None:
        self._world = world
        world.fate.is_dead, world.fate.dies_at = False, None
        self.connection = Connection(world.path, world.fate, world.dice, world.api.written)
        world.api.connection = self.connection
        self.database = database_on(world.path, self.connection)
        self._tasks: list[asyncio.Task[None]] = []
        self.reminders: Reminders
        self.delivery: Delivery

    async def start(self) -> None:
        """Open the database and start the loop and the sender."""
        world, clock = self._world, self._world.clock
        await self.database._prepare()
        self.delivery = Delivery(
            database=self.database,
            bot=world.api.bot,
            clock=clock,
            pace=Pace(30, clock),
            metrics=_METRICS,
        )
        self.reminders = Reminders(
            database=self.database,
            shelf=Shelf(LIBRARY, official_workdays()),
            clock=clock,
            metrics=_METRICS,
        )
        for work in (self.delivery.run(), self.reminders.run()):
            self._tasks.append(asyncio.create_task(work))

    async def end(self) -> None:
        """Die: whatever is under way is gone."""
        self._world.fate.is_dead = True
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._world.clock.forget()
        self.connection.raw.close()

    @asynccontextmanager
    async def unit(self, person: int) -> AsyncIterator[Unit]:
        """Yield a unit of work as for an update of this person."""
        world = self._world
        async with self.database.transaction() as tx:
            met = await tx.people.meet(person, Language.CHINESE, world.clock.time)
            unit = Unit(
                Update(0), tx, met, LIBRARY, official_workdays(), _METRICS, world.clock.time
            )
            if not met.reachable:  # who writes to us can be written to
                await tx.set_reachable(person, reachable=True)
            world.operations += 1
            await tx.facts.write("operation", str(world.operations))
            yield unit


Change = Callable[[], None]
"""What an operation that was committed changes of what is promised."""


class Run:
    """A run of one seed.

    Args:
        seed: repeats the run.
        folder: where its file is made; in memory it is faster.
        template: an empty database.
    """

    def __init__(self, seed: int, folder: Path, template: bytes) -> None:
        dice = Random(seed)
        path = folder / f"{seed}.db"
        path.write_bytes(template)
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(
            minutes=dice.randrange(2 * 366 * 24 * 60)
        )
        self.world = World(path, dice, SimulatedClock(start))
        self.process = Process(self.world)

    async def live(self) -> Told:
        """Live through the run and return what happened.

        Raises:
            Violation: a promise was broken.
        """
        world = self.world
        try:
            await self.process.start()
            await self._settle()
            for person in PEOPLE:
                await self._do(Run._meet, person)
            for _ in range(STEPS):
                await self._step()
            await self._finish()
        finally:
            await self.process.end()
            for file in world.path.parent.glob(f"{world.path.name}*"):
                file.unlink()
        return world.told

    async def _step(self) -> None:
        world, dice = self.world, self.world.dice
        world.api.trouble = dice.choice((0.0, 0.0, 0.0, 0.2, 0.6))
        if dice.random() < _OUTAGE:
            world.api.down_until = world.clock.time + dice.randrange(30) * HOUR
            world.tell(f"nothing can be sent until {world.api.down_until}")
        self.process.connection.fails = dice.choice((0.0, 0.0, 0.0, 0.05))
        if dice.random() < 0.2:
            world.fate.dies_at = world.fate.points + dice.randrange(1, 300)
        operation = dice.choices(_OPERATIONS, _WEIGHTS)[0]
        person = dice.choice(PEOPLE)
        if person in world.api.blocked and dice.random() < 0.5:
            operation = Run._come_again
        world.api.blocked.discard(person)  # any word or press means that they are back
        await self._do(operation, person)
        chance = dice.random()
        if chance < 0.12:
            await self._be_down(dice.choice((MINUTE, HOUR, 9 * HOUR, 3 * DAY, 20 * DAY)))
        elif chance < 0.2:
            world.told.jumps += 1
            world.set_clock(world.clock.time + dice.choice((-DAY, -HOUR, HOUR, DAY)))
            world.tell("is what time it is after a jump")
            await self._settle()
        else:
            await self._pass(dice.choice((MINUTE, HOUR, 5 * HOUR, DAY, 3 * DAY)) * dice.random())

    async def _do(self, operation: "Operation", person: int) -> None:
        """Carry out an operation; what it promises counts only if it was committed."""
        world = self.world
        world.tell(f"{person} {operation.__name__}")
        change: Change = _nothing
        number = world.operations
        try:
            async with self.process.unit(person) as unit:
                number = world.operations
                change = await operation(self, unit)
            change()
            world.told.changes += 1
        except Killed:
            is_committed = self._last_operation() == number
            world.tell(f"killed; committed: {is_committed}")
            if is_committed:
                change()
        except Exception as error:
            if not _is_full_disk(error):
                raise
        await self._settle()

    def _last_operation(self) -> int:
        self.process.connection.raw.close()
        with sqlite3.connect(self.world.path) as raw:
            row = raw.execute("SELECT value FROM fact WHERE name = 'operation'").fetchone()
        raw.close()
        return int(row[0]) if row else 0

    async def _settle(self) -> None:
        """Let everything happen that happens at this time; if the process dies of it, start it again."""
        loop: Any = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0)
            if self.world.fate.is_dead:
                await self._come_back()
            elif not loop._ready and not self.world.clock.rouse():
                break
        self._look()

    async def _come_back(self) -> None:
        """Start again after a crash."""
        world = self.world
        world.tell("comes back after a crash")
        world.told.kills += 1
        await self.process.end()
        with sqlite3.connect(world.path) as raw:
            for (number,) in raw.execute("SELECT id FROM outbox WHERE status = 'sending'"):
                world.api.doubts[number] += 1
        raw.close()
        self.process = Process(world)
        await self.process.start()

    async def _be_down(self, length: timedelta) -> None:
        """Stop, let time pass, and start again: one message a person makes up for all."""
        world = self.world
        await self._calm()
        world.tell(f"is down for {length}")
        world.told.restarts += 1
        await self.process.end()
        world.set_clock(world.clock.time + length)
        before = len(world.api.arrived)
        self.process = Process(world)
        await self.process.start()
        await self._settle()
        came = Counter(
            one.written.chat
            for one in world.api.arrived[before:]
            if one.written.priority == Priority.REMINDER and MARK not in one.html
        )
        if came and max(came.values()) > 1:
            raise Violation(f"more than one message to make up: {came}")
        self._check_nothing_owed()

    async def _pass(self, length: timedelta) -> None:
        """Let time pass, stopping wherever somebody waits for a time."""
        target = self.world.clock.time + timedelta(seconds=round(length.total_seconds()))
        while (next_at := self.world.clock.next_at()) and next_at <= target:
            if down_until := self.world.api.down_until:
                next_at = max(next_at, min(next_at + _NAP, down_until, target))
            self.world.set_clock(max(self.world.clock.time, next_at))
            await self._settle()
        self.world.set_clock(max(self.world.clock.time, target))
        await self._settle()
        self._check_nothing_owed()

    async def _calm(self) -> None:
        """End all trouble, and wait until what was in the way is over."""
        self.world.api.trouble = self.process.connection.fails = 0.0
        self.world.fate.dies_at = self.world.api.down_until = None
        await self._pass(5 * MINUTE)

    async def _finish(self) -> None:
        """End all trouble, bring everyone back, wait more than a day, and see that all was told."""
        await self._calm()
        for person in PEOPLE:
            await self._do(Run._come_again, person)
        await self._pass(30 * HOUR)
        left = self._outbox()
        if left:
            raise Violation(f"left in the outbox: {left}")
        self._check_nothing_owed()

    def _outbox(self) -> list[tuple[Any, ...]]:
        rows = self.process.connection.raw.execute(
            "SELECT id, chat, priority, status, behind, not_before FROM outbox"
            " WHERE status IN ('pending', 'sending')"
        )
        return [tuple(row) for row in rows]

    def _look(self) -> None:
        """Look at the messages that came since the last time."""
        world = self.world
        if len(world.api.arrived) > world.seen:
            self._look_for_failed()
        for message in world.api.arrived[world.seen :]:
            if message.written.priority == Priority.REMINDER:
                self._read(message)
        world.seen = len(world.api.arrived)

    def _read(self, message: Arrived) -> None:
        world, written = self.world, message.written
        world.told.reminders += 1
        world.tell(f"-> {written.chat} (written {written.at:%m-%d %H:%M:%S}) {message.html}")
        if world.wishes(written.chat).is_quiet(message.called_at):
            raise Violation(f"at night: {message}")
        world.came[written.number] += 1
        is_marked = MARK in message.html
        world.told.marked += is_marked
        doubts = world.api.doubts[written.number]
        if is_marked and not (doubts or world.api.timeouts[written.number]):
            raise Violation(f"marked without a crash: {message}")
        if world.came[written.number] == 1:
            self._mention(written)
        elif not is_marked or world.came[written.number] > 1 + doubts:
            raise Violation(f"twice: {message}")

    def _mention(self, written: Written) -> None:
        """See that a message that is heard for the first time tells of nothing but what is due."""
        world = self.world
        mentioned = sorted(set(map(int, _TITLE.findall(written.html))))
        is_digest = "早上好" in written.html
        due = [
            world.promises[one].mention(written.at, written.turn, shows_all=is_digest)
            for one in mentioned
        ]
        if not all(due) and not is_digest:
            promises = [world.promises[one] for one in mentioned]
            raise Violation(f"twice, or too early: {mentioned} {due} {promises} {written}")

    def _check_nothing_owed(self) -> None:
        """See that all was told of those who can be, once nothing is under way."""
        world = self.world
        if self._outbox() or self.process.connection.fails:
            return
        self._look_for_failed()
        for item, promise in world.promises.items():
            wishes = world.wishes(promise.owner)
            if not world.people[promise.owner].reachable or wishes.is_quiet(world.clock.time):
                continue
            owed = promise.owed(world.clock.time)
            if owed and self._is_reachable(promise.owner):
                raise Violation(f"lost: item {item}, rungs {owed}, {promise}")

    def _look_for_failed(self) -> None:
        """What visibly failed counts as told, unless it had arrived already."""
        world = self.world
        rows = self.process.connection.raw.execute(
            "SELECT id FROM outbox WHERE status = 'failed' AND priority = 1"
            " AND error NOT LIKE 'Forbidden%' ORDER BY id"
        )
        arrived = {one.written.number for one in world.api.arrived}
        for (number,) in rows.fetchall():
            if number not in world.failed | arrived:
                world.tell(f"failed: {world.api.written[number].html}")
                self._mention(world.api.written[number])
            world.failed.add(number)

    def _is_reachable(self, person: int) -> bool:
        row = self.process.connection.raw.execute(
            "SELECT reachable FROM person WHERE id = ?", (person,)
        ).fetchone()
        return bool(row[0])

    # The operations: each changes the database and returns what that changes of what is promised.

    async def _meet(self, unit: Unit) -> Change:
        dice = self.world.dice
        person = replace(
            unit.person,
            zone_name=dice.choice(ZONES),
            quiet=QuietHours(*map(time, dice.choice(QUIET))),
            details=True,
        )
        await ledger.accustom(unit, person)
        return lambda: self.world.accustom(person, unit.now)

    async def _add(self, unit: Unit) -> Change:
        items = await unit.tx.items.open_items(unit.person.id)
        if len(items) >= MOST_ITEMS or not self.world.people.get(unit.person.id):
            return _nothing
        number = len(self.world.promises) + 1
        ladder = self._ladder()
        new = Item(0, unit.person.id, f"事{number}号", self._deadline(unit.now), ladder=ladder)
        item, _ = await ledger.add(unit, new)
        hour = time.fromisoformat(ladder.at)
        history, habits = self.world.history, self.world.habits[unit.person.id]
        promise = Promise(unit.person.id, item.deadline, ladder.days, hour, history, habits)

        def change() -> None:
            promise.begin(self.world.wishes(promise.owner), unit.now, self.world.turn)
            self.world.promises[item.id] = promise

        return change

    async def _move_deadline(self, unit: Unit) -> Change:
        item, promise = await self._some_item(unit)
        if item is None or promise is None:
            return _nothing
        ladder = self._ladder() if self.world.dice.random() < 0.3 else item.ladder
        deadline = self._deadline(unit.now) if ladder is item.ladder else item.deadline
        await ledger.revise(unit, replace(item, deadline=deadline, ladder=ladder), "")

        def change() -> None:
            keep = ("snooze", "overdue") if deadline == promise.deadline else ("snooze",)
            promise.deadline = deadline
            if ladder:
                promise.days, promise.hour = ladder.days, time.fromisoformat(ladder.at)
            promise.move(self.world.wishes(promise.owner), unit.now, self.world.turn, keep)

        return change

    async def _rename(self, unit: Unit) -> Change:
        item, promise = await self._some_item(unit)
        if item is None or promise is None:
            return _nothing
        await ledger.revise(unit, replace(item, notes=f"{unit.now}"), "")
        # A clock that went back may have made a rung one that is to come again.
        wishes = self.world.wishes(promise.owner)
        return lambda: promise.begin(wishes, unit.now, self.world.turn, known=promise.open)

    async def _close(self, unit: Unit) -> Change:
        item, promise = await self._some_item(unit)
        if item is None or promise is None:
            return _nothing
        move = self.world.dice.choice((Move.CLOSE, Move.CANCEL, Move.DELETE))
        await ledger.take_step(unit, item.id, move)
        return lambda: promise.end(self.world.turn)

    async def _open_again(self, unit: Unit) -> Change:
        ended = [
            number
            for number, one in self.world.promises.items()
            if one.owner == unit.person.id and not one.is_pending
        ]
        pending = await unit.tx.items.open_items(unit.person.id)
        if not ended or len(pending) >= MOST_ITEMS:
            return _nothing
        number = self.world.dice.choice(ended)
        stored = await ledger.take_step(unit, number, Move.RESTORE)
        stored = stored or await ledger.take_step(unit, number, Move.REOPEN)
        assert stored
        promise = self.world.promises[number]
        wishes = self.world.wishes(promise.owner)
        return lambda: promise.begin_again(wishes, unit.now, self.world.turn)

    async def _snooze(self, unit: Unit) -> Change:
        item, promise = await self._some_item(unit)
        if item is None or promise is None:
            return _nothing
        until = unit.now + self.world.dice.choice((HOUR, 6 * HOUR, DAY, 4 * DAY))
        await ledger.snooze(unit, item.id, until)
        return lambda: promise.snooze(self.world.wishes(promise.owner), until, self.world.turn)

    async def _accustom(self, unit: Unit) -> Change:
        dice, person = self.world.dice, unit.person
        match dice.randrange(3):
            case 0:
                person = replace(person, zone_name=dice.choice(ZONES))
            case 1:
                person = replace(person, quiet=QuietHours(*map(time, dice.choice(QUIET))))
            case _:
                person = replace(person, digest_at=dice.choice((None, time(8, 30), time(9))))
        await ledger.accustom(unit, person)
        return lambda: self.world.accustom(person, unit.now)

    async def _chat(self, unit: Unit) -> Change:
        letter = Outgoing(unit.person.id, {"html": f"回 {unit.now}", "mark": MARK})
        await unit.tx.outbox.put(letter, unit.now)
        return _nothing

    async def _block(self, unit: Unit) -> Change:
        if self.world.dice.random() < 0.5:
            await unit.tx.set_reachable(unit.person.id, reachable=False)
        return lambda: self.world.api.blocked.add(unit.person.id)

    async def _come_again(self, unit: Unit) -> Change:
        await unit.tx.set_reachable(unit.person.id, reachable=True)
        return lambda: self.world.api.blocked.discard(unit.person.id)

    async def _some_item(self, unit: Unit) -> tuple[Item | None, Promise | None]:
        items = await unit.tx.items.open_items(unit.person.id)
        if not items:
            return None, None
        item = self.world.dice.choice(items)
        return item, self.world.promises[item.id]

    def _deadline(self, now: datetime) -> datetime:
        dice = self.world.dice
        day = now + timedelta(hours=dice.randrange(1, 24 * 25))
        return day.replace(minute=dice.choice((0, 30, 59)), second=0, microsecond=0)

    def _ladder(self) -> Ladder:
        dice = self.world.dice
        days = dice.sample((-20, -10, -5, -3, -2, -1, 0), dice.randrange(1, 6))
        return Ladder(days=tuple(days), at=dice.choice(("08:30", "09:00", "06:30", "14:30")))


Operation = Callable[[Run, Unit], Any]
_CHOICES: tuple[tuple[Operation, int], ...] = (
    (Run._add, 8),
    (Run._move_deadline, 4),
    (Run._rename, 2),
    (Run._close, 2),
    (Run._open_again, 2),
    (Run._snooze, 4),
    (Run._accustom, 4),
    (Run._chat, 2),
    (Run._block, 1),
    (Run._come_again, 2),
)
_OPERATIONS = [operation for operation, _ in _CHOICES]
_WEIGHTS = [weight for _, weight in _CHOICES]


def _is_full_disk(error: Exception) -> bool:
    return "disk is full" in str(error)
