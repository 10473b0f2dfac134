"""Mistakes in scenarios.yaml: each is told once, at its line, with what to do."""

import pytest

from tests.content.broken import FILES_AS_SHIPPED, assert_told, line_of, told

pytestmark = pytest.mark.usefixtures("read_once")

SCENARIOS = "scenarios.yaml"
NO_ID = "begin with a letter, and use only letters a to z, digits and _, at most 64"
EXPRESSION = (
    "is no expression: write the id of an element, or one of all: [ … ], any: [ … ], not: …"
)
LAST = "        - active_remedy\n"
S06 = """\
        - ctx_serving
        - ctx_incomplete_acceptance
        - efficiency_motive
        - out_error
"""


@pytest.mark.parametrize(
    ("old", "new", "words", "problem"),
    [
        ("clause: S01, role: context", "clause: S99, role: context", "{clause: S99", (
            "elements.ctx_decision_deployment.grounds.0.clause: "
            "there is no clause “S99”: did you mean “S09”?"
        )),
        ("phrase: 工作失误和偏差", "phrase: 工作偏差", "phrase: 工作偏差", (
            "elements.out_error.grounds.0.phrase: “工作偏差” is not in clause S01: "
            "quote it character by character"
        )),
        ("phrase: 没有……为单位", "phrase: 为单位……没有", "phrase: 为单位……没有", (
            "elements.no_improper_unit_gain.grounds.0.phrase: “为单位……没有谋取不正当利益” is "
            "not in clause S01: quote it character by character"
        )),
        ("role: context", "role: contxt", "role: contxt", (
            "elements.ctx_decision_deployment.grounds.0.role: “contxt” is none of context, "
            "condition, cause, consequence: did you mean “context”?"
        )),
        ("role: context", "role: 5", "role: 5", (
            "elements.ctx_decision_deployment.grounds.0.role: “5” is none of context, condition, "
            "cause, consequence: write one of them"
        )),
        ("met_by: no\n", "met_by: maybe\n", "met_by: maybe", (
            "elements.no_private_gain.met_by: must be yes or no: write one of them, without quotes"
        )),
        ("    question:", "    quesion:", "    quesion:", (
            "elements.ctx_decision_deployment.quesion: there is no field “quesion” here: "
            "did you mean “question”?"
        )),
        (("    why:\n      zh: S01 说的是落实决策部署中的工作，先看是不是这一类。\n"
         "      en: S01 is about carrying out such decisions, so we first check that this is the case.\n"),
         "", "  ctx_decision_deployment:", (
            "elements.ctx_decision_deployment.why: is missing: add it"
        )),
        ("    answers: reached\n", "    answers: reach\n", "answers: reach", (
            "elements.out_below_expectation.answers: there is no set of answers “reach”: "
            "did you mean “reached”?"
        )),
        ("    deny: {zh: 没有达到,", "    deny: {zh: 没有达到没有达到没有达到没有达到没有达到没有达到没, ", "没有达到没有", (
            "answers.reached.deny.zh: is 25 characters long, a button shows 24: shorten it"
        )),
        ("zh: 这件事是不是在落实党委、政府的决策部署？", f"zh: {'这件事是不是' * 10}？", "zh: 这件事是不是这", (
            "elements.ctx_decision_deployment.question.zh: "
            "is 61 characters long, a question at most 60: shorten it"
        )),
        ("en: Was private gain sought for oneself or for others?", f"en: {'Was private ' * 10}gain?",
         "Was private Was", (
            "elements.no_private_gain.question.en: "
            "is 125 characters long, a question at most 120: shorten it"
        )),
        ("zh: S01 写明要经过民主决策程序。", "zh: 有了它，您可以容错。", "有了它", (
            "elements.democratic_procedure.why.zh: claims a ruling (“可以容错”): "
            "say what the text says, and leave the ruling open"
        )),
        ("en: You said that private gain was sought.", "en: You will  be Exempt.", "be Exempt", (
            "bottom_lines.no_private_gain.crossed.en: claims a ruling (“you will be exempt”): "
            "say what the text says, and leave the ruling open"
        )),
        ("  no_concealment:\n    clause: P5", "  no_concealment:\n    clause: P6", "clause: P6", (
            "bottom_lines.no_concealment.clause: there is no clause “P6”: correct the id or add it"
        )),
        ("phrase: 坚守底线", "phrase: 坚守底线。", "phrase: 坚守底线。", (
            "bottom_lines.no_private_gain.phrase: “坚守底线。” is not in clause P5: "
            "quote it character by character"
        )),
        ("near: [C1, C2, C4, C5]", "near: [C1, C2, C4, C4]", "near: [C1, C2, C4, C4]", (
            "bottom_lines.no_private_gain.near.3: clause “C4” stands here twice: remove one"
        )),
        ("near: [C1, C2, C4, C5]", "near: [C1, C4x]", "near: [C1, C4x]", (
            "bottom_lines.no_private_gain.near.1: there is no clause “C4x”: did you mean “C4”?"
        )),
        ("  no_concealment:\n    clause", "  no_concealmant:\n    clause", "  no_concealmant:", (
            "bottom_lines.no_concealmant: there is no element “no_concealmant”: "
            "did you mean “no_concealment”?"
        )),
        (LAST, LAST + "        - extra\n", "        - extra", (
            "scenarios.S01.requires.all.5: there is no element “extra”: correct the id or add it"
        )),
        (LAST, LAST + "        - active_remdy\n", "active_remdy", (
            "scenarios.S01.requires.all.5: there is no element “active_remdy”: "
            "did you mean “active_remedy”?"
        )),
        (LAST, LAST + LAST, "active_remedy\n        - out_error", (
            "scenarios.S01.requires.all.5: “active_remedy” stands in this scenario already: "
            "name it once"
        )),
        ("      all:\n", "      al:\n", "    requires:", (
            "scenarios.S01.requires: there is no group “al”: did you mean “all”?"
        )),
        (LAST, "        - {xor: [active_remedy, out_loss]}\n", "- {xor", (
            "scenarios.S01.requires.all.4: there is no group “xor”: write one of all, any, not"
        )),
        (LAST, LAST + "        - 5\n", "        - 5", f"scenarios.S01.requires.all.5: {EXPRESSION}"),
        (LAST, "        - not: active remedy\n", "- not: active remedy", (
            f"scenarios.S01.requires.all.4.not: “active remedy” cannot be an id: {NO_ID}"
        )),
        (LAST, "        - {any: [active_remedy], x: 1}\n", "- {any:", (
            "scenarios.S01.requires.all.4.x: there is no field “x” here: remove it"
        )),
        (LAST, "        - any: []\n", "- any: []", (
            "scenarios.S01.requires.all.4.any: is empty: add at least one"
        )),
        (LAST, "        - any: [active_remedy]\n", "- any: [active_remedy]", (
            "scenarios.S01.requires.all.4: a group of one: "
            "write what stands in it without the group"
        )),
        (LAST, "        - not: {not: active_remedy}\n", "- not: {not", (
            "scenarios.S01.requires.all.4: “not” stands directly in “not”: remove both"
        )),
        (S06, f"        - all:\n{S06.replace('- ', '    - ')}", "requires:\n      all:\n        - all:", (
            "scenarios.S06.requires: a group of one: write what stands in it without the group"
        )),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_with_its_line_and_path(
    old: str, new: str, words: str, problem: str
) -> None:
    assert_told(SCENARIOS, old, new, (words, problem))


def test_groups_that_stand_directly_in_their_like_are_told() -> None:
    assert_told(
        SCENARIOS,
        "        - efficiency_motive\n        - out_error\n",
        "        - all: [efficiency_motive, out_error]\n",
        (
            "requires:\n      all:\n        - ctx_serving",
            "scenarios.S06.requires: “all” stands directly in “all”: move its members up",
        ),
    )
    assert_told(
        SCENARIOS,
        "            - out_error\n            - out_negative_impact\n            - out_loss\n",
        "            - any: [out_error, out_negative_impact]\n            - out_loss\n",
        (
            "any:\n            - any:",
            "scenarios.S10.requires.all.4: “any” stands directly in “any”: move its members up",
        ),
    )


def test_an_element_that_nothing_uses_is_told() -> None:
    assert_told(
        SCENARIOS,
        LAST,
        "",
        (
            "  active_remedy:",
            "elements.active_remedy: no scenario uses this element: use it or remove it",
        ),
    )
    assert_told(
        SCENARIOS,
        "        - lack_experience\n        - out_error\n",
        "        - out_error\n",
        (
            "{clause: S05, role: cause, phrase: 缺乏经验}",
            (
                "elements.lack_experience.grounds.1.clause: no scenario S05 uses “lack_experience”: "
                "use it there or remove this ground"
            ),
        ),
    )


def test_a_ground_of_an_element_that_only_a_bottom_line_uses_is_told() -> None:
    assert_told(
        SCENARIOS,
        "    grounds: []\n",
        "    grounds:\n      - {clause: P2, role: condition, phrase: 实事求是}\n",
        (
            "{clause: P2, role",
            (
                "elements.no_concealment.grounds.0.clause: no scenario P2 uses “no_concealment”: "
                "use it there or remove this ground"
            ),
        ),
    )


def test_a_use_without_a_ground_is_told() -> None:
    assert_told(
        SCENARIOS,
        "      - {clause: S05, role: cause, phrase: 缺乏经验}\n",
        "",
        (
            "        - lack_experience\n        - out_error\n",
            (
                "scenarios.S05.requires.all.3: “lack_experience” has no ground in clause S05: "
                "add its words there"
            ),
        ),
    )
    assert_told(
        SCENARIOS,
        "{clause: S05, role: cause, phrase: 缺乏经验}",
        "{clause: S02, role: cause, phrase: 缺乏经验}",
        (
            "{clause: S02, role: cause, phrase: 缺乏经验}",
            "elements.lack_experience.grounds.1: clause “S02” stands here twice: remove one",
        ),
        (
            "        - lack_experience\n        - out_error\n",
            (
                "scenarios.S05.requires.all.3: “lack_experience” has no ground in clause S05: "
                "add its words there"
            ),
        ),
    )


def test_labels_that_nothing_uses_are_told() -> None:
    assert_told(
        SCENARIOS,
        "    answers: reached\n",
        "    answers: is\n",
        ("  reached:", "answers.reached: no element uses these labels: use them or remove them"),
    )


def test_a_scenario_of_no_clause_is_told() -> None:
    assert_told(
        SCENARIOS,
        "scenarios:\n  S01:\n",
        "scenarios:\n  S13:\n",
        *(
            (
                words,
                (
                    f"elements.{name}.grounds.0.clause: no scenario S01 uses “{name}”: "
                    "use it there or remove this ground"
                ),
            )
            for name, words in (
                ("ctx_decision_deployment", "{clause: S01, role: context"),
                ("democratic_procedure", "{clause: S01, role: condition, phrase: 经过"),
                ("no_private_gain", "{clause: S01, role: condition, phrase: 没有为"),
                ("no_improper_unit_gain", "{clause: S01, role: condition, phrase: 没有……"),
                ("active_remedy", "{clause: S01, role: condition, phrase: 积极"),
                ("out_error", "{clause: S01, role: consequence"),
            )
        ),
        ("  S13:", "scenarios.S13: there is no clause “S13”: did you mean “S12”?"),
    )


def test_a_rule_that_can_never_fit_is_told() -> None:
    assert_told(
        SCENARIOS,
        "        - policy_changed\n        - any:\n",
        "        - policy_changed\n        - not: policy_changed\n        - any:\n",
        (
            "requires:\n      all:\n        - policy_changed",
            "scenarios.S11.requires: this can never fit: correct it",
        ),
        (
            "not: policy_changed",
            (
                "scenarios.S11.requires.all.1.not: “policy_changed” stands in this scenario already: "
                "name it once"
            ),
        ),
    )


def test_a_rule_contained_in_another_is_told() -> None:
    text = FILES_AS_SHIPPED[SCENARIOS]
    start, end = (
        text.index("        - ctx_economic_transformation\n"),
        text.index("  S03:\n    title"),
    )
    text = text[:start] + "        - per_superior_spirit\n        - pilot_first\n" + text[end:]
    files = {**FILES_AS_SHIPPED, SCENARIOS: text}
    line = line_of(files, SCENARIOS, "        - no_precedent\n") - 4
    what = "whenever this fits, S02 fits too: add to S02 what tells them apart"
    assert f"{SCENARIOS}:{line}: scenarios.S12.requires: {what}" in told(files)
