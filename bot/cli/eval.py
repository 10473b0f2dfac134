"""`eval`: scores the assistant on a set of examples, one JSON object a line."""

import json
from pathlib import Path

from pydantic import ValidationError

from bot.cli.shelf import the_library
from bot.dialog.answer.compose import ask
from bot.dialog.content.parts import Language
from bot.dialog.evaluation.questions import Question, row_of, scorer_of, summarise
from bot.dialog.voice import Voice
from bot.errors import BadExamples


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


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a set.

    Raises:
        BadExamples: the file cannot be read, or a line is not a question.
    """
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
