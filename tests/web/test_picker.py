"""A month to pick a day from, on a phone: seven columns that fit."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.trial import open_trial
from tests.web.conftest import OpenPage
from tests.web.test_assistant import newest, press, say

pytestmark = pytest.mark.asyncio(loop_scope="session")
SEVEN = 7


async def test_the_days_of_a_week_fit_into_a_row_on_a_phone(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_MESSAGES_PER_SECOND", "0")  # the clock stands still
    async with open_trial(tmp_path) as root:
        page = await open_page(root, size=(360, 740), phone=True)
        await page.get_by_test_id("start").click()
        await expect(newest(page)).to_contain_text("容错纠错助手")
        await say(page, "/add 交整改报告")
        await expect(newest(page)).to_contain_text("期限是哪天")
        await press(page, "选日期")
        await expect(newest(page)).to_contain_text("2026年11月")
        await press(page, "12月 ›")
        await expect(newest(page)).to_contain_text("2026年12月")
        keys = newest(page).get_by_test_id("key")
        boxes = [box for key in await keys.all() if (box := await key.bounding_box())]
        days = boxes[: SEVEN * 6]
        assert len({round(box["height"]) for box in days}) == 1, "no label breaks"
        assert len({round(box["x"]) for box in days}) == SEVEN
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await keys.filter(has_text="26").first.click()
        await expect(newest(page)).to_contain_text("12月26日 周六")
