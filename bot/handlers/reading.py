"""Reading (通读): the text of the measure, clause by clause, and where it comes from."""

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.actions import ShowClause
from bot.dialog.reading import show_clause, show_sources


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
