"""The bots that are compared, and how each is started."""

import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp

from bench.processes import ROOT, Broken, Child, first_line, running
from bench.traffic import Answered

TOKEN = "7000000002:BENCH"


class Which(StrEnum):
    """Who is measured; in each round in this order."""

    ECHO = "echo"
    AIOGRAM = "aiogram"
    ASSISTANT = "assistant"


_AIOGRAM = ROOT / ".venv" / "aiogram"
"""Its own environment; `make bench` makes it."""


def present(*, aiogram: bool) -> tuple[Which, ...]:
    """Return who is measured, the assistant last; aiogram's bot if it is wanted and installed."""
    has_aiogram = aiogram and _python_of(_AIOGRAM).exists()
    return (Which.ECHO, *([Which.AIOGRAM] if has_aiogram else []), Which.ASSISTANT)


def _python_of(environment: Path) -> Path:
    windows = environment / "Scripts" / "python.exe"
    return windows if windows.exists() else environment / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Api:
    """A running local Bot API."""

    root: str
    session: aiohttp.ClientSession

    async def load(
        self, updates: int, per_second: float = 0, patience: float = 60, *, fresh: bool = False
    ) -> Answered:
        """See `Traffic.load`.

        Raises:
            Broken: not every text was answered.
        """
        given = {
            "updates": updates,
            "per_second": per_second,
            "patience": patience,
            "fresh": fresh,
        }
        async with self.session.post(f"{self.root}/bench/load", json=given) as response:
            result = Answered(**await response.json())
        if result.answered < result.typed:
            raise Broken(f"only {result.answered} of {result.typed} texts were answered")
        return result

    async def polled_after(self, moment: float) -> float:
        """Return when the first getUpdates after `moment` came in.

        Raises:
            Broken: none came.
        """
        timeout = aiohttp.ClientTimeout(total=20)
        url = f"{self.root}/bench/polled"
        try:
            async with self.session.post(url, json={"after": moment}, timeout=timeout) as response:
                return float((await response.json())["at"])
        except TimeoutError:
            raise Broken("the bot did not ask for updates") from None


@asynccontextmanager
async def local_api(folder: Path, users: int) -> AsyncIterator[Api]:
    """Run a fresh local Bot API with so many users."""
    arguments = ["-m", "bench.local_api", TOKEN, str(users)]
    async with running(arguments, folder, speaks=True) as child, aiohttp.ClientSession() as session:
        yield Api(await first_line(child), session)


@asynccontextmanager
async def bot(
    which: Which, folder: Path, api: Api, listen: str, also: Mapping[str, str] | None = None
) -> AsyncIterator[Child]:
    """Run one of the bots until the end of the block; it polls when the block begins.

    Args:
        which: the bot.
        folder: where it keeps its data; a folder used before is a second start.
        api: the Bot API that it talks to.
        listen: where the assistant shows its numbers.
        also: settings that differ.

    Raises:
        Broken: it did not start.
    """
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api.root,
        "BOT_DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "BOT_LISTEN": listen,
        "BOT_MESSAGES_PER_SECOND": "0",
        "BOT_LOG_LEVEL": "warning",
        **(also or {}),
    }
    python = Path(sys.executable)
    match which:
        case Which.ECHO:
            arguments = ["-m", "bench.echo_bot", api.root, TOKEN]
        case Which.AIOGRAM:
            arguments = ["-m", "bench.aiogram_bot", api.root, TOKEN]
            python = _python_of(_AIOGRAM)
        case Which.ASSISTANT:
            arguments = ["-m", "bot", "run"]
    async with running(arguments, folder, settings, python=python) as child:
        try:
            yield child
        except Broken as error:
            raise Broken(f"{which}: {error}\n{child.last_words()}") from None


def free_address() -> str:
    """Return HOST:PORT that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"
