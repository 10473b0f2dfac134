"""The ways in which the server misbehaves on purpose. All are deterministic."""

import asyncio
import random
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

FaultKind = Literal["error_500", "reset", "delay", "lost_answer", "too_many"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One misbehaviour towards the bot.

    Attributes:
        kind: `error_500` – the call is refused with 500; `reset` – the connection breaks before
            the call is carried out; `delay` – the call is carried out after `seconds`;
            `lost_answer` – the call is carried out, then the connection breaks;
            `too_many` – the call is refused with 429.
        method: the published name of a method; None is any method.
        chat_id: only calls for this chat; None is any call.
        skip: how many calls it lets through first.
        times: how many calls it then hits.
        seconds: how long a `delay` is.
        retry_after: whole seconds that a `too_many` asks for.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    skip: int = 0
    times: int = 1
    seconds: float = 0.0
    retry_after: int = 1

    def meets(self, method: str, chat_id: int) -> bool:
        """Say whether the fault concerns this call; `chat_id` is 0 for a call without a chat."""
        return self.method in {None, method} and self.chat_id in {None, chat_id}


class Faults:
    """The faults that are still to come, consumed in the order in which they were added."""

    def __init__(self) -> None:
        self._faults: deque[Fault] = deque()
        self._random = _dice(0)
        self._probability = 0.0
        self._duplicates = 0
        self._over = asyncio.Event()

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The faults that have not hit `times` calls yet."""
        return tuple(self._faults)

    def add(self, fault: Fault) -> None:
        """Let `fault` hit the next calls it concerns."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Behave from now on; calls that are being delayed go on at once."""
        self._faults.clear()
        self._probability = 0.0
        self._duplicates = 0
        over, self._over = self._over, asyncio.Event()
        over.set()

    async def delay(self, seconds: float) -> None:
        """Wait that long, or until the faults are cleared."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()

    def duplicate_updates(self, *, count: int = 0, probability: float = 0.0, seed: int = 0) -> None:
        """Deliver updates twice: the next `count`, then each with `probability`.

        The repeated update has the same id and comes in a later answer, even after it was
        confirmed, as when Telegram lost the confirmation.
        """
        self._duplicates = count
        self._probability = probability
        self._random = _dice(seed)

    def duplicates_next(self) -> bool:
        """Say whether the update that is delivered now will be delivered once more."""
        if self._duplicates:
            self._duplicates -= 1
            return True
        return self._probability > 0 and self._random.random() < self._probability

    def take(self, method: str, chat_id: int) -> Fault | None:
        """Return the fault that hits this call, and count it."""
        for at, fault in enumerate(self._faults):
            if not fault.meets(method, chat_id):
                continue
            if fault.skip:
                self._faults[at] = replace(fault, skip=fault.skip - 1)
                continue
            if fault.times > 1:
                self._faults[at] = replace(fault, times=fault.times - 1)
            else:
                del self._faults[at]
            return fault
        return None


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
