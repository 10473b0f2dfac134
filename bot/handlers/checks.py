"""Job 2, kept: the list of self-checks (我的对照), opening, re-running, comparing and deleting them."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.checklist import shelf
from bot.dialog.checklist.kept import Kept
from bot.dialog.checklist.screens import choice, screen
from bot.dialog.reply import Note, Reply
from bot.handlers import keeping
from bot.handlers.guards import only_in_private


async def command(_update: Update, context: BotContext) -> None:
    """List the kept checks (/checks)."""
    if await only_in_private(context.unit):
        await context.unit.reply(await _list(context.unit))


async def press(unit: Unit, action: a.KeptAction) -> None:
    """Carry out a button of the list or of a kept check; only its owner has it."""
    match action:
        case a.ListChecks(page=0):
            await unit.reply(await _list(unit))
        case a.ListChecks(page=page):
            await unit.show(await _list(unit, page))
        case _:
            kept = await unit.tx.checks.find(action.check, unit.person.id)
            if kept is None:
                unit.remark = unit.voice.say(s.CHECKS_GONE)
                await unit.show(await _list(unit))
            else:
                await unit.show(await _carried_out(unit, action, kept))


async def _carried_out(unit: Unit, action: a.KeptAction, kept: Kept) -> Reply:
    """Do what is asked with a check and return the screen that follows."""
    zone = unit.person.zone
    match action:
        case a.OpenKept() | a.RerunKept():
            return await _opened(unit, kept, again=isinstance(action, a.RerunKept))
        case a.CompareKept() if before := await _earlier(unit, kept):
            return shelf.comparison(unit.voice, kept, before, unit.now, zone)
        case a.DeleteKept():
            return shelf.deletion(unit.voice, kept, unit.now, zone)
        case a.EraseKept():
            return await _erased(unit, kept)
        case _:
            comparable = await _earlier(unit, kept) is not None
            return shelf.one(unit.voice, kept, unit.now, zone, comparable=comparable)


async def _opened(unit: Unit, kept: Kept, *, again: bool) -> Reply:
    told = await keeping.open_kept(unit, kept, again=again)
    check = unit.person.dialogs.check
    if (
        check is None
        or check.content != unit.library.pack.version
        or kept.id not in (check.kept, check.earlier)
    ):
        offer = choice(unit.voice)  # the content has none of its scenarios any more
        return replace(offer, blocks=(Note(unit.voice.say(s.CHECK_CONTENT_CHANGED)), *offer.blocks))
    shown = screen(unit.voice, check)
    return replace(shown, blocks=(*told, *shown.blocks))


async def _erased(unit: Unit, kept: Kept) -> Reply:
    """Delete a check for good; where it is the running one, its answers are forgotten there too."""
    await unit.tx.checks.delete(kept.id, unit.person.id)
    running = unit.person.dialogs.check
    if running and running.kept == kept.id:
        await unit.save(replace(unit.person.dialogs, check=running.restarted()))
    unit.remark = unit.voice.say(s.CHECKS_DELETED)
    return await _list(unit)


async def _earlier(unit: Unit, kept: Kept) -> Kept | None:
    return await unit.tx.checks.find(kept.check.earlier, unit.person.id)


async def _list(unit: Unit, page: int = 1) -> Reply:
    owner = unit.person.id
    count = await unit.tx.checks.count(owner)
    page = shelf.page_within(page, count)
    shown = await unit.tx.checks.page(owner, shelf.PAGE, (page - 1) * shelf.PAGE)
    return shelf.shelf(unit.voice, shown, count, page, unit.now, unit.person.zone)
