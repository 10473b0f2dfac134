"""Which questions were declined (没有答上的问题), for authors: what was asked in vain, and how often.

Kept only where the operator has asked for it, and never with a person, a chat or a time. What may
stand in a wording is decided by `bot.dialog.answer.wording`.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.dialog.answer.result import Kind
from bot.errors import StorageTooNew, StorageUnusable
from storage.migrations import load_migrations
from storage.session import Session
from storage.statements import Statements, load_statements

log = structlog.get_logger()

KINDS = (Kind.NOT_STATED, Kind.OUT_OF_SCOPE)
"""What counts as declined."""
MOST = 1_000
"""So many wordings of each kind: nonsense of one kind cannot crowd out the other."""
_SINCE = 2
"""The migration that made the table."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that was declined so many times; `target` is the gap or the refusal, if any."""

    kind: Kind
    target: str
    words: str
    times: int


@dataclass(frozen=True, slots=True)
class Declined:
    """The declined questions, inside one transaction. Where it is off nothing is written, whoever asks."""

    session: Session
    sql: Statements
    is_on: bool

    async def record(self, kind: Kind, target: str, words: str) -> None:
        """Count a declined wording; a new one only while there is room."""
        if not self.is_on or kind not in KINDS or not words:
            return
        key = {"kind": kind, "target": target, "wording": words}
        if await self.sql.repeat_declined(self.session, **key):
            return
        if not await self.sql.add_declined(self.session, **key, most=MOST):
            return
        # The last one in is the one that tells; so it is told once.
        if await self.sql.count_declined(self.session, kind=kind) == MOST:
            log.warning("declined.full", kind=kind, wordings=MOST)

    async def list(self) -> list[Wording]:
        """Return all wordings."""
        return [
            Wording(kind, row["target"], row["wording"], row["times"])
            for kind in KINDS
            async for row in self.sql.list_declined(self.session, kind=kind)
        ]

    async def clear(self) -> int:
        """Delete all wordings; return how many there were."""
        rows = [
            row for kind in KINDS async for row in self.sql.clear_declined(self.session, kind=kind)
        ]
        return len(rows)


def read_declined(path: Path) -> list[Wording]:
    """Return the declined wordings in a database file, also while an assistant has it open.

    Raises:
        StorageUnusable: it cannot be opened or read.
        StorageTooNew: a newer version of the program wrote it.
    """
    # Not `mode=ro`: who only reads leaves files beside the database when it is the last to close it.
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA query_only = ON")
            [(found,)] = connection.execute("PRAGMA user_version")
            known = load_migrations()[-1].number
            if found > known:
                raise StorageTooNew(place=path, found=found, known=known)
            return _wordings(connection) if found >= _SINCE else []
    except sqlite3.Error as error:
        raise StorageUnusable(place=path, reason=error) from error


def _wordings(connection: sqlite3.Connection) -> list[Wording]:
    sql = load_statements().list_declined.sql
    return [
        Wording(kind, *row) for kind in KINDS for row in connection.execute(sql, {"kind": kind})
    ]
