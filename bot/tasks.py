"""Tasks that run beside each other: when the first of them cannot go on, none does."""

import asyncio
from collections.abc import Iterable
from typing import Any

_AGAIN_SECONDS = 1
"""Long enough for what a task does at its end."""


async def until_done(main: asyncio.Task[Any], others: Iterable[asyncio.Task[Any]]) -> None:
    """Wait until `main` is done; `others` may end before it, if they end well.

    Raises:
        Exception: what one of them raised.
    """
    waiting: set[asyncio.Task[Any]] = {main, *others}
    while not main.done():
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """End tasks and wait until they have ended; what went wrong in them is not told any more.

    They are told again until they have: where a connection to PostgreSQL breaks at that moment, its error
    takes the place of the end, and a task that tries again after such errors would go on for ever.
    """
    ending = set(tasks)
    while ending:
        for task in ending:
            task.cancel()
        done, ending = await asyncio.wait(ending, timeout=_AGAIN_SECONDS)
        for task in done:
            if not task.cancelled():
                task.exception()
