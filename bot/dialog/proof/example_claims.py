"""The claims that the author's own examples (范例) hold."""

from collections.abc import Iterator

from bot.dialog.answer.compose import ask
from bot.dialog.answer.result import Kind, Result
from bot.dialog.answer.route import Router
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Case, Pack, Question
from bot.dialog.proof.claim import Claim, listed, told
from bot.dialog.proof.engine import Engine
from bot.dialog.voice import Voice


def example_claims(pack: Pack, router: Router, engine: Engine) -> Iterator[Claim]:
    """Yield the claims that every case has its verdict, and every question its answer."""
    cases, questions = pack.examples.cases, pack.examples.questions
    wrong = [line for case in cases for line in _other_verdict(pack, engine, case)]
    yield Claim("examples", f"{len(cases)} cases have the verdict expected", tuple(wrong))
    voice = Voice(pack, Language.CHINESE)
    lost = [
        line
        for question in questions
        for line in _other_answer(question, ask(voice, router, question.ask))
    ]
    yield Claim("examples", f"{len(questions)} questions have the answer expected", tuple(lost))


def _other_verdict(pack: Pack, engine: Engine, case: Case) -> Iterator[str]:
    truths = dict.fromkeys(case.holds, Truth.MET) | dict.fromkeys(case.fails, Truth.NOT_MET)
    found = engine.find(pack.scenarios, case.scenario, truths).verdict
    if found is not case.verdict:
        yield (
            f"{case.scenario}, “{case.about}”, {told(truths)}: expected {case.verdict}, found "
            f"{found}: correct the case, or `requires` of the scenario"
        )


def _other_answer(question: Question, result: Result) -> Iterator[str]:
    if question.gap is not None:
        right = result.kind is Kind.NOT_STATED and result.target == question.gap
        expected, remedy = f"that “{question.gap}” is not stated", f"gaps.{question.gap}"
    else:
        right = (
            result.kind is Kind.ANSWER
            and result.cites[:1] == question.cites[:1]
            and set(question.cites) <= set(result.cites)
        )
        expected = f"an answer from {listed(question.cites)}"
        remedy = " and ".join(f"clauses.{clause}" for clause in question.cites)
    if not right:
        found = f"{result.kind} ({listed(result.cites)}): {result.reply.plain().splitlines()[0]}"
        yield (
            f"“{question.ask}”: expected {expected}, found {found}: add lines like it to {remedy} in "
            "utterances.yaml, or correct the example"
        )
