"""`backup` and `restore` of the SQLite database (备份、恢复)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BackupElsewhere, StorageUnusable, reader_language
from bot.settings import load_settings
from storage.backups import back_up, examine, restore
from storage.copying import Copied

_SAID = {
    "zh": {
        "made": "备份好了：{file}。逐行核对一致，试恢复成功：",
        "table": "  {table}：{rows} 行",
        "restored": "恢复好了：{place}。",
        "moved": "原来的数据留在 {moved}。",
        "none": "没有这个文件",
    },
    "en": {
        "made": "Backed up: {file}. Every row compared, a trial restore passed:",
        "table": "  {table}: {rows} rows",
        "restored": "Restored: {place}.",
        "moved": "What was there before is kept in {moved}.",
        "none": "no such file",
    },
}


def back_up_now(folder: Path, keep: int) -> None:
    """Back up the database that is set, and say what is in the backup.

    Raises:
        StorageError: it cannot be read, the folder not written, or the data is in PostgreSQL.
    """
    said, database = _SAID[reader_language()], _database()
    if not database.exists():
        raise StorageUnusable(place=database, reason=said["none"])
    made = back_up(database, folder, datetime.now(UTC), keep)
    print(said["made"].format(file=made.file))
    _print_tables(made.tables)


def restore_from(file: Path, *, force: bool) -> None:
    """Put a backup in the place of the database that is set.

    Raises:
        StorageError: the backup is damaged or newer; the database is in use, or not to be replaced.
    """
    said, database = _SAID[reader_language()], _database()
    moved = restore(file, database, force=force)
    print(said["restored"].format(place=database))
    _print_tables(examine(database))
    if moved:
        print(said["moved"].format(moved=moved))


def _database() -> Path:
    settings = load_settings()
    if settings.database_path is None:
        raise BackupElsewhere(place=settings.database_place)
    return settings.database_path


def _print_tables(tables: Iterable[Copied]) -> None:
    said = _SAID[reader_language()]
    for one in tables:
        print(said["table"].format(table=one.table, rows=one.sum.rows))
