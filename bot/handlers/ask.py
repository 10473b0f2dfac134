"""Job 1: a typed question, and the text behind the answers."""

import re

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.actions import ShowClause
from bot.dialog.answer.compose import ask, show_clause, show_sources
from bot.dialog.answer.result import Result
from bot.handlers import checklist, items, start

_MENTION = re.compile(r"@\w+")


async def question(update: Update, context: BotContext) -> None:
    """Answer a text: the next piece of a draft if one is being written, else a question."""
    unit = context.unit
    text = update.message.text if update.message else None
    if not text:
        return
    if unit.is_private and unit.person.dialogs.draft is not None:
        await items.continue_draft(unit, text)
        return
    result = ask(unit.voice, unit.library.router, _MENTION.sub("", text))
    unit.metrics.answers.labels(result.kind).inc()
    await _carry_out(unit, result, text)


async def _carry_out(unit: Unit, result: Result, text: str) -> None:
    """Start the function that was asked for, or give the answer."""
    match result.intent if unit.is_private else None:
        case "checklist" | "list_scenarios":
            await checklist.start(unit)
        case "reminders" | "done_item" | "snooze":
            await items.show_list(unit)
        case "add_item":
            await items.begin_draft(unit, text)
        case "help":
            await start.help_text(unit)
        case _:
            await unit.reply(result.reply)


async def press_clause(unit: Unit, action: ShowClause) -> None:
    """Show the clause of a button."""
    if action.clause in unit.library.pack.measure.clauses:
        await unit.reply(show_clause(unit.voice, action.clause))


async def sources(_update: Update, context: BotContext) -> None:
    """Say where the text comes from (/sources)."""
    await press_sources(context.unit)


async def press_sources(unit: Unit) -> None:
    """Say where the text comes from (出处)."""
    await unit.reply(show_sources(unit.voice))
