"""The rules of the content pack: a verdict beside zen-engine, and how long the authors' tools take.

zen-engine is a rule engine of others, compiled from Rust. It gets the same rules as expressions
over 0, 1 and 2 (not met, undetermined, met), where `all` is `min` and `any` is `max`, and the same
answers; before anything is timed, both must agree on every verdict.
"""

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import zen

from bench.processes import Broken
from bot.content_folder import load_pack
from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.checklist.verdict import VERDICT_OF, find, presumed
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenarios

_SEED = 20261123
_SITUATIONS = 40
"""Of each scenario."""
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What each round showed: microseconds a verdict, and seconds of a tool from end to end."""

    verdict: list[float]
    verdict_by_zen: list[float]
    check: list[float]
    prove: list[float]


@dataclass(frozen=True, slots=True)
class _Situation:
    scenario: str
    truths: Truths
    numbers: dict[str, int]


def run_rules(rounds: int, *, proof: bool) -> Rules:
    """Measure each of them `rounds` times, by turns; the proof once, or not at all.

    Raises:
        Broken: the two engines do not agree, or a tool failed.
    """
    content = load_pack(None).scenarios
    situations = _situations(content)
    rules = {name: zen.compile_expression(_told(it)) for name, it in content.complete.items()}

    def ours(situation: _Situation) -> object:
        return find(content, situation.scenario, situation.truths).verdict

    def theirs(situation: _Situation) -> float:
        return float(rules[situation.scenario].evaluate(situation.numbers))

    for situation in situations:
        if ours(situation) is not VERDICT_OF[Truth(int(theirs(situation)))]:
            raise Broken(f"the engines do not agree on {situation}")
    found = Rules([], [], [], [_tool("prove")] if proof else [])
    for _ in range(rounds):
        found.verdict.append(_microseconds(ours, situations))
        found.verdict_by_zen.append(_microseconds(theirs, situations))
        found.check.append(_tool("check"))
    return found


def _situations(content: Scenarios) -> list[_Situation]:
    """Return situations at random, the same at every run, some of them hardly known."""
    chance = random.Random(_SEED)
    situations = []
    for name, own in content.own.items():
        for _ in range(_SITUATIONS):
            truths = {
                element: chance.choice(list(Truth)) for element in own if chance.random() < 0.8
            }
            known = presumed(content, name, truths)
            every = (*own, *content.lines_of[name])
            numbers = {element: int(known.get(element, Truth.UNDETERMINED)) for element in every}
            situations.append(_Situation(name, truths, numbers))
    return situations


def _told(expression: Expression) -> str:
    """Return `expression` in zen-engine's language."""
    match expression:
        case AllOf(all=operands):
            return f"min([{', '.join(map(_told, operands))}])"
        case AnyOf(any=operands):
            return f"max([{', '.join(map(_told, operands))}])"
        case Not(not_=operand):
            return f"{int(Truth.MET)} - {_told(operand)}"
        case element:
            return element


def _microseconds(judge: Callable[[_Situation], object], situations: Sequence[_Situation]) -> float:
    started = perf_counter()
    for _ in range(_REPEATS):
        for situation in situations:
            judge(situation)
    return (perf_counter() - started) / (_REPEATS * len(situations)) * 1e6


def _tool(name: str) -> float:
    """Return how many seconds a tool for authors takes, the start of Python included."""
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "content", name], capture_output=True, check=False, text=True
    )
    if done.returncode:
        raise Broken(f"content {name} failed:\n{done.stdout}{done.stderr}")
    return perf_counter() - started
