"""Who is ending does not begin to lead: those who led and end at the same time would leave it their work."""

import asyncio
from pathlib import Path
from unittest.mock import Mock

from telegram import Bot

from bot.clock import Clock
from bot.context import Shelf
from bot.leading import Leading
from bot.metrics import Metrics
from bot.settings import Settings
from storage.sqlite import SqliteDatabase

PATIENCE_SECONDS = 5


async def test_who_was_stopped_leads_no_more_even_if_nobody_else_does(tmp_path: Path) -> None:
    database = await SqliteDatabase.open(tmp_path / "bot.db")
    try:
        leading = Leading(
            database=database,
            bot=Mock(spec=Bot),
            shelf=Mock(spec=Shelf),
            settings=Settings(),
            clock=Clock(),
            metrics=Metrics(),
            polling=None,
        )
        await leading.stop()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await leading.run()
        assert not leading.is_ours
    finally:
        await database.close()
