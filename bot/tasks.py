"""Tasks that run beside each other: when the first of them cannot go on, none does."""

import asyncio
from collections.abc import Iterable
from typing import Any


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
    """End tasks and wait until they have ended; what went wrong in them is not told any more."""
    ending = list(tasks)
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
