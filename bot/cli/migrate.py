"""`migrate`: the database brought to the newest schema, without a start (升级数据库)."""

import asyncio

from bot.errors import StorageTooNew, reader_language
from bot.settings import load_settings
from storage.looking import look
from storage.migrations import load_migrations
from storage.opening import opened

_SAID = {
    "zh": {
        "current": "数据库 {place} 已是最新结构（{known}），不用升级。",
        "behind": "数据库 {place} 的结构是 {found}，本程序是 {known}。先备份，再运行 python -m bot migrate。",
        "none": "还没有数据库（{place}），运行 python -m bot migrate 或第一次启动时建。",
        "migrated": "数据库 {place} 已从结构 {found} 升到 {known}。",
        "made": "数据库 {place} 已建好，结构 {known}。",
    },
    "en": {
        "current": "The database {place} has the newest schema ({known}); nothing to do.",
        "behind": "The database {place} has schema {found}, this program {known}. Back it up, then run python -m bot migrate.",
        "none": "There is no database yet ({place}); python -m bot migrate or the first start makes it.",
        "migrated": "The database {place} went from schema {found} to {known}.",
        "made": "The database {place} was made, with schema {known}.",
    },
}


def migrate_database(*, check: bool) -> int:
    """Migrate, or with `check` only say whether that is needed; print it and return the exit code.

    Raises:
        StorageError: the database cannot be used; or a newer version of the program wrote it.
    """
    settings = load_settings()
    database, known = look(settings.database_url), load_migrations()[-1].number
    found = database.schema if database else None
    if found is not None and found > known:
        raise StorageTooNew(place=settings.database_place, found=found, known=known)
    is_behind = found != known
    if is_behind and not check:
        asyncio.run(_migrate(settings.database_url))
    print(
        _words(found, known, check=check).format(
            place=settings.database_place, found=found, known=known
        )
    )
    return int(is_behind and check)


def _words(found: int | None, known: int, *, check: bool) -> str:
    said = _SAID[reader_language()]
    if found == known:
        return said["current"]
    if found is None:
        return said["none" if check else "made"]
    return said["behind" if check else "migrated"]


async def _migrate(url: str) -> None:
    async with opened(url):
        pass
