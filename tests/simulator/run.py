"""One run: people who add, change and put off items while the process dies, the clock jumps and calls fail."""

import asyncio
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from storage.outbox import Priority
from tests.simulator.machine import Killed, SimulatedClock
from tests.simulator.operations import Change, Operation, any_operation, come_again, meet, nothing
from tests.simulator.process import Process
from tests.simulator.wishes import DAY
from tests.simulator.witness import Witness
from tests.simulator.world import HOUR, MARK, PEOPLE, Told, Violation, World

MINUTE = timedelta(minutes=1)
STEPS = 24
_OUTAGE = 0.06
_NAP = timedelta(minutes=9)
"""While nothing can be sent the process wakes so late: to see it try every minute takes long."""


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
        self.witness = Witness(self.world, self.process.connection)

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
                await self._do(meet, person)
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
        operation = any_operation(dice)
        person = dice.choice(PEOPLE)
        if person in world.api.blocked and dice.random() < 0.5:
            operation = come_again
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

    async def _do(self, operation: Operation, person: int) -> None:
        """Carry out an operation; what it promises counts only if it was committed."""
        world = self.world
        world.tell(f"{person} {operation.__name__}")
        change: Change = nothing
        number = world.operations
        try:
            async with self.process.unit(person) as unit:
                number = world.operations
                change = await operation(world, unit)
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
        self.witness.look()

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
        await self._start_anew()

    async def _start_anew(self) -> None:
        self.process = Process(self.world)
        self.witness.connection = self.process.connection
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
        await self._start_anew()
        await self._settle()
        came = Counter(
            one.written.chat
            for one in world.api.arrived[before:]
            if one.written.priority == Priority.REMINDER and MARK not in one.html
        )
        if came and max(came.values()) > 1:
            raise Violation(f"more than one message to make up: {came}")
        self.witness.check_nothing_owed()

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
        self.witness.check_nothing_owed()

    async def _calm(self) -> None:
        """End all trouble, and wait until what was in the way is over."""
        self.world.api.trouble = self.process.connection.fails = 0.0
        self.world.fate.dies_at = self.world.api.down_until = None
        await self._pass(5 * MINUTE)

    async def _finish(self) -> None:
        """End all trouble, bring everyone back, wait more than a day, and see that all was told."""
        await self._calm()
        for person in PEOPLE:
            await self._do(come_again, person)
        await self._pass(30 * HOUR)
        left = self.witness.left()
        if left:
            raise Violation(f"left in the outbox: {left}")
        self.witness.check_nothing_owed()


def _is_full_disk(error: Exception) -> bool:
    return "disk is full" in str(error)
