"""Every error of the assistant, in one tree.

An error says one sentence in the language of its reader: what is wrong and what to do. Nothing in
here is raised for what a user types; that is answered, not raised.

    AssistantError
    ├── BadSetting            an environment value or .env line that cannot be used
    ├── BadContent            the content pack is missing or broken
    ├── BadCalendar           the file with the official calendar of more years is broken
    ├── NoPlaceForPack        a new content pack cannot be written where it was asked for
    ├── BadExamples           a set for `eval` cannot be read
    ├── ListenFailed          BOT_LISTEN cannot be opened
    ├── ApiError
    │   ├── TokenRefused      the Bot API does not know the token
    │   └── ApiUnreachable    the Bot API does not answer
    └── StorageError
        ├── StorageUnusable   cannot be opened, read or written
        │   └── StorageUnreachable    a server, as well
        ├── StorageInUse      another process has it
        ├── StorageTooNew     written by a newer version
        ├── BackupBroken, BackupElsewhere, RestoreWouldOverwrite
        ├── CopyTargetInUse, CopyDiffers
        └── StorageOfOtherMode    trial data, and Telegram mode was asked for, or the reverse
"""

import os
from typing import ClassVar


def reader_language() -> str:
    """Return the language of who started the program, `zh` or `en`, by the usual variables."""
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (chosen or "").lower().startswith("en") else "zh"


class AssistantError(Exception):
    """Something that the assistant cannot go on with.

    Args:
        facts: what is filled into the sentence; a pair is Chinese and English.
    """

    zh: ClassVar[str] = "出错了。"
    en: ClassVar[str] = "Something went wrong."
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """Return what is wrong and what to do, in `zh` or `en`."""
        english = language == "en"
        facts = {
            name: fact[english] if isinstance(fact, tuple) else fact
            for name, fact in self.facts.items()
        }
        return (self.en if english else self.zh).format(**facts)


class BadSetting(AssistantError):
    """An environment value that cannot be used."""

    exit_code = 2
    zh = "设置 {name} 不对：{reason}。请改正环境变量或 .env 文件后再启动。"
    en = "The setting {name} is wrong: {reason}. Correct the environment or the .env file and start again."


class BadContent(AssistantError):
    """The content pack is missing or broken."""

    exit_code = 2
    zh = "内容包 {folder} 不能用，请改正下列各处后再启动：\n{problems}"
    en = (
        "The content in {folder} cannot be used; correct the following and start again:\n{problems}"
    )


class BadCalendar(AssistantError):
    """The file with the official calendar of more years is broken."""

    exit_code = 2
    zh = "放假安排文件 {file} 不能用，请改正下列各处后再启动：\n{problems}"
    en = "The official calendar in {file} cannot be used; correct the following and start again:\n{problems}"


class NoPlaceForPack(AssistantError):
    """A new content pack cannot be written where it was asked for."""

    exit_code = 2
    zh = "不能在 {folder} 新建内容包（{reason}）。请换一个空的、或者还没有的文件夹。"
    en = "No content pack can be made in {folder} ({reason}). Name an empty folder, or one that is not there yet."


class BadExamples(AssistantError):
    """A set of examples that cannot be read."""

    exit_code = 2
    zh = "评测文件 {place} 读不了（{reason}）。请检查路径，每行应是一个 JSON 对象。"
    en = "The examples in {place} cannot be read ({reason}). Check the path; each line is one JSON object."


class ListenFailed(AssistantError):
    """The listening address cannot be opened."""

    zh = "不能在 {address} 上监听（{reason}）。请停掉占用它的程序，或用 BOT_LISTEN 换一个地址。"
    en = "Cannot listen on {address} ({reason}). Stop what uses it, or set another address in BOT_LISTEN."


class ApiError(AssistantError):
    """The Bot API and we do not get on."""


class TokenRefused(ApiError):
    """The Bot API does not know the token."""

    exit_code = 2
    zh = "{root} 不认识这个 BOT_TOKEN。请向 @BotFather 核对令牌后再启动。"
    en = "{root} does not know this BOT_TOKEN. Check the token with @BotFather and start again."


class ApiUnreachable(ApiError):
    """The Bot API does not answer."""

    zh = "连不上 {root}（{reason}）。请检查网络和代理，或用 BOT_API_URL 换一个地址。"
    en = "Cannot reach {root} ({reason}). Check the network and the proxy, or set BOT_API_URL."


class StorageError(AssistantError):
    """The database and we do not get on."""


class StorageUnusable(StorageError):
    """The database cannot be opened, read or written."""

    zh = "数据库 {place} 不能用（{reason}）。请检查文件和权限；文件已损坏时，请换回备份。"
    en = "The database {place} cannot be used ({reason}). Check the file and its permissions; if it is damaged, put a backup in its place."


class StorageUnreachable(StorageUnusable):
    """A database server cannot be reached, read or written."""

    zh = "PostgreSQL 数据库 {place} 不能用（{reason}）。请检查它是否在运行，以及 BOT_DATABASE_URL 里的地址、用户名和密码。"
    en = "The PostgreSQL database {place} cannot be used ({reason}). Check that it is running, and the address, the user and the password in BOT_DATABASE_URL."


class StorageInUse(StorageError):
    """Another process has the database."""

    zh = "另一个助手正在使用数据库 {place}。请先停掉它，或用 BOT_DATABASE_URL 换一个。"
    en = "Another assistant is using the database {place}. Stop it first, or set another in BOT_DATABASE_URL."


class StorageTooNew(StorageError):
    """The database was written by a newer version."""

    exit_code = 2
    zh = "数据库 {place} 是更新版本的助手写的（结构 {found}，本程序只到 {known}）。请升级程序。"
    en = "The database {place} was written by a newer version (schema {found}, this program knows {known}). Upgrade the program."


class CopyTargetInUse(StorageError):
    """A database shall be copied into one that has rows of its own."""

    zh = "目标数据库里已有别的数据（表 {table}，{count} 行），没有写入。请换一个空的数据库。"
    en = "The target database holds data of its own (table {table}, {count} rows); nothing was written. Choose an empty one."


class CopyDiffers(StorageError):
    """After copying, the two databases are not the same."""

    zh = "复制后表 {table} 和原来不一样（原 {wanted} 行，现 {found} 行）。请停掉正在使用这两个数据库的程序，再运行一次。"
    en = "After copying, table {table} is not the same ({wanted} rows wanted, {found} found). Stop whatever uses the two databases and run it again."


class BackupElsewhere(StorageError):
    """The data is in PostgreSQL, which has backups of its own."""

    zh = "数据在 PostgreSQL 里（{place}）。请用 pg_dump 备份，或用 copy-database 复制到一个 SQLite 文件。"
    en = "The data is in PostgreSQL ({place}). Back it up with pg_dump, or copy it into an SQLite file with copy-database."


class BackupBroken(StorageError):
    """A backup is no whole database."""

    zh = "备份 {file} 不完整或已损坏（{reason}）。请换一个备份。"
    en = "The backup {file} is incomplete or damaged ({reason}). Use another one."


class RestoreWouldOverwrite(StorageError):
    """A backup shall be restored where there is a database."""

    zh = "{place} 已有数据，没有改动。确实要换成备份，请加 --force；原来的文件会改名留着。"
    en = "There is data in {place}; nothing was changed. To put the backup in its place, add --force; the present file is kept under another name."


class StorageOfOtherMode(StorageError):
    """Trial data, and Telegram mode was asked for, or the reverse."""

    exit_code = 2
    zh = "数据库 {place} 存的是{found}的数据，现在要启动的是{wanted}。请移走这个文件，或用 BOT_DATABASE_URL 换一个。"
    en = "The database {place} holds data of {found}, and {wanted} is being started. Move the file away, or set another in BOT_DATABASE_URL."
