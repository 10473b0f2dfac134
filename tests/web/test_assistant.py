"""The whole assistant in trial mode, in a real browser: ask, check, add, move the clock, be reminded."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.e2e.trial import open_trial
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: OpenPage, tmp_path: Path) -> AsyncIterator[Page]:
    """The web chat of a fresh trial, after the start button."""
    async with open_trial(tmp_path) as root:
        page = await open_page(root)
        await page.get_by_test_id("start").click()
        await expect(newest(page)).to_contain_text("容错纠错助手")
        yield page


def newest(page: Page) -> Locator:
    """The newest message of the bot."""
    return page.locator('[data-testid="message"][data-from="bot"]').last


async def say(page: Page, text: str) -> None:
    """Type a text and send it."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def press(page: Page, label: str) -> None:
    """Press a button of the newest message."""
    await newest(page).get_by_test_id("key").filter(has_text=label).first.click()


async def test_ask_check_add_and_be_reminded(page: Page) -> None:
    await say(page, "搞招商引资出了失误,能容错吗")
    await expect(newest(page).locator("blockquote").first).to_contain_text("政商关系清白")

    await say(page, "/check")
    await expect(newest(page)).to_contain_text("S12 没有先例的先行先试")
    await press(page, "S01")
    answers = ("是", "有", "没有", "没有", "有", "是")
    for left, label in zip(range(6, 0, -1), answers, strict=True):
        await expect(newest(page)).to_contain_text(f"最多还有 {left} 个问题")
        await press(page, label)
    await press(page, "看结果")
    await expect(newest(page)).to_contain_text("S01：与文字要件相符")

    await say(page, "/add 2026-12-04 整改报告交办公室")
    await expect(newest(page)).to_contain_text("12月4日 周五（还有 11 天，9 个工作日）")
    await press(page, "记下")
    await expect(newest(page)).to_contain_text("记下了。")
    for _ in range(2):
        await page.get_by_test_id("clock-advance-86400").click()
    await expect(newest(page)).to_contain_text("🟡 一项整改还有 10 天到期")
    await press(page, "办完了")
    await expect(newest(page)).to_contain_text("“整改报告交办公室”已完成")
    await page.get_by_test_id("clock-advance-864000").click()
    await say(page, "/items")
    await expect(newest(page)).to_contain_text("还没有记下整改事项")


async def test_what_a_check_found_is_downloaded(page: Page) -> None:
    await say(page, "/check")
    await press(page, "S01")
    await expect(newest(page)).to_contain_text("最多还有 6 个问题")
    await press(page, "不是")
    await expect(newest(page)).to_contain_text("S01：与文字要件不符")
    for label, ending, first in (
        ("导出 Word", "docx", b"PK"),
        ("导出文字", "txt", b"\xef\xbb\xbf"),
    ):
        await page.get_by_test_id("key").filter(has_text=label).last.click()
        link = newest(page).get_by_test_id("download")
        await expect(link).to_contain_text(f"对照结果-S01-20261123.{ending}")
        await expect(newest(page)).to_contain_text("对照结果（不是认定结论）")
        async with page.expect_download() as downloading:
            await link.click()
        download = await downloading.value
        assert download.suggested_filename == f"对照结果-S01-20261123.{ending}"
        assert (await download.path()).read_bytes().startswith(first)


async def test_the_three_things_to_try_work(open_page: OpenPage, tmp_path: Path) -> None:
    async with open_trial(tmp_path) as root:
        for number, words in ((1, "S04"), (2, "对照哪一种情形？"), (3, "要记的是什么事")):
            page = await open_page(root)
            await (
                page.get_by_test_id("user-switch")
                .get_by_test_id(("user-cadre", "user-staff", "user-admin")[number - 1])
                .click()
            )
            await page.get_by_test_id(f"try-{number}").click()
            await expect(newest(page)).to_contain_text(words)


async def test_a_clause_is_posted_from_what_is_typed_after_the_bots_name(page: Page) -> None:
    await page.get_by_test_id("chat-group").click()
    composer, cards = page.get_by_test_id("composer"), page.get_by_test_id("card")
    await composer.press_sequentially("@rongcuo_trial_bot 招商")
    await expect(cards).to_have_count(1)
    await expect(cards.first).to_contain_text("容错情形 S04")
    await composer.press("ArrowDown")
    await expect(cards.first).to_have_attribute("aria-selected", "true")
    await composer.press("Enter")
    own = page.locator('[data-testid="message"][data-from="user"]').last
    await expect(own).to_contain_text("通过 @rongcuo_trial_bot")
    await expect(own.locator("blockquote")).to_contain_text("政商关系清白")
    await expect(composer).to_have_value("")
    await composer.press_sequentially("@rongcuo_trial_bot 你好")
    await expect(page.get_by_test_id("inline-way")).to_have_text("去私聊")
    await expect(cards).to_have_count(0)
    await composer.press("Enter")  # no card was chosen: the bot is mentioned
    await expect(newest(page)).to_contain_text("想问什么直接打字")
    await expect(page.get_by_test_id("inline-way")).to_be_hidden()
    await composer.press_sequentially("@rongcuo_trial_bot 帮我对照一下")
    await page.get_by_test_id("inline-way").click()
    await expect(newest(page)).to_contain_text("您好，我是容错纠错助手")


async def test_a_group_shows_the_way_to_the_private_chat(page: Page) -> None:
    await page.get_by_test_id("chat-group").click()
    await say(page, "@rongcuo_trial_bot 我的整改事项")
    await expect(newest(page)).to_contain_text("群里只说公开文本的内容")
    await press(page, "去私聊")
    await expect(page.get_by_test_id("chat-group")).not_to_have_attribute("aria-current", "true")
    await expect(newest(page)).to_contain_text("您好，我是容错纠错助手")
    assert len(page.context.pages) == 1, "nothing of the trial leads to t.me"


async def test_the_chat_is_still_there_after_a_restart(open_page: OpenPage, tmp_path: Path) -> None:
    async with open_trial(tmp_path) as root:
        page = await open_page(root)
        await page.get_by_test_id("start").click()
        await say(page, "/add 2026-12-04 留下来的事")
        await expect(newest(page)).to_contain_text("记下这一项？")
        await press(page, "记下")
        await expect(newest(page)).to_contain_text("记下了。")
    async with open_trial(tmp_path) as root:
        page = await open_page(root)
        await expect(newest(page)).to_contain_text("留下来的事")
        await say(page, "/items")
        await expect(newest(page)).to_contain_text("整改事项（1 项）")
