"""Job 2: the self-check, one message edited in place."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.actions import LeaveCheck, PickScenario
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.findings import is_result
from bot.dialog.checklist.steps import Stepped, step
from bot.dialog.checklist.steps import start as start_check
from bot.dialog.reply import Block
from bot.handlers import keeping, story
from bot.handlers.guards import only_in_private


async def command(_update: Update, context: BotContext) -> None:
    """Start a self-check or go on with it (/check)."""
    if await only_in_private(context.unit):
        await start(context.unit)


async def start(unit: Unit, scenario: str = "") -> None:
    """Open the self-check in a new message; what was told of one's own case is confirmed first."""
    if await story.offer(unit, scenario):
        return
    running, told = await keeping.up_to_date(unit)
    if not keeping.goes_on_with(unit, scenario):
        await keeping.speak_as_usual(unit)
    stepped = start_check(unit.case_voice, running, scenario)
    goes_on = stepped.check == running
    await _keep(unit, stepped)
    await unit.reply(stepped.reply.below(*(told if goes_on else ())))


async def press(unit: Unit, pressed: Pressed, *above: Block) -> None:
    """Carry out a button of a self-check, in its own message, or a word for it, in a new one."""
    running, told = await keeping.up_to_date(unit)
    match pressed.action:
        case PickScenario(scenario=scenario):
            stepped = start_check(unit.case_voice, running, scenario)
        case _:  # of older content, it was made for another screen than the one it now opens
            stepped = step(unit.case_voice, running, pressed)
    goes_on = stepped.check == running
    await _keep(unit, stepped)
    if isinstance(pressed.action, LeaveCheck) and stepped.remark is None:
        await keeping.leave(unit)
    reply = stepped.reply.below(*above, *(told if goes_on else ()))
    await (unit.show if _may_replace(unit, pressed, stepped) else unit.reply)(reply)


def _may_replace(unit: Unit, pressed: Pressed, stepped: Stepped) -> bool:
    """Return whether what follows may take the place of the message: an older result stays to be read.

    A result that is just one step old is not older but tapped twice.
    """
    of_step = getattr(pressed.action, "step", None)
    if stepped.remark is None or of_step is None:
        return True
    tapped_twice = stepped.check is not None and of_step == stepped.check.step - 1
    return tapped_twice or not is_result(unit.pressed_keyboard)


async def _keep(unit: Unit, stepped: Stepped) -> None:
    unit.remark = stepped.remark
    await keeping.save(unit, replace(unit.person.dialogs, check=stepped.check))
