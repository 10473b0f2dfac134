"""Job 2: the self-check, one message edited in place."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.actions import PickScenario
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.steps import Stepped, step
from bot.dialog.checklist.steps import start as start_check
from bot.handlers import story
from bot.handlers.guards import only_in_private


async def command(_update: Update, context: BotContext) -> None:
    """Start a self-check or go on with it (/check)."""
    if await only_in_private(context.unit):
        await start(context.unit)


async def start(unit: Unit, scenario: str = "") -> None:
    """Open the self-check in a new message; what was told of one's own case is confirmed first."""
    if await story.offer(unit, scenario):
        return
    stepped = start_check(unit.voice, unit.person.dialogs.check, scenario)
    await _keep(unit, stepped)
    unit.remark = stepped.remark
    await unit.reply(stepped.reply)


async def press(unit: Unit, pressed: Pressed) -> None:
    """Carry out a button of a self-check, in its own message."""
    running = unit.person.dialogs.check
    match pressed.action:
        case PickScenario(scenario=scenario):
            stepped = start_check(unit.voice, running, scenario)
        case _:
            stepped = step(unit.voice, running, pressed)
    await _keep(unit, stepped)
    unit.remark = stepped.remark
    await unit.show(stepped.reply)


async def _keep(unit: Unit, stepped: Stepped) -> None:
    if stepped.check != unit.person.dialogs.check:
        await unit.save(replace(unit.person.dialogs, check=stepped.check))
