"""The sets of questions in this folder, and what the shipped assistant answers to them.

They measure and never train: who wrote them did not write the lines of the content, and no line of
theirs goes there.
"""

import json
from pathlib import Path
from typing import NamedTuple

from bot.cli.eval import read_questions
from bot.dialog.answer.compose import ask
from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Result
from bot.dialog.answer.targets import lines_of
from bot.dialog.evaluation.questions import Question
from tests.dialog.packs import PACK, ROUTER, ZH

_FOLDER = Path(__file__).parent


class Attack(NamedTuple):
    """A message that wants something false said; `note` is its style."""

    id: str
    q: str
    note: str


def held_back() -> list[Question]:
    """Return the questions, but for those that the content happens to have word for word."""
    learned = {normalise(line) for line, _ in lines_of(PACK)}
    return [one for one in all_held_back() if normalise(one.q) not in learned]


def all_held_back() -> list[Question]:
    return read_questions(_FOLDER / "held_back.jsonl")


def attacks() -> list[Attack]:
    lines = (_FOLDER / "adversarial.jsonl").read_text(encoding="utf-8").splitlines()
    return [Attack(**json.loads(line)) for line in lines]


def answer(question: str) -> Result:
    return ask(ZH, ROUTER, question)
