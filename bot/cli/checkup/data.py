"""The database: whether it can be used, by whom it can be read, room for it, and its backups."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.checkup.finding import Finding, failure, fine, refused, warning
from bot.errors import StorageTooNew, StorageUnusable
from bot.mode import of_other_mode
from bot.settings import Settings
from storage.backups import made_at, newest
from storage.looking import look
from storage.migrations import load_migrations
from storage.opening import without_password

_OTHERS = 0o077
_MEBIBYTE = 1024 * 1024
_LEAST, _ENOUGH = 50, 500
"""Mebibytes: with less a start is no use; with less it will not last."""
_BACKUP_AGE = timedelta(hours=26)
_SAID = {
    "zh": {
        "database": "数据库：能读能写，结构 {known}（{place}）。",
        "database_none": "数据库：还没有，第一次启动时建（{place}）。",
        "database_old": "数据库：结构 {found}，本程序是 {known}（{place}）。先备份；启动或 python -m bot migrate 时升级，升级后旧程序不能再用。",
        "readable": "权限：别人能读 {places}。请运行 chmod 600 {places}。",
        "private": "权限：数据和 .env 只有本用户能读。",
        "room": "磁盘：{folder} 还有 {free} MiB。",
        "room_little": "磁盘：{folder} 只剩 {free} MiB。请清出空间或换一个盘；写满时新消息要等，不会丢。",
        "backup": "备份：最近一次在 {age} 小时前（{file}）。",
        "backup_unset": "备份：没有设。请设 BOT_BACKUP_DIR，助手每天备份并试恢复一次。",
        "backup_none": "备份：{folder} 里还没有。启动后会马上做第一次；也可运行 python -m bot backup {folder}。",
        "backup_old": "备份：最近一次在 {age} 小时前（{file}）。助手在运行时每天一次；看日志里的 backup.failed，再运行 python -m bot backup {folder}。",
        "backup_no_place": "备份：不能写入 {folder}。请检查这个文件夹的权限。",
        "backup_elsewhere": "备份：数据在 PostgreSQL 里，请用 pg_dump 或它自己的办法每天备份，并试恢复。",
    },
    "en": {
        "database": "database: can be read and written, schema {known} ({place}).",
        "database_none": "database: none yet, the first start makes it ({place}).",
        "database_old": "database: schema {found}, this program has {known} ({place}). Back it up first; a start or python -m bot migrate brings it up to date, and the old program cannot use it then.",
        "readable": "permissions: others can read {places}. Run chmod 600 {places}.",
        "private": "permissions: the data and .env are for this user alone.",
        "room": "disk: {folder} has {free} MiB left.",
        "room_little": "disk: {folder} has only {free} MiB left. Make room or use another disk; when it is full new messages wait, none is lost.",
        "backup": "backup: the newest is {age} hours old ({file}).",
        "backup_unset": "backup: none is set. Set BOT_BACKUP_DIR, and the assistant makes one each day and tries it out.",
        "backup_none": "backup: none in {folder} yet. The first is made right after a start; or run python -m bot backup {folder}.",
        "backup_old": "backup: the newest is {age} hours old ({file}). A running assistant makes one each day; look for backup.failed in the log, and run python -m bot backup {folder}.",
        "backup_no_place": "backup: cannot write into {folder}. Check the permissions of this folder.",
        "backup_elsewhere": "backup: the data is in PostgreSQL; back it up each day with pg_dump or its own ways, and try a restore.",
    },
}


def look_at_data(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield how the database is and whatever it needs."""
    yield _look_at_database(settings)
    yield _look_at_permissions(settings)
    path = settings.database_path
    if path:
        yield _look_at_room(_existing(path.absolute().parent))
    if path is None:
        yield fine(_SAID, "backup_elsewhere")
    elif settings.backup_dir:
        yield _look_at_backups(settings.backup_dir, now)
    elif not settings.is_trial:
        yield warning(_SAID, "backup_unset")


def _look_at_database(settings: Settings) -> Finding:
    known = load_migrations()[-1].number
    place = without_password(settings.database_url)
    try:
        found = look(settings.database_url)
    except StorageUnusable as error:
        return refused(error)
    if found is None:
        return fine(_SAID, "database_none", place=place)
    if found.schema > known:
        return refused(StorageTooNew(place=place, found=found.schema, known=known))
    if other := of_other_mode(found.mode, settings):
        return refused(other)
    if found.schema < known:
        return warning(_SAID, "database_old", found=found.schema, known=known, place=place)
    return fine(_SAID, "database", known=known, place=place)


def _look_at_permissions(settings: Settings) -> Finding:
    secret = filter(None, (Path(".env"), settings.database_path))
    places = [str(one) for one in secret if one.exists() and one.stat().st_mode & _OTHERS]
    if places:
        return warning(_SAID, "readable", places=" ".join(places))
    return fine(_SAID, "private")


def _look_at_room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free // _MEBIBYTE
    if free < _LEAST:
        return failure(_SAID, "room_little", folder=folder, free=free)
    if free < _ENOUGH:
        return warning(_SAID, "room_little", folder=folder, free=free)
    return fine(_SAID, "room", folder=folder, free=free)


def _look_at_backups(folder: Path, now: datetime) -> Finding:
    if not os.access(_existing(folder.absolute()), os.W_OK | os.X_OK):
        return failure(_SAID, "backup_no_place", folder=folder)
    file = newest(folder)
    if file is None:
        return warning(_SAID, "backup_none", folder=folder)
    age = now.astimezone(UTC) - made_at(file)
    facts = {"age": int(age.total_seconds() // 3600), "file": file, "folder": folder}
    return (
        warning(_SAID, "backup_old", **facts)
        if age > _BACKUP_AGE
        else fine(_SAID, "backup", **facts)
    )


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())
