"""Reactions: at most so many at once, so that a Bot API that hangs leaves room for replies."""

import asyncio
from typing import Any

import pytest
import structlog

from bot import reactions
from bot.reactions import Reactions


class HangingBot:
    """Answers nothing until it is let."""

    def __init__(self) -> None:
        self.called = 0
        self.released = asyncio.Event()

    async def answer_callback_query(self, *_: object, **__: Any) -> None:  # noqa: ANN401 - whatever it is given
        self.called += 1
        await self.released.wait()


def reacting_with(bot: Any) -> Reactions:  # noqa: ANN401 - stands in the place of a bot
    return Reactions(bot)


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_those_who_wait_for_room_get_it() -> None:
    bot = HangingBot()
    reacting = reacting_with(bot)
    for number in range(40):
        reacting.acknowledge(str(number), None)
    await settle()
    assert bot.called == 16
    bot.released.set()
    await reacting.finish()
    assert bot.called == 40


async def test_what_hangs_is_given_up_and_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "_OF_USE_SECONDS", 0)
    reacting = reacting_with(HangingBot())
    with structlog.testing.capture_logs() as logs:
        reacting.acknowledge("1", None)
        await settle()
    assert [entry["event"] for entry in logs] == ["button.not_answered"]
