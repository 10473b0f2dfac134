"""Content that does not do what it must: each claim has its counterexample."""

from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.schema import Case, Question
from bot.dialog.proof.proving import assignments_of, prove
from tests.dialog.expressions import all_of, any_of, negated
from tests.dialog.packs import ROUTER
from tests.proof.proofs import RIGHT, claims_of, refuted, small_pack

FORK = {"S01": all_of("a", any_of("b", negated("c")))}


def test_sound_rules_are_proven() -> None:
    pack = small_pack(FORK | {"S02": any_of("a", "d")}, {"line": True, "silent": False})
    claims = claims_of(pack)
    assert all(claim.holds for claim in claims)
    assert {claim.about for claim in claims} == {"S01", "S02", "all scenarios", "examples"}
    assert assignments_of(pack.scenarios) == 3**5 + 3**4


def test_the_courses_of_asking_are_told() -> None:
    (course,) = [claim.says for claim in claims_of(small_pack(FORK)) if "course 1" in claim.says]
    assert course == (
        "asking ends within the 3 questions announced; shortest course 1 (a no), "
        "longest 3 (a yes, b no, c yes)"
    )


def test_every_assignment_is_counted_while_it_is_done() -> None:
    pack = small_pack({"S01": all_of("a", "b", "c", "d")}, dict.fromkeys("efg", False))
    done: list[int] = []
    list(prove(pack, ROUTER, seed=1, tick=done.append))
    assert sum(done) == 3**7 == assignments_of(pack.scenarios)
    assert len(done) > 2


def test_an_element_that_never_matters() -> None:
    wrong = refuted(small_pack({"S01": any_of("a", all_of("a", "b"))}))
    assert wrong == {
        "S01: every element matters": (
            "b: expected an assignment in which it alone changes the verdict, found none among 4: "
            "take it out of `requires`, or correct where it stands"
        )
    }


def test_a_verdict_that_cannot_be_reached() -> None:
    always = refuted(small_pack({"S01": any_of("a", negated("a"))}, {"line": False}))
    assert "gives does_not_fit, found none" in always["S01: every verdict can be reached"]
    assert always["S01: every element matters"].startswith("a: ")
    never = refuted(small_pack({"S01": all_of("a", negated("a"))}))
    assert "gives likely_fits, found none" in never["S01: every verdict can be reached"]


def test_undetermined_though_every_completion_agrees() -> None:
    requires = any_of(all_of("a", "b"), all_of(negated("a"), "b"))
    wrong = refuted(small_pack({"S01": requires}))
    assert wrong == {
        "S01: brute force agrees on 9 assignments": (
            "1 assignments, the first with met b; undetermined a: expected likely_fits, found "
            "missing_information: undetermined though every completion agrees. `requires` names "
            "a, b twice: write it so that each element stands in one place"
        ),
        "S01: every element matters": wrong["S01: every element matters"],
    }


def test_a_bottom_line_that_an_any_makes_up_for() -> None:
    wrong = refuted(small_pack({"S01": any_of("line", "a")}, {"line": True}))
    assert wrong == {
        "S01: a crossed bottom line never fits": (
            "with not met line; undetermined a: expected does_not_fit as line is crossed, found "
            "missing_information: name it directly under the outermost `all`, or not at all"
        )
    }


def case(verdict: Verdict) -> Case:
    return Case(about="甲", scenario="S01", holds=("a",), fails=("c",), verdict=verdict)


def test_a_case_with_another_verdict() -> None:
    assert refuted(small_pack(FORK, cases=(case(Verdict.LIKELY_FITS),))) == {}
    wrong = refuted(small_pack(FORK, cases=(case(Verdict.DOES_NOT_FIT),)))
    assert wrong == {
        "examples: 1 cases have the verdict expected": (
            "S01, “甲”, with met a; not met c: expected does_not_fit, found likely_fits: correct "
            "the case, or `requires` of the scenario"
        )
    }


def test_questions_with_another_answer() -> None:
    questions = (
        RIGHT,
        Question(ask=RIGHT.ask, cites=("P2",)),
        Question(ask=RIGHT.ask, cites=("P1", "P2")),
        Question(ask=RIGHT.ask, gap="appeal"),
        Question(ask="能申诉吗", gap="effective_date"),
        Question(ask="能申诉吗", gap="appeal"),
        Question(ask="你好", cites=("P1",)),
    )
    wrong = refuted(small_pack(FORK, questions=questions))
    lines = wrong["examples: 7 questions have the answer expected"].splitlines()
    assert [line.split("found ")[0] for line in lines] == [
        f"“{RIGHT.ask}”: expected an answer from P2, ",
        f"“{RIGHT.ask}”: expected an answer from P1, P2, ",
        f"“{RIGHT.ask}”: expected that “appeal” is not stated, ",
        "“能申诉吗”: expected that “effective_date” is not stated, ",
        "“你好”: expected an answer from P1, ",
    ]
    assert "found answer (P1)" in lines[0]
    assert lines[0].endswith(
        "add lines like it to clauses.P2 in utterances.yaml, or correct the example"
    )
    assert "found chitchat (nothing)" in lines[4]
