"""`declined`: what people asked in vain (没有答上的问题), grouped by what it led to."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import typer

from bot.dialog.answer.result import Kind
from bot.errors import reader_language
from bot.settings import Settings, load_settings
from storage.declined import MOST, Wording, read_declined
from storage.opening import opened

_SAID = {
    "zh": {
        "gap": "没有说明 {target}：{times} 次",
        "refusal": "不归助手答 {target}：{times} 次",
        "unknown": "没有看懂：{times} 次",
        "off": "没有在记录答不上的提问。要记录，请设 BOT_RECORD_DECLINED=true，再重新启动助手。",
        "no_database": "还没有数据库 {path}，所以没有记录。",
        "empty": "还没有答不上的提问。",
        "full": "{kind} 的问法已记满 {most} 条，不再记新的。看过以后，请用 --clear 清空。",
        "sure": "删除全部 {number} 条问法？",
        "cleared": "删除了 {number} 条问法。",
    },
    "en": {
        "gap": "not stated, {target} ({times}×)",
        "refusal": "out of scope, {target} ({times}×)",
        "unknown": "not understood ({times}×)",
        "off": "Declined questions are not being recorded. To record them, set BOT_RECORD_DECLINED=true and start the assistant again.",
        "no_database": "There is no database {path} yet, and so no record.",
        "empty": "No question has been declined yet.",
        "full": "{kind} has {most} wordings, and no new ones are taken. When you have read them, delete them with --clear.",
        "sure": "Delete all {number} wordings?",
        "cleared": "Deleted {number} wordings.",
    },
}


@dataclass(frozen=True, slots=True)
class Group:
    """The wordings that led to the same gap or refusal, the most frequent first."""

    kind: Kind
    target: str
    wordings: list[Wording]

    @property
    def times(self) -> int:
        """How often anything of the group was asked."""
        return sum(one.times for one in self.wordings)


def list_declined(*, as_json: bool) -> None:
    """Print the declined questions, the most frequent group first.

    Raises:
        AssistantError: a setting is wrong, or the database cannot be read.
    """
    settings = load_settings()
    place, is_on = settings.database_place, settings.record_declined
    found = _read(settings)
    if as_json:
        print(json.dumps(_object(found, is_on=is_on), ensure_ascii=False))
        return
    for group in _groups(found):
        print("\n".join(_lines(group)))
    if not _is_there(settings):
        _say("no_database", path=place)
    elif not found and is_on:
        _say("empty")
    for kind in _full(found):
        _say("full", kind=kind, most=MOST)
    if not is_on:
        _say("off")


def clear_declined(*, is_sure: bool) -> None:
    """Delete the declined questions, after a confirmation unless `is_sure`.

    Raises:
        AssistantError: the database cannot be used, or an assistant has it open.
    """
    settings = load_settings()
    found = _read(settings)
    if found and not is_sure:
        typer.confirm(_sentence("sure", number=len(found)), abort=True)
    _say("cleared", number=asyncio.run(_clear(settings)) if found else 0)


def _is_there(settings: Settings) -> bool:
    return settings.database_path is None or settings.database_path.exists()


def _read(settings: Settings) -> list[Wording]:
    if settings.database_path is None:
        return asyncio.run(_list(settings))
    return read_declined(settings.database_path) if _is_there(settings) else []


async def _list(settings: Settings) -> list[Wording]:
    async with opened(settings.database_url) as database, database.transaction() as tx:
        return await tx.declined.list()


async def _clear(settings: Settings) -> int:
    async with opened(settings.database_url) as database, database.transaction() as tx:
        return await tx.declined.clear()


def _groups(found: Iterable[Wording]) -> list[Group]:
    together = defaultdict(list)
    for one in found:
        together[one.kind, one.target].append(one)
    groups = [
        Group(kind, target, sorted(wordings, key=lambda one: (-one.times, one.words)))
        for (kind, target), wordings in together.items()
    ]
    return sorted(groups, key=lambda group: (-group.times, group.kind, group.target))


def _full(found: Iterable[Wording]) -> list[Kind]:
    """Return the kinds that have no room for another wording."""
    kinds = [one.kind for one in found]
    return [kind for kind in dict.fromkeys(kinds) if kinds.count(kind) >= MOST]


def _lines(group: Group) -> list[str]:
    known = "gap" if group.kind is Kind.NOT_STATED else "refusal"
    heading = known if group.target else "unknown"  # whatever kind it was taken for
    return [
        _sentence(heading, target=group.target, times=group.times),
        *(f"{one.times:>6}  {one.words}" for one in group.wordings),
    ]


def _object(found: list[Wording], *, is_on: bool) -> dict[str, object]:
    groups = [
        {
            "kind": group.kind,
            "target": group.target,
            "times": group.times,
            "wordings": [{"words": one.words, "times": one.times} for one in group.wordings],
        }
        for group in _groups(found)
    ]
    return {"recording": is_on, "full": _full(found), "groups": groups}


def _sentence(name: str, **values: object) -> str:
    return _SAID[reader_language()][name].format(**values)


def _say(name: str, **values: object) -> None:
    print(_sentence(name, **values))
