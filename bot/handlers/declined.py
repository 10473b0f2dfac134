"""The record of declined questions (没有答上的问题), for who has opted in."""

from bot.context import Unit
from bot.dialog.answer.result import Result
from bot.dialog.answer.wording import wording


async def record(unit: Unit, result: Result, question: str) -> None:
    """Count a question that `result` declines: its wording, never who asked it or when."""
    declined = unit.tx.declined
    if declined.is_on:
        await declined.record(result.kind, result.target, wording(question))
