"""Trial mode in this process: the assistant with its own local Bot API and web chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import Assistant
from bot.clock import Clock
from bot.settings import Settings
from tests.dialog.packs import library_in
from tests.e2e.town import MORNING, PATIENCE_SECONDS


@asynccontextmanager
async def open_trial(folder: Path) -> AsyncIterator[str]:
    """Run an assistant in trial mode, its clock standing at `MORNING`; gives the root URL.

    The content is that of BOT_CONTENT_DIR, where a test sets it.
    """
    values: dict[str, Any] = {
        "_env_file": None,
        "database_url": f"sqlite:///{folder / 'trial.db'}",
        "listen": "127.0.0.1:0",
        "messages_per_second": 0,  # the clock stands still
    }
    settings = Settings(**values)
    assistant = Assistant(settings, library_in(settings.content_dir), Clock(lambda: MORNING))
    stop = asyncio.Event()
    running = asyncio.create_task(assistant.run(stop))
    started = asyncio.create_task(assistant.started.wait())
    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.wait([running, started], return_when=asyncio.FIRST_COMPLETED)
    started.cancel()
    if not running.done():
        yield assistant.root
    stop.set()
    await running
