"""The soak (长跑): a fleet, a crowd and reminders for half an hour under random faults, and the account of it."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

from bench.processes import Memory
from storage.postgres_line import FAILURES
from tests.replicas.crowd import Account, Crowd
from tests.replicas.dues import Dues, Told
from tests.replicas.fleet import Fleet, open_fleet
from tests.replicas.mischief import Mischief
from tests.replicas.servers import Postgres, postgres

FIRST_PERSON = 5_000
_ENDLESS = 10**9
_PAUSE_SECONDS = 12
"""How long a person thinks before they add the next item, on average."""
_CALM_SECONDS = 8
"""How long nothing new goes wrong, on average."""
_DUE_AT_ONCE = 5
_EVERY_SECONDS = 1
_DOUBLED_UPDATES = 0.02
_KEPT_MESSAGES = 20_000
_SETTLED_SECONDS = 180
MOMENTS = (0.1, 0.5, 1.0)
"""When the memory is read, as parts of the whole time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be lived through."""

    seed: int
    minutes: float
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it; memory by moment, of each replica, and for how long that one had run."""

    plan: Plan
    account: Account
    told: Told
    struck: Mapping[str, int]
    takeovers: tuple[float, ...]
    memory: Mapping[float, tuple[tuple[Memory | None, float], ...]]
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, and nothing doubled without its mark."""
        return self.account.is_clean and self.told.is_clean


class Soak:
    """One run."""

    def __init__(self, plan: Plan, fleet: Fleet, server: Postgres) -> None:
        self._plan = plan
        self._fleet = fleet
        self._dice = Random(plan.seed)
        people = range(FIRST_PERSON, FIRST_PERSON + plan.people)
        self._crowd = Crowd(fleet.sandbox, people, _ENDLESS, self._think)
        self._dues = Dues(fleet, self._crowd, self._dice)
        self._mischief = Mischief(fleet, server, self._dice)
        self._memory: dict[float, tuple[tuple[Memory | None, float], ...]] = {}

    async def run(self) -> Report:
        """Live through it, let everything settle, and return the account."""
        began = monotonic()
        self._fleet.sandbox.faults.duplicate_updates(
            probability=_DOUBLED_UPDATES, seed=self._plan.seed
        )
        life = await self._fleet.lives(self._crowd)
        await self._live(began + self._plan.minutes * 60)
        self._crowd.hush()
        self._fleet.sandbox.faults.clear()
        await self._fleet.until(self._is_settled, self._story, seconds=_SETTLED_SECONDS)
        account = await life.account()
        self._note_memory(MOMENTS[-1])
        return Report(
            plan=self._plan,
            account=account,
            told=await self._dues.account(),
            struck=self._mischief.struck,
            takeovers=tuple(self._mischief.takeovers),
            memory=self._memory,
            seconds=monotonic() - began,
        )

    async def _live(self, until: float) -> None:
        began, over = monotonic(), asyncio.Event()
        striking = asyncio.create_task(self._strike(over))
        try:
            while monotonic() < until:
                await asyncio.sleep(_EVERY_SECONDS)
                if striking.done():
                    striking.result()
                self._forget()
                with suppress(*FAILURES):
                    await self._dues.fall_due(_DUE_AT_ONCE)
                passed = (monotonic() - began) / (until - began)
                for moment in MOMENTS[:-1]:
                    if passed >= moment and moment not in self._memory:
                        self._note_memory(moment)
        finally:
            over.set()
            await striking
            await self._calm()

    async def _strike(self, over: asyncio.Event) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._dice.expovariate(1 / _CALM_SECONDS)):
                    await over.wait()
                    return
            await self._mischief.strike()
            await self._mischief.tend()

    async def _calm(self) -> None:
        for replica in self._fleet.replicas:
            replica.thaw()
        await self._mischief.tend()

    def _think(self, person: int) -> None:
        pause = self._dice.expovariate(1 / _PAUSE_SECONDS)
        asyncio.get_running_loop().call_later(pause, self._crowd.say_next, person)

    def _is_settled(self) -> bool:
        return self._crowd.done and not self._dues.waiting

    def _story(self) -> str:
        waiting = self._dues.waiting
        return f"{self._crowd.answered} of {self._crowd.said.total()} answered, due: {waiting}"

    def _note_memory(self, moment: float) -> None:
        self._memory[moment] = tuple(
            (replica.memory(), replica.age()) for replica in self._fleet.replicas
        )

    def _forget(self) -> None:
        """Let the Bot API forget old messages, which nobody reads again."""
        messages = self._fleet.sandbox.world.messages
        for key in list(messages)[:-_KEPT_MESSAGES]:
            del messages[key]


async def soak(plan: Plan, folder: Path) -> Report:
    """Set everything up, live through `plan`, and end it."""
    async with postgres() as server:
        await server.create("soak")
        async with open_fleet(folder, server.url_of("soak")) as fleet:
            return await Soak(plan, fleet, server).run()
