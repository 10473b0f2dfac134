"""The program as one process has it: storage, loop and sender, which die together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update

from bot.context import Shelf, Unit
from bot.delivery import Delivery
from bot.dialog.content.parts import Language
from bot.dialog.deadline.official import official_workdays
from bot.metrics import Metrics
from bot.pace import Pace
from bot.reminders import Reminders
from tests.dialog.packs import LIBRARY
from tests.simulator.machine import Connection, database_on
from tests.simulator.world import World

_METRICS = Metrics()


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
