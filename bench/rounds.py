"""One round: a bot under full load, its memory, and then under the load of an ordinary day."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench.bots import Api, Which, bot, free_address, local_api
from bench.processes import Broken, Child, Memory
from bench.series import percentile
from bench.traffic import Answered

_SETTLE_SECONDS = 0.3
"""After the last reply a bot may still have something to write down; that is part of its cost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes:
        updates: texts of the full load, all waiting when it begins.
        users: who type them, by turns.
        per_second: the pace of the ordinary load.
        seconds: how long the ordinary load lasts.
    """

    updates: int
    users: int
    per_second: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Load:
    """The full load. `cpu_ms` and `memory` are None where there is no /proc.

    Attributes:
        per_second: answered texts a second.
        cpu_ms: CPU time of the bot's process for one text.
        server_busy: how much of the time the local Bot API was busy; near 1 it is the limit.
    """

    per_second: float
    cpu_ms: float | None
    server_busy: float
    memory: Memory | None


@dataclass(frozen=True, slots=True)
class Pace:
    """The ordinary load, in milliseconds.

    Attributes:
        own_p50: from getUpdates to the reply, the median.
        seen_p99: from typing to the reply, the 99th percentile.
        commits: the assistant's own `bot_update_seconds`: batches within so many seconds.
    """

    own_p50: float
    own_p99: float
    seen_p99: float
    commits: dict[str, int]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of one bot showed."""

    load: Load
    fresh: Load
    """The full load once more, with hardly a text twice."""
    pace: Pace


async def run_round(which: Which, folder: Path, plan: Plan) -> Round:
    """Measure one bot on a fresh local Bot API.

    Raises:
        Broken: the bot did not start or did not answer everything.
    """
    address = free_address()
    async with (
        local_api(folder / "api", plan.users) as api,
        bot(which, folder / "bot", api, address) as child,
    ):
        await api.load(plan.users)  # everyone is met, every module loaded, every connection open
        load = await _full_load(api, child, plan)
        fresh = await _full_load(api, child, plan, fresh=True)
        before = await _commits(which, address)
        paced = await api.load(plan.per_second * plan.seconds, plan.per_second)
        after = await _commits(which, address)
    commits = {within: number - before[within] for within, number in after.items()}
    return Round(load, fresh, _pace(paced, commits))


async def _full_load(api: Api, child: Child, plan: Plan, *, fresh: bool = False) -> Load:
    before = child.cpu_seconds()
    result = await api.load(plan.updates, fresh=fresh)
    await asyncio.sleep(_SETTLE_SECONDS)
    after = child.cpu_seconds()
    cpu = None if before is None or after is None else after - before
    return Load(
        per_second=result.answered / result.seconds,
        cpu_ms=None if cpu is None else cpu * 1e3 / result.answered,
        server_busy=result.busy,
        memory=child.memory(),
    )


def _pace(result: Answered, commits: dict[str, int]) -> Pace:
    return Pace(
        own_p50=percentile(result.own, 50) * 1e3,
        own_p99=percentile(result.own, 99) * 1e3,
        seen_p99=percentile(result.seen, 99) * 1e3,
        commits=commits,
    )


async def _commits(which: Which, address: str) -> dict[str, int]:
    """Return the assistant's histogram of batches: upper bound in seconds → number so far."""
    if which is not Which.ASSISTANT:
        return {}
    timeout = aiohttp.ClientTimeout(total=10)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(f"http://{address}/metrics") as response,
    ):
        text = await response.text()
    buckets = {}
    for line in text.splitlines():
        name, _, value = line.rpartition(" ")
        if name.startswith("bot_update_seconds_bucket"):
            buckets[name.split('"')[1]] = int(float(value))
    if not buckets:
        raise Broken("the assistant shows no bot_update_seconds")
    return buckets
