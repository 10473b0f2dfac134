"""A real Chromium for the tests of the web chat, started once; a fresh page for every test.

Tests that use these fixtures share the browser's event loop: put
`pytestmark = pytest.mark.asyncio(loop_scope="session")` at the top of the module.
"""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from scripts.screenshots import BROWSERS, FLAGS

_PATIENCE = 10_000
"""Milliseconds that an expectation waits at most; a passing test hardly waits at all."""


OpenPage = Callable[..., Awaitable[Page]]
"""`await open_page(url, size=(360, 640), language="en-US", dark=True, phone=True)`"""


def _chromium() -> str:
    """Return the path of Chromium; without one, skip, but fail where nothing may be skipped."""
    wanted = os.environ.get("CHROMIUM")
    for name in (wanted,) if wanted else BROWSERS:
        if path := shutil.which(name):
            return path
    advice = f"{wanted or 'Chromium'} was not found: install chromium, or set CHROMIUM to its path."
    if os.environ.get("CI"):
        pytest.fail(advice)
    pytest.skip(advice)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests."""
    path = _chromium()
    expect.set_options(timeout=_PATIENCE)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Open pages, each in a profile of its own; they must run without an error until they close."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def open_one(
        url: str,
        *,
        size: tuple[int, int] = (1200, 800),
        language: str = "zh-CN",
        dark: bool = False,
        phone: bool = False,
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            timezone_id="Asia/Shanghai",
            is_mobile=phone,
            has_touch=phone,
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.extend(_violations(said.text)))
        await page.goto(url)
        return page

    yield open_one
    for context in contexts:
        await context.close()
    assert not errors


def _violations(said: str) -> list[str]:
    """Keep what the browser says of broken security rules; a lost connection is no error here."""
    return [said] if "Content Security Policy" in said else []
