# ruff: noqa: T201 - a script of its own, which talks to who runs it
"""Make the pictures in docs/images: the assistant in trial mode, as a browser shows it.

`make docs` runs this. It starts `python -m bot run` in a temporary folder on a free port and drives
the web page in Chromium (`CHROMIUM` names another browser), so what a reader sees is what runs.
"""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
QUESTION = "我们搞容缺受理出了岔子,能不能算"
PATIENCE_SECONDS = 30
LARGEST_BYTES = 300_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_READY = re.compile(r"http://127\.0\.0\.1:\d+")


@asynccontextmanager
async def trial(folder: Path) -> AsyncIterator[str]:
    """Run the assistant in trial mode in `folder`; gives its address and ends it at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LANG": "zh_CN.UTF-8", "BOT_LISTEN": "127.0.0.1:0"},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield await _address(process)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    said = ""
    while process.stderr and (line := (await process.stderr.readline()).decode()):
        if found := _READY.search(line):
            return found.group()
        said += line
    raise SystemExit(f"the assistant did not start:\n{said}")


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Start Chromium."""
    wanted = os.environ.get("CHROMIUM")
    found = filter(None, map(shutil.which, (wanted,) if wanted else BROWSERS))
    path = next(found, None)
    if path is None:
        raise SystemExit("Chromium was not found: install chromium, or set CHROMIUM to its path.")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield chromium
        finally:
            await chromium.close()


@asynccontextmanager
async def page_of(
    chromium: Browser, root: str, size: tuple[int, int], *, phone: bool
) -> AsyncIterator[Page]:
    """Open the web chat; a phone is dark and sharp."""
    context = await chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2 if phone else 1.25,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="dark" if phone else "light",
        reduced_motion="reduce",
        is_mobile=phone,
        has_touch=phone,
    )
    page = await context.new_page()
    await page.goto(root)
    await page.get_by_test_id("start").click()
    await expect(newest(page)).to_contain_text("容错纠错助手")
    yield page
    await context.close()


def newest(page: Page) -> Locator:
    """The newest message of the assistant."""
    return page.locator('[data-testid="message"][data-from="bot"]').last


async def say(page: Page, text: str) -> None:
    """Type a text and send it."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def press(page: Page, label: str) -> None:
    """Press a button of the newest message."""
    await newest(page).get_by_test_id("key").filter(has_text=label).first.click()


async def picture(page: Page, name: str) -> None:
    """Write docs/images/NAME once everything stands still."""
    path = IMAGES / name
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.evaluate("document.fonts.ready")
    await page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise SystemExit(f"{name} has {size} bytes, more than {LARGEST_BYTES}: make it smaller.")
    print(f"docs/images/{name}: {size} bytes")


async def ask(page: Page) -> None:
    """Ask the question of the pictures and wait for its quoted clause."""
    await say(page, QUESTION)
    await expect(newest(page).locator("blockquote")).to_contain_text("着眼于提高效率")


async def check(page: Page, answers: tuple[str, ...]) -> None:
    """Start the self-check of S01 and give the first answers."""
    await say(page, "/check")
    await press(page, "S01")
    for left, label in zip(range(6, 0, -1), answers, strict=False):
        await expect(newest(page)).to_contain_text(f"最多还有 {left} 个问题")
        await press(page, label)
    await expect(newest(page)).not_to_contain_text(f"最多还有 {7 - len(answers)} 个问题")


async def main() -> None:
    """Make all pictures anew, each with a fresh assistant."""
    IMAGES.mkdir(exist_ok=True)
    async with browser() as chromium:
        with TemporaryDirectory(prefix="screenshots-") as folder:
            async with (
                trial(Path(folder)) as root,
                page_of(chromium, root, (1100, 895), phone=False) as page,
            ):
                await ask(page)
                await check(page, ("是", "有"))
                await picture(page, "chat.png")
        with TemporaryDirectory(prefix="screenshots-") as folder:
            async with (
                trial(Path(folder)) as root,
                page_of(chromium, root, (360, 756), phone=True) as page,
            ):
                await check(page, ("是", "不清楚", "没有", "没有", "有", "是"))
                await expect(newest(page)).to_contain_text("还缺信息")
                await picture(page, "phone.png")


if __name__ == "__main__":
    asyncio.run(main())
