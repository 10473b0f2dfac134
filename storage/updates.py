"""Which updates were applied already (update_id), so that a redelivered one has no second effect."""

from dataclasses import dataclass
from datetime import datetime

from aiosqlite import Connection

from storage.moments import to_text
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Updates:
    """The applied updates, inside one transaction."""

    connection: Connection
    sql: Statements

    async def record(self, update: int, now: datetime) -> bool:
        """Note that an update is applied now; False if it was before."""
        row = await self.sql.record_update(self.connection, id=update, now=to_text(now))
        return row is not None

    async def forget(self, before: datetime) -> None:
        """Delete the notes of updates applied before a time; Telegram repeats none after a day."""
        await self.sql.forget_updates(self.connection, before=to_text(before))
