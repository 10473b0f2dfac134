"""What is proven: the functions of the engine, handed in so that a broken one can be caught."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.flip import Flip, flips
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.logic import Truths
from bot.dialog.checklist.steps import Stepped, start, step
from bot.dialog.checklist.verdict import Finding, Verdict, find
from bot.dialog.content.rules import Scenarios
from bot.dialog.voice import Voice

Tick = Callable[[int], None]
"""Is told how many assignments more are done."""


@dataclass(frozen=True)
class Engine:
    """The verdict, the asking, the flips and the conversation, as the assistant uses them."""

    find: Callable[[Scenarios, str, Truths], Finding] = find
    remaining: Callable[[Scenarios, Check], list[str]] = remaining
    flips: Callable[[Scenarios, str, Truths, Verdict | None], tuple[Flip, ...]] = flips
    start: Callable[[Voice, Check | None, str], Stepped] = start
    step: Callable[[Voice, Check | None, Pressed], Stepped] = step
