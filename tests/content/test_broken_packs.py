"""A broken pack is told file, line, path and what to do; never a traceback."""

import re
from collections.abc import Mapping

import pytest

from bot.dialog.content.loading import FILES
from bot.dialog.content.problem import Problem
from tests.content.broken import FILES_AS_SHIPPED, changed, line_of, told, with_more

MEASURE, SCENARIOS, LADDERS = "measure.yaml", "scenarios.yaml", "ladders.yaml"
SAID, ZH, EN = "utterances.yaml", "texts.zh.yaml", "texts.en.yaml"
LADDER = 'default:\n  days: [1]\n  at: "09:00"\n'
EXPECTED_ID = "expected the id of an element, or one of all, any and not"


def ladder(text: str) -> dict[str, str]:
    return {**FILES_AS_SHIPPED, LADDERS: text}


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name: str) -> None:
    files = {file: text for file, text in FILES_AS_SHIPPED.items() if file != name}
    assert told(files) == [f"{name}: the file is missing: add it to the content folder"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", ["", "# nothing\n", "- 1\n", "word\n"])
def test_a_file_of_another_shape_is_told(name: str, text: str) -> None:
    [problem] = told({**FILES_AS_SHIPPED, name: text})
    assert problem.startswith(f"{name}:1: Input should be a valid dictionary")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("default: [1\n", 2, "did not find expected ',' or ']'"),
        ("default:\n\tdays: 1\n", 2, "found character that cannot start any token"),
        ("a: 1\nb: 'x\n", 3, "found unexpected end of stream"),
        (LADDER + "default: 1\n", 4, "“default” stands here twice"),
        ("default:\n  days: [1]\n  days: [2]\n", 3, "“days” stands here twice"),
        (LADDER + "---\n" + LADDER, 4, "but found another document"),
        ("default: *nothing\n", 1, "found undefined alias"),
        ("default: &a\n  days: [*a]\n", 1, "this contains itself"),
        (LADDER + "yes: 1\n", 4, "this key is not read as text: put it in quotes"),
        (LADDER + "? [a]\n: 1\n", 4, "this key is not read as text: put it in quotes"),
        (LADDER + "a: !!python/name:os.system x\n", 4, "could not determine a constructor"),
        (LADDER + "a: 2027-13-45\n", 4, "this cannot be read as timestamp, put it in quotes"),
        (LADDER + "a: !!bool x\n", 4, "this cannot be read as bool"),
        (LADDER + "a: !!timestamp x\n", 4, "this cannot be read as timestamp"),
        (LADDER + "a: !!int\n", 4, "this cannot be read as int"),
        (LADDER + "a: !!int x\n", 4, "this cannot be read as int, put it in quotes"),
        (LADDER + "a: 0b_\n", 4, "this cannot be read as int, put it in quotes"),
        (f"default:\n  days: [{'9' * 5000}]\n", 2, "this cannot be read as int"),
    ],
)
def test_bad_yaml_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    [problem] = told(ladder(text))
    assert problem.startswith(f"ladders.yaml:{line}: not valid YAML: {reason}")
    assert problem.endswith(": mend this line")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("a: \x00", "unacceptable character"), ("[" * 2000 + "]" * 2000, "nested too deeply")],
)
def test_bad_yaml_without_a_line_is_told(text: str, reason: str) -> None:
    [problem] = told(ladder(text))
    assert problem.startswith(f"ladders.yaml: not valid YAML: {reason}")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("default:\n  days: [1]\n", ["1: default.at: Field required"]),
        ("other: 1\n", [
            "1: default: Field required",
            "1: other: Extra inputs are not permitted",
        ]),
        (LADDER + "more: 1\n", ["4: more: Extra inputs are not permitted"]),
        ("default:\n  days: []\n  at: '09:00'\n", [
            "2: default.days: Tuple should have at least 1 item after validation, not 0",
        ]),
        ("default:\n  days:\n    - 1\n    - x\n  at: '09:00'\n", [
            "4: default.days.1: Input should be a valid integer, unable to parse string as an integer",
        ]),
        ("default:\n  days: [1]\n  at: 9:00\n", ["3: default.at: Input should be a valid string"]),
        ("default:\n  days: [1]\n  at: '24:00'\n", [
            r"3: default.at: String should match pattern '^([01]\d|2[0-3]):[0-5]\d$'",
        ]),
        ("default:\n  days: 1\n  at: '09:00'\n", [
            "2: default.days: Input should be a valid tuple",
        ]),
    ],
)  # fmt: skip
def test_a_wrong_ladder_is_told(text: str, problems: list[str]) -> None:
    assert told(ladder(text)) == [f"ladders.yaml:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("name", "old", "new", "words", "problem"),
    [
        (MEASURE, "parent: C4\n", "parent: C9\n", "- id: C4a", (
            "sections.3.clauses.4: there is no clause “C9”: correct the id or add it"
        )),
        (MEASURE, "near: [C2, C5]", "near: [C2, C9]", "near: [C2, C9]", (
            "gaps.4.near: there is no clause “C9”: correct the id or add it"
        )),
        (MEASURE, "clauses: [S01, S04]", "clauses: [S01, S44]", "clauses: [S01, S44]", (
            "corrections.2.clauses: there is no clause “S44”: correct the id or add it"
        )),
        (MEASURE, "- id: P2", "- id: 2P", "id: 2P", (
            "sections.1.clauses.1.id: String should match pattern '^[A-Za-z][A-Za-z0-9_]{0,47}$'"
        )),
        (MEASURE, "        en: 'Support practical work, encourage innovation'\n", "", "- id: P1", (
            "sections.1.clauses.0.en: Field required"
        )),
        (SCENARIOS, "clause: S01", "clause: S99", "ctx_decision_deployment:", (
            "elements.ctx_decision_deployment: there is no clause “S99”: correct the id or add it"
        )),
        (SCENARIOS, "phrase: 出现工作失误和偏差", "phrase: 出现工作偏差", "phrase: 出现工作偏差", (
            "elements.out_error.phrase: “出现工作偏差” is not in clause S01: "
            "quote it character by character"
        )),
        (SCENARIOS, "phrase: 没有……为单位", "phrase: 为单位……没有", "phrase: 为单位……没有", (
            "elements.no_improper_unit_gain.phrase: “为单位……没有谋取不正当利益” is not in "
            "clause S01: quote it character by character"
        )),
        (SCENARIOS, "        - active_remedy\n", "", "  active_remedy:", (
            "elements.active_remedy: no scenario uses this element: use or remove it"
        )),
        (SCENARIOS, "- active_remedy\n", "- active_remedy\n        - extra\n", "requires:", (
            "scenarios.S01.requires: there is no element “extra”: correct the id or add it"
        )),
        (SCENARIOS, "      all:\n", "      al:\n", "requires:", (
            f"scenarios.S01.requires: {EXPECTED_ID}"
        )),
        (SCENARIOS, "- active_remedy\n", "- active_remedy\n        - 5\n", "        - 5", (
            f"scenarios.S01.requires.all.6: {EXPECTED_ID}"
        )),
        (SCENARIOS, "- active_remedy\n", "- not: active remedy\n", "- not: active remedy", (
            "scenarios.S01.requires.all.5.not: "
            "String should match pattern '^[A-Za-z][A-Za-z0-9_]{0,47}$'"
        )),
        (SCENARIOS, "- active_remedy\n", "- {any: [active_remedy], x: 1}\n", "- {any:", (
            "scenarios.S01.requires.all.5.x: Extra inputs are not permitted"
        )),
        (SCENARIOS, "role: context", "role: ctx", "role: ctx", (
            "elements.ctx_decision_deployment.role: "
            "Input should be 'context', 'condition', 'cause' or 'consequence'"
        )),
        (SCENARIOS, "met_by: no", "met_by: maybe", "met_by: maybe", (
            "elements.no_private_gain.met_by: "
            "Input should be a valid boolean, unable to interpret input"
        )),
        (SAID, "  appeal: [", "  appeals: [", "  appeals:", (
            "gaps.appeals: there is no gap “appeals”: correct the id or add it"
        )),
        (SAID, "  C4f: [", "  C4g: [", "  C4g:", (
            "clauses.C4g: there is no clause “C4g”: correct the id or add it"
        )),
        (SAID, "  farewell: [", "  goodbye: [", "  goodbye:", (
            "chitchat.goodbye: there is no text “chitchat.goodbye”: correct the id or add it"
        )),
        (SAID, "  opinion: [", "  opinions: [", "  opinions:", (
            "refusals.opinions: there is no text “refusals.opinions”: correct the id or add it"
        )),
        (SAID, "[诫勉]", "['?!']", "['?!']", (
            "clauses.C4c.0: has no letter or digit: remove it"
        )),
        (SAID, "[诫勉]", "诫勉", "C4c", "clauses.C4c: Input should be a valid tuple"),
        (ZH, "还有 {days} 天到期", "还有 {days 天到期", "items.left", (
            "items.left: has a lone brace here or in English: pair it"
        )),
        (ZH, "今天到期", "''", "items.today", (
            "items.today: is empty: write what the assistant shall say"
        )),
        (ZH, "周一|", "", "deadline.weekdays", (
            "deadline.weekdays: must name seven days, Monday first, with | between"
        )),
        (EN, "Jan|", "", "deadline.months", (
            "deadline.months: must name twelve months, with | between"
        )),
        (SAID, "  snooze: [", "  snoozes: [", "  snoozes:", (
            "functions.snoozes: there is no function “snoozes”: correct the id or add it"
        )),
        (SAID, "[取消,", "['?',", "cancel: [", (
            "cancel.0: has no letter or digit: remove it"
        )),
        (EN, "{days} days left", "{day} days left", "items.left", (
            "items.left: its placeholders differ from the Chinese: use the same"
        )),
        (ZH, "button.yes: 是", "button.yes: 1", "button.yes", (
            "button.yes: Input should be a valid string"
        )),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_with_its_line_and_path(
    name: str, old: str, new: str, words: str, problem: str
) -> None:
    files = changed(name, old, new)
    assert told(files) == [f"{name}:{line_of(files, name, words)}: {problem}"]


@pytest.mark.parametrize("placeholder", ["{secret}", "{days:>3}", "{days!r}", "{}", "{days.real}"])
def test_a_placeholder_is_a_name_the_assistant_knows_and_nothing_more(placeholder: str) -> None:
    files = changed(ZH, "还有 {days} 天到期", f"还有 {placeholder} 天到期")
    english, chinese = told(files)
    assert english.startswith("texts.en.yaml:")
    assert "its placeholders differ from the Chinese" in english
    assert re.fullmatch(
        rf"texts.zh.yaml:\d+: items.left: no value is known for {re.escape(placeholder)}: remove it",
        chinese,
    )


def test_a_text_without_a_translation_is_told() -> None:
    files = with_more(ZH, "more.words: 多\n")
    line = line_of(files, ZH, "more.words")
    assert told(files) == [
        f"texts.zh.yaml:{line}: more.words: has no English: add it to texts.en.yaml"
    ]
    files = with_more(EN, "more.words: more\n")
    line = line_of(files, EN, "more.words")
    assert told(files) == [
        f"texts.en.yaml:{line}: more.words: has no Chinese: add it to texts.zh.yaml"
    ]


def test_a_text_that_the_assistant_needs_is_told_as_missing() -> None:
    files = changed(ZH, "items.today: 今天到期\n", "")
    line = line_of(files, EN, "items.today")
    assert told(files) == [
        f"texts.en.yaml:{line}: items.today: has no Chinese: add it to texts.zh.yaml",
        "texts.zh.yaml:3: items.today: this text is missing: the assistant needs it",
    ]


def test_an_id_that_stands_twice_is_told_at_the_second() -> None:
    files = changed(MEASURE, "- id: amounts\n", "- id: appeal\n")
    line = line_of(files, MEASURE, "- id: appeal\n    zh: 公开文本没有写任何")
    assert told(files)[0] == (
        f"measure.yaml:{line}: gaps.12: gap “appeal” stands here twice: rename one"
    )
    files = changed(MEASURE, "- id: C4b", "- id: C4a")
    line = line_of(files, MEASURE, "zh: '提醒约谈'") - 2
    assert told(files)[0] == (
        f"measure.yaml:{line}: sections.3.clauses.5: clause “C4a” stands here twice: rename one"
    )


def test_all_problems_of_all_files_are_told_in_order() -> None:
    files = {**changed(SCENARIOS, "role: context", "role: x"), LADDERS: "default: [\n"}
    del files[EN]
    names = [problem.split(":")[0] for problem in told(files)]
    assert names == ["ladders.yaml", "scenarios.yaml", "texts.en.yaml"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (with_more(LADDERS, "# a remark\n"), "a comment"),
        (ladder("\ufeff" + LADDER), "a mark of the byte order"),
        (ladder(LADDER.replace("\n", "\r\n")), "line ends of Windows"),
        (ladder("default: &a\n  <<: {at: '09:00'}\n  days: [1]\n"), "merged keys"),
        (changed(SCENARIOS, "- active_remedy\n", "- not: {not: active_remedy}\n"), "nesting"),
        (changed(SCENARIOS, "- active_remedy\n", "- any: [active_remedy]\n"), "any"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_harmless_is_accepted(files: Mapping[str, str], reason: str) -> None:
    assert told(files) == [], reason


def test_a_problem_without_line_or_path_is_still_a_sentence() -> None:
    assert str(Problem("a.yaml", 0, "", "broken")) == "a.yaml: broken"
    assert str(Problem("a.yaml", 0, "x.y", "broken")) == "a.yaml: x.y: broken"
    assert str(Problem("a.yaml", 7, "", "broken")) == "a.yaml:7: broken"
