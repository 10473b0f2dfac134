"""What is kept of a check, how two runs compare, and what other content does to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given

from bot.dialog import sentences as s
from bot.dialog.actions import (
    Action,
    Answer,
    CompareKept,
    DeleteKept,
    EraseKept,
    ListChecks,
    OpenKept,
    RerunKept,
    ShowKept,
    StartCheck,
)
from bot.dialog.checklist import shelf
from bot.dialog.checklist.interview import Check, findings, remaining
from bot.dialog.checklist.kept import (
    Kept,
    Record,
    decode_record,
    encode_record,
    record_of,
    repinned,
)
from bot.dialog.checklist.moved import moved
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.parts import Bilingual, Language
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Pack
from bot.dialog.reply import Note, Reply, Text
from bot.dialog.voice import Voice
from tests.dialog.contents import ANSWERS, contents
from tests.dialog.expressions import all_of, any_of
from tests.dialog.packs import EN, PACK, ZH, pack_of

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
ZONE = timezone(timedelta(hours=8))
MET = {"a": True, "b": True}
BEFORE = pack_of({"S01": all_of("a", "b")}, MET)


def answered(content: Scenarios, said: list[Answer], *scenarios: str) -> Check:
    check = Check(scenarios, "old", reviewed=True)
    for answer in said:
        left = remaining(content, check)
        if left:
            check = check.answered(left[0], answer)
    return replace(check, reviewed=not remaining(content, check), step=0)


def kept(record: Record, number: int = 1, days: int = 0) -> Kept:
    moment = NOW - timedelta(days=days)
    return Kept(number, moment, moment, record)


def reworded(pack: Pack, name: str) -> Pack:
    """Return the pack with another question about an element."""
    elements = dict(pack.scenarios.elements)
    question = Bilingual(zh="换了问法", en="other words")
    elements[name] = elements[name].model_copy(update={"question": question})
    scenarios = pack.scenarios.model_copy(update={"elements": elements})
    return pack.model_copy(update={"scenarios": scenarios})


def actions_of(reply: Reply) -> list[Action]:
    return [button.action for row in reply.keyboard for button in row]


def full(*said: Answer) -> Record:
    """Return what is kept of the check of `BEFORE` with these answers."""
    return record_of(BEFORE.scenarios, answered(BEFORE.scenarios, list(said), "S01"))


@given(content=contents(), said=ANSWERS)
def test_a_record_comes_back_as_it_was_written(content: Scenarios, said: list[Answer]) -> None:
    record = record_of(content, answered(content, said, *content.scenarios))
    assert decode_record(encode_record(record)) == record
    assert record.finished


@given(content=contents(), said=ANSWERS)
def test_the_same_content_changes_nothing(content: Scenarios, said: list[Answer]) -> None:
    check = answered(content, said, *content.scenarios)
    assert repinned(content, "new", record_of(content, check)) == replace(check, content="new")


@given(content=contents(), other=contents(), said=ANSWERS, more=ANSWERS)
def test_other_content_counts_only_what_was_asked_in_the_same_words(
    content: Scenarios, other: Scenarios, said: list[Answer], more: list[Answer]
) -> None:
    record = record_of(content, answered(content, said, *content.scenarios))
    check = repinned(other, "new", record)
    if check is None:
        assert not set(content.scenarios) & set(other.scenarios)
        return
    given_before = dict(record.check.answers)
    for name, answer in check.answers:
        assert given_before[name] is answer
        assert other.elements[name].question == content.elements[name].question
    for answer in more:
        left = remaining(other, check)
        if left:
            check = check.answered(left[0], answer)
    assert not remaining(other, check), "it can always be finished"
    assert [one.scenario for one in findings(other, check)] == list(check.scenarios)


def test_a_record_keeps_nothing_of_the_screen() -> None:
    check = replace(answered(BEFORE.scenarios, [YES, NO], "S01"), step=9, revised="a")
    record = record_of(BEFORE.scenarios, check)
    assert (record.check.step, record.check.revised) == (0, "")
    assert record.found == (("S01", Verdict.DOES_NOT_FIT),)


def test_a_question_in_other_words_is_asked_again() -> None:
    after = reworded(BEFORE, "b")
    check = repinned(after.scenarios, "new", full(YES, YES))
    assert check is not None
    assert check.answers == (("a", YES),)
    assert remaining(after.scenarios, check) == ["b"]
    assert not check.reviewed
    voice = Voice(after, Language.CHINESE)
    assert moved(voice, full(YES, YES), check) == (
        Text(voice.say(s.MOVED_HEADING)),
        Text(voice.say(s.MOVED_KEPT, count=1)),
        Text(voice.say(s.MOVED_AGAIN, question="换了问法")),
        Note(voice.say(s.MOVED_VERDICT_OPEN)),
    )


def test_another_rule_may_change_an_old_verdict_and_it_is_said() -> None:
    after = pack_of({"S01": any_of("a", "b")}, MET)
    voice = Voice(after, Language.CHINESE)
    record = full(YES, NO)
    check = repinned(after.scenarios, "new", record)
    assert check is not None
    assert moved(voice, record, check)[-1] == Note(
        "S01：原来是“与文字要件不符”，按新内容是“与文字要件相符”。"
    )
    same = full(YES, YES)
    check = repinned(after.scenarios, "new", same)
    assert check is not None
    assert moved(voice, same, check)[-1] == Note("S01：结果没有变，还是“与文字要件相符”。")


def test_an_element_that_is_gone_is_counted_and_its_answer_dropped() -> None:
    after = pack_of({"S01": "a"}, {"a": True})
    voice = Voice(after, Language.CHINESE)
    record = full(YES, NO)
    check = repinned(after.scenarios, "new", record)
    assert check is not None
    assert check.answers == (("a", YES),)
    assert Text(voice.say(s.MOVED_OUT, count=1)) in moved(voice, record, check)


def test_of_an_unfinished_check_no_verdict_is_told() -> None:
    voice = Voice(BEFORE, Language.CHINESE)
    record = full(YES)
    check = repinned(BEFORE.scenarios, "new", record)
    assert check is not None
    assert moved(voice, record, check) == (
        Text(voice.say(s.MOVED_HEADING)),
        Text(voice.say(s.MOVED_KEPT, count=1)),
    )


def test_a_check_whose_scenarios_are_all_gone_does_not_go_on() -> None:
    after = pack_of({"S02": "a"}, {"a": True})
    assert repinned(after.scenarios, "new", full(YES, YES)) is None


def shipped(*said: Answer) -> Record:
    return record_of(
        PACK.scenarios, replace(answered(PACK.scenarios, list(said), "S06"), content=PACK.version)
    )


DONE = shipped(YES, YES, YES, YES, NO)
AGAIN = shipped(YES, YES, UNCLEAR, YES, NO)
HALF = shipped(YES, YES)


def test_an_empty_list_offers_a_check() -> None:
    reply = shelf.shelf(ZH, [], 0, 1, NOW, ZONE)
    assert reply.plain() == "还没有对照过。"
    assert actions_of(reply) == [StartCheck()]


def test_the_list_tells_scenario_day_and_state() -> None:
    reply = shelf.shelf(ZH, [kept(HALF, 9), kept(DONE, 4, days=3)], 2, 1, NOW, ZONE)
    assert reply.plain().splitlines() == [
        "我的对照（2 次）",
        "1. S06 · 11月23日",
        "还没做完，已答 2 个问题",
        "2. S06 · 11月20日",
        "S06 与文字要件相符",
    ]
    assert actions_of(reply) == [ShowKept(9), ShowKept(4), StartCheck()]


def test_the_list_has_pages() -> None:
    count = 2 * shelf.PAGE + 1
    pages = [shelf.page_within(page, count) for page in (0, 1, 3, 99)]
    assert pages == [1, 1, 3, 3]
    assert shelf.page_within(2, 0) == 1
    middle = shelf.shelf(ZH, [kept(DONE)], count, 2, NOW, ZONE)
    assert middle.plain().splitlines()[1].startswith(f"{shelf.PAGE + 1}. ")
    assert {ListChecks(1), ListChecks(3)} <= set(actions_of(middle))
    last = actions_of(shelf.shelf(ZH, [kept(DONE)], count, 3, NOW, ZONE))
    assert ListChecks(2) in last
    assert ListChecks(4) not in last


def test_what_can_be_done_with_a_check() -> None:
    reply = shelf.one(ZH, kept(DONE, 5), NOW, ZONE, comparable=True)
    assert actions_of(reply) == [
        OpenKept(5),
        RerunKept(5),
        CompareKept(5),
        DeleteKept(5),
        ListChecks(1),
    ]
    alone = shelf.one(ZH, kept(HALF, 5), NOW, ZONE, comparable=False)
    assert CompareKept(5) not in actions_of(alone)
    assert alone.keyboard[0][0].label == "接着做"
    older = replace(DONE, check=replace(DONE.check, content="000000"))
    told = shelf.one(ZH, kept(older, 5), NOW, ZONE, comparable=False)
    assert Note(ZH.say(s.CHECKS_OLDER)) in told.blocks


def test_deleting_is_asked_about() -> None:
    reply = shelf.deletion(ZH, kept(DONE, 5), NOW, ZONE)
    assert "找不回来" in reply.plain()
    assert actions_of(reply) == [EraseKept(5), ShowKept(5)]


def test_two_runs_are_compared() -> None:
    asked, _ = DONE.check.answers[2]
    question = PACK.scenarios.elements[asked].question.zh
    reply = shelf.comparison(ZH, kept(AGAIN, 2), kept(DONE, 1, days=1), NOW, ZONE)
    assert reply.plain().splitlines()[:-1] == [
        "S06：和 11月22日 的那一次比",
        "S06：上一次“与文字要件相符”，这一次“还缺信息”。",
        f"{question}上一次：是，这一次：不清楚。",
    ]
    assert actions_of(reply) == [ShowKept(2)]


def test_runs_that_agree_and_runs_of_other_scenarios() -> None:
    same = shelf.comparison(ZH, kept(DONE, 2), kept(DONE, 1), NOW, ZONE).plain()
    assert "S06：结果一样，与文字要件相符。" in same
    assert "答案没有不同。" in same
    wider = replace(
        DONE,
        check=DONE.check.widened("S07"),
        found=(*DONE.found, ("S07", Verdict.MISSING_INFORMATION)),
    )
    told = shelf.comparison(EN, kept(wider, 2), kept(DONE, 1), NOW, ZONE).plain()
    assert "S07: “not checked” then" in told


def test_what_the_content_has_no_more_is_told_by_its_id_or_not_at_all() -> None:
    gone = Record(
        Check(("S99",), "000000", (("gone", YES),)),
        (),
        (("S99", Verdict.LIKELY_FITS),),
        finished=True,
    )
    told = shelf.comparison(ZH, kept(gone, 2), kept(DONE, 1), NOW, ZONE).plain()
    assert "S99：上一次“没有对照”" in told
    assert shelf.one(ZH, kept(gone), NOW, ZONE, comparable=False).plain().startswith("S99")
