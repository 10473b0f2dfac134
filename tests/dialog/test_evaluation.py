"""Scoring: what counts as a right answer to a question of a set."""

import pytest

from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.evaluation.questions import Question, Scorer, summarise
from bot.dialog.reply import Reply, Text

SCORER = Scorer({"C4": ["C4a", "C4b"]}, ["S01", "S02"])


def result(kind: Kind, *cites: str, intent: Function | None = None) -> Result:
    return Result(kind, Reply((Text("答"),)), cites=cites, intent=intent)


def question(kind: str, *gold: str, note: str = "") -> Question:
    return Question.model_validate({"id": "1", "q": "问", "kind": kind, "gold": gold, "note": note})


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (question("answerable", "S01"), result(Kind.ANSWER, "S01"), True),
        (question("answerable", "S01"), result(Kind.ANSWER, "S02"), False),
        (question("answerable", "S01"), result(Kind.NOT_STATED, "S01"), False),
        (question("answerable", "S01"), result(Kind.ANSWER, "S01", "S02", "P1"), True),
        (question("answerable", "S01"), result(Kind.ANSWER, "S01", "S02", "P1", "P2"), False),
        (question("answerable", "S01", "S02"), result(Kind.ANSWER, "S01"), False),
        (question("answerable", "C4a"), result(Kind.ANSWER, "C4"), True),
        (question("answerable", "C4"), result(Kind.ANSWER, "C4a"), False),
        (question("answerable", "C4", note="list"), result(Kind.ANSWER, "C4a", "C4b"), True),
        (question("answerable", "S01", "S02", note="a list"), result(Kind.ANSWER, "S01"), False),
        (
            question("answerable", "S01", "S02", note="list"),
            result(Kind.ANSWER, "S02", "S01"),
            True,
        ),
        (question("unanswerable"), result(Kind.NOT_STATED), True),
        (question("unanswerable"), result(Kind.ANSWER, "S01"), False),
        (question("out_of_scope"), result(Kind.OUT_OF_SCOPE), True),
        (question("out_of_scope"), result(Kind.NOT_STATED), False),
        (question("chitchat"), result(Kind.CHITCHAT), True),
        (question("chitchat"), result(Kind.INTENT, intent=Function.HELP), True),
        (question("chitchat"), result(Kind.INTENT, intent=Function.REMINDERS), False),
        (question("intent", "reminders"), result(Kind.INTENT, intent=Function.REMINDERS), True),
        (question("intent", "help"), result(Kind.CHITCHAT), True),
        (question("intent", "list_scenarios"), result(Kind.ANSWER, "S01", "S02"), True),
        (question("intent", "list_scenarios"), result(Kind.ANSWER, "S01"), False),
        (question("intent", "snooze"), result(Kind.INTENT, intent=Function.REMINDERS), False),
    ],
)
def test_an_answer_is_judged_by_the_rules(asked: Question, given: Result, right: bool) -> None:  # noqa: FBT001
    assert SCORER.is_right(asked, given) is right


def test_the_shares_are_told_by_kind_and_note() -> None:
    asked = [
        question("answerable", "S01", note="typo"),
        question("answerable", "S02", note="typo"),
        question("chitchat"),
    ]
    right = {asked[0], asked[2]}
    assert summarise(asked, right.__contains__) == {
        "answerable": {"right": 1, "all": 2, "by_note": {"typo": [1, 2]}},
        "chitchat": {"right": 1, "all": 1, "by_note": {"-": [1, 1]}},
    }
