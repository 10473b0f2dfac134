"""Which updates were applied already (update_id), so that a redelivered one has no second effect."""

from dataclasses import dataclass
from datetime import datetime

from storage.moments import to_text
from storage.session import Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Updates:
    """The applied updates, inside one transaction."""

    session: Session
    sql: Statements

    async def record(self, update: int, now: datetime) -> bool:
        """Note that an update is applied now; False if it was before."""
        row = await self.sql.record_update(self.session, id=update, now=to_text(now))
        return row is not None

    async def forget(self, before: datetime, most: int) -> int:
        """Delete up to `most` notes of updates (Telegram repeats none after a day) of before a time; return how many."""
        rows = self.sql.forget_updates(self.session, before=to_text(before), most=most)
        return len([row async for row in rows])
