"""One replica (副本): the program as an operator starts it, in a process of its own."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from bench.processes import Memory, memory_of
from tests.process.program import PATIENCE_SECONDS, ROOT

_KEPT_LINES = 2_000


class Replica:
    """A process that can be started, killed, frozen and started again.

    Args:
        folder: where it works.
        port: where it listens.
        settings: its other BOT_* variables.

    Attributes:
        events: how often it has logged what, over all its starts.
        log: the newest lines.
        led_since: when it said that it leads (`monotonic()`); 0 if it does not, or not any more.
    """

    def __init__(self, folder: Path, port: int, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.port = port
        self.root = f"http://127.0.0.1:{port}"
        self.events: Counter[str] = Counter()
        self.log: deque[str] = deque(maxlen=_KEPT_LINES)
        self.led_since = 0.0
        self.frozen = False
        self._settings = {
            "BOT_LISTEN": f"127.0.0.1:{port}",
            "BOT_LOG_FORMAT": "json",
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._began = 0.0

    @property
    def runs(self) -> bool:
        """Whether the process is there, frozen or not."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process
        return self._process.pid

    def memory(self) -> Memory | None:
        """Return its resident memory."""
        return memory_of(self.pid) if self.runs else None

    def age(self) -> float:
        """Return for how many seconds the process has been there."""
        return monotonic() - self._began

    async def start(self) -> None:
        """Start the process; it need not work yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "run"),
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | self._settings,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._began = monotonic()
        self.led_since = 0.0
        self.frozen = False
        self._reading = asyncio.create_task(self._read(self._process.stderr))

    async def logged(self, event: str, times: int = 1) -> None:
        """Wait until it has logged something so many times, over all its starts."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while self.events[event] < times:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{event} was never logged:\n{self.last_words()}") from None

    async def ready(self) -> None:
        """Start the process and wait until it works."""
        before = self.events["assistant.started"]
        await self.start()
        await self.logged("assistant.started", before + 1)

    async def kill(self) -> None:
        """End it at once, as a power failure would (SIGKILL)."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it in good order."""
        if self.frozen:
            self.thaw()
        await self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Let it hang: it keeps its connections and does nothing (SIGSTOP)."""
        os.kill(self.pid, signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        """Let it go on."""
        if self.runs:
            os.kill(self.pid, signal.SIGCONT)
        self.frozen = False

    def last_words(self) -> str:
        """Return the end of its log."""
        return "\n".join(list(self.log)[-40:])

    async def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(number)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
            raise AssertionError(f"it did not end:\n{self.last_words()}") from None
        if self._reading:
            await self._reading

    async def _read(self, stream: asyncio.StreamReader | None) -> None:
        assert stream
        async for line in stream:
            self.log.append(line.decode(errors="replace").rstrip())
            event = _event(line)
            self.events[event] += 1
            if event == "lead.taken":
                self.led_since = monotonic()
            elif event == "lead.lost":
                self.led_since = 0.0
            self._news.set()
        self.led_since = 0.0


def _event(line: bytes) -> str:
    """Return what a line of the log says happened."""
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError:
        return ""
    return str(said.get("event", ""))
