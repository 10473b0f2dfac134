"""The database as the rest of the program sees it: one transaction with everything in it.

Which database it is (`storage.sqlite`, `storage.postgres`) only `storage.opening` knows.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from bot.errors import StorageUnusable
from storage.checks import Checks
from storage.declined import Declined
from storage.facts import Facts
from storage.items import Items
from storage.news import Bells, News
from storage.outbox import Outbox
from storage.people import People
from storage.session import Session, TransactionUndone
from storage.stages import Stages
from storage.statements import Statements
from storage.updates import Updates


@dataclass(frozen=True, slots=True)
class Transaction:
    """Everything that can be read and written, all or nothing."""

    people: People
    updates: Updates
    items: Items
    stages: Stages
    checks: Checks
    outbox: Outbox
    facts: Facts
    declined: Declined

    @classmethod
    def over(cls, session: Session, sql: Statements, *, records_declined: bool) -> Self:
        """Return what can be done in the transaction of `session`."""
        return cls(
            People(session, sql),
            Updates(session, sql),
            Items(session, sql),
            Stages(session, sql),
            Checks(session, sql),
            Outbox(session, sql),
            Facts(session, sql),
            Declined(session, sql, records_declined),
        )

    async def set_reachable(self, person: int, *, reachable: bool) -> None:
        """Note whether a person lets us write to them; their reminders wait while they do not."""
        await self.people.set_reachable(person, reachable=reachable)
        if reachable:
            await self.stages.resume(person)
            await self.outbox.recall(person)
        else:
            await self.stages.pause(person)


class LeadLost(Exception):
    """Another process leads now, or may do so: what was begun must not go on."""


class Store(ABC):
    """What transactions run on.

    Args:
        statements: the named SQL.
        records_declined: whether declined questions may be recorded.
        bells: are rung when something was written that others wait for.
    """

    def __init__(self, statements: Statements, bells: Bells, *, records_declined: bool) -> None:
        self._sql = statements
        self._records_declined = records_declined
        self.bells = bells
        self.when_failing: Callable[[], None] = lambda: None
        """Called for each transaction that the database failed."""

    @abstractmethod
    def session(self) -> AbstractAsyncContextManager[Session]:
        """Run a block in one write transaction: committed at its end, undone if it raises.

        Raises:
            StorageUnusable: the database cannot be read or written, or the disk is full.
            LeadLost: only the leader may write here, and this process leads no more.
        """

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Run a block in one write transaction, as `session` does, with everything in it.

        Once it is committed, what it wrote is told to those who wait for it.
        """
        try:
            async with self.session() as session:
                yield Transaction.over(session, self._sql, records_declined=self._records_declined)
        except StorageUnusable:
            self.when_failing()
            raise
        await self._tell(session.news)

    async def _tell(self, news: Collection[News]) -> None:
        """Let those look again who wait for any of these."""
        self.bells.ring(*news)

    @asynccontextmanager
    async def _blaming(self) -> AsyncIterator[None]:
        """Raise `StorageUnusable` where the database is at fault."""
        try:
            yield
        except Exception as error:
            if not self.is_at_fault(error):
                raise
            raise self._unusable(error) from error

    @abstractmethod
    def _unusable(self, error: Exception) -> StorageUnusable:
        """Return what is raised for an error that is the database's fault."""

    @abstractmethod
    def _is_own_failure(self, error: BaseException) -> bool:
        """Return whether an error that is none of `TransactionUndone` is the database's fault."""

    def is_at_fault(self, error: BaseException) -> bool:
        """Return whether the database is at fault, and not what was asked of it."""
        if isinstance(error, TransactionUndone):
            return error.__cause__ is None or self.is_at_fault(error.__cause__)
        return self._is_own_failure(error)

    async def fact(self, name: str) -> str | None:
        """Return a fact about the database itself."""
        async with self.transaction() as tx:
            return await tx.facts.read(name)

    async def set_fact(self, name: str, value: str) -> None:
        """Keep a fact about the database itself."""
        async with self.transaction() as tx:
            await tx.facts.write(name, value)


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead (领头): of all processes on one database, one does what must be done once.

    Args:
        store: for what only the leader does. Its transactions run on the connection that holds the
            lead, so who has lost it can write nothing more, whether they know or not.
        hold: keeps the lead until it is lost, and raises `LeadLost` then; to be run all the time.
    """

    store: Store
    hold: Callable[[], Coroutine[Any, Any, object]]


class Database(Store):
    """An open database. Open one with `storage.opening.open_database`."""

    @abstractmethod
    def lead(self) -> AbstractAsyncContextManager[Lead]:
        """Wait until no other process leads, and lead until the block ends.

        Raises:
            StorageUnusable: the database cannot be reached.
        """

    @abstractmethod
    async def is_led(self) -> bool:
        """Return whether any process leads.

        Raises:
            StorageUnusable: the database cannot be read.
        """

    @abstractmethod
    async def tell_others(self, news: Collection[News]) -> None:
        """Let those look again who wait for any of these in other processes; lost if that fails."""

    @abstractmethod
    async def settle_numbers(self, tables: Iterable[str]) -> None:
        """See to it that new rows of `tables` get numbers that no row has that was put in with its own."""

    @abstractmethod
    async def close(self) -> None:
        """Close the database."""
