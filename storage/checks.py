"""Self-checks (对照) that are kept until their owner deletes them."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialog.checklist.kept import Kept, Record, decode_record, encode_record
from storage.moments import from_text, to_text
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Checks:
    """The kept checks, inside one transaction. Every read and change names the owner."""

    session: Session
    sql: Statements

    async def keep(self, owner: int, record: Record, now: datetime) -> int:
        """Write a check down as it stands now, in its row or, if it has none, a new one."""
        values = {
            "owner": owner,
            "now": to_text(now),
            "content": record.check.content,
            "scenarios": " ".join(record.check.scenarios),
            "finished": int(record.finished),
            "state": encode_record(record),
        }
        row = None
        if record.check.kept:
            row = await self.sql.change_check(self.session, id=record.check.kept, **values)
        number: int = (row or await self.sql.add_check(self.session, **values))["id"]
        return number

    async def find(self, check: int, owner: int) -> Kept | None:
        """Return a check of this person."""
        row = await self.sql.find_check(self.session, id=check, owner=owner)
        return _kept(row) if row else None

    async def page(self, owner: int, most: int, skipped: int) -> list[Kept]:
        """Return up to `most` checks of a person, the newest first, after `skipped` of them."""
        rows = self.sql.list_checks(self.session, owner=owner, most=most, skipped=skipped)
        return [_kept(row) async for row in rows]

    async def count(self, owner: int) -> int:
        """Return how many checks of a person are kept."""
        found: int = await self.sql.count_checks(self.session, owner=owner)
        return found

    async def delete(self, check: int, owner: int) -> bool:
        """Delete a check of this person for good; return whether there was one."""
        row = await self.sql.delete_check(self.session, id=check, owner=owner)
        return row is not None


def _kept(row: Row) -> Kept:
    return Kept(
        id=row["id"],
        created_at=from_text(row["created_at"]),
        changed_at=from_text(row["changed_at"]),
        record=decode_record(row["state"]),
    )
