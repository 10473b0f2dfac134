"""Job 3: moving the deadline of an item in free words (“把报告的期限改到下周三”), by a press."""

from bot.context import Unit
from bot.dialog.item_actions import EditField, Field
from bot.dialog.items.due import Due, read_due
from bot.dialog.items.moments import END_OF_DAY
from bot.dialog.items.moving import ask_to_move
from bot.dialog.items.search import words_to_move
from bot.handlers import edits
from bot.handlers.search import found_with


async def moving_asked(unit: Unit, text: str) -> bool:
    """Offer to move the deadline of the item that a text names; return whether it names one.

    The time of day stays as it is; where another is told, the deadline is asked for.
    """
    due = read_due(unit.voice, text, unit.when) if unit.is_private else None
    words = words_to_move(text, due.rest) if isinstance(due, Due) else None
    found = await found_with(unit, words) if words else []
    pending = [item for _, item in found if item.is_pending]
    if not isinstance(due, Due) or len(pending) != 1:
        return False
    [item] = pending
    zone = unit.person.zone
    hours = {END_OF_DAY, item.deadline.astimezone(zone).time()}
    if due.moment.astimezone(zone).time() in hours:
        await unit.reply(ask_to_move(unit.voice, item, due.moment, unit.when))
    else:
        await edits.press(unit, EditField(item.id, Field.DEADLINE))
    return True
