"""Faults at random (捣乱): replicas killed and frozen, PostgreSQL restarted, a Bot API that fails."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random
from time import monotonic

from bot.sandbox.faults import Fault, FaultKind
from tests.replicas.fleet import Fleet
from tests.replicas.replica import Replica
from tests.replicas.servers import Postgres

_API: tuple[FaultKind, ...] = ("error_500", "too_many", "reset", "delay", "lost_answer")
_LONGEST_FREEZE_SECONDS = 12
_MOST_CALLS = 40
_TAKEOVER_SECONDS = 5
_Way = Callable[[], Awaitable[None]]


class Mischief:
    """Strikes one thing after the other.

    Args:
        fleet: what is struck. Its first replica is never killed: its memory is to be watched.
        server: its PostgreSQL.
        dice: decide.

    Attributes:
        struck: how often what was done.
        takeovers: how long each took, in seconds, until another led.
    """

    def __init__(self, fleet: Fleet, server: Postgres, dice: Random) -> None:
        self._fleet = fleet
        self._server = server
        self._dice = dice
        self.struck: Counter[str] = Counter()
        self.takeovers: list[float] = []

    async def strike(self) -> None:
        """Do one thing, and leave nothing behind but the faults of the Bot API."""
        ways: dict[_Way, int] = {
            self._kill_leader: 3,
            self._freeze_leader: 3,
            self._kill_any: 3,
            self._freeze_any: 2,
            self._restart_database: 1,
            self._crash_database: 1,
            self._spoil_api: 6,
        }
        [way] = self._dice.choices(list(ways), list(ways.values()))
        await way()
        if way != self._spoil_api:
            self.struck[way.__name__.strip("_").replace("_", " ")] += 1

    async def tend(self) -> None:
        """Start what ended by itself, as a service manager does."""
        for replica in self._fleet.replicas:
            if not replica.runs:
                self.struck["started again"] += 1
                await replica.start()

    async def _kill_leader(self) -> None:
        leader = await self._fleet.leader()
        if leader is self._fleet.replicas[0]:
            leader.freeze()
            await self._until_another_leads(leader)
            leader.thaw()
            return
        await leader.kill()
        await self._until_another_leads(leader)
        await leader.start()

    async def _freeze_leader(self) -> None:
        leader = await self._fleet.leader()
        leader.freeze()
        await self._until_another_leads(leader)
        await asyncio.sleep(self._dice.uniform(0, _LONGEST_FREEZE_SECONDS))
        leader.thaw()

    async def _kill_any(self) -> None:
        killed = self._dice.choice(self._fleet.replicas[1:])
        await killed.kill()
        await killed.start()

    async def _freeze_any(self) -> None:
        frozen = self._dice.choice([one for one in self._fleet.replicas if one.runs])
        frozen.freeze()
        await asyncio.sleep(self._dice.uniform(0, _LONGEST_FREEZE_SECONDS))
        frozen.thaw()

    async def _restart_database(self) -> None:
        await self._server.restart()

    async def _crash_database(self) -> None:
        await self._server.restart(crash=True)

    async def _spoil_api(self) -> None:
        kind = self._dice.choice(_API)
        self.struck[f"Bot API: {kind}"] += 1
        self._fleet.sandbox.faults.add(
            Fault(
                kind,
                "sendMessage",
                times=self._dice.randint(1, _MOST_CALLS),
                seconds=self._dice.choice((3, 30)),  # answered late, or not in time
            )
        )

    async def _until_another_leads(self, former: Replica) -> None:
        struck = monotonic()
        await self._fleet.leader(other_than=former)
        took = monotonic() - struck
        self.takeovers.append(took)
        if took > _TAKEOVER_SECONDS:
            words = "\n\n".join(replica.last_words() for replica in self._fleet.replicas)
            print(f"a takeover of {took:.1f} s:\n{words}", file=sys.stderr)
