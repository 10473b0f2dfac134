"""Reading the measure as conversations: alone, in a group, in English, after new content."""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content_folder import DEFAULT_FOLDER, load_pack
from tests.e2e.town import GROUP, STAFF, Citizen, Town, labels_of, open_town

CLAUSES = load_pack(None).measure.clauses
BOT = "@rongcuo_trial_bot"


@pytest.fixture
async def changing(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose content may be changed."""
    content = tmp_path / "content"
    shutil.copytree(DEFAULT_FOLDER, content)
    async with open_town(tmp_path, content=content) as opened:
        yield opened


def change(town: Town, old: str, new: str) -> None:
    """Change the measure, as its author would."""
    assert town.content
    file = town.content / "measure.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


async def test_the_text_is_read_page_by_page_in_one_message(user: Citizen) -> None:
    await user.send("/measure")
    contents = await user.sees("实施办法", "一篇新闻报道，署名卢朝忠", "不是《实施办法》全文")
    assert labels_of(contents) == [
        "背景", "原则", "容错情形", "纠错保护机制", "哪些没有说明", "出处",
    ]  # fmt: skip
    await user.press("背景")
    page = await user.sees(CLAUSES["background"].zh)
    assert "上一部分" not in labels_of(page)
    for title, first, last in (("原则", "P1", "P5"), ("容错情形", "S01", "S12")):
        await user.press("下一部分")
        page = await user.sees(f"{title}\n{CLAUSES[first].zh}", f"{CLAUSES[last].zh}\n—— {last}")
    await user.press("下一部分")
    page = await user.sees("方式:\n纪检监察建议书\n提醒约谈", "—— C4\n", CLAUSES["C5"].zh)
    assert "下一部分" not in labels_of(page)
    await user.press("上一部分")
    await user.sees("容错情形\n")
    await user.press("目录")
    page = await user.sees("署名卢朝忠")
    assert page["message_id"] == contents["message_id"], "all in one message"


async def test_a_clause_is_opened_turned_and_checked(user: Citizen) -> None:
    await user.send("/scenarios")
    section = await user.sees("容错情形\n", CLAUSES["S12"].zh)
    await user.press("S06")
    await user.sees("容错情形 S06", CLAUSES["S06"].zh)
    await user.press("下一条")
    await user.sees("容错情形 S07", CLAUSES["S07"].zh)
    await user.press("上一条")
    clause = await user.sees("容错情形 S06", CLAUSES["S06"].zh)
    assert clause["message_id"] == section["message_id"]
    await user.press("对照我的情况")
    check = await user.sees("对照 S06")
    assert check["message_id"] != section["message_id"]
    await user.press("这一部分", clause)
    await user.sees(CLAUSES["S01"].zh, CLAUSES["S12"].zh)


@pytest.mark.parametrize(
    ("command", "clause"),
    [
        ("/principles", "P3"),
        ("/correction", "C2"),
        ("/Scenarios", "S09"),
        (f"/principles{BOT}", "P3"),
        ("/principles 第三条", "P3"),
    ],
)
async def test_a_section_is_opened_by_its_command(user: Citizen, command: str, clause: str) -> None:
    await user.send(command)
    await user.sees(f"{CLAUSES[clause].zh}\n—— {clause}")


async def test_any_other_command_is_unknown(user: Citizen) -> None:
    await user.send("/background")
    await user.sees("没有这个命令")
    await user.send("/principles@another_bot")
    await user.sees("没有这个命令")


async def test_from_an_answer_a_clause_opens_in_a_message_of_its_own(user: Citizen) -> None:
    await user.send("这个办法什么时候施行")
    answer = await user.sees("公开文本没有说明")
    await user.press("看 背景")
    clause = await user.sees(CLAUSES["background"].zh)
    assert clause["message_id"] != answer["message_id"]
    await user.press("下一条")
    turned = await user.sees("原则 P1")
    assert turned["message_id"] == clause["message_id"]


async def test_an_answer_leads_to_the_whole_section_and_to_its_neighbours(user: Citizen) -> None:
    await user.send("S06")
    answer = await user.sees(CLAUSES["S06"].zh)
    await user.press("全部 12 条", answer)
    section = await user.sees(CLAUSES["S01"].zh, CLAUSES["S12"].zh)
    await user.press("下一条", answer)
    after = await user.sees("容错情形 S07", CLAUSES["S07"].zh)
    assert len({one["message_id"] for one in (answer, section, after)}) == 3


async def test_what_is_not_stated_is_listed_and_each_says_whom_to_ask(user: Citizen) -> None:
    await user.send("/sources")
    sources = await user.sees("卢朝忠", "校订")
    await user.press("哪些没有说明")
    first = await user.sees("公开文本没有说明的（31 项）（1/2）")
    assert first["message_id"] != sources["message_id"]
    assert labels_of(first)[:2] == ["施行日期", "文号和全文"]
    await user.press("下一页")
    await user.sees("（2/2）")
    await user.press("联系方式")
    await user.sees("公开文本没有写电话", "请向本单位组织人事部门或纪检监察机关了解")
    await user.press("哪些没有说明")
    await user.sees("（2/2）")
    await user.press("目录")
    last = await user.sees("署名卢朝忠")
    assert last["message_id"] == first["message_id"]


async def test_in_a_group_everyone_may_turn_the_pages(town: Town) -> None:
    member, other = town.citizen(STAFF, GROUP), town.citizen(1003, GROUP)
    await member.send(f"/measure{BOT}")
    contents = await member.sees("署名卢朝忠")
    await other.press("容错情形", contents)
    page = await other.sees(CLAUSES["S01"].zh)
    assert page["message_id"] == contents["message_id"]
    await member.press("S01", page)
    clause = await member.sees("容错情形 S01")
    assert labels_of(clause) == ["出处", "上一条", "这一部分", "下一条"], "and no check"
    await other.send("/correction")
    await other.sees(CLAUSES["C1"].zh)


async def test_in_a_group_a_command_for_another_bot_is_left_alone(town: Town) -> None:
    member = town.citizen(STAFF, GROUP)
    await member.send("/principles@another_bot")
    await town.applied()
    assert town.shown(GROUP).messages == []


async def test_english_shows_the_chinese_words_and_turns_in_english(user: Citizen) -> None:
    await user.send("/language")
    await user.sees("哪种语言")
    await user.press("English")
    await user.sees("English from now on")
    await user.send("/scenarios")
    page = await user.sees("Tolerance scenarios (1/2)", CLAUSES["S01"].zh, CLAUSES["S01"].en)
    await user.press("Next")
    turned = await user.sees("Tolerance scenarios (2/2)", CLAUSES["S12"].zh, CLAUSES["S12"].en)
    assert turned["message_id"] == page["message_id"]
    await user.press("Previous")
    await user.sees("Tolerance scenarios (1/2)")
    await user.press("Previous section")
    await user.sees("Principles", "Unofficial translation: Support practical work")
    await user.press("Contents")
    await user.sees("A news report, signed")
    await user.press("What is not stated")
    await user.sees("What the published text does not state (31) (1/2)")
    await user.press("Appeal")
    await user.sees("does not state how to appeal")


async def test_pressing_twice_shows_the_same_once(user: Citizen) -> None:
    await user.send("/measure")
    contents = await user.sees("署名卢朝忠")
    await user.press("原则", contents)
    await user.sees(CLAUSES["P1"].zh)
    await user.press("原则", contents)
    await user.town.refused("editMessageText")
    assert user.message["text"].startswith("原则\n")
    await user.press("目录")
    again = await user.sees("署名卢朝忠")
    assert again["message_id"] == contents["message_id"]


@pytest.mark.parametrize("data", ["rc:000000:S99", "rs:000000:gone:1", "rgp:000000:gone"])
async def test_what_the_content_has_no_more_gives_way_to_the_contents(
    user: Citizen, data: str
) -> None:
    await user.send("/principles")
    page = await user.sees(CLAUSES["P1"].zh)
    user.press_data(data, page)
    await user.sees_toast("内容更新过")
    contents = await user.sees("署名卢朝忠")
    assert contents["message_id"] == page["message_id"]


async def test_a_clause_of_an_old_answer_that_is_no_more_leaves_the_answer(user: Citizen) -> None:
    await user.send("这个办法什么时候施行")
    answer = await user.sees("公开文本没有说明")
    user.press_data("cl:000000:S99", answer)
    await user.sees_toast("内容更新过")
    contents = await user.sees("署名卢朝忠")
    assert contents["message_id"] != answer["message_id"]


async def test_new_content_brings_its_own_commands_and_tells_the_menu(changing: Town) -> None:
    staff = changing.citizen(STAFF)
    await staff.send("/principles")
    page = await staff.sees(CLAUSES["P1"].zh)
    assert ("principles", "原则") in menu_of(changing)
    change(changing, "command: principles", "command: rules")
    told = changing.count("setMyCommands")
    await staff.send("/reload")
    await staff.sees("新内容已经生效")
    await changing.called("setMyCommands", told + 2)
    assert ("rules", "原则") in menu_of(changing)
    assert "principles" not in dict(menu_of(changing))
    await staff.send("/rules")
    await staff.sees(CLAUSES["P1"].zh)
    await staff.send("/principles")
    await staff.sees("没有这个命令")
    await staff.press("P1", page)
    await staff.sees("原则 P1")


def menu_of(town: Town) -> list[tuple[str, str]]:
    """Return the command menu that Chinese readers see: each command and what it is for."""
    told = [params for method, params, _ in town.calls if method == "setMyCommands"]
    mine = [json.loads(params["commands"]) for params in told if not params.get("language_code")]
    return [(one["command"], one["description"]) for one in mine[-1]]
