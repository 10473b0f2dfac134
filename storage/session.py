"""The way to the connection inside one transaction: a statement at a time, none after a failure.

On a full disk or a read error SQLite undoes the whole transaction by itself and goes on without one.
Whatever else still runs in the transaction would then be written, and kept, on its own.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from storage.news import News

Row = Any
"""A row: its columns by name. Also the values of a statement, in the form its database wants them."""


class TransactionUndone(Exception):
    """An earlier statement failed, and with it the transaction."""


class Session(ABC):
    """One transaction's connection."""

    failures: tuple[type[Exception], ...]
    """What a statement that fails raises."""
    mark: str
    """What stands before the number of a value in a statement that is not a named one."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._failure: Exception | None = None
        self.news: set[News] = set()
        """What is to be told once the transaction is committed."""

    async def run(self, sql: str, values: Row = ()) -> Iterable[Row]:
        """Run a statement and return its rows.

        Raises:
            Exception: one of `failures`; or `TransactionUndone`, since an earlier statement failed.
        """
        async with self._turn():
            return await self._run(sql, values)

    async def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each of `rows`.

        Raises:
            Exception: as `run` does.
        """
        async with self._turn():
            await self._run_many(sql, rows)

    def note(self, news: News) -> None:
        """Have this told once the transaction is committed."""
        self.news.add(news)

    @abstractmethod
    async def alone(self, key: int) -> None:
        """Wait until no other transaction that asked for `key` is under way, and keep others waiting.

        For what depends on rows that a transaction beside this one may be writing.
        """

    @abstractmethod
    async def try_alone(self, key: int) -> bool:
        """Do as `alone` does if there is nobody to wait for; return whether it was done.

        For who has rows already that others may be waiting for: to wait as well would be a ring.
        """

    @abstractmethod
    async def hold_still(self) -> None:
        """Read everything as it is now, until the end; to be called before anything is read."""

    def check(self) -> None:
        """Raise what failed, if anything did: a block may have kept quiet about it."""
        if self._failure:
            raise TransactionUndone from self._failure

    @abstractmethod
    async def _run(self, sql: str, values: Row) -> Iterable[Row]: ...

    @abstractmethod
    async def _run_many(self, sql: str, rows: Iterable[Row]) -> None: ...

    @abstractmethod
    def _is_open(self) -> bool:
        """Return whether the transaction is still under way."""

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Let one statement run, unless one has failed; remember it if this one does."""
        async with self._one_at_a_time:
            if self._failure or not self._is_open():
                raise TransactionUndone from self._failure
            try:
                yield
            except self.failures as error:
                self._failure = error
                raise
