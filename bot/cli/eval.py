"""`eval`: scores the assistant on a set of examples, one JSON object a line."""

import json
from pathlib import Path

from pydantic import ValidationError

from bot.cli.shelf import the_library
from bot.dialog.answer.compose import ask
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.evaluation.questions import Question, Scorer, row_of, summarise
from bot.dialog.voice import Voice
from bot.errors import BadExamples


def eval_questions(path: Path, *, as_json: bool) -> None:
    """Answer the questions of a set, and print the rows and the shares of right ones.

    Raises:
        BadExamples: the file cannot be read, or a line is not a question.
        AssistantError: the content cannot be used.
    """
    questions = _read(path)
    library = the_library()
    pack = library.pack
    voice = Voice(pack, Language.CHINESE)
    results = {question.id: ask(voice, library.router, question.q) for question in questions}
    scorer = _scorer(pack)
    summary = summarise(questions, lambda question: scorer.is_right(question, results[question.id]))
    if as_json:
        rows = [row_of(question, results[question.id]) for question in questions]
        print(json.dumps({"rows": rows, "summary": summary}, ensure_ascii=False))
        return
    for kind, share in summary.items():
        print(f"{kind:<14} {share['right']:>4} of {share['all']:>4}")


def _read(path: Path) -> list[Question]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadExamples(place=path, reason=error) from error
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(Question.model_validate_json(line))
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                raise BadExamples(place=f"{path}:{number}", reason=reason) from error
    return questions


def _scorer(pack: Pack) -> Scorer:
    parts_of = pack.measure.parts_of.items()
    parts = {name: [part.id for part in parts] for name, parts in parts_of if parts}
    sections = [pack.measure.section_of[name] for name in pack.scenarios.scenarios]
    return Scorer(parts, [clause.id for section in sections for clause in section.clauses])
