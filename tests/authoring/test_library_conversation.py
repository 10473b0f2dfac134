"""A whole conversation on the invented pack, with the real assistant in trial mode."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.content_folder import load_pack
from bot.dialog.content.schema import Pack
from tests.authoring.library import make_library
from tests.authoring.visitor import Visitor
from tests.e2e.town import labels_of
from tests.e2e.trial import open_trial


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """The invented pack, set as the content of whatever starts next."""
    folder = make_library(tmp_path / "library")
    monkeypatch.setenv("BOT_CONTENT_DIR", str(folder))
    return load_pack(folder)


@pytest.fixture
async def visitor(library: Pack, tmp_path: Path) -> AsyncIterator[Visitor]:
    """A reader of the library who has pressed /start."""
    async with open_trial(tmp_path) as root, ClientSession() as session:
        reader = Visitor(session, root)
        await reader.send("/start")
        await reader.sees("云渡图书馆的小助手", library.measure.title.zh)
        yield reader


async def test_questions(visitor: Visitor, library: Pack) -> None:
    await visitor.send("书被雨淋湿了怎么办")
    answer = await visitor.sees(
        "告示写到了：因漏雨弄湿图书", "罚钱、由谁决定", "从不从宽，由图书馆决定"
    )
    assert library.measure.clauses["wet_book"].zh in answer["text"]
    await visitor.send("要罚多少")
    gap = await visitor.sees(
        "告示没有写罚不罚钱", "请向借阅台了解", "相近的内容：丢书（丢失以后补上）。"
    )
    assert library.measure.clauses["lost_book"].zh not in gap["text"]
    await visitor.press("看 丢书")
    await visitor.sees("从宽的情形 丢书", library.measure.clauses["lost_book"].zh)
    await visitor.send("哪几种要先登记")
    several = await visitor.sees("告示有三处写到主动登记：弄湿、丢书、涂画。")
    for name in ("wet_book", "lost_book", "drawing"):
        assert library.measure.clauses[name].zh in several["text"]
    await visitor.send("又下雨了")
    await visitor.sees("下雨了，书要收好。")
    await visitor.send("谁弄丢的这本书")
    await visitor.sees("谁借了什么书，我不说。")
    await visitor.send("/sources")
    sources = await visitor.sees("一张告示", "背面没有拍到")
    assert "校订" not in sources["text"], "nothing was corrected"
    await visitor.send("/help")
    await visitor.sees("书被雨淋湿了怎么办")


async def test_reading(visitor: Visitor, library: Pack) -> None:
    await visitor.send("/measure")
    contents = await visitor.sees(library.measure.title.zh, "出自贴在图书馆门口的一张告示。")
    assert labels_of(contents)[:3] == ["借书的心意", "从宽的情形", "过后的事"]
    await visitor.send("/spirit")
    section = await visitor.sees("借书的心意\n", library.measure.clauses["study"].zh, "—— 公有")
    assert labels_of(section) == ["书房", "照实", "公有", "目录", "下一部分"]
    await visitor.answers("下一部分", "弄湿", "下一条")
    await visitor.send("/sources")
    await visitor.sees("一张告示")
    await visitor.press("哪些没有说明")
    await visitor.sees("告示没有写的（4 项）\n")
    await visitor.press("罚钱")
    await visitor.sees("告示没有写罚不罚钱", "请向借阅台了解")


async def test_several_scenarios_and_what_would_change_the_result(visitor: Visitor) -> None:
    await visitor.send("/check")
    offered = await visitor.sees("丢书 丢失以后补上", "机器 机器出错")
    assert {"晚还", "弄湿", "丢书", "涂画", "机器"} <= set(labels_of(offered))
    await visitor.press("丢书")
    question = await visitor.sees("最多还有 6 个问题", "书丢了吗？")
    assert labels_of(question)[:3] == ["是这样", "不是这样", "说不准"]
    await visitor.answers("是这样")
    await visitor.press("为什么问")
    await visitor.sees("有三条都写了“主动登记”", "主动登记", "借阅台的登记本")
    await visitor.answers("做了", "没做", "没做", "记不得")
    await visitor.answers("不是这样")
    await visitor.press("看结果")
    verdict = await visitor.sees(
        "丢书：还缺信息",
        "? 整理书架满十个小时（记不得）",
        "会改变结果的：如果“整理书架满十个小时”成立，就变成“与文字要件相符”。",
    )
    assert "✗ 照价赔偿（您答：没做）" in verdict["text"]

    await visitor.press("再对照一种")
    offered = await visitor.sees("涂画 孩子涂画")
    assert "丢书" not in labels_of(offered)
    await visitor.press("涂画")
    await visitor.sees("不满十岁的孩子画的吗")
    await visitor.answers("是这样", "没做", "做了")
    await visitor.answers("不是这样")
    await visitor.press("看结果")
    verdict = await visitor.sees("涂画：与文字要件相符", "丢书：还缺信息")
    assert verdict["text"].count("主动登记（您答：做了）") == 2, "asked once, told in both"


async def test_a_bottom_line_crossed(visitor: Visitor) -> None:
    await visitor.send("/check")
    await visitor.sees("机器 机器出错")
    await visitor.press("机器")
    await visitor.sees("自助借还机坏了", "最多还有 2 个问题")
    await visitor.press("是这样")
    await visitor.sees("有没有人涂改过借阅记录", "最多还有 1 个问题")
    await visitor.answers("是这样")
    await visitor.press("看结果")
    await visitor.sees("您说有人涂改过借阅记录。", "底线（照实）", "5 种情形都不适用")
    assert "看 修补" in labels_of(visitor.message)


async def test_items_of_two_kinds(visitor: Visitor) -> None:
    await visitor.adds("2026-12-04 修补那本旧书", "提醒：11月28日、30日、12月4日，下午 4:30")
    await visitor.adds("2026-12-04 还伞", "提醒：12月2日、4日，上午 8:15")


async def test_english(visitor: Visitor, library: Pack) -> None:
    await visitor.send("/language")
    await visitor.sees("语言")
    await visitor.press("English")
    await visitor.sees("English")
    await visitor.send("my book got wet in the rain")
    answer = await visitor.sees("The notice lists this case for lenience", "Unofficial translation")
    assert library.measure.clauses["wet_book"].zh in answer["text"]
    await visitor.send("how much is the fine?")
    await visitor.sees("whether there is a fine", "Please ask the lending desk.")
    await visitor.send("/check")
    await visitor.sees("Machine An error of the machine")
    await visitor.press("Machine")
    question = await visitor.sees("Was the record wrong because the machine broke down?")
    assert labels_of(question)[:3] == ["It was", "It was not", "Hard to say"]
    await visitor.press("It was not")
    await visitor.sees("Machine: does not match")
