"""Answers: every clause, gap, refusal, remark and function is found, and quoted exactly."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import sentences as s
from bot.dialog.actions import ShowClause, ShowGaps, ShowMeasure, ShowSources, StartCheck
from bot.dialog.answer.compose import ask, help_words
from bot.dialog.answer.lead_in import without_lead_in
from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.answer.route import Ground, Route
from bot.dialog.answer.targets import lines_of, targets_of
from bot.dialog.content.measure import Clause, Gap, Topic
from bot.dialog.items.draft import begin
from bot.dialog.reading import show_clause, show_sources
from bot.dialog.reply import Heading, Quote
from bot.dialog.voice import Voice
from tests.dialog.moments import WHEN
from tests.dialog.packs import EN, PACK, ROUTER, ZH

SAID = PACK.utterances
CLAUSES = PACK.measure.clauses
VOICES = pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])


def actions_of(result: Result) -> list[object]:
    return [button.action for row in result.reply.keyboard for button in row]


def parts_of(clause: str) -> tuple[Clause, ...]:
    return PACK.measure.parts_of[clause]


def quotes_of(result: Result) -> Iterator[Quote]:
    return (block for block in result.reply.blocks if isinstance(block, Quote))


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_found_by_its_own_text(clause: str) -> None:
    for text in (CLAUSES[clause].zh, CLAUSES[clause].en):
        assert ROUTER.route(text) == Route(Kind.ANSWER, clause, (clause,))


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_found_by_its_id_however_it_is_typed(clause: str) -> None:
    for typed in (clause, clause.lower(), f" {clause} ", f"【{clause}】", f"{clause}?"):
        assert ROUTER.route(typed) == Route(Kind.ANSWER, clause, (clause,))


def test_ids_in_a_question_name_what_is_quoted() -> None:
    assert ROUTER.route("S02和S12有什么不同").clauses == ("S02", "S12")
    asked = ROUTER.explain("s04那一条写了些什么内容")
    assert (asked.route.clauses, asked.ground) == (("S04",), Ground.ID)
    assert ROUTER.route("S04这种失误由谁来认定").kind is Kind.NOT_STATED
    begun = ROUTER.route("按S04帮我逐条对照")
    assert begun == Route(Kind.INTENT, "checklist", ("S04",))


@pytest.mark.parametrize("question", ["S13", "S13是什么", "C6写的什么", "把S99念给我听"])
def test_an_id_that_no_clause_has_is_told(question: str) -> None:
    result = ask(ZH, ROUTER, question)
    assert (result.kind, result.cites, result.target) == (Kind.NOT_STATED, (), "")
    assert result.reply.plain() == ZH.say(s.ANSWER_NO_SUCH_CLAUSE)
    assert actions_of(result) == [ShowMeasure()]


def test_every_line_of_the_pack_leads_to_its_own_target() -> None:
    targets = targets_of(PACK)
    for line, path in lines_of(PACK):
        target, route = targets[path], ROUTER.route(line)
        assert (route.kind, route.target) == (target.kind, target.name), line


@pytest.mark.parametrize("gap", PACK.measure.gaps, ids=lambda gap: str(gap.id))
def test_what_the_text_does_not_state_is_said_to_be_not_stated(gap: Gap) -> None:
    result = ask(ZH, ROUTER, SAID.gaps[gap.id][0])
    assert (result.kind, result.cites, result.target) == (Kind.NOT_STATED, (), gap.id)


@VOICES
@pytest.mark.parametrize("refusal", SAID.refusals)
def test_what_is_out_of_scope_is_declined(voice: Voice, refusal: str) -> None:
    chinese = next(line for line in SAID.refusals[refusal] if not line.isascii())
    result = ask(voice, ROUTER, chinese)
    assert (result.kind, result.cites) == (Kind.OUT_OF_SCOPE, ())
    assert result.reply.plain() == voice.say_key(f"refusals.{refusal}")


@pytest.mark.parametrize("function", Function)
def test_a_function_is_named(function: Function) -> None:
    result = ask(ZH, ROUTER, SAID.functions[function][0])
    listed = function is Function.LIST_SCENARIOS
    assert (result.kind, result.intent) == (Kind.ANSWER if listed else Kind.INTENT, function)
    assert result.cites == (tuple(PACK.scenarios.scenarios) if listed else ())


@VOICES
@pytest.mark.parametrize("remark", SAID.chitchat)
def test_small_talk_is_answered(voice: Voice, remark: str) -> None:
    chinese = next(line for line in SAID.chitchat[remark] if not line.isascii())
    result = ask(voice, ROUTER, f"{chinese}!")
    assert result.kind is Kind.CHITCHAT
    assert result.reply.plain() == voice.say_key(f"chitchat.{remark}")


def test_a_greeting_before_a_question_is_politeness() -> None:
    assert ROUTER.route("您好，请问容缺受理出了差错算不算").target == "S06"
    assert ROUTER.route("你好啊朋友们").kind is Kind.CHITCHAT


@pytest.mark.parametrize(
    ("plain", "typed"),
    [
        ("容缺受理出了差错怎么说", "容缺受理出了差錯怎麼說"),
        ("容缺受理出了差错怎么说", "荣缺授理出了差错怎么说"),
        ("容缺受理出了差错怎么说", "rong que shou li chu le cha cuo zen me shuo"),
        ("容缺受理出了差错怎么说", "rongqueshouli chule chacuo zenmeshuo"),
        ("诫勉谈话算不算处理方式", "诫免谈话算不算处理方式"),
        ("诫勉谈话算不算处理方式", "誡勉談話算不算處理方式"),
        ("四种形态用的是哪一种", "４种形态用的是哪１种"),
    ],
)
def test_script_sound_and_pinyin_lead_to_the_same(plain: str, typed: str) -> None:
    assert ROUTER.route(typed).target == ROUTER.route(plain).target


@pytest.mark.parametrize(("voice", "clause"), [(ZH, "S06"), (EN, "S06")], ids=["zh", "en"])
def test_the_examples_of_help_do_what_help_says(voice: Voice, clause: str) -> None:
    text = help_words(voice)
    [question] = re.findall("“(.+?)”", text)
    result = ask(voice, ROUTER, question)
    assert (result.kind, result.cites[0]) == (Kind.ANSWER, clause)
    [line] = re.findall(r": ?/add (.+)$|：/add (.+)$", text, re.MULTILINE)
    assert begin(voice, "".join(line), WHEN).draft.missing is None


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
    assert without_lead_in(SAID.lead_ins, said) == left


@pytest.mark.parametrize("text", ["取消", "不记了。", " 算了 ", "Cancel!", "never mind"])
def test_giving_up_is_the_whole_message(text: str) -> None:
    assert ROUTER.gives_up(text)
    assert not ROUTER.gives_up(f"{text}某某的资格")


@pytest.mark.parametrize(
    ("voice", "label", "listed"),
    [
        (ZH, "背景", "C2（日常监督）、C4（纠错方式）"),
        (EN, "Background", "C2 (Daily supervision), C4 (Means of correction)"),
    ],
    ids=["zh", "en"],
)
def test_a_label_is_shown_instead_of_an_id(voice: Voice, label: str, listed: str) -> None:
    result = ask(voice, ROUTER, label)
    heading, quotation = show_clause(voice, "background").blocks
    assert (heading, quotation.text) == (Heading(label), CLAUSES["background"].zh)
    gap = ask(voice, ROUTER, SAID.gaps["effective_date"][0])
    for reply in (result.reply, show_clause(voice, "background"), gap.reply):
        words = reply.plain() + "".join(one.label for row in reply.keyboard for one in row)
        assert "background" not in words
        assert label in words
    assert listed in ask(voice, ROUTER, SAID.gaps["who_decides"][0]).reply.plain()


def test_what_is_unsure_offers_what_may_have_been_meant_and_claims_nothing() -> None:
    question = "应急的事儿算哪一条？"
    explained = ROUTER.explain(question)
    assert explained.ground is Ground.UNSURE
    result = ask(ZH, ROUTER, question)
    assert (result.kind, result.cites, result.target) == (Kind.OUT_OF_SCOPE, (), "")
    offered = [row[0].action for row in result.reply.keyboard[:-1]]
    assert offered == [ShowClause(name) for name in explained.route.related]
    assert ShowClause("S09") in offered
    assert ZH.say(s.ANSWER_PERHAPS) in result.reply.plain()


@pytest.mark.parametrize("question", ["", "???", "\u200b", "~~", "。。。"])
def test_what_has_no_words_is_asked_for_again(question: str) -> None:
    result = ask(ZH, ROUTER, question)
    assert (result.kind, result.cites, result.target) == (Kind.OUT_OF_SCOPE, (), "")
    assert result.reply.plain() == ZH.say(s.ANSWER_UNCLEAR)
    assert ROUTER.explain(question).ground is Ground.NOTHING


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
def test_an_answer_says_it_plainly_and_quotes_the_clause_exactly(voice: Voice, clause: str) -> None:
    label = CLAUSES[clause].label
    result = ask(voice, ROUTER, label.zh if label else clause)
    assert (result.kind, result.cites, result.intent) == (Kind.ANSWER, (clause,), None)
    [quotation] = quotes_of(result)
    assert quotation.clause == clause
    exact = [CLAUSES[clause].zh, *(part.zh for part in parts_of(clause))]
    assert quotation.text.splitlines() == exact
    plain = CLAUSES[clause].plain
    assert plain
    assert result.reply.plain().startswith(plain.in_(voice.language))
    assert voice.say(s.ANSWER_STANDING) in result.reply.plain()
    assert ShowSources() in actions_of(result)


@VOICES
@pytest.mark.parametrize("topic", PACK.measure.topics, ids=lambda topic: str(topic.id))
def test_what_several_clauses_answer_quotes_them_all(voice: Voice, topic: Topic) -> None:
    chinese = next(line for line in SAID.topics[topic.id] if not line.isascii())
    result = ask(voice, ROUTER, chinese)
    assert (result.kind, result.cites) == (Kind.ANSWER, topic.cites)
    assert [one.clause for one in quotes_of(result)] == list(topic.cites)
    assert result.reply.plain().startswith(topic.in_(voice.language))
    if len(topic.cites) > 1:
        assert ShowMeasure() in actions_of(result)


def test_what_a_clause_leaves_open_is_said() -> None:
    titles = {gap.id: gap.title.zh for gap in PACK.measure.gaps}
    left = CLAUSES["S06"].leaves_open
    assert left
    names = ZH.say(s.LIST_SEPARATOR).join(titles[name] for name in left)
    assert ZH.say(s.ANSWER_LEFT_OPEN, gaps=names) in ask(ZH, ROUTER, "S06").reply.plain()


def test_english_shows_the_chinese_words_and_an_unofficial_translation() -> None:
    [quotation] = quotes_of(ask(EN, ROUTER, "P1"))
    assert quotation.text == CLAUSES["P1"].zh
    assert quotation.translation == EN.say(s.QUOTE_TRANSLATION, text=CLAUSES["P1"].en)


def test_an_english_question_has_an_english_answer_whoever_asks() -> None:
    result = ask(ZH, ROUTER, "Who decides whether an error is tolerated?")
    gap = next(gap for gap in PACK.measure.gaps if gap.id == "who_decides")
    assert gap.en in result.reply.plain()
    for typed in ("shui lai rending rongcuo", "谁来认定"):
        assert gap.zh in ask(ZH, ROUTER, typed).reply.plain()


def test_a_scenario_offers_to_be_checked() -> None:
    assert StartCheck("S01") in actions_of(ask(ZH, ROUTER, "S01"))
    assert StartCheck("P1") not in actions_of(ask(ZH, ROUTER, "P1"))
    assert StartCheck() in actions_of(ask(ZH, ROUTER, "S01 S02"))
    assert StartCheck() not in actions_of(ask(ZH, ROUTER, "P1 P2"))


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
