"""The memo of a finished self-check: all that was found, in careful words, quoted exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Answer, ExportCheck, FileForm, GoBack
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.export import memo, wanted_memo
from bot.dialog.checklist.interview import Check, findings, remaining
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.lint.rulings import _claims, _pattern
from bot.dialog.content.parts import Language
from bot.dialog.memo import Memo, Row, Section, Subsection, Table, numeral
from bot.dialog.quoting import is_quoted
from bot.dialog.reply import Quote, Text
from bot.dialog.voice import Voice
from tests.dialog.packs import EN, PACK, ZH
from tests.dialog.test_findings import CONTENT, NO, UNCLEAR, VOICES, YES, opposite, phrase, walked

DAY = date(2026, 11, 23)


def made(*scenarios: str, **said: Answer) -> Memo:
    """Return the memo of a check in which all holds but for what is `said`."""
    return memo(ZH, walked(*scenarios, **said), DAY)


def sections(one: Memo) -> list[str]:
    return [part.title for part in one.parts if isinstance(part, Section)]


def verdicts(one: Memo) -> list[str]:
    return [part.title for part in one.parts if isinstance(part, Subsection)]


def texts(one: Memo) -> list[str]:
    return [part.text for part in one.parts if isinstance(part, Text)]


def rows(one: Memo) -> list[Row]:
    return [row for part in one.parts if isinstance(part, Table) for row in part.rows]


def of(one: Memo, words: str) -> Row:
    return next(row for row in rows(one) if row.words.text == words)


@pytest.mark.parametrize("name", CONTENT.scenarios)
def test_a_fit_has_every_element_with_its_words_question_and_answer(name: str) -> None:
    one = made(name)
    title = CONTENT.scenarios[name].title.zh
    assert verdicts(one) == [f"（一）{name}（{title}）：与文字要件相符"]
    answered = [element for element, _ in walked(name).answers if element in CONTENT.own[name]]
    for element in answered:
        row = of(one, phrase(element, name))
        assert row.question == CONTENT.elements[element].question.zh
        assert row.result == "相符"
    assert Quote(name, PACK.measure.clauses[name].zh, f"—— 容错情形 {name}") in one.parts, (
        "the whole clause stands below"
    )
    assert one.dateline == "2026年11月23日"


def test_what_is_open_is_said_to_be_open_and_what_would_settle_it() -> None:
    doubtful = CONTENT.own["S01"][1]
    one, words = made("S01", **{doubtful: UNCLEAR}), phrase(doubtful, "S01")
    assert verdicts(one)[0].endswith("：还缺信息")
    assert (of(one, words).answer, of(one, words).result) == ("不清楚", "待弄清")
    assert f"待弄清：“{words}”。弄清了，结果才能确定。" in texts(one)
    assert f"S01：如果“{words}”成立，就变成“与文字要件相符”。" in texts(one)


def test_what_fails_is_told_and_nothing_is_suggested_to_prepare_for_it() -> None:
    failing = CONTENT.own["S01"][1]
    one = made("S01", **{failing: opposite(failing)})
    assert verdicts(one)[0].endswith("：与文字要件不符")
    assert of(one, phrase(failing, "S01")).result == "不相符"
    not_asked = next(text for text in texts(one) if text.startswith("没有问到："))
    assert phrase(CONTENT.own["S01"][-1], "S01") in not_asked
    assert not_asked.endswith("（不影响上面的结果）。")
    assert sections(one) == ["一、对照了什么", "二、对照结果", "三、会改变结果的", "四、说明"]


def test_suggestions_are_marked_and_an_element_of_two_scenarios_is_suggested_once() -> None:
    one = made("S02", "S05")
    assert sections(one)[4] == "五、可以准备的材料"
    plain = one.plain(ZH)
    assert plain.count("试点方案、试点批复、试行通知等") == 1
    suggested = plain.index("以下是助手的建议，不是文本内容")
    assert suggested < plain.index("试点方案、试点批复、试行通知等")


def test_a_bottom_line_is_told_kept_open_or_crossed() -> None:
    words = CONTENT.bottom_lines["no_private_gain"].phrase
    assert of(made("S06"), words).result == "没有触及"
    assert of(made("S06", no_private_gain=UNCLEAR), words).result == "待弄清"
    crossed = made("S06", no_private_gain=YES)
    assert of(crossed, words).result == "触及"
    assert verdicts(crossed)[0].endswith("：触及底线，不适用")
    assert "您说有谋取私利的情况。这触及底线（P5），12 种情形都不适用。" in texts(crossed)
    assert "纠错的规定在 C1、C2、C4、C5。" in texts(crossed)
    assert not [title for title in sections(crossed) if "会改变" in title or "准备" in title]


@VOICES
def test_every_memo_says_that_it_is_no_ruling_and_where_it_comes_from(voice: Voice) -> None:
    plain = memo(voice, walked("S01"), DAY).plain(voice)
    assert plain.splitlines()[1] in ("（不是认定结论）", "(not a ruling)")
    assert voice.say_key("verdict.standing") in plain
    assert PACK.version in plain
    assert ("Unofficial translation: " in plain) == (voice is EN)


@given(st.data())
def test_whatever_is_answered_all_quotations_are_exact_and_nothing_is_ruled(
    data: st.DataObject,
) -> None:
    voice = data.draw(st.sampled_from([ZH, EN]))
    names = data.draw(st.lists(st.sampled_from(sorted(CONTENT.scenarios)), min_size=1, max_size=4))
    check = Check(tuple(dict.fromkeys(names)), PACK.version)
    while left := remaining(CONTENT, check):
        check = check.answered(left[0], data.draw(st.sampled_from(Answer)))
    one = memo(voice, check, DAY)
    for quotation in one.quotations():
        assert is_quoted(quotation.text, PACK.measure.clauses[quotation.clause].zh)
    plain = one.plain(voice)
    for claim in PACK.utterances.rulings:
        assert not _claims(_pattern(claim), plain)
    wanted = {
        Verdict.LIKELY_FITS: "verdict.name.likely_fits",
        Verdict.MISSING_INFORMATION: "verdict.name.missing_information",
        Verdict.DOES_NOT_FIT: "verdict.name.does_not_fit",
    }
    for finding, title in zip(findings(CONTENT, check), verdicts(one), strict=True):
        key = "memo.barred" if finding.crossed else wanted[finding.verdict]
        assert title.endswith(voice.say_key(key))


def test_the_file_is_named_after_the_scenarios_and_the_day() -> None:
    assert made("S05").name == "对照结果-S05-20261123"
    assert made("S05", "S02").name == "对照结果-S05-S02-20261123"
    assert made(*CONTENT.scenarios).name == "对照结果-12种情形-20261123"


def test_a_text_of_the_pack_cannot_name_a_file_that_no_system_takes() -> None:
    texts_of = {**PACK.texts[Language.CHINESE], "memo.file": "../{scenarios}:{date}"}
    pack = PACK.model_copy(update={"texts": {Language.CHINESE: texts_of}})
    voice = Voice(pack, Language.CHINESE)
    assert memo(voice, walked("S05"), DAY).name == "..-S05-20261123"


def test_a_button_of_another_step_another_content_or_an_unfinished_check_gets_nothing() -> None:
    check = walked("S01")
    here = ExportCheck(check.step, FileForm.TEXT)

    def wanted(one: Check | None, pressed: Pressed) -> Memo | None:
        return wanted_memo(ZH, one, pressed, DAY)

    assert wanted(check, Pressed(here, PACK.version)) == made("S01")
    old = ExportCheck(check.step - 1, FileForm.TEXT)
    assert wanted(check, Pressed(old, PACK.version)) is None
    assert wanted(check, Pressed(here, "000000")) is None
    assert wanted(None, Pressed(here, PACK.version)) is None
    assert wanted(check, Pressed(GoBack(check.step), PACK.version)) is None
    begun = Check(("S01",), PACK.version)
    assert wanted(begun, Pressed(ExportCheck(0, FileForm.WORD), PACK.version)) is None
    other = Check(check.scenarios, "000000", check.answers, check.step)
    assert wanted(other, Pressed(here, "000000")) is None


def test_words_that_do_not_stand_in_the_measure_make_no_memo() -> None:
    clause = PACK.measure.clauses["S01"]
    altered = clause.model_copy(update={"zh": "没有这样的话"})
    sections_of = tuple(
        section.model_copy(
            update={"clauses": tuple(altered if one is clause else one for one in section.clauses)}
        )
        for section in PACK.measure.sections
    )
    measure = PACK.measure.model_copy(update={"sections": sections_of})
    for cached in ("clauses", "parts_of", "section_of"):
        measure.__dict__.pop(cached, None)
    voice = Voice(PACK.model_copy(update={"measure": measure}), Language.CHINESE)
    with pytest.raises(ValueError, match="cannot be quoted"):
        memo(voice, walked("S01"), DAY)


def test_an_idle_alternative_is_said_to_make_no_difference() -> None:
    assert of(made("S02", out_exploratory_error=NO), "探索性失误").result == "不影响结果"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_sections_are_counted_as_a_memo_counts(number: int, written: str) -> None:
    assert numeral(Language.CHINESE, number) == written
    assert numeral(Language.ENGLISH, number) == str(number)
