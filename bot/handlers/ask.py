"""Job 1: a typed question, and the text behind the answers."""

import re

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.answer.compose import ask
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.items.card import waiting
from bot.dialog.items.draft import Draft, is_without_date
from bot.handlers import (
    checklist,
    declined,
    edits,
    itemlist,
    items,
    keeping,
    moving,
    search,
    snoozing,
    spoken,
    start,
    story,
)
from bot.handlers.guards import only_in_private, without_address

_CLEARLY = 0.5
"""So probable is the target of a text that is no date, although a date was asked for."""
_ASKS = re.compile(r"什么|哪些|哪几|多少|几[件项个]|怎么|\b(?:what|which|how)\b", re.IGNORECASE)
"""Who asks for a thing is not writing it down, though there may be a day in it (“今天有什么事”)."""
_PERSONAL = frozenset(Function) - {Function.HELP, Function.LIST_SCENARIOS}


async def question(update: Update, context: BotContext) -> None:
    """Answer a text: the next piece of a draft if one is being written, else a question."""
    unit = context.unit
    message = update.message
    text = message.text if message else None
    if not message or not text:
        return
    draft = await items.running_draft(unit)
    if await _is_typed_for_items(unit, draft, text):
        return
    wanted = await snoozing.running(unit)
    if wanted and await snoozing.take(unit, wanted, text):
        return
    asked = without_address(message, context.bot)
    if await moving.moving_asked(unit, asked) or await search.search_asked(unit, asked):
        return
    is_asked = bool(draft and draft.missing)
    if not is_asked and (await spoken.answer(unit, asked) or await story.tell(unit, asked)):
        return
    await _answer(unit, asked, text)
    if draft and draft.missing and draft == unit.person.dialogs.draft:
        await unit.reply(waiting(unit.voice, draft))


async def _answer(unit: Unit, asked: str, text: str) -> None:
    """Answer a question; what stood before, the card of a story or a question, stands below it again."""
    result = ask(unit.voice, unit.library.router, asked)
    unit.metrics.answers.labels(result.kind).inc()
    if result.kind in (Kind.NOT_STATED, Kind.OUT_OF_SCOPE):
        unit.metrics.declined.labels(result.kind).inc()
    told, check = story.standing(unit), keeping.standing(unit)
    if check and not told and _is_unclear(unit, result, asked):
        await spoken.show_again(unit, check, unclear=True)
        return
    if not (told or check):  # what is typed in between may be of a case
        await declined.record(unit, result, text)
    if not told:
        await story.remember(unit, result, asked)
    await _carry_out(unit, result, text)
    if result.intent is Function.CHECKLIST or unit.person.dialogs.draft:
        return
    if told:
        await unit.reply(story.shown(unit, told))
    elif check:
        await spoken.show_again(unit, check)


async def _is_typed_for_items(unit: Unit, draft: Draft | None, text: str) -> bool:
    """Take a text for the field that is asked for, or the item that is being added, if it is one.

    What is asked for goes first; a question in between is answered, and the item waits.
    """
    edit = await edits.running_edit(unit)
    gives_up = unit.library.router.gives_up(text)
    if edit and gives_up:
        await edits.leave(unit)
        return True
    if edit and not (edits.is_without_date(unit, edit, text) and _is_a_subject(unit, text)):
        taken = await edits.take(unit, edit, text)
        if taken:
            return True
    if draft and gives_up:
        await items.cancel_draft(unit)
        return True
    if draft is None:
        return False
    may_ask = is_without_date(unit.voice, draft, text, unit.when) or _ASKS.search(text)
    if may_ask and _is_a_subject(unit, text):
        return False
    return await items.continue_draft(unit, draft, text)


def _is_unclear(unit: Unit, result: Result, asked: str) -> bool:
    """Return whether it is better to ask again: not understood, or hardly, and perhaps an answer."""
    hardly = result.kind is Kind.CHITCHAT and not spoken.is_surely_known(unit, asked)
    return hardly or (result.kind is Kind.OUT_OF_SCOPE and not result.target)


def _is_a_subject(unit: Unit, text: str) -> bool:
    """Return whether a text clearly has a subject of its own, and is no date gone wrong.

    “有空再说” is one: nobody puts off a reminder of what is just being recorded.
    """
    explained = unit.library.router.explain(text)
    sure = not explained.ranked or explained.ranked[0].score >= _CLEARLY
    if explained.route.target == Function.SNOOZE:
        return False
    return sure and explained.route.kind in (Kind.ANSWER, Kind.NOT_STATED, Kind.INTENT)


async def _carry_out(unit: Unit, result: Result, text: str) -> None:
    """Start the function that was asked for, or give the answer."""
    if result.intent in _PERSONAL and not await only_in_private(unit):
        return
    match result.intent:
        case Function.CHECKLIST:
            scenarios = unit.library.pack.scenarios.scenarios
            named = [name for name in result.named if name in scenarios]
            await checklist.start(unit, named[0] if named else "")
        case Function.REMINDERS:
            await itemlist.show_asked(unit, text)
        case Function.DONE_ITEM:
            await itemlist.offer_done(unit, text)
        case Function.SNOOZE:
            await snoozing.begin(unit, text)
        case Function.ADD_ITEM:
            await items.begin_asked(unit, text)
        case Function.HELP:
            await start.help_text(unit)
        case Function.LIST_SCENARIOS | None:
            await unit.reply(result.reply)
