"""Copying a whole database into another (搬迁): row by row, checked by digests, and resumable.

What is there already is left as it is, so a copy that was interrupted goes on where it stopped. Only an
empty database, or one that holds nothing but rows of the source, is copied into.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from bot.errors import CopyDiffers, CopyTargetInUse
from storage.database import Database
from storage.session import Row, Session

_SLICE = 500
_DIGEST_BYTES = 16
_MODULUS = 1 << (8 * _DIGEST_BYTES)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the columns that tell its rows apart."""

    name: str
    key: tuple[str, ...] = ("id",)
    is_numbered: bool = True
    """Whether the database numbers its rows."""


TABLES = (
    Table("fact", ("name",), is_numbered=False),
    Table("person", is_numbered=False),
    Table("applied_update", is_numbered=False),
    Table("item"),
    Table("stage", ("item", "rung", "recipient"), is_numbered=False),
    Table("item_event"),
    Table("evidence"),
    Table("kept_check"),
    Table("outbox"),
    Table("declined", ("kind", "target", "wording"), is_numbered=False),
)
"""All tables, those that others refer to first."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What is in a table: how many rows, and the sum of their digests, in whatever order."""

    rows: int = 0
    digest: int = 0

    def and_of(self, rows: Iterable[Row]) -> "Sum":
        """Return this sum with more rows counted in."""
        number, total = self.rows, self.digest
        for row in rows:
            number, total = number + 1, (total + digest(row)) % _MODULUS
        return Sum(number, total)


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that was copied and compared."""

    table: str
    sum: Sum


async def copy(
    source: Database, target: Database, progress: Callable[[str, int, int], None]
) -> list[Copied]:
    """Copy everything in `source` into `target`, and compare.

    Args:
        source: it does not change meanwhile, or what is read is as it was at the beginning.
        target: empty, or half copied.
        progress: is told the table, how many of its rows were seen, and how many there are.

    Returns:
        What each table holds now, in both.

    Raises:
        CopyTargetInUse: the target holds rows that the source has not.
        CopyDiffers: after copying, a table of the two is not the same.
    """
    copied = []
    async with source.session() as reading:
        await reading.hold_still()
        await _refuse_strangers(reading, target)
        for table in TABLES:
            seen, total = 0, await _count(reading, table)
            async for rows in _slices(reading, table):
                async with target.session() as writing:
                    await _insert(writing, table, rows)
                seen += len(rows)
                progress(table.name, seen, total)
        for table in TABLES:
            wanted = await _sum(reading, table)
            async with target.session() as looking:
                found = await _sum(looking, table)
            if found != wanted:
                raise CopyDiffers(table=table.name, wanted=wanted.rows, found=found.rows)
            copied.append(Copied(table.name, wanted))
    await target.settle_numbers(table.name for table in TABLES if table.is_numbered)
    return copied


async def _refuse_strangers(reading: Session, target: Database) -> None:
    """See to it that the target has no row of its own, before anything is written there."""
    for table in TABLES:
        async with target.session() as looking:
            theirs = {digest(row) async for rows in _slices(looking, table) for row in rows}
        if theirs:
            async for rows in _slices(reading, table):
                theirs -= {digest(row) for row in rows}
        if theirs:
            raise CopyTargetInUse(table=table.name, count=len(theirs))


async def _slices(session: Session, table: Table) -> AsyncIterator[list[Row]]:
    """Yield the rows of a table in slices, in the order of their keys."""
    key = ", ".join(table.key)
    after = ""
    values: list[object] = []
    while True:
        rows = list(
            await session.run(
                f"SELECT * FROM {table.name} {after} ORDER BY {key} LIMIT {_SLICE}",  # noqa: S608
                values,
            )
        )
        if rows:
            yield rows
        if len(rows) < _SLICE:
            return
        marks = ", ".join(f"{session.mark}{number}" for number, _ in enumerate(table.key, start=1))
        after, values = f"WHERE ({key}) > ({marks})", [rows[-1][column] for column in table.key]


async def _insert(session: Session, table: Table, rows: list[Row]) -> None:
    columns = list(rows[0].keys())
    marks = ", ".join(f"{session.mark}{number}" for number, _ in enumerate(columns, start=1))
    await session.run_many(
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        f" ON CONFLICT ({', '.join(table.key)}) DO NOTHING",
        [[row[column] for column in columns] for row in rows],
    )


async def _count(session: Session, table: Table) -> int:
    [row] = await session.run(f"SELECT count(*) FROM {table.name}")  # noqa: S608
    count: int = row[0]
    return count


async def _sum(session: Session, table: Table) -> Sum:
    found = Sum()
    async for rows in _slices(session, table):
        found = found.and_of(rows)
    return found


def digest(row: Row) -> int:
    """Return what tells the values of a row from others, whatever the order of its columns."""
    told = json.dumps({name: row[name] for name in sorted(row.keys())}, ensure_ascii=False)
    return int.from_bytes(sha256(told.encode()).digest()[:_DIGEST_BYTES])
