"""What the running assistant does now and then: forget old records, tell Telegram its profile."""

import asyncio
from datetime import datetime, timedelta

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.clock import Clock
from bot.dialog import sentences as s
from bot.dialog.commands import COMMANDS, menu
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.items.lifecycle import DELETED_KEPT
from bot.dialog.voice import Voice
from bot.errors import StorageUnusable
from storage.database import Store

log = structlog.get_logger()

_KEPT = timedelta(days=7)
_DAY = timedelta(days=1)
_SLICE = 1_000
_FEW = 100
"""An item goes with all that belongs to it, one by one."""


async def forget_daily(database: Store, clock: Clock) -> None:
    """Delete records that nobody needs any more, now and then every day, until cancelled."""
    while True:
        try:
            while await _forget_some(database, clock.now()):
                pass
        except StorageUnusable as error:
            log.warning("forgetting.storage_unusable", reason=str(error))
        await clock.wait(clock.now() + _DAY, asyncio.Event())


async def _forget_some(database: Store, now: datetime) -> bool:
    """Forget a slice of each table, so that nobody waits long; return whether there may be more."""
    before = now - _KEPT
    async with database.transaction() as tx:
        forgotten = (
            await tx.updates.forget(before, _SLICE),
            await tx.outbox.forget(before, _SLICE),
            await tx.stages.forget(before, _SLICE),
        )
        erased = await tx.items.purge(now - DELETED_KEPT, _FEW)
    return _SLICE in forgotten or erased == _FEW


async def publish_profile(bot: Bot, database: Store, pack: Pack) -> None:
    """Tell Telegram the command menu and the profile texts, when they have changed."""
    try:
        # The commands and their texts, as this bot was last told.
        told = f"{bot.id} {pack.version} {' '.join(COMMANDS)}"
        if await database.fact("profile") == told:
            return
        for language in (Language.CHINESE, Language.ENGLISH):
            await _publish(bot, Voice(pack, language))
        await database.set_fact("profile", told)
    except (TelegramError, StorageUnusable) as error:
        log.warning("profile.not_published", reason=str(error))


async def _publish(bot: Bot, voice: Voice) -> None:
    # Chinese is what everyone sees whose language has no texts of its own.
    code = voice.language if voice.language is not Language.CHINESE else None
    commands = [BotCommand(name, told) for name, told in menu(voice)]
    await bot.set_my_commands(commands, language_code=code)
    await bot.set_my_description(voice.say(s.PROFILE_DESCRIPTION), language_code=code)
    await bot.set_my_short_description(voice.say(s.PROFILE_SHORT), language_code=code)
