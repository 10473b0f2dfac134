"""Mistakes in the other files of a pack: each is told once, at its line, with what to do."""

import re

import pytest
import yaml

from bot.dialog.content.yaml_lines import read_yaml
from bot.dialog.sentences import ALL
from tests.content.broken import FILES_AS_SHIPPED, assert_told, changed, line_of, told, with_more

pytestmark = pytest.mark.usefixtures("read_once")

MEASURE, LADDERS, EXAMPLES = "measure.yaml", "ladders.yaml", "examples.yaml"
SAID, ZH, EN = "utterances.yaml", "texts.zh.yaml", "texts.en.yaml"
NO_ID = "begin with a letter, and use only letters a to z, digits and _, at most 64"

MISTAKES = [
    # The measure
    (MEASURE, "parent: C4\n", "parent: C9x\n", "parent: C9x", (
        "sections.3.clauses.4.parent: there is no clause “C9x”: correct the id or add it"
    )),
    (MEASURE, "parent: C4\n", "parent: C4a\n", "parent: C4a", (
        "sections.3.clauses.4.parent: a clause is no part of itself: name the other one"
    )),
    (MEASURE, "near: [C4]", "near: [C2, C44]", "near: [C2, C44]", (
        "gaps.2.near.1: there is no clause “C44”: did you mean “C4”?"
    )),
    (MEASURE, "near: [C4]", "near: [C4, C4]", "near: [C4, C4]", (
        "gaps.2.near.1: clause “C4” stands here twice: remove one"
    )),
    (MEASURE, "ask: [general_office]", "ask: [general_ofice]", "ask: [general_ofice]", (
        "gaps.1.ask.0: there is no contact “general_ofice”: did you mean “general_office”?"
    )),
    (MEASURE, "ask: [general_office]", "ask: []", "ask: []", "gaps.1.ask: is empty: add at least one"),
    (MEASURE, "ask: [general_office]", "ask: general_office", "ask: general_office", (
        "gaps.1.ask: must be a list: write [ … ]"
    )),
    (MEASURE, "ask: [general_office]", "ask: [general_office, general_office]", "ask: [general_office, general_office]", (
        "gaps.1.ask.1: contact “general_office” stands here twice: remove one"
    )),
    (MEASURE, "contacts:\n", "contacts:\n  mayor: {zh: 市长, en: the mayor}\n", "  mayor:", (
        "contacts.mayor: no gap sends people to this contact: use it or remove it"
    )),
    (MEASURE, "clauses: [S01, S04]", "clauses: [S01, S44]", "clauses: [S01, S44]", (
        "corrections.2.clauses.1: there is no clause “S44”: did you mean “S04”?"
    )),
    (MEASURE, "- id: P2", "- id: 2P", "id: 2P", (
        f"sections.1.clauses.1.id: “2P” cannot be an id: {NO_ID}"
    )),
    (MEASURE, "- id: P2", "- id: 2", "id: 2\n", (
        "sections.1.clauses.1.id: must be text: put it in quotes"
    )),
    (MEASURE, "        en: 'Support practical work, encourage innovation'\n", "", "- id: P1", (
        "sections.1.clauses.0.en: is missing: add it"
    )),
    (MEASURE, "  - id: principles\n", "  - id: background\n", "- id: background\n    title:\n      zh: 原则", (
        "sections.1.id: section “background” stands here twice: rename one"
    )),
    (MEASURE, "        label:\n          zh: 背景\n", f"        label:\n          zh: {'背景' * 13}\n", "zh: 背景背景", (
        "sections.0.clauses.0.label.zh: is 26 characters long, a button shows 24: shorten it"
    )),
    (MEASURE, "zh: 公开文本没有说明施行日期和有效期，只说“近日”出台。", "zh: 您应当容错。", "zh: 您应当容错", (
        "gaps.0.zh: claims a ruling (“应当容错”): say what the text says, and leave the ruling open"
    )),
    (MEASURE, "zh: 本单位法律顾问", "zh: 认定它为容错的人", "zh: 认定它", (
        "contacts.legal.zh: claims a ruling (“认定……为容错”): "
        "say what the text says, and leave the ruling open"
    )),
    (MEASURE, "  - id: retroactivity\n", "  - id: before_issue\n", "  - id: before_issue", (
        "gaps.30.id: nobody can ask for “before_issue”: add its lines to gaps in utterances.yaml"
    )),
    (MEASURE, "command: scenarios", "command: principles", "command: principles\n    clauses:\n      - id: S01", (
        "sections.2.command: command “principles” stands here twice: rename one"
    )),
    (MEASURE, "command: scenarios", "command: check", "command: check", (
        "sections.2.command: “check” is a command of the assistant: take another"
    )),
    (MEASURE, "command: scenarios", "command: reload", "command: reload", (
        "sections.2.command: “reload” is a command of the assistant: take another"
    )),
    (MEASURE, "command: scenarios", "command: /Scenarios", "command: /Scenarios", (
        "sections.2.command: “/Scenarios” cannot be a command: "
        "use only small letters a to z, digits and _, at most 32"
    )),
    (MEASURE, "command: scenarios", "command: " + "a" * 33, "command: aaa", (
        f"sections.2.command: “{'a' * 33}” cannot be a command: "
        "use only small letters a to z, digits and _, at most 32"
    )),
    (MEASURE, "zh: 纠错保护机制\n", f"zh: {'机制' * 13}\n", "zh: 机制机制", (
        "sections.3.title.zh: is 26 characters long, a button shows 24: shorten it"
    )),
    (MEASURE, "  - id: correction\n", f"  - id: {'c' * 51}\n", "- id: ccc", (
        f"sections.3.id: “{'c' * 51}” is too long for the 64 bytes of a button: shorten it"
    )),
    (MEASURE, "title: {zh: 证据, en: Evidence}", "title: {zh: 要什么样的证据和由谁证明, en: Evidence}", "title: {zh: 要什么", (
        "gaps.6.title.zh: is 12 characters long, a button shows 11: shorten it"
    )),
    (MEASURE, "title: {zh: 证据, en: Evidence}", "title: {zh: 证据, en: The evidence required}", "title: {zh: 证据", (
        "gaps.6.title.en: is 21 characters long, a button shows 20: shorten it"
    )),
    (MEASURE, "    title: {zh: 证据, en: Evidence}\n", "", "- id: evidence_needed", (
        "gaps.6.title: is missing: add it"
    )),
    (MEASURE, "title: {zh: 证据, en: Evidence}", "title: {zh: 您应当容错, en: Evidence}", "title: {zh: 您应当容错", (
        "gaps.6.title.zh: claims a ruling (“应当容错”): say what the text says, and leave the ruling open"
    )),
    (MEASURE, "leaves_open: [evidence_needed]", "leaves_open: [evidence_neded]", "leaves_open: [evidence_neded]", (
        "sections.1.clauses.1.leaves_open.0: there is no gap “evidence_neded”: did you mean “evidence_needed”?"
    )),
    (MEASURE, "leaves_open: [evidence_needed]", "leaves_open: [evidence_needed, evidence_needed]", "leaves_open: [evidence_needed, evidence_needed]", (
        "sections.1.clauses.1.leaves_open.1: gap “evidence_needed” stands here twice: remove one"
    )),
    (MEASURE, "          zh: 公开文本写到了：为提高效率", "          zh: 您没有责任：为提高效率", "zh: 您没有责任", (
        "sections.2.clauses.5.plain.zh: claims a ruling (“没有责任”): "
        "say what the text says, and leave the ruling open"
    )),
    (MEASURE, "zh: 公开文本有三处写到先行先试", "zh: 您没有责任，有三处写到先行先试", "zh: 您没有责任", (
        "topics.0.zh: claims a ruling (“没有责任”): say what the text says, and leave the ruling open"
    )),
    (MEASURE, "cites: [S02, S05, S12]", "cites: [S02, S05, S13]", "cites: [S02, S05, S13]", (
        "topics.0.cites.2: there is no clause “S13”: did you mean “S12”?"
    )),
    (MEASURE, "cites: [S02, S05, S12]", "cites: [S02, S05, S02]", "cites: [S02, S05, S02]", (
        "topics.0.cites.2: clause “S02” stands here twice: remove one"
    )),
    (MEASURE, "cites: [S02, S05, S12]", "cites: []", "cites: []", (
        "topics.0.cites: is empty: add at least one"
    )),
    (MEASURE, "  - id: topic_talks\n", "  - id: chats\n", "  - id: chats", (
        "topics.16.id: nobody can ask for “chats”: add its lines to topics in utterances.yaml"
    )),
    # The ladders
    (LADDERS, "default: other\n", "default: others\n", "default: others", (
        "default: there is no kind “others”: did you mean “other”?"
    )),
    (LADDERS, "clause: C4b\n", "clause: C4g\n", "clause: C4g", (
        "kinds.reminder_talk.clause: there is no clause “C4g”: did you mean “C4”?"
    )),
    (LADDERS, "words: [诫勉, admonishing talk]", "words: [诫勉, Reminder  Talk]", "words: [诫勉", (
        "kinds.admonishing_talk.words.1: “Reminder  Talk” tells kind “reminder_talk” already: "
        "keep it in one place"
    )),
    (LADDERS, "words: [诫勉, admonishing talk]", "words: [诫勉, …]", "words: [诫勉", (
        "kinds.admonishing_talk.words.1: has no letter or digit: remove it"
    )),
    (LADDERS, "days: [-2, -1, 0]", "days: [-2, -1, 0, -1]", "days: [-2, -1, 0, -1]", (
        "kinds.reminder_talk.days.3: day “-1” stands here twice: remove one"
    )),
    # The examples
    (EXAMPLES, "cites: [S06]}", "cites: [S66]}", "cites: [S66]}", (
        "questions.0.cites.0: there is no clause “S66”: did you mean “S06”?"
    )),
    (EXAMPLES, "cites: [S06]}", "cites: [S06, S06]}", "cites: [S06, S06]}", (
        "questions.0.cites.1: clause “S06” stands here twice: remove one"
    )),
    (EXAMPLES, "cites: [S06]}", "cites: [S06], gap: appeal}", "gap: appeal}", (
        "questions.0: expects clauses and a gap: keep “cites” or “gap”"
    )),
    (EXAMPLES, ", cites: [S06]}", "}", "- {ask: 容缺受理出了差错算不算}", (
        "questions.0: expects nothing: add “cites” or “gap”"
    )),
    (EXAMPLES, "gap: effective_date}", "gap: efective_date}", "gap: efective_date}", (
        "questions.33.gap: there is no gap “efective_date”: did you mean “effective_date”?"
    )),
    (EXAMPLES, "    scenario: S01\n", "    scenario: S0l\n", "scenario: S0l", (
        "cases.0.scenario: there is no scenario “S0l”: did you mean “S10”?"
    )),
    (EXAMPLES, "      - out_error\n", "      - out_eror\n", "- out_eror", (
        "cases.0.holds.5: there is no element “out_eror”: did you mean “out_error”?"
    )),
    (EXAMPLES, "      - out_error\n", "      - ctx_serving\n", "- ctx_serving", (
        "cases.0.holds.5: “ctx_serving” is neither in S01 nor a bottom line: remove it"
    )),
    (EXAMPLES, "      - out_error\n", "      - active_remedy\n", "- active_remedy\n    verdict", (
        "cases.0.holds.5: element “active_remedy” stands here twice: remove one"
    )),
    (EXAMPLES, "fails: [democratic_procedure]", "fails: [out_error]", "fails: [out_error]", (
        "cases.2.fails.0: “out_error” is said to hold and to fail: keep one"
    )),
    (EXAMPLES, "verdict: likely_fits", "verdict: likely_fit", "verdict: likely_fit\n", (
        "cases.0.verdict: “likely_fit” is none of likely_fits, missing_information, does_not_fit: "
        "did you mean “likely_fits”?"
    )),
    (EXAMPLES, "    verdict: likely_fits\n", "", "  - about: ", "cases.0.verdict: is missing: add it"),
    # The utterances
    (SAID, "  appeal:\n", "  appeals:\n", "  appeals:", (
        "gaps.appeals: there is no gap “appeals”: did you mean “appeal”?"
    )),
    (SAID, "  C4f:\n", "  C4g:\n", "  C4g:", (
        "clauses.C4g: there is no clause “C4g”: did you mean “C4”?"
    )),
    (SAID, "  farewell:\n", "  farwell:\n", "  farwell:", (
        "chitchat.farwell: there is no text “farwell”: did you mean “farewell”?"
    )),
    (SAID, "  opinion:\n", "  opinions:\n", "  opinions:", (
        "refusals.opinions: there is no text “opinions”: did you mean “opinion”?"
    )),
    (SAID, "  snooze:\n", "  snoozes:\n", "  snoozes:", (
        "functions.snoozes: there is no function “snoozes”: did you mean “snooze”?"
    )),
    (SAID, "cancel: [取消, 不记了, 算了, cancel, never mind]", "cancel: {one: 取消}", "cancel: {", (
        "cancel: must be a list: write [ … ]"
    )),
    (SAID, "诫勉谈话有写吗", "?!", '"?!"', "clauses.C4c.0: has no letter or digit: remove it"),
    (SAID, "诫勉谈话有写吗", "诫勉在哪一项？", '诫勉在哪一项"', (
        "clauses.C4c.1: “诫勉在哪一项” stands in clauses.C4c already: keep one"
    )),
    (SAID, "诫勉谈话有写吗", "帮我对照看看！", "帮我对照看看！", (
        "clauses.C4c.0: “帮我对照看看！” stands in functions.checklist already: keep one"
    )),
    (SAID, "[取消,", "['?',", "cancel: [", "cancel.0: has no letter or digit: remove it"),
    (SAID, "[取消,", "[取消, 取消,", "cancel: [", (
        "cancel.1: “取消” stands in cancel already: keep one"
    )),
    (SAID, "rulings:\n", "rulings:\n  - 可以容错\n", "  - 可以容错\n  - 应当", (
        "rulings.1: “可以容错” stands in rulings already: keep one"
    )),
    # The texts
    (ZH, "还有 {days} 天到期", "还有 {days 天到期", "items.left", (
        "items.left: has a lone brace: write { and } in pairs"
    )),
    (ZH, "今天到期", "''", "items.today", (
        "items.today: is empty: write what the assistant shall say"
    )),
    (ZH, "周一|", "", "deadline.weekdays", (
        "deadline.weekdays: must name seven days, Monday first: put | between them"
    )),
    (EN, "Jan|", "", "deadline.months", (
        "deadline.months: must name twelve months: put | between them"
    )),
    (EN, "{days} days left", "{day} days left", "items.left", (
        "items.left: no value is known for {day}: did you mean {days}?"
    )),
    (EN, 'items.left: "{days} days left"', "items.left: soon", "items.left", (
        "items.left: only one language uses {days}: use the same in both"
    )),
    (EN, "items.today: due today", "items.todya: due today", "items.todya", (
        "items.todya: the assistant never says this: did you mean “items.today”?"
    )),
    (ZH, "items.today: 今天到期", "items.today: 1", "items.today", (
        "items.today: must be text: put it in quotes"
    )),
    (ZH, "button.why: 为什么问", f"button.why: {'为什么问' * 7}", "button.why", (
        "button.why: is 28 characters long, a button shows 24: shorten it"
    )),
    (EN, "button.why: Why ask?", f"button.why: {'Why ask? ' * 5}", "button.why", (
        "button.why: is 44 characters long, a button shows 40: shorten it"
    )),
    (EN, "command.help: How to use this", f"command.help: {'x' * 257}", "command.help", (
        "command.help: is 257 characters long, Telegram takes 256 here: shorten it"
    )),
    (ZH, "guard.old_button: ", f"guard.old_button: {'🟢' * 90}", "guard.old_button", (
        "guard.old_button: is 202 characters long, Telegram takes 200 here: shorten it"
    )),
    (ZH, "profile.short_description: ", f"profile.short_description: {'查' * 120}", "profile.short", (
        "profile.short_description: is 148 characters long, Telegram takes 120 here: shorten it"
    )),
    (ZH, "add.done: 记下了。", "add.done: 这件事不会因此被追究。", "add.done", (
        "add.done: claims a ruling (“不会……追究”): say what the text says, and leave the ruling open"
    )),
    (EN, "add.done: Recorded.", "add.done: It will be tolerated.", "add.done", (
        "add.done: claims a ruling (“will be tolerated”): "
        "say what the text says, and leave the ruling open"
    )),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "words", "problem"), MISTAKES)
def test_a_mistake_is_told_once_with_its_line_and_path(
    name: str, old: str, new: str, words: str, problem: str
) -> None:
    assert_told(name, old, new, (words, problem))


def test_a_claim_is_looked_for_within_one_sentence() -> None:
    old = "add.done: 记下了。"
    for text in ("不会再问。追究责任是有权机关的事。", "不会再问！追究责任是有权机关的事。"):
        assert told(changed(ZH, old, f"add.done: {text}")) == []


def test_a_target_without_lines_is_told() -> None:
    files = dict(FILES_AS_SHIPPED)
    files[SAID] = re.sub(r"  C4c:\n(    - .*\n)+", "  C4c: []\n", files[SAID])
    line = line_of(files, SAID, "C4c: []")
    assert told(files) == [f"{SAID}:{line}: clauses.C4c: has no lines: add some or remove it"]


def test_what_people_say_and_what_the_measure_says_may_sound_like_a_ruling() -> None:
    assert told(changed(SAID, "诫勉谈话有写吗", "我可以容错吗")) == []
    assert told(changed(EXAMPLES, "ask: 容缺受理出了差错算不算", "ask: 容缺受理可以容错吗")) == []
    old = "zh: '支持实干,鼓励创新'"
    assert told(changed(MEASURE, old, "zh: '支持实干,鼓励创新,可以容错'")) == []


@pytest.mark.parametrize("placeholder", ["{secret}", "{days:>3}", "{days!r}", "{}", "{days.real}"])
def test_a_placeholder_is_a_name_the_assistant_knows_and_nothing_more(placeholder: str) -> None:
    [problem] = told(changed(ZH, "还有 {days} 天到期", f"还有 {placeholder} 天到期"))
    assert f"items.left: no value is known for {placeholder}: " in problem


@pytest.mark.parametrize(("name", "other"), [(ZH, EN), (EN, ZH)])
def test_a_text_without_a_translation_is_told(name: str, other: str) -> None:
    language = {ZH: "English", EN: "Chinese"}[name]
    files = with_more(name, "chitchat.joke: 哈\n")
    files[SAID] = files[SAID].replace("chitchat:\n", "chitchat:\n  joke: [笑话一则]\n")
    line = line_of(files, name, "chitchat.joke")
    assert told(files) == [
        f"{name}:{line}: chitchat.joke: has no {language}: add it to {other}",
    ]


def test_a_text_that_nothing_leads_to_is_told() -> None:
    for key, what in (
        (
            "chitchat.joke",
            "nothing leads to this text: add its lines to utterances.yaml or remove it",
        ),
        ("more.words", "the assistant never says this: remove it"),
    ):
        files = with_more(ZH, f"{key}: 多\n")
        assert told(files) == [f"{ZH}:{line_of(files, ZH, key)}: {key}: {what}"]


def test_a_text_that_the_assistant_needs_is_told_as_missing() -> None:
    files = changed(ZH, "items.today: 今天到期\n", "")
    line = line_of(files, ZH, "start.welcome")
    assert told(files) == [
        f"texts.zh.yaml:{line}: items.today: is missing: add it, the assistant needs it",
    ]


def test_an_id_that_stands_twice_is_told_at_the_second() -> None:
    files = changed(MEASURE, "- id: amounts\n", "- id: appeal\n")
    line = line_of(files, MEASURE, "- id: appeal\n    title: {zh: 金额")
    assert f"measure.yaml:{line}: gaps.13.id: gap “appeal” stands here twice: rename one" in told(
        files
    )
    files = changed(MEASURE, "- id: topic_talks\n", "- id: topic_hard\n")
    line = line_of(files, MEASURE, "- id: topic_hard\n    zh: 公开文本有三处写到难事")
    assert (
        f"measure.yaml:{line}: topics.17.id: topic “topic_hard” stands here twice: rename one"
        in told(files)
    )
    files = changed(MEASURE, "- id: C4b", "- id: C4a")
    line = line_of(files, MEASURE, "zh: '提醒约谈'") - 2
    assert (
        f"measure.yaml:{line}: sections.3.clauses.5.id: clause “C4a” stands here twice: rename one"
        in told(files)
    )


def test_no_topic_has_the_id_of_a_clause() -> None:
    files = changed(MEASURE, "- id: topic_talks\n", "- id: C4b\n")
    files[SAID] = files[SAID].replace("  topic_talks:", "  C4b:", 1)
    line = line_of(files, MEASURE, "- id: C4b\n    zh: 公开文本列出的六种")
    assert (
        f"measure.yaml:{line}: topics.16.id: “C4b” is a clause already: rename the topic"
        in told(files)
    )


@pytest.mark.parametrize(("length", "fits"), [(54, True), (55, False)])
def test_the_id_of_a_clause_has_to_fit_into_a_button(length: int, fits: bool) -> None:  # noqa: FBT001 - a parameter of the test
    name = "C" * length
    files = changed(MEASURE, "- id: C5\n", f"- id: {name}\n")
    problems = [one for one in told(files) if "button" in one]
    line = line_of(files, MEASURE, f"- id: {name}")
    what = f"sections.3.clauses.10.id: “{name}” is too long for the 64 bytes of a button"
    assert problems == ([] if fits else [f"measure.yaml:{line}: {what}: shorten it"])


@pytest.mark.parametrize(("length", "fits"), [(46, True), (47, False)])
def test_a_scenario_has_to_leave_room_for_a_step_beside_it(length: int, fits: bool) -> None:  # noqa: FBT001 - a parameter of the test
    name = "S" * length
    files = {
        file: text.replace("S12", name) if file not in (ZH, EN) else text
        for file, text in FILES_AS_SHIPPED.items()
    }
    problems = [one for one in told(files) if "button" in one]
    assert len(problems) == (0 if fits else 1)


def test_every_text_is_held_to_what_telegram_takes() -> None:
    texts = read_yaml(FILES_AS_SHIPPED[EN])[0]
    limited = [sentence for sentence in ALL.values() if sentence.limit < 4096]
    assert len(limited) > 15
    for sentence in (*limited, ALL["help.text"]):
        for length in (sentence.limit, sentence.limit + 1):
            changed_texts = yaml.safe_dump({**texts, sentence.key: "x" * length})
            problems = told({**FILES_AS_SHIPPED, EN: changed_texts})
            is_told = any(f"Telegram takes {sentence.limit} here" in one for one in problems)
            assert is_told == (length > sentence.limit), sentence.key
