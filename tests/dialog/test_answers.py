"""Answers: every clause, gap, refusal, remark and function is found, and quoted exactly."""

import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import sentences as s
from bot.dialog.actions import ShowClause, ShowGaps, ShowSources, StartCheck
from bot.dialog.answer.compose import ask, help_words
from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Kind, Result
from bot.dialog.answer.retrieve import Index
from bot.dialog.answer.route import Route, Router
from bot.dialog.content.measure import Clause, Gap
from bot.dialog.content.parts import Cues
from bot.dialog.items.draft import Complete, begin
from bot.dialog.reading import show_clause, show_sources
from bot.dialog.reply import Heading, Quote
from bot.dialog.voice import Voice
from tests.dialog.moments import NOW, SHANGHAI
from tests.dialog.packs import EN, PACK, ZH

ROUTER = Router(PACK)
SAID = PACK.utterances
CLAUSES = PACK.measure.clauses
VOICES = pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])


def cues(group: Mapping[str, Cues]) -> list[tuple[str, str]]:
    return [(name, cue) for name, said in group.items() for cue in said]


def actions_of(result: Result) -> list[object]:
    return [button.action for row in result.reply.keyboard for button in row]


def parts_of(clause: str) -> tuple[Clause, ...]:
    return PACK.measure.parts_of[clause]


def quotes_of(result: Result) -> Iterator[Quote]:
    return (block for block in result.reply.blocks if isinstance(block, Quote))


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_found_by_its_own_text(clause: str) -> None:
    assert ROUTER.route(CLAUSES[clause].zh) == Route(Kind.ANSWER, clause)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_found_by_its_id_however_it_is_typed(clause: str) -> None:
    for typed in (clause, clause.lower(), f" {clause} ", f"【{clause}】", f"{clause}?"):
        assert ROUTER.route(typed) == Route(Kind.ANSWER, clause)


@pytest.mark.parametrize(("clause", "cue"), cues(SAID.clauses))
def test_a_cue_of_a_clause_finds_it(clause: str, cue: str) -> None:
    assert ROUTER.route(cue) == Route(Kind.ANSWER, clause)


@pytest.mark.parametrize(("gap", "cue"), cues(SAID.gaps))
def test_what_the_text_does_not_state_is_said_to_be_not_stated(gap: str, cue: str) -> None:
    result = ask(ZH, ROUTER, f"{cue}?")
    assert (result.kind, result.cites) == (Kind.NOT_STATED, ())
    assert ROUTER.route(cue) == Route(Kind.NOT_STATED, gap)


@pytest.mark.parametrize(("refusal", "cue"), cues(SAID.refusals))
def test_what_is_out_of_scope_is_declined(refusal: str, cue: str) -> None:
    result = ask(ZH, ROUTER, f"请问{cue}")
    assert result.kind is Kind.OUT_OF_SCOPE
    assert result.reply.plain() == ZH.say_key(f"refusals.{refusal}")


@pytest.mark.parametrize(("function", "cue"), cues(SAID.functions))
def test_a_function_is_named(function: str, cue: str) -> None:
    result = ask(ZH, ROUTER, f"请{cue}")
    assert (result.kind, result.intent) == (Kind.INTENT, function)


@pytest.mark.parametrize(("remark", "cue"), cues(SAID.chitchat))
def test_small_talk_is_answered(remark: str, cue: str) -> None:
    for voice in (ZH, EN):
        result = ask(voice, ROUTER, f"{cue}!")
        assert result.kind is Kind.CHITCHAT
        assert result.reply.plain() == voice.say_key(f"chitchat.{remark}")


def test_a_greeting_before_a_question_is_politeness() -> None:
    assert ROUTER.route("您好，请问容缺受理出了差错算不算") == Route(Kind.ANSWER, "S06")
    assert ROUTER.route("你好啊朋友们") == Route(Kind.CHITCHAT, "greeting")


@pytest.mark.parametrize(
    "text", ["你好像没看懂我的意思", "with incomplete", "this and which", "goodbye-ish"]
)
def test_what_only_resembles_a_greeting_is_none(text: str) -> None:
    assert ROUTER.route(text) == Route(Kind.NOT_STATED)


def test_thanks_in_more_words_are_still_thanks_but_a_question_comes_first() -> None:
    assert ROUTER.route("thanks a lot now") == Route(Kind.CHITCHAT, "thanks")
    assert ROUTER.route("hi, how long") == Route(Kind.NOT_STATED, "time_limit")


def test_latin_cues_are_whole_words_also_beside_chinese() -> None:
    assert ROUTER.route("HI!") == Route(Kind.CHITCHAT, "greeting")
    assert ROUTER.route("请看 my items 吧") == Route(Kind.INTENT, "reminders")
    assert ROUTER.route("请看my-items吧") == Route(Kind.INTENT, "reminders")
    assert ROUTER.route("mummy itemshop") == Route(Kind.NOT_STATED)


@pytest.mark.parametrize(("voice", "clause"), [(ZH, "S06"), (EN, "S06")], ids=["zh", "en"])
def test_the_examples_of_help_do_what_help_says(voice: Voice, clause: str) -> None:
    text = help_words(voice)
    [question] = re.findall("“(.+?)”", text)
    result = ask(voice, ROUTER, question)
    assert (result.kind, result.cites) == (Kind.ANSWER, (clause,))
    [line] = re.findall(r": ?/add (.+)$|：/add (.+)$", text, re.MULTILINE)
    assert isinstance(begin(voice, "".join(line), NOW, SHANGHAI), Complete)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("帮我记一件整改的事", ""),
        ("提醒我2027-03-31前交整改报告", "2027-03-31前交整改报告"),
        ("提醒我：交整改报告", "交整改报告"),
        ("下周 提醒我 交报告", "下周 交报告"),
        ("Remind me to hand it in", "hand it in"),
        ("没有说法", "没有说法"),
    ],
)
def test_the_words_that_asked_for_a_function_are_taken_out(said: str, left: str) -> None:
    assert ROUTER.without_function(said) == left


@pytest.mark.parametrize("text", ["取消", "不记了。", " 算了 ", "Cancel!", "never mind"])
def test_giving_up_is_the_whole_message(text: str) -> None:
    assert ROUTER.gives_up(text)
    assert not ROUTER.gives_up(f"{text}某某的资格")


@pytest.mark.parametrize(
    ("voice", "label", "listed"),
    [(ZH, "背景", "C2、C4"), (EN, "Background", "C2, C4")],
    ids=["zh", "en"],
)
def test_a_label_is_shown_instead_of_an_id(voice: Voice, label: str, listed: str) -> None:
    result = ask(voice, ROUTER, "background")
    heading, quotation = show_clause(voice, "background").blocks
    assert (heading, quotation.text) == (Heading(label), CLAUSES["background"].zh)
    gap = ask(voice, ROUTER, SAID.gaps["effective_date"][0])
    for reply in (result.reply, show_clause(voice, "background"), gap.reply):
        words = reply.plain() + "".join(one.label for row in reply.keyboard for one in row)
        assert "background" not in words
        assert label in words
    assert listed in ask(voice, ROUTER, SAID.gaps["who_decides"][0]).reply.plain()


def test_a_gap_beats_a_clause_and_a_refusal_beats_both() -> None:
    assert ROUTER.route("招商引资几天内要补正") == Route(Kind.NOT_STATED, "time_limit")
    assert ROUTER.route("招商引资几天内判定我") == Route(Kind.OUT_OF_SCOPE, "ruling")


def test_the_longest_cue_wins() -> None:
    assert ROUTER.route("提醒约谈是什么") == Route(Kind.ANSWER, "C4b")


def test_a_question_without_a_cue_is_searched_for() -> None:
    assert ROUTER.route("未按规定程序办理怎么算") == Route(Kind.ANSWER, "S09")


@pytest.mark.parametrize("question", ["", "???", "啊", "qqqqqqqq", "的是在了和", "\u200b"])
def test_what_nothing_speaks_of_is_not_stated(question: str) -> None:
    result = ask(ZH, ROUTER, question)
    assert (result.kind, result.cites) == (Kind.NOT_STATED, ())
    assert result.reply.plain() == ZH.say(s.ANSWER_NO_MATCH)


@VOICES
@given(question=st.text())
def test_any_question_has_an_answer_and_every_quotation_is_exact(
    voice: Voice, question: str
) -> None:
    result = ask(voice, ROUTER, question)
    assert result.reply.plain()
    for quotation in quotes_of(result):
        name = quotation.clause
        exact = {name: CLAUSES[name].zh} | {part.id: part.zh for part in parts_of(name)}
        assert quotation.text.splitlines() == list(exact.values())
    assert bool(result.cites) == (result.kind is Kind.ANSWER)


@VOICES
@pytest.mark.parametrize("clause", CLAUSES)
def test_an_answer_quotes_the_clause_and_its_parts_exactly(voice: Voice, clause: str) -> None:
    result = ask(voice, ROUTER, clause)
    assert (result.kind, result.cites, result.intent) == (Kind.ANSWER, (clause,), None)
    [quotation] = quotes_of(result)
    assert quotation.clause == clause
    exact = [CLAUSES[clause].zh, *(part.zh for part in parts_of(clause))]
    assert quotation.text.splitlines() == exact
    assert voice.say(s.ANSWER_STANDING) in result.reply.plain()
    assert ShowSources() in actions_of(result)


def test_english_shows_the_chinese_words_and_an_unofficial_translation() -> None:
    [quotation] = quotes_of(ask(EN, ROUTER, "P1"))
    assert quotation.text == CLAUSES["P1"].zh
    assert quotation.translation == EN.say(s.QUOTE_TRANSLATION, text=CLAUSES["P1"].en)


def test_a_scenario_offers_to_be_checked() -> None:
    assert StartCheck("S01") in actions_of(ask(ZH, ROUTER, "S01"))
    assert StartCheck("P1") not in actions_of(ask(ZH, ROUTER, "P1"))


@VOICES
@pytest.mark.parametrize("gap", PACK.measure.gaps, ids=lambda gap: str(gap.id))
def test_a_gap_says_so_and_offers_what_is_near_for_reading_only(voice: Voice, gap: Gap) -> None:
    result = ask(voice, ROUTER, SAID.gaps[gap.id][0])
    plain = result.reply.plain()
    assert gap.in_(voice.language) in plain
    contacts = [PACK.measure.contacts[one].in_(voice.language) for one in gap.ask]
    told = voice.say(s.LIST_OR).join(contacts)
    assert voice.say(s.ANSWER_WHOM_TO_ASK, contacts=told) in plain
    assert list(quotes_of(result)) == []
    assert actions_of(result) == [*map(ShowClause, gap.near), ShowGaps()]


def test_a_gap_without_anything_near_offers_the_other_gaps() -> None:
    gap = PACK.measure.gaps[0].model_copy(update={"near": ()})
    measure = PACK.measure.model_copy(update={"gaps": (gap,)})
    voice = Voice(PACK.model_copy(update={"measure": measure}), ZH.language)
    result = ask(voice, ROUTER, SAID.gaps[gap.id][0])
    assert actions_of(result) == [ShowGaps()]


@VOICES
def test_a_clause_is_shown_for_reading_with_its_parts(voice: Voice) -> None:
    plain = show_clause(voice, "C4").plain()
    assert plain.startswith(PACK.measure.section_of["C4"].title.in_(voice.language))
    for name in ("C4", "C4a", "C4b", "C4c", "C4d", "C4e", "C4f"):
        assert CLAUSES[name].zh in plain


@VOICES
def test_the_sources_name_every_correction(voice: Voice) -> None:
    plain = show_sources(voice).plain()
    assert PACK.measure.provenance.caveat.in_(voice.language) in plain
    for correction in PACK.measure.corrections:
        assert f"{correction.damaged} → {correction.corrected}" in plain


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("S01", "s01"),
        (" A_b-C\n", "abc"),
        ("“四种形态”！", "四种形态"),
        ("①", "1"),
        ("ß", "ss"),
        ("!?", ""),
    ],
)
def test_width_case_and_punctuation_do_not_matter(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@given(st.text())
def test_normalising_leaves_only_letters_and_digits(text: str) -> None:
    assert all(char.isalnum() or not char.isascii() for char in normalise(text))
    assert "_" not in normalise(text)


def test_search_is_best_first_and_from_0_to_1() -> None:
    index = Index({"one": "甲乙丙丁", "two": "甲乙戊己", "three": "庚辛", "empty": "", "一": "字"})
    matches = index.search("甲乙丙")
    assert [match.id for match in matches] == ["one", "two"]
    assert 1 >= matches[0].score > matches[1].score > 0
    assert index.search("甲乙丙丁")[0].score == pytest.approx(1)
    assert index.search("壬癸") == []
    assert index.search("") == []


def test_rare_pairs_weigh_more_than_common_ones() -> None:
    index = Index({"common": "工作失误", "rare": "工作地震", "more": "工作其他"})
    assert index.search("工作地震怎么办")[0].id == "rare"
