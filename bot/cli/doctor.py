"""`doctor`: whether an assistant can be started here, and what to do where it cannot (体检)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.person import DEFAULT_ZONE
from bot.errors import BadSetting, StorageUnusable, reader_language
from bot.official_calendar import read_workdays
from bot.settings import Settings, load_settings
from storage.looking import look
from storage.opening import without_password

_ANNOUNCED = 11
"""The month in which the next year is usually announced."""
_SAID = {
    "zh": {
        "settings": "设置：都能用。",
        "content": "内容：{clauses} 条原文，{scenarios} 种情形（{folder}）。",
        "content_bad": "内容：{count} 处要改（{folder}）。运行 python -m bot content check {folder} 看每一处怎么改。",
        "database": "数据库：能读能写（{place}）。",
        "database_none": "数据库：还没有，第一次启动时建（{place}）。",
        "calendar": "放假安排：收录到 {last} 年。",
        "calendar_next": "放假安排：收录到 {last} 年，落到 {next} 年的工作日按周末数。国务院公布后请写进 {file}（格式见 docs/settings.md），再发 SIGHUP 或 /reload。",
        "calendar_bad": "放假安排：{file} 有 {count} 处要改，先改第一处：{problem}",
        "telegram": "方式：正式使用，连接 {root}（设了 BOT_TOKEN）。",
        "trial": "方式：试用（没有设 BOT_TOKEN），网页聊天在 http://{listen}。",
    },
    "en": {
        "settings": "settings: all can be used.",
        "content": "content: {clauses} clauses, {scenarios} scenarios ({folder}).",
        "content_bad": "content: {count} mistakes ({folder}). Run python -m bot content check {folder} to see how to correct each.",
        "database": "database: can be read and written ({place}).",
        "database_none": "database: none yet, the first start makes it ({place}).",
        "calendar": "official calendar: reaches to {last}.",
        "calendar_next": "official calendar: reaches to {last}; workdays of {next} are counted by weekdays. Once it is published, write it into {file} (docs/settings.md says how), and send SIGHUP or /reload.",
        "calendar_bad": "official calendar: {count} mistakes in {file}; correct the first: {problem}",
        "telegram": "mode: Telegram, by {root} (BOT_TOKEN is set).",
        "trial": "mode: trial (BOT_TOKEN is not set), the web chat is at http://{listen}.",
    },
}


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warn"
    """It works; but not as well as it could, or not for long."""
    FAILURE = "fail"
    """The assistant cannot start, or cannot do its work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do."""

    health: Health
    words: str


def examine() -> int:
    """Print what was found, a line each, and return the exit code."""
    findings = list(_findings())
    for one in findings:
        print(f"{one.health:<5}{one.words}")
    return int(any(one.health is Health.FAILURE for one in findings))


def _findings() -> Iterator[Finding]:
    try:
        settings = load_settings()
    except BadSetting as error:
        yield Finding(Health.FAILURE, error.sentence(reader_language()))
        return
    yield _found(Health.OK, "settings")
    yield _content(settings)
    yield _database(settings)
    yield _calendar(settings, Clock().now().astimezone(ZoneInfo(DEFAULT_ZONE)).date())
    if settings.is_trial:
        yield _found(Health.OK, "trial", listen=settings.listen)
    else:
        yield _found(Health.OK, "telegram", root=settings.api_url)


def _content(settings: Settings) -> Finding:
    folder = settings.content_dir or DEFAULT_FOLDER
    match read_pack(folder):
        case list() as problems:
            return _found(Health.FAILURE, "content_bad", count=len(problems), folder=folder)
        case pack:
            clauses, scenarios = len(pack.measure.clauses), len(pack.scenarios.scenarios)
            return _found(Health.OK, "content", clauses=clauses, scenarios=scenarios, folder=folder)


def _database(settings: Settings) -> Finding:
    try:
        found = look(settings.database_url)
    except StorageUnusable as error:
        return Finding(Health.FAILURE, error.sentence(reader_language()))
    place = without_password(settings.database_url)
    if found is None:
        return _found(Health.OK, "database_none", place=place)
    return _found(Health.OK, "database", place=place)


def _calendar(settings: Settings, today: date) -> Finding:
    file = settings.calendar_file
    match read_workdays(file):
        case list() as problems:
            return _found(
                Health.FAILURE, "calendar_bad", file=file, count=len(problems), problem=problems[0]
            )
        case workdays:
            _first, last = workdays.reach or (0, 0)
            needed = today.year + (today.month >= _ANNOUNCED)
            if last >= needed:
                return _found(Health.OK, "calendar", last=last)
            return _found(Health.WARNING, "calendar_next", last=last, next=last + 1, file=file)


def _found(health: Health, said: str, **facts: object) -> Finding:
    return Finding(health, _SAID[reader_language()][said].format(**facts))
