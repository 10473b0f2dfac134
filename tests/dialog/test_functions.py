"""Functions asked for in free words start with what was said: the scenario, the item, the lights."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import AddItem, CloseItem, CloseListed, ShowItems
from bot.dialog.answer.compose import ask
from bot.dialog.answer.result import Function, Kind
from bot.dialog.item_actions import StepItem
from bot.dialog.items.asked import asked_list, done_asked
from bot.dialog.items.item import Item, Light
from bot.dialog.items.lifecycle import Move
from bot.dialog.items.meant import items_meant, lights_meant
from bot.dialog.items.request import title_asked_for
from bot.dialog.items.screens import item_list
from bot.dialog.reply import Button, Reply, in_rows
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import PACK, ROUTER, ZH

WITH_A_SUBJECT = {
    "帮我对照招商引资那条": "S04",
    "按争取项目那种情形一步步问我": "S04",
    "我要对照 招商引资": "S04",
    "嗯那个就是招商的那一条你一个一个问我": "S04",
    "bang wo duizhao zhaoshang yinzi natiao": "S04",
    "start the self-check for attracting investment": "S04",
    "check my case about a natural disaster": "S09",
    "checklist for emergency response please": "S09",
    "帮我对照突发事件先处置后补手续那种": "S09",
    "對照一下抗洪搶險那種情形": "S09",
    "容缺受理那条，带我逐项过一遍": "S06",
    "逐项对照，情形是容缺审批": "S06",
    "用供水管网这种基础设施的情形给我走一遍自查": "S05",
    "对一下公共服务采用新技术那条": "S05",
    "我想拿信访积案那条逐条核对一下": "S08",
    "历史遗留问题那条，我们来对一对": "S08",
    "拿化解矛盾那条来测测我": "S08",
    "政策变了的那种情形，帮我自查": "S11",
    "请按上级部署变化那一条引导我自查。": "S11",
    "go through the conditions with me for the policy change case": "S11",
    "先行先试没有先例的那条，开始对照": "S12",
    "run the checklist on the one about pilot work without precedent": "S12",
    "把脱贫攻坚突破常规那条打开，我逐项回答": "S03",
    "来一遍对照，就是旅游整治那条": "S03",
    "急难险重任务那条帮我核对条件": "S07",
    "按基层治理主动揽责那条给我走流程": "S07",
    "就民主决策那一条，一项一项问我": "S01",
    "对照产业转型升级那条": "S02",
    "我想对照创新驱动、缺乏经验那种情形": "S02",
    "自查：法律没有明令禁止的创造性工作": "S10",
}
WITHOUT_ONE = """帮我对照一下
对照一下
我想自查
walk me through the checklist
逐条核对我的情况
开始对照，一个问题一个问题来
陪我把条件捋一遍
我心里没底，先自己量一量
check my case
please check my situation step by step
start a self-check now
我要做一遍对照检查
您来问，我来答，看看够不够条件
看看我的情况符合哪几条要件
帮我逐项过一遍
幫我核對一下我的情況
wo xiang duizhao yixia
bang wo zicha
我手上有件事，想先自己对一对
打开对照功能
我准备好了，开始问吧
领导让我先自查再汇报，开始吧
科里有个同事的事，帮他逐项对一下
来，一条一条问我
想比一比我的情形够不够
自查表给我走一遍
再对照一次
换一种情形重新对照
我单位有件事拿不准，帮我逐条过
help me compare my situation with the text""".splitlines()
"""None of these sixty is a line of the pack but “对照一下”."""
FOUND_AT_LEAST = 0.8
WRONGLY_FOUND_AT_MOST = 1


def test_the_scenario_that_a_request_speaks_of_is_taken() -> None:
    """Some lead to the clause, from where one press leads on; a wrong scenario is never taken."""
    routes = {said: ROUTER.route(said) for said in WITH_A_SUBJECT}
    found = [said for said, route in routes.items() if route.clauses[:1] == (WITH_A_SUBJECT[said],)]
    begun = {said: one for said, one in routes.items() if one.kind is Kind.INTENT}
    assert len(found) >= FOUND_AT_LEAST * len(WITH_A_SUBJECT), set(WITH_A_SUBJECT) - set(found)
    assert len(begun) > len(WITH_A_SUBJECT) / 3
    for said, route in begun.items():
        assert route.target == Function.CHECKLIST
        assert route.clauses in ((), (WITH_A_SUBJECT[said],)), said


def test_without_a_subject_the_scenario_is_asked_for() -> None:
    routes = {said: ROUTER.route(said) for said in WITHOUT_ONE}
    assert all(route.target == Function.CHECKLIST for route in routes.values())
    guessed = [said for said, route in routes.items() if route.clauses]
    assert len(guessed) <= WRONGLY_FOUND_AT_MOST, guessed
    assert ask(ZH, ROUTER, "帮我对照一下").named == ()
    assert ask(ZH, ROUTER, "帮我对照招商引资那条").named == ("S04",)


def test_other_functions_name_no_scenario() -> None:
    for said in ("提醒我招商引资的材料要交", "招商情况说明送出去了，清单上那条完成"):
        route = ROUTER.route(said)
        assert (route.kind, route.clauses) == (Kind.INTENT, ()), said


REPORT, MINUTES, RECORD, APRIL, MAY, AUDIT = ITEMS = tuple(
    Item(number, 7, title, local(2027, 2, 18, 17) + timedelta(days=5 * number))
    for number, title in enumerate(
        ("整改报告交办公室", "整改会议纪要", "补会议记录", "4月台账", "5月台账", "Audit reports"), 1
    )
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("整改报告那件办完了", {REPORT}),
        ("报告交上去了，帮我划掉", {REPORT}),
        ("整盖报告搞定了", {REPORT}),
        ("整改報告辦完了", {REPORT}),
        ("zhenggai baogao ban wan le", {REPORT}),
        ("mark the audit report as done", {AUDIT}),
        ("I handed in the report, cross it off", {AUDIT}),
        ("整改会议纪要做完了", {MINUTES}),
        ("会议的事办完了", {MINUTES, RECORD}),
        ("台账交了", {APRIL, MAY}),
        ("5月台账报了", {MAY}),
        ("第三项办完了", {RECORD}),
        ("第 2 条完成", {MINUTES}),
        ("close item 6", {AUDIT}),
        ("number two is complete", {MINUTES}),
        ("mark the first one as done", {REPORT}),
        ("第九项办完了", set()),
        ("培训计划交了", set()),
        ("整改的都完成了", {REPORT, MINUTES}),
    ],
)
def test_the_item_is_found_by_the_words_of_its_title(said: str, meant: set[Item]) -> None:
    found = items_meant(said, ITEMS)
    assert (set(found.items), found.is_named) == (meant, True)


@pytest.mark.parametrize(
    "said",
    [
        "办完了",
        "这项已完成，勾掉吧",
        "可以销号了，别再催我了",
        "两项都完成了",
        "it's done, close it",
    ],
)
def test_without_a_name_only_a_single_item_can_be_meant(said: str) -> None:
    assert items_meant(said, ITEMS).items == ()
    assert not items_meant(said, ITEMS).is_named
    assert items_meant(said, ITEMS[:1]).items == (REPORT,)


def test_a_number_in_a_title_is_no_number_of_the_list() -> None:
    third = Item(1, 7, "第二项巡察问题整改", NOW)
    assert items_meant("第二项巡察问题整改办完了", (third, REPORT)).items == (third,)


def test_a_title_that_stands_whole_in_the_text_is_the_one() -> None:
    short, long = Item(1, 7, "交报告", NOW), Item(2, 7, "交报告初稿", NOW)
    assert items_meant("“交报告”办完了", (short, long)).items == (short,)
    assert items_meant("甲办完了", (Item(1, 7, "甲", NOW), Item(2, 7, "乙", NOW))).items[0].id == 1


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_whatever_is_said_only_open_items_are_meant(said: str, titles: list[str]) -> None:
    items = [Item(number, 7, title, NOW) for number, title in enumerate(titles)]
    found = items_meant(said, items)
    assert [one for one in items if one in found.items] == list(found.items)
    assert lights_meant(said) in ((), (Light.RED,), (Light.RED, Light.YELLOW))


@given(st.text("整改报告会议纪要台账督查组", min_size=2, max_size=12))
def test_a_whole_title_is_always_among_those_meant(title: str) -> None:
    named = Item(9, 7, title, NOW)
    assert named in items_meant(f"{title}办完了", (*ITEMS, named)).items


RED, SOON = (Light.RED,), (Light.RED, Light.YELLOW)


@pytest.mark.parametrize(
    ("said", "lights"),
    [
        *(
            (said, RED)
            for said in ("有没有逾期的", "哪些过期了", "what is overdue", "红灯的", "還有逾期的嗎")
        ),
        *(
            (said, SOON)
            for said in ("还有哪些快到期的", "哪些快逾期了", "这周要交什么", "due soon?")
        ),
        *((said, SOON) for said in ("逾期和快到期的都给我看", "哪些是黄灯", "明天有什么要交的")),
        *((said, ()) for said in ("我的整改事项", "到期提醒", "未到期的有哪些", "到期日都是哪天")),
        *((said, ()) for said in ("说明材料那个到期了没", "明天科长要问，把没办完的都给我看看")),
    ],
)
def test_the_lights_that_are_asked_for(said: str, lights: Sequence[Light]) -> None:
    assert lights_meant(said) == lights


def actions_of(reply: Reply) -> list[object]:
    return [button.action for row in reply.keyboard for button in row]


def lines_of(reply: Reply) -> list[str]:
    return reply.plain().splitlines()


def test_only_what_is_overdue_is_listed_with_a_way_to_all() -> None:
    reply = asked_list(ZH, "有逾期的吗", ITEMS, NOW, SHANGHAI)
    assert lines_of(reply) == [
        "已逾期的整改事项（2 项，全部 6 项）",
        "1. 🔴 整改报告交办公室",
        "2月23日 周二 17:00 · 已逾期 6 天",
        "2. 🔴 整改会议纪要",
        "2月28日 周日 17:00 · 已逾期 1 天",
    ]
    assert actions_of(reply) == [CloseListed(1), CloseListed(2), ShowItems(1)]
    assert reply.keyboard[-1][0].label == "全部 6 项"


def test_what_is_due_soon_is_listed_with_what_is_overdue() -> None:
    reply = asked_list(ZH, "快到期的有哪些", ITEMS, NOW, SHANGHAI)
    assert lines_of(reply)[0] == "10 天内到期和已逾期的整改事项（4 项，全部 6 项）"
    assert [line[:4] for line in lines_of(reply)[1::2]] == ["1. 🔴", "2. 🔴", "3. 🟡", "4. 🟡"]


def test_where_nothing_has_the_light_that_is_said_first() -> None:
    late = ITEMS[4:]
    reply = asked_list(ZH, "有逾期的吗", late, NOW, SHANGHAI)
    assert lines_of(reply) == ["没有逾期的整改事项。"]
    assert actions_of(reply) == [ShowItems(1), AddItem()]
    soon = asked_list(ZH, "快到期的", late, NOW, SHANGHAI)
    assert lines_of(soon) == ["10 天内没有到期的整改事项，也没有逾期的。"]


@pytest.mark.parametrize("said", ["有逾期的吗", "我的整改事项"])
def test_an_empty_list_is_the_empty_list(said: str) -> None:
    empty = item_list(ZH, (), NOW, SHANGHAI)
    assert asked_list(ZH, said, (), NOW, SHANGHAI) == empty
    assert done_asked(ZH, "整改报告办完了", (), NOW, SHANGHAI) == empty


def test_more_than_a_page_goes_on_in_the_whole_list() -> None:
    many = [Item(number, 7, "事", local(2027, 2, number)) for number in range(1, 9)]
    reply = asked_list(ZH, "逾期的", many, NOW, SHANGHAI)
    assert lines_of(reply)[0] == "已逾期的整改事项（8 项，全部 8 项）"
    assert actions_of(reply)[6:] == [ShowItems(1), ShowItems(2)]
    assert "7. 🔴" in item_list(ZH, many, NOW, SHANGHAI, 2).plain()


def test_the_item_that_is_said_to_be_done_is_shown_for_a_press() -> None:
    reply = done_asked(ZH, "整改报告那件办完了", ITEMS, NOW, SHANGHAI)
    assert lines_of(reply) == [
        "完成的是这一件吗？",
        "整改报告交办公室",
        "期限：2月23日 周二 17:00（已逾期 6 天）",
    ]
    assert actions_of(reply) == [CloseItem(1), ShowItems(1)]
    assert [button.label for button in reply.keyboard[0]] == ["完成", "不是这一件"]


def test_several_that_may_be_meant_keep_their_numbers() -> None:
    reply = done_asked(ZH, "台账交了", ITEMS, NOW, SHANGHAI)
    assert lines_of(reply)[0] == "对得上的有 2 项（全部 6 项）。哪一件完成了？"
    assert [line[:2] for line in lines_of(reply)[1::2]] == ["4.", "5."]
    assert actions_of(reply) == [CloseListed(4), CloseListed(5), ShowItems(1)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("培训计划交了", "清单里没有名称对得上的。哪一件完成了？"),
        ("办完了", "哪一件完成了？"),
    ],
)
def test_else_the_whole_list_is_shown_with_a_word_on_it(said: str, words: str) -> None:
    reply = done_asked(ZH, said, ITEMS, NOW, SHANGHAI)
    whole = item_list(ZH, ITEMS, NOW, SHANGHAI)
    assert (reply.blocks[1:], reply.keyboard) == (whole.blocks, whole.keyboard)
    assert lines_of(reply)[0] == words


def test_too_many_that_may_be_meant_are_the_whole_list() -> None:
    many = [Item(number, 7, f"报告 {number}", NOW) for number in range(1, 9)]
    assert lines_of(done_asked(ZH, "报告交了", many, NOW, SHANGHAI))[0] == "哪一件完成了？"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("提醒我", ""),
        ("请提醒我一下吧", ""),
        ("帮我记一下", ""),
        ("能帮我记个事吗", ""),
        ("添一项整改", ""),
        ("new item please", ""),
        ("提醒我2027-03-31前交整改报告，谢谢", "2027-03-31前交整改报告"),
        ("麻烦2027-03-31提醒我一下交报告", "2027-03-31 交报告"),
        ("帮我记一下，周五交报告", "周五交报告"),
        ("能不能提醒我交报告？", "交报告"),
        ("2027-03-31 交报告，帮我记上", "2027-03-31 交报告"),
        ("帮我记一件事，提醒我交报告", "交报告"),
        ("提醒我和财政局对接一下", "和财政局对接"),
        ("could you remind me to submit the report please", "submit the report"),
        # What belongs to the title stays in it.
        ("请专家评审", "请专家评审"),
        ("提醒我请假", "请假"),
        ("提醒我下周交请示", "下周交请示"),
        ("提醒我检查网吧", "检查网吧"),
        ("提醒我整理会议记录", "整理会议记录"),
        ("提醒我找书记", "找书记"),
        ("提醒我登记台账", "登记台账"),
    ],
)
def test_a_title_is_what_is_left_of_a_request(said: str, title: str) -> None:
    assert title_asked_for(PACK.utterances.lead_ins, said) == title


@given(st.text(max_size=300))
def test_nothing_is_added_to_what_was_typed(said: str) -> None:
    left = title_asked_for(PACK.utterances.lead_ins, said)
    assert re.sub(r"\s", "", left) in re.sub(r"\s", "", said) or len(left) < len(said)


def test_what_was_handed_in_can_be_said_to_be_no_more_than_that() -> None:
    submit = StepItem(1, 0, Move.SUBMIT)
    assert submit in actions_of(done_asked(ZH, "整改报告已经上报了", ITEMS, NOW, SHANGHAI))
    assert submit not in actions_of(done_asked(ZH, "整改报告办完了", ITEMS, NOW, SHANGHAI))


@pytest.mark.parametrize(("count", "rows"), [(0, []), (3, [3]), (4, [2, 2]), (7, [3, 2, 2])])
def test_buttons_stand_in_even_rows(count: int, rows: list[int]) -> None:
    buttons = [Button(str(number), AddItem()) for number in range(count)]
    laid = in_rows(buttons)
    assert [len(row) for row in laid] == rows
    assert [button for row in laid for button in row] == buttons
