"""A town to test in: the local Bot API on a real port, the real assistant, and its people.

The assistant talks HTTP to the Bot API, by polling or by webhook, and keeps its data in a real SQLite
file or in a real PostgreSQL. The clock stands still until a test moves it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.app import Assistant
from bot.clock import Clock
from bot.sandbox.attachments import attachment
from bot.sandbox.faults import Fault
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Upload
from bot.sandbox.world import FileKind
from bot.settings import Settings
from storage.opening import SQLITE
from tests.dialog.packs import library_in
from tests.sandbox.spec import SpecChecker

TOKEN = "7000000002:TEST-ONLY-TOKEN"
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, 10:00 in Shanghai."""
PATIENCE_SECONDS = 10
_GLANCE_SECONDS = 0.02
OK = 200
_SHOWING = {"sendMessage", "sendDocument", "sendPhoto", "editMessageText"}
CADRE, STAFF = 1001, 1002
GROUP = -1001000000001

Message = Mapping[str, Any]


@dataclass
class Shown:
    """What a chat shows: every message sent or edited by the bot, in order."""

    messages: list[Message] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)


class Town:
    """The local Bot API and what it has seen. Use `open_town`."""

    def __init__(
        self,
        folder: Path,
        *,
        by_webhook: bool,
        content: Path | None = None,
        record_declined: bool = False,
        database_url: str = "",
    ) -> None:
        self.folder = folder
        self.database_url = database_url or f"{SQLITE}{folder / 'bot.db'}"
        self.content = content
        self.record_declined = record_declined
        self.clock = Clock(lambda: MORNING)
        self.sandbox = Sandbox(token=TOKEN, clock=self.clock)
        self.checker = SpecChecker()
        self.sandbox.requests += [self.checker.observe, self._observe]
        self.root = ""
        self.calls: list[tuple[str, Mapping[str, Any], int]] = []
        self._by_webhook = by_webhook
        self._shown: dict[int, Shown] = {}
        self._news = asyncio.Event()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self.assistant: Assistant | None = None

    def settings(self) -> Settings:
        """Return the settings of this town's assistant."""
        port = unused_port() if self._by_webhook else 0
        values: dict[str, Any] = {
            "_env_file": None,
            "token": TOKEN,
            "api_url": self.root,
            "database_url": self.database_url,
            "listen": f"127.0.0.1:{port}",
            "messages_per_second": 0,
            "staff_ids": str(STAFF),
            "content_dir": self.content,
            "calendar_file": self.folder / "workdays.txt",
            "record_declined": self.record_declined,
        }
        if self._by_webhook:
            values["webhook_url"] = f"http://127.0.0.1:{port}/hook"
        return Settings(**values)

    async def start(self) -> None:
        """Start the assistant and wait until it works."""
        self._stop = asyncio.Event()
        assistant = self.assistant = Assistant(
            self.settings(), library_in(self.content), self.clock
        )
        self._running = asyncio.create_task(assistant.run(self._stop))
        started = asyncio.create_task(assistant.started.wait())
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.wait([self._running, started], return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        if self._running.done():
            await self._running

    async def stop(self) -> None:
        """End the assistant in good order."""
        if self._running:
            self._stop.set()
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._running
            self._running = None

    async def ended(self) -> None:
        """Wait until the assistant ends by itself, and raise what it raises."""
        running, self._running = self._running, None
        if running:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await running

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement on the town's database, without the project's code, and return its rows."""
        if self.database_url.startswith(SQLITE):
            with closing(sqlite3.connect(self.database_url.removeprefix(SQLITE))) as database:
                return database.execute(statement).fetchall()
        connection = await asyncpg.connect(self.database_url)
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    def citizen(self, number: int = CADRE, chat: int | None = None) -> "Citizen":
        """Return a person in their private chat, or in the group."""
        return Citizen(self, number, chat or number)

    def shown(self, chat: int) -> Shown:
        """Return what a chat shows."""
        return self._shown.setdefault(chat, Shown())

    async def until(
        self, happened: Callable[[], bool], story: Callable[[], str], *, flying: bool = False
    ) -> None:
        """Wait until something is so; looked at again after every call of the Bot API.

        With `flying`, time passes meanwhile, for what happens only after a pause.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not happened():
                    self._news.clear()
                    if flying:
                        await self.clock.pass_by(timedelta(seconds=2))
                    with suppress(TimeoutError):
                        async with asyncio.timeout(_GLANCE_SECONDS if flying else None):
                            await self._news.wait()
        except TimeoutError:
            raise AssertionError(story()) from None

    def count(self, method: str) -> int:
        """Return how often the assistant has made a call."""
        return sum(made == method for made, _, _ in self.calls)

    async def called(self, method: str, times: int = 1) -> None:
        """Wait until the assistant has made a call so many times."""
        await self.until(
            lambda: self.count(method) >= times,
            lambda: f"{method}: {self.count(method)} of {times} calls",
        )

    def revoke_token(self) -> None:
        """Let the Bot API know the token no more."""
        self.sandbox._api._token = "nobody's"

    async def refused(self, method: str) -> None:
        """Wait until a call was refused and the assistant has written that down."""

        def happened() -> bool:
            return any(made == method and status != OK for made, _, status in self.calls)

        await self.until(happened, lambda: f"{method} was never refused")
        await self.applied()

    async def applied(self) -> None:
        """Wait until the assistant has taken every update so far.

        It asks for more only when the last were committed; a stranger's greeting and its answer
        mark that point by webhook as well.
        """
        witness = self.citizen(STAFF)
        await witness.send("/help")
        await witness.sees("/check")

    def _observe(
        self, method: str, params: Mapping[str, Any], status: int, response: Mapping[str, Any]
    ) -> None:
        self.calls.append((method, params, status))
        result = response.get("result")
        if method in _SHOWING and isinstance(result, Mapping):
            self.shown(result["chat"]["id"]).messages.append(result)
        if method == "answerCallbackQuery" and response.get("ok"):
            for shown in self._shown.values():
                shown.toasts.append(str(params.get("text", "")))
        self._news.set()


@dataclass
class Citizen:
    """Someone who chats: `send`, `press`, `sees`."""

    town: Town
    number: int
    chat: int
    seen: int = 0

    @property
    def message(self) -> Message:
        """The newest message of the bot."""
        return self.town.shown(self.chat).messages[-1]

    async def send(self, text: str) -> Message:
        """Type a text."""
        self.seen = len(self.town.shown(self.chat).messages)
        return self.town.sandbox.people.type(self.number, self.chat, text)

    async def forwards(self, text: str) -> Message:
        """Forward a text that somebody else wrote elsewhere."""
        self.seen = len(self.town.shown(self.chat).messages)
        return self.town.sandbox.people.forward(self.number, self.chat, text, "办公室")

    async def attaches(
        self, kind: FileKind, name: str, caption: str = "", reply_to: Message | None = None
    ) -> None:
        """Send a file, maybe as an answer to a message."""
        self.seen = len(self.town.shown(self.chat).messages)
        mime = "image/png" if kind == "photo" else "application/pdf"
        people, world = self.town.sandbox.people, self.town.sandbox.world
        if reply_to is None:
            people.attach(self.number, self.chat, kind, b"file", name, mime, caption)
        else:
            stored = world.add_file(kind, Upload(name, mime, b"file"))
            people._post(self.number, self.chat, attachment(kind, stored), reply_to["message_id"])

    async def adds(self, line: str, *fragments: str) -> Message:
        """Record an item in one line, and see that it was."""
        await self.send(f"/add {line}")
        await self.press("记下", await self.sees("记下这一项？"))
        return await self.sees("记下了", *fragments)

    async def press(self, label: str, message: Message | None = None) -> None:
        """Press the button of the newest message, or of an older one, that says `label`."""
        message = message or self._with_buttons()
        self.seen = len(self.town.shown(self.chat).messages)
        self.press_data(data_of(message, label), message)

    def press_data(self, data: str, message: Message) -> None:
        """Press a button that carries `data`, whether or not the message has it."""
        self.town.sandbox.people.press(self.number, self.chat, message["message_id"], data)

    async def sees(self, *fragments: str, flying: bool = False) -> Message:
        """Wait until a message since the last action says all `fragments`, and return it."""
        shown = self.town.shown(self.chat)

        def found() -> list[Message]:
            new = shown.messages[self.seen :]
            return [one for one in new if all(part in words_of(one) for part in fragments)]

        def story() -> str:
            said = "\n---\n".join(map(words_of, shown.messages[self.seen :]))
            return f"waited for {fragments}, saw:\n{said or 'nothing'}"

        await self.town.until(lambda: bool(found()), story, flying=flying)
        return found()[-1]

    async def downloads(self, message: Message) -> bytes:
        """Open the file of a message, as the web chat does."""
        place = f"{self.town.root}/sandbox/files/{message['document']['file_id']}"
        async with aiohttp.ClientSession() as session, session.get(place) as answer:
            return await answer.read()

    async def sees_toast(self, fragment: str) -> None:
        """Wait for a short remark above the chat."""
        toasts = self.town.shown(self.chat).toasts
        await self.town.until(
            lambda: any(fragment in toast for toast in toasts), lambda: f"toasts: {toasts}"
        )

    async def asks_inline(self, query: str, offset: str = "") -> Sequence[Mapping[str, Any]]:
        """Type a query after the bot's name in any chat, and return the cards that are offered."""
        answer = await self.town.sandbox.people.inline(self.number, query, offset)
        results: Sequence[Mapping[str, Any]] = answer["results"]
        return results

    async def answers(self, *labels: str) -> None:
        """Press one button after the other, each in the message that the last one led to."""
        for label in labels:
            await self.press(label)
            await self.sees("")

    def _with_buttons(self) -> Message:
        for message in reversed(self.town.shown(self.chat).messages):
            if "reply_markup" in message:
                return message
        raise AssertionError("no message has buttons")


def words_of(message: Message) -> str:
    """Return what a message says: its text, or what stands below its file."""
    return str(message.get("text", message.get("caption", "")))


def labels_of(message: Message) -> list[str]:
    """Return what the buttons of a message say."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def data_of(message: Message, label: str) -> str:
    """Return the data of the button that says `label`."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    for row in rows:
        for button in row:
            if unescape(button["text"]) == label:
                return str(button["callback_data"])
    raise AssertionError(f"no button “{label}” among {labels_of(message)}")


@asynccontextmanager
async def open_town(
    folder: Path,
    *,
    by_webhook: bool = False,
    faults: Sequence[Fault] = (),
    content: Path | None = None,
    record_declined: bool = False,
    database_url: str = "",
) -> AsyncIterator[Town]:
    """Open a town with a running assistant; at the end every call must have been to the letter."""
    town = Town(
        folder,
        by_webhook=by_webhook,
        content=content,
        record_declined=record_declined,
        database_url=database_url,
    )
    for fault in faults:
        town.sandbox.faults.add(fault)
    served = web.Application()
    town.sandbox.add_routes(served)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    town.root = f"http://{host}:{port}"
    try:
        await town.start()
        yield town
        town.checker.assert_clean()
    finally:
        await town.stop()
        await runner.cleanup()


DAY = timedelta(days=1)
