"""From starting the process to its first getUpdates: a fresh database, and a second start."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Api, Which, bot, local_api

_ANY_PORT = "127.0.0.1:0"


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds to the first getUpdates, by turns on the same machine."""

    others: dict[Which, list[float]]
    """The bots that it is compared with."""
    fresh: list[float]
    """The assistant with no database yet."""
    second: list[float]
    """The assistant with the database of the first start."""


async def run_starts(folder: Path, number: int, bots: Collection[Which]) -> Starts:
    """Start each of `bots` `number` times.

    Raises:
        Broken: one did not start.
    """
    others = [which for which in bots if which is not Which.ASSISTANT]
    starts = Starts({which: [] for which in others}, [], [])
    async with local_api(folder / "api", users=1) as api:
        for turn in range(number):
            data = folder / f"assistant-{turn}"
            for which in others:
                starts.others[which].append(await _start(which, folder / which, api))
            starts.fresh.append(await _start(Which.ASSISTANT, data, api))
            starts.second.append(await _start(Which.ASSISTANT, data, api))
    return starts


async def _start(which: Which, folder: Path, api: Api) -> float:
    async with bot(which, folder, api, _ANY_PORT) as child:
        return await api.polled_after(child.started) - child.started
