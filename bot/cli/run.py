"""`run`: the assistant in the foreground, until SIGTERM or Ctrl+C."""

import asyncio
import ctypes
import os
import signal
import sys
from contextlib import suppress

from bot import systemd
from bot.app import Assistant
from bot.clock import Clock
from bot.errors import reader_language
from bot.kept_pack import open_pack
from bot.library import open_library
from bot.logs import set_up_logs
from bot.settings import load_settings

_TRIAL = {
    "zh": "试用模式：用浏览器打开 {root} 。数据只在本机；按 Ctrl+C 结束。",
    "en": "Trial mode: open {root} in a browser. The data stays on this machine; press Ctrl+C to end.",
}
_M_ARENA_MAX = -8
"""Of malloc.h: how many heaps there may be."""


def run_assistant() -> None:
    """Run the assistant.

    Raises:
        AssistantError: it cannot start, or cannot go on.
    """
    os.umask(0o077)  # what people tell the assistant is nobody else's to read
    _share_one_heap()
    settings = load_settings()
    set_up_logs(settings.log_format, settings.log_level)
    library = open_library(open_pack(settings.content_dir, settings.cache_dir), settings.cache_dir)
    assistant = Assistant(settings, library, Clock())
    asyncio.run(_run(assistant, trial=settings.is_trial))


async def _run(assistant: Assistant, *, trial: bool) -> None:
    stop = asyncio.Event()
    _on_signals(stop, assistant)
    running = asyncio.create_task(assistant.run(stop))
    started = asyncio.create_task(assistant.started.wait())
    stopped = asyncio.create_task(stop.wait())
    stopped.add_done_callback(lambda _: systemd.tell(systemd.STOPPING))
    await asyncio.wait([running, started, stopped], return_when=asyncio.FIRST_COMPLETED)
    alive = asyncio.create_task(systemd.stay_alive())
    if started.done():
        systemd.tell(systemd.READY)
    if started.done() and trial:
        print(_TRIAL[reader_language()].format(root=assistant.root), file=sys.stderr, flush=True)
    elif stopped.done() and not started.done():
        running.cancel()  # it had not started to work yet
    started.cancel()
    with suppress(asyncio.CancelledError):
        await running
    stopped.cancel()
    alive.cancel()


def _share_one_heap() -> None:
    """Keep glibc from giving each thread a heap of its own, of which most stays unused: up to 15 MiB."""
    with suppress(AttributeError, OSError, TypeError):  # another library of C has no such setting
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _on_signals(stop: asyncio.Event, assistant: Assistant) -> None:
    loop = asyncio.get_running_loop()
    if hasattr(signal, "SIGHUP"):  # Windows has none
        loop.add_signal_handler(signal.SIGHUP, _hung_up, stop, assistant, sys.stdin.isatty())
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _hung_up(stop: asyncio.Event, assistant: Assistant, in_terminal: bool) -> None:
    """Read the content anew; but a terminal that was closed sends the same signal, and ends us."""
    if not in_terminal or _is_open():
        assistant.reload()
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())  # what is logged from now on has no reader
    os.dup2(nowhere, sys.stderr.fileno())
    stop.set()


def _is_open() -> bool:
    """Return whether the terminal is still there."""
    try:
        os.tcgetpgrp(sys.stdin.fileno())
    except OSError:
        return False
    return True
