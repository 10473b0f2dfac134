"""The content, what was learned from it, and the official calendar."""

from collections.abc import Iterator
from datetime import date

from bot.cache import cache_folder
from bot.cli.checkup.finding import Finding, failure, fine, warning
from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.library import is_learned
from bot.official_calendar import read_workdays
from bot.settings import Settings

_ANNOUNCED = 11
"""The month in which the next year is usually announced."""
_SAID = {
    "zh": {
        "content": "内容：{clauses} 条原文，{scenarios} 种情形，版本 {version}（{folder}）。",
        "content_bad": "内容：{count} 处要改（{folder}）。运行 python -m bot content check {folder} 看每一处怎么改。",
        "learned": "说法：已学好（{cache}）。",
        "not_learned": "说法：还没有学，下一次启动要先学几秒到几十秒。可先运行 python -m bot content learn {folder}。",
        "calendar": "放假安排：收录到 {last} 年。",
        "calendar_next": "放假安排：收录到 {last} 年，落到 {next} 年的工作日按周末数。国务院公布后请写进 {file}（格式见 docs/settings.md），再发 SIGHUP 或 /reload。",
        "calendar_bad": "放假安排：{file} 有 {count} 处要改，先改第一处：{problem}",
    },
    "en": {
        "content": "content: {clauses} clauses, {scenarios} scenarios, version {version} ({folder}).",
        "content_bad": "content: {count} mistakes ({folder}). Run python -m bot content check {folder} to see how to correct each.",
        "learned": "wordings: learned ({cache}).",
        "not_learned": "wordings: not learned yet; the next start takes some seconds to do so. Run python -m bot content learn {folder} beforehand.",
        "calendar": "official calendar: reaches to {last}.",
        "calendar_next": "official calendar: reaches to {last}; workdays of {next} are counted by weekdays. Once it is published, write it into {file} (docs/settings.md says how), and send SIGHUP or /reload.",
        "calendar_bad": "official calendar: {count} mistakes in {file}; correct the first: {problem}",
    },
}


def look_at_content(settings: Settings) -> Iterator[Finding]:
    """Yield how the content is, and whether it was learned."""
    folder = settings.content_dir or DEFAULT_FOLDER
    pack = read_pack(folder)
    if isinstance(pack, list):
        yield failure(_SAID, "content_bad", count=len(pack), folder=folder)
        return
    clauses, scenarios = len(pack.measure.clauses), len(pack.scenarios.scenarios)
    yield fine(
        _SAID,
        "content",
        clauses=clauses,
        scenarios=scenarios,
        version=pack.version,
        folder=folder,
    )
    if is_learned(pack, settings.cache_dir):
        yield fine(_SAID, "learned", cache=cache_folder(settings.cache_dir))
    else:
        yield warning(_SAID, "not_learned", folder=settings.content_dir or "")


def look_at_calendar(settings: Settings, today: date) -> Finding:
    """Return how far the official calendar reaches."""
    file = settings.calendar_file
    match read_workdays(file):
        case list() as problems:
            return failure(
                _SAID, "calendar_bad", file=file, count=len(problems), problem=problems[0]
            )
        case workdays:
            _first, last = workdays.reach or (0, 0)
            needed = today.year + (today.month >= _ANNOUNCED)
            if last >= needed:
                return fine(_SAID, "calendar", last=last)
            return warning(_SAID, "calendar_next", last=last, next=last + 1, file=file)
