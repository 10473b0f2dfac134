"""Sets that were written before the grammar met them: how many may be wrong."""

from pathlib import Path

from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.result import Misunderstood, Understood
from bot.dialog.deadline.understanding import understand
from bot.dialog.evaluation.deadlines import Case, Refusal, is_right, is_wrong_date

SETS = [Path(__file__).parent / name for name in ("held_back.jsonl", "second.jsonl")]
CASES = [
    Case.model_validate_json(line)
    for file in SETS
    for line in file.read_text(encoding="utf-8").splitlines()
]


def outcome_of(case: Case) -> Understood | Misunderstood:
    return understand(case.text, case.now, official_workdays())


def test_all_are_right_but_one_in_fifty() -> None:
    wrong = [case.text for case in CASES if not is_right(case, outcome_of(case))]
    assert len(wrong) * 50 <= len(CASES), wrong


def test_there_is_no_wrong_date() -> None:
    wrong = [case.text for case in CASES if is_wrong_date(case, outcome_of(case))]
    assert not wrong


def test_the_sets_are_whole() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 500
    assert len({(case.text, case.now) for case in CASES}) >= len(CASES) - 20
    errors = {case.deadline.error for case in CASES if isinstance(case.deadline, Refusal)}
    assert len(errors) == 4
