"""The connection that holds the lead, or waits for it.

The lead is an advisory lock of PostgreSQL, held by a session. Of a process that dies its session ends,
and the lead is free. Of one that hangs nothing is heard any more: PostgreSQL itself notes when a session
last did something, and who waits for the lead ends a session that has been silent for too long.

A process may hang between two steps of a statement as well: asyncpg has it prepared, and then sends the
values. For PostgreSQL the statement is under way then, and none of its own timeouts counts. So those who
lead or wait also end the sessions that have stood there for too long, whatever they hold.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic
from typing import TypeAlias

import asyncpg

from storage.database import LeadLost
from storage.news import Bells, News

Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)

FAILURES = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server ended the session between two steps of a statement
    OSError,
    TimeoutError,
)
"""What a statement that fails raises."""
LEAD = 7_305_021_902
"""Any number, the same for all: the lock that is the lead."""
_BEAT_SECONDS = 0.5
"""How often who leads is heard of, and who waits asks."""
_SILENCE = timedelta(seconds=2.5)
"""After so long who leads counts as gone."""
_PATIENCE_SECONDS = 2
_HOLDERS = """
FROM pg_locks AS held JOIN pg_stat_activity AS holder USING (pid)
WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
AND (held.classid::bigint << 32 | held.objid::bigint) = $1
AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
IS_LED = f"SELECT EXISTS (SELECT 1 {_HOLDERS})"
_END_WHO_IS_SILENT = f"""
SELECT pg_terminate_backend(holder.pid) {_HOLDERS}
AND holder.wait_event_type = 'Client' AND clock_timestamp() - holder.state_change > $2
"""
_END_WHO_HANGS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = current_setting('application_name')
AND state = 'active' AND wait_event = 'ClientRead'
AND clock_timestamp() - state_change > make_interval(secs => {seconds})
"""
"""Of ours, those that stand between two steps of a statement. It has no values, so it is one step itself."""


class Line:
    """One connection, for one transaction at a time.

    Args:
        connection: new, and nobody else's.
    """

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection
        self._one_at_a_time = asyncio.Lock()

    async def wait_for_lead(self) -> None:
        """Return once the lead is ours; who has it and hangs loses it."""
        while not await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", LEAD):
            await self._connection.fetch(_END_WHO_IS_SILENT, LEAD, _SILENCE)
            await self._connection.execute(_end_who_hangs())
            await asyncio.sleep(_BEAT_SECONDS)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
        """Give the connection for a while.

        Raises:
            LeadLost: it is closed, and the lead with it; or it was found so afterwards.
        """
        async with self._one_at_a_time:
            if self._connection.is_closed():
                raise LeadLost
            began = monotonic()
            yield self._connection
            # Who hung meanwhile may have lost the lead: nothing that was taken in hand here goes on then.
            if monotonic() - began > _SILENCE.total_seconds():
                await self._be_heard()

    async def hold(self, bells: Bells) -> None:
        """Be heard of, again and again; and let all look again, as what others tell may be lost.

        Raises:
            LeadLost: the database is not heard of any more.
        """
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            if not self._one_at_a_time.locked():  # else we are heard of
                async with self.connected():
                    await self._be_heard()
            bells.ring(News.OUTBOX, News.STAGES)

    async def _be_heard(self) -> None:
        """Say something: it ends the sessions that hang within a statement, as nobody else may be there to do it."""
        try:
            await self._connection.execute(_end_who_hangs(), timeout=_PATIENCE_SECONDS)
        except FAILURES as error:
            raise LeadLost from error

    async def close(self) -> None:
        """Give up the lead and the connection."""
        try:
            await self._connection.close(timeout=_PATIENCE_SECONDS)
        except FAILURES:
            self._connection.terminate()


def _end_who_hangs() -> str:
    return _END_WHO_HANGS.format(seconds=_SILENCE.total_seconds())
