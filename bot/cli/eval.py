"""`eval`: scores the assistant on a set of examples, one JSON object a line."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.cli.shelf import the_library
from bot.dialog.answer.compose import ask
from bot.dialog.content.parts import Language
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.understanding import understand
from bot.dialog.evaluation import deadlines, narratives
from bot.dialog.evaluation.deadlines import Case
from bot.dialog.evaluation.narratives import Narrative
from bot.dialog.evaluation.questions import Question, row_of, scorer_of, summarise
from bot.dialog.voice import Voice
from bot.errors import BadExamples

_Example = TypeVar("_Example", bound=BaseModel)


def eval_questions(path: Path, *, as_json: bool) -> None:
    """Answer the questions of a set, and print the rows and the shares of right ones.

    Raises:
        BadExamples: the file cannot be read, or a line is not a question.
        AssistantError: the content cannot be used.
    """
    questions = read_questions(path)
    library = the_library()
    pack = library.pack
    voice = Voice(pack, Language.CHINESE)
    results = {question.id: ask(voice, library.router, question.q) for question in questions}
    scorer = scorer_of(pack)
    summary = summarise(questions, lambda question: scorer.is_right(question, results[question.id]))
    if as_json:
        rows = [row_of(question, results[question.id]) for question in questions]
        print(json.dumps({"rows": rows, "summary": summary}, ensure_ascii=False))
        return
    for kind, share in summary.items():
        print(f"{kind:<14} {share['right']:>4} of {share['all']:>4}")


def eval_narratives(path: Path, *, as_json: bool) -> None:
    """Read the narratives of a set, and print the rows and how much of them was understood.

    Raises:
        BadExamples: the file cannot be read, or a line is not a narrative.
        AssistantError: the content cannot be used.
    """
    told = read_narratives(path)
    library = the_library()
    pack = library.pack
    readings = {one.id: library.reader.read(one.text) for one in told}
    summary = narratives.summarise(pack.scenarios, told, readings)
    rows = [narratives.row_of(one, readings[one.id]) for one in told]
    _print(rows, summary, as_json=as_json)


def eval_deadlines(path: Path, *, as_json: bool) -> None:
    """Understand the deadlines of a set, and print the rows and how many were right.

    Raises:
        BadExamples: the file cannot be read, or a line is not a case.
    """
    cases = read_cases(path)
    workdays = official_workdays()
    outcomes = {case.id: understand(case.text, case.now, workdays) for case in cases}
    summary = deadlines.summarise(cases, outcomes)
    rows = [deadlines.row_of(case, outcomes[case.id]) for case in cases]
    _print(rows, summary, as_json=as_json)


def _print(
    rows: Sequence[object], summary: Mapping[str, Mapping[str, object]], *, as_json: bool
) -> None:
    if as_json:
        print(json.dumps({"rows": rows, "summary": summary}, ensure_ascii=False))
        return
    for name, figures in summary.items():
        print(f"{name:<28}", *(f"{what} {figure}" for what, figure in figures.items()))


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a set.

    Raises:
        BadExamples: the file cannot be read, or a line is not a question.
    """
    return _read(path, Question)


def read_cases(path: Path) -> list[Case]:
    """Return the deadlines of a set.

    Raises:
        BadExamples: the file cannot be read, or a line is not a case.
    """
    return _read(path, Case)


def read_narratives(path: Path) -> list[Narrative]:
    """Return the narratives of a set.

    Raises:
        BadExamples: the file cannot be read, or a line is not a narrative.
    """
    return _read(path, Narrative)


def _read(path: Path, kind: type[_Example]) -> list[_Example]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadExamples(place=path, reason=error) from error
    examples = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                examples.append(kind.model_validate_json(line))
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                raise BadExamples(place=f"{path}:{number}", reason=reason) from error
    return examples
