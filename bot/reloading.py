"""New content and a newer official calendar without a restart: live between two updates; or refused.

Reading and checking happen beside the running assistant; what is broken never gets onto the shelf.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.content_folder import read_pack
from bot.context import Shelf
from bot.dialog import sentences as s
from bot.dialog.content.parts import Language
from bot.dialog.content.problem import Problem
from bot.dialog.content.schema import Pack
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.reply import Block, Heading, Reply, Text
from bot.dialog.voice import Voice
from bot.errors import StorageUnusable
from bot.library import Library, open_library
from bot.official_calendar import read_workdays
from bot.sending import letters
from storage.database import Database
from storage.news import News

log = structlog.get_logger()

_PROBLEMS_TOLD = 10
"""More would not be read on a phone; `content check` lists them all."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where it is read from: the content, the official calendar, what was learned before."""

    folder: Path
    calendar: Path
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read and found sound: the content, the calendar, and how many deadlines it moved."""

    pack: Pack
    workdays: Workdays
    moved: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked for it in a chat, and is told what came of it."""

    chat: int
    language: Language


class Reloading:
    """Reads the content anew when asked to; a single task runs it."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        sources: Sources,
        database: Database,
        clock: Clock,
        when_live: Callable[[Pack], Awaitable[None]],
        recount: Callable[[], Awaitable[int]],
    ) -> None:
        self._shelf = shelf
        self._sources = sources
        self._database = database
        self._clock = clock
        self._when_live = when_live
        self._recount = recount
        self._asked: asyncio.Queue[Asker | None] = asyncio.Queue()

    def ask(self, asker: Asker | None = None) -> None:
        """Read the content soon; without an `asker`, only the log tells what came of it."""
        self._asked.put_nowait(asker)

    async def heed_others(self) -> None:
        """Reload whenever another process was asked to, until cancelled."""
        bell = self._database.bells[News.CONTENT]
        while True:
            await bell.wait()
            bell.clear()
            self.ask()

    async def run(self) -> None:
        """Reload when asked, until cancelled."""
        while True:
            asker = await self._asked.get()
            if asker:
                await self._database.tell_others([News.CONTENT])
            before = self._shelf.library.pack.version
            found = await self._reload()
            if asker:
                await self._tell(asker, before, found)

    async def _reload(self) -> Taken | list[Problem]:
        sources = self._sources
        found = await asyncio.to_thread(read_library, sources.folder, sources.cache)
        workdays = await asyncio.to_thread(read_workdays, sources.calendar)
        if isinstance(found, list) or isinstance(workdays, list):
            problems = [one for each in (found, workdays) if isinstance(each, list) for one in each]
            told = [str(problem) for problem in problems]
            log.error("content.refused", folder=str(sources.folder), problems=told)
            return problems
        changed = found.pack.version != self._shelf.library.pack.version
        log.info(
            "content.reloaded",
            content=found.pack.version,
            changed=changed,
            calendar=max(workdays.years, default=None),
        )
        self._shelf.workdays = workdays
        if changed:
            self._shelf.library = found
            await self._when_live(found.pack)
        return Taken(found.pack, workdays, await self._count_again())

    async def _count_again(self) -> int:
        try:
            return await self._recount()
        except StorageUnusable as error:
            log.warning("deadlines.not_recounted", reason=str(error))
            return 0

    async def _tell(self, asker: Asker, before: str, found: Taken | list[Problem]) -> None:
        voice = Voice(self._shelf.library.pack, asker.language)
        reply = _refused(voice, found) if isinstance(found, list) else _taken(voice, before, found)
        try:
            async with self._database.transaction() as tx:
                for letter in letters(asker.chat, reply, voice):
                    await tx.outbox.put(letter, self._clock.now())
        except StorageUnusable as error:
            log.warning("content.not_told", reason=str(error))


def read_library(folder: Path, cache: Path | None) -> Library | list[Problem]:
    """Return what a valid pack in `folder` makes, or what is wrong with it."""
    found = read_pack(folder)
    if isinstance(found, list):
        return found
    try:
        return open_library(found, cache)
    except (
        BrokenExecutor,
        OSError,
    ) as error:  # the process that learned was killed, or never began
        return [Problem("utterances.yaml", 0, "", f"cannot be learned now: {error}")]


def _taken(voice: Voice, before: str, taken: Taken) -> Reply:
    pack = voice.pack
    if pack.version == before:
        words = voice.say(s.RELOAD_SAME, version=before)
    else:
        words = voice.say(
            s.RELOAD_DONE,
            version=pack.version,
            clauses=len(pack.measure.clauses),
            scenarios=len(pack.scenarios.scenarios),
        )
    blocks = [Text(words)]
    if taken.workdays.reach:
        _first, last = taken.workdays.reach
        blocks.append(Text(voice.say(s.RELOAD_CALENDAR, year=last)))
    if taken.moved:
        blocks.append(Text(voice.say(s.RELOAD_RECOUNTED, count=taken.moved)))
    return Reply(tuple(blocks))


def _refused(voice: Voice, problems: list[Problem]) -> Reply:
    blocks: list[Block] = [Heading(voice.say(s.RELOAD_REFUSED, count=len(problems)))]
    blocks += [Text(str(problem)) for problem in problems[:_PROBLEMS_TOLD]]
    if len(problems) > _PROBLEMS_TOLD:
        blocks.append(Text(voice.say(s.RELOAD_MORE, count=len(problems) - _PROBLEMS_TOLD)))
    return Reply(tuple(blocks))
