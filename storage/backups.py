"""Backups (备份) of an SQLite database: made while it is in use, compared, tried out, kept in turn; and put back.

A backup is a whole database in one file. It gets its name only after it was compared row by row with what
was copied, so a file with that name is never half written.
"""

import os
import shutil
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from bot.errors import (
    BackupBroken,
    RestoreWouldOverwrite,
    StorageInUse,
    StorageTooNew,
    StorageUnusable,
)
from storage.copying import TABLES, Copied, Sum
from storage.migrations import load_migrations

KEPT = 7
"""How many backups are kept if nothing else is said."""
_NAME = "bot-{:%Y%m%dT%H%M%SZ}.db"
_NAME_READ = "bot-%Y%m%dT%H%M%SZ"
_PATTERN = "bot-????????T??????Z.db"
_UNFINISHED = ".part"
_LONG_OVER = timedelta(days=1)
"""A backup that was begun so long ago is not under way any more."""
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup, and what each of its tables holds."""

    file: Path
    tables: tuple[Copied, ...]


def back_up(database: Path, folder: Path, now: datetime, keep: int = KEPT) -> Backup:
    """Back up the SQLite file `database` into `folder`, and delete all but the newest `keep` backups.

    The database may be in use: what is copied is as it was at one moment.

    Raises:
        StorageUnusable: the database cannot be read, or the folder not written.
        BackupBroken: the copy is not what was copied; it was deleted.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / _NAME.format(now.astimezone(UTC))
        unfinished = file.with_name(file.name + _UNFINISHED)
        tables = _copy(database, unfinished)
        _try_out(unfinished, tables)
        unfinished.replace(file)
        _keep(folder, keep)
        _clear(folder, now)
    except (sqlite3.Error, OSError) as error:
        raise StorageUnusable(place=database, reason=error) from error
    return Backup(file, tables)


def restore(file: Path, database: Path, *, force: bool = False) -> Path | None:
    """Put the backup `file` in the place of `database`, which nobody may be using.

    Returns:
        Where the database that was there before was moved to; None if there was none.

    Raises:
        BackupBroken: the file is no whole database; nothing was changed.
        StorageTooNew: a newer version of the program wrote it; nothing was changed.
        RestoreWouldOverwrite: there is a database, and it is not to be replaced.
        StorageInUse: an assistant has it open.
        StorageUnusable: it cannot be written.
    """
    _read_through(file)
    if database.exists() and not force:
        raise RestoreWouldOverwrite(place=database)
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(f"{database}.lock", blocking=False):
            unfinished = database.with_name(database.name + _UNFINISHED)
            shutil.copyfile(file, unfinished)
            _settle(unfinished)
            moved = _move_aside(database)
            unfinished.replace(database)
            return moved
    except Timeout as error:
        raise StorageInUse(place=database) from error
    except OSError as error:
        raise StorageUnusable(place=database, reason=error) from error


def examine(file: Path) -> tuple[Copied, ...]:
    """Return what each table of a backup holds; it is read through whole.

    Raises:
        BackupBroken: it is no whole database.
        StorageTooNew: a newer version of the program wrote it.
    """
    with _checked(file) as connection:
        return _sums(connection)


def _read_through(file: Path) -> None:
    """See to it that a file is a whole database; the errors are those of `examine`."""
    with _checked(file) as connection:
        for _, rows in _tables(connection):
            deque(rows, maxlen=0)  # what cannot be read as text is found only so


@contextmanager
def _checked(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database whose version is known and whose pages and references are in order.

    What cannot be read of it within the block is told as the rest that is wrong with it.
    """
    known = load_migrations()[-1].number
    try:
        with _opened(file) as connection:
            [[found]] = connection.execute("PRAGMA user_version")
            if found > known:
                raise StorageTooNew(place=file, found=found, known=known)
            [[health], *_] = connection.execute("PRAGMA integrity_check(1)")
            if health != "ok" or found == 0:
                raise BackupBroken(file=file, reason=health)
            if strays := connection.execute("PRAGMA foreign_key_check").fetchall():
                raise BackupBroken(file=file, reason=f"{len(strays)} rows without their owner")
            yield connection
    except sqlite3.Error as error:
        raise BackupBroken(file=file, reason=error) from error


def newest(folder: Path) -> Path | None:
    """Return the newest backup in `folder`."""
    return max(folder.glob(_PATTERN), default=None)


def made_at(file: Path) -> datetime:
    """Return when a backup was made, in UTC: its name says so."""
    return _moment_of(file.name)


def _moment_of(name: str) -> datetime:
    return datetime.strptime(name.partition(".")[0], _NAME_READ).replace(tzinfo=UTC)


def _copy(database: Path, unfinished: Path) -> tuple[Copied, ...]:
    unfinished.unlink(missing_ok=True)
    unfinished.touch(_OWNER_ONLY)
    with _opened(database) as source, closing(sqlite3.connect(unfinished)) as target:
        source.execute("BEGIN")  # from the first read on, it is read as it is now
        tables = _sums(source)
        source.backup(target)
    _settle(unfinished)
    return tables


def _try_out(file: Path, wanted: tuple[Copied, ...]) -> None:
    """Restore a backup somewhere else and compare (恢复演练); a bad one is deleted."""
    with TemporaryDirectory(dir=file.parent, prefix=f"{file.name}.") as folder:
        tried = Path(folder) / "bot.db"
        try:
            restore(file, tried)
            is_same = examine(tried) == wanted
        except BackupBroken:
            file.unlink(missing_ok=True)
            raise
    if not is_same:
        file.unlink(missing_ok=True)
        raise BackupBroken(file=file, reason="it is not what was copied")


def _keep(folder: Path, keep: int) -> None:
    for file in sorted(folder.glob(_PATTERN), reverse=True)[max(1, keep) :]:
        file.unlink()


def _clear(folder: Path, now: datetime) -> None:
    """Delete what backups that were broken off have left; one of today may be under way."""
    for left in folder.glob(f"{_PATTERN}{_UNFINISHED}*"):
        if _moment_of(left.name) < now - _LONG_OVER:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _move_aside(database: Path) -> Path | None:
    """Move what is there out of the way: it may be wanted yet."""
    if not database.exists():
        return None
    number = 1
    while (moved := database.with_name(f"{database.name}.before-{number}")).exists():
        number += 1
    # What stands beside the file belongs to it; it is not read, for it may be damaged.
    for rest in ("", "-wal", "-shm"):
        beside = database.with_name(database.name + rest)
        if beside.exists():
            beside.replace(moved.with_name(moved.name + rest))
    return moved


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    place = f"{file.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        yield connection


def _sums(connection: sqlite3.Connection) -> tuple[Copied, ...]:
    return tuple(Copied(name, Sum().and_of(rows)) for name, rows in _tables(connection))


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterable[sqlite3.Row]]]:
    """Yield the tables that are there, and their rows as they are read."""
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for table in TABLES:
        if table.name in known:
            yield table.name, connection.execute(f"SELECT * FROM {table.name}")  # noqa: S608


def _settle(file: Path) -> None:
    """See to it that a file is on the disk, and read by its owner alone."""
    file.chmod(_OWNER_ONLY)
    with file.open("rb+") as written:
        os.fsync(written.fileno())
