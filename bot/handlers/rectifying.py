"""From a finished self-check to a rectification item (记下要补正的事), with one tap."""

from bot.context import Unit
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.rectifying import wanted_title
from bot.handlers import checklist, items


async def press(unit: Unit, pressed: Pressed) -> None:
    """Begin an item with what is left to be done; a button of an earlier step shows the present one."""
    title = wanted_title(unit.case_voice, unit.person.dialogs.check, pressed)
    if title is None:
        await checklist.press(unit, pressed)
    else:
        await items.begin_titled(unit, title)
