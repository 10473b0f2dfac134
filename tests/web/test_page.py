"""The web chat as people use it: a real Chromium, the real sandbox, a scripted bot over HTTP."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.clock import Clock
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

MONDAY = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
"""10:30 in Shanghai."""
CADRE, STAFF = 1001, 1002
GROUP = -1_001_000_000_001
COMMANDS = {"start": "开始", "check": "对照我的情况", "add": "记一件整改的事", "report": "报告"}
REPORT = "对照结果：与文字要件相符".encode()
LONG_QUOTE = (
    "在服务群众、服务企业中，因着眼于提高效率而在容缺受理、审查时出现一定失误或偏差的。\n" * 6
)
FORMATTED = (
    "<b>对照结果</b> <i>斜</i> <u>线</u> <s>删</s> <code>S05</code>\n"
    "<blockquote>先行先试、缺乏经验</blockquote>\n"
    f"<blockquote expandable>{LONG_QUOTE}</blockquote>\n"
    '<tg-spoiler>底线</tg-spoiler> <a href="https://example.org/">出处</a> /check'
)
KEYBOARD = {
    "inline_keyboard": [
        [
            {"text": "记下", "callback_data": "toast"},
            {"text": "提示", "callback_data": "alert"},
            {"text": "换一步", "callback_data": "edit"},
            {"text": "收走", "callback_data": "delete"},
        ],
        [{"text": "公开报道", "url": "https://example.org/"}],
    ]
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
HAND_OVER_PICTURE = """
(composer, [name, bytes]) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], "a.png", { type: "image/png" }));
  const event = name === "paste"
    ? new ClipboardEvent(name, { clipboardData: files, bubbles: true, cancelable: true })
    : new DragEvent(name, { dataTransfer: files, bubbles: true, cancelable: true });
  composer.dispatchEvent(event);
}
"""
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
SMALL_TARGETS = """
[...document.querySelectorAll("button, textarea")]
  .filter((element) => element.offsetParent && !element.closest(".message"))
  .map((element) => [element.id || element.textContent, element.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < 44)
"""


class ScriptedBot:
    """Answers a handful of texts and buttons; speaks the Bot API and nothing else."""

    def __init__(self, root: str, http: aiohttp.ClientSession) -> None:
        self._root = f"{root}/bot{DEFAULT_TOKEN}"
        self._http = http

    async def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401
        async with self._http.post(f"{self._root}/{method}", json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def serve(self) -> None:
        commands = [{"command": name, "description": text} for name, text in COMMANDS.items()]
        await self.call("setMyCommands", commands=commands)
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        match update:
            case {"message": {"text": str(text), "chat": {"id": chat}} as message}:
                await self._answer_text(chat, text, message)
            case {"message": {"document": {"file_name": name}, "chat": {"id": chat}}}:
                await self.call("sendMessage", chat_id=chat, text=f"收到文件：{name}")
            case {"edited_message": {"text": str(text), "chat": {"id": chat}}}:
                await self.call("sendMessage", chat_id=chat, text=f"改成了：{text}")
            case {"callback_query": query}:
                await self._answer_press(query)

    async def _answer_text(self, chat: int, text: str, message: dict[str, Any]) -> None:
        match text:
            case "/start":
                await self.call("sendMessage", chat_id=chat, text="您好。", reply_markup=KEYBOARD)
            case "/check":
                await self.call("sendMessage", chat_id=chat, text=FORMATTED, parse_mode="HTML")
            case "/report":
                await self._send_report(chat)
            case "想一想":
                await self.call("sendChatAction", chat_id=chat, action="typing")
            case _:
                original = message.get("reply_to_message", {}).get("text", "")
                said = f"您说：{text[:80]}" + (f"（回复“{original}”）" if original else "")
                reply = {"message_id": message["message_id"]}
                await self.call("sendMessage", chat_id=chat, text=said, reply_parameters=reply)

    async def _send_report(self, chat: int) -> None:
        form = aiohttp.FormData({"chat_id": str(chat)}, quote_fields=False)
        form.add_field("document", REPORT, filename="对照表.txt", content_type="text/plain")
        async with self._http.post(f"{self._root}/sendDocument", data=form) as response:
            assert response.ok

    async def _answer_press(self, query: dict[str, Any]) -> None:
        place = {
            "chat_id": query["message"]["chat"]["id"],
            "message_id": query["message"]["message_id"],
        }
        answer: dict[str, object] = {}
        match query["data"]:
            case "toast":
                answer = {"text": "已记下"}
            case "alert":
                answer = {"text": "请先核对", "show_alert": True}
            case "edit":
                text = "您好。现在是第二步。"
                await self.call("editMessageText", **place, text=text, reply_markup=KEYBOARD)
            case "delete":
                await self.call("deleteMessage", **place)
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **answer)


class Trial:
    """The sandbox and its bot, on one port that survives a restart."""

    def __init__(self, snapshot: Path) -> None:
        self._snapshot = snapshot
        self._port = 0
        self.url = ""

    async def start(self) -> None:
        self.clock = Clock(source=lambda: MONDAY)
        self.sandbox = Sandbox(clock=self.clock, snapshot=self._snapshot)
        app = web.Application()
        self.sandbox.add_routes(app)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._http = aiohttp.ClientSession()
        self.bot = ScriptedBot(self.url, self._http)
        self._serving = asyncio.create_task(self.bot.serve())

    async def stop(self) -> None:
        self._serving.cancel()
        try:
            with suppress(asyncio.CancelledError):
                await self._serving
        finally:
            await self._http.close()
            await self._runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def trial(tmp_path: Path) -> AsyncIterator[Trial]:
    trial = Trial(tmp_path / "world.json")
    await trial.start()
    yield trial
    await trial.stop()


async def started(trial: Trial, open_page: OpenPage, **options: Any) -> Page:  # noqa: ANN401
    """Open the page as a cadre who has pressed START."""
    page = await open_page(trial.url, **options)
    await page.get_by_test_id("start").click()
    await expect(bot_messages(page)).to_have_count(1)
    return page


def bot_messages(page: Page) -> Locator:
    return page.locator("[data-testid=message][data-from=bot]")


def own_messages(page: Page) -> Locator:
    return page.locator("[data-testid=message][data-from=user]")


def key(page: Page, text: str) -> Locator:
    return page.get_by_test_id("key").filter(has_text=text)


async def send(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_an_empty_chat_greets_and_offers_three_things(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.url)
    await expect(page.get_by_test_id("greeting")).to_contain_text("数据只在本机")
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    await expect(page.get_by_test_id("try-2")).to_contain_text("/check")
    await expect(page.get_by_test_id("try-3")).to_contain_text("/add")
    await page.get_by_test_id("try-1").click()
    await expect(own_messages(page)).to_contain_text(["/start", "搞招商引资出了失误，能容错吗"])
    await expect(bot_messages(page)).to_contain_text(["您好", "您说：搞招商引资"])
    await expect(page.get_by_test_id("greeting")).to_be_hidden()


async def test_start_leads_to_writing(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    await page.get_by_test_id("start").press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("<img src=x onerror=alert(1)> 第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    await page.get_by_test_id("send").click()
    sent = own_messages(page).last.get_by_test_id("message-text")
    await expect(sent).to_have_text("<img src=x onerror=alert(1)> 第一行\n第二行")
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_return_that_accepts_a_word_does_not_send(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    composer = page.get_by_test_id("composer")
    await composer.fill("容错")
    await composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await composer.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    await expect(composer).to_have_value("容错")
    await composer.press("Enter")
    await expect(own_messages(page)).to_contain_text(["/start", "容错"])


async def test_formatting_quotes_and_commands_in_a_message(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await started(trial, open_page)
    await send(page, "/check")
    answer = bot_messages(page).last
    for tag in ("b", "i", "u", "s", "code", "blockquote"):
        await expect(answer.locator(tag).first).to_be_visible()
    expander = answer.get_by_test_id("expander")
    folded = answer.locator("blockquote .quote-body")
    await expect(expander).to_have_attribute("aria-expanded", "false")
    height = (await folded.bounding_box() or {"height": 0})["height"]
    await expander.press("Enter")
    await expect(expander).to_have_attribute("aria-expanded", "true")
    assert (await folded.bounding_box() or {"height": 0})["height"] > height
    await answer.get_by_role("button", name="隐藏的内容").click()
    await expect(answer.locator(".tg-spoiler")).to_have_text("底线")
    await expect(answer.get_by_role("link", name="出处")).to_have_attribute("target", "_blank")
    await answer.get_by_role("button", name="/check").click()
    await expect(own_messages(page)).to_contain_text(["/start", "/check", "/check"])


async def test_buttons_answer_with_toast_and_alert(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    await key(page, "记下").click()
    await expect(page.get_by_test_id("toast")).to_have_text("已记下")
    await expect(key(page, "记下")).not_to_have_attribute("aria-busy", "true")
    await key(page, "提示").press("Enter")
    await expect(page.get_by_test_id("alert")).to_contain_text("请先核对")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_be_hidden()
    await expect(key(page, "提示")).to_be_focused()
    await expect(key(page, "公开报道")).to_have_attribute("rel", re.compile("noopener"))


async def test_a_pressed_button_waits_for_its_answer(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    answered = asyncio.Event()
    await page.route("**/sandbox/presses", lambda route: _hold(route.continue_(), answered))
    await key(page, "记下").click()
    await expect(key(page, "记下")).to_have_attribute("aria-busy", "true")
    answered.set()
    await expect(page.get_by_test_id("toast")).to_have_text("已记下")
    await expect(key(page, "记下")).not_to_have_attribute("aria-busy", "true")


async def _hold(going: Any, gate: asyncio.Event) -> None:  # noqa: ANN401
    await gate.wait()
    await going


async def test_edits_stay_in_place_and_keep_the_focus(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    message = bot_messages(page).first
    before = await message.get_attribute("data-message-id")
    await key(page, "换一步").press("Enter")
    await expect(message).to_contain_text("第二步")
    await expect(message.get_by_test_id("edited")).to_have_text("已编辑")
    await expect(message).to_have_attribute("data-message-id", before or "")
    await expect(key(page, "换一步")).to_be_focused()
    await key(page, "收走").click()
    await expect(bot_messages(page)).to_have_count(0)


async def test_the_command_menu_works_by_keyboard(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    composer, commands = page.get_by_test_id("composer"), page.get_by_test_id("command")
    await composer.press_sequentially("/")
    await expect(commands).to_have_count(len(COMMANDS))
    await page.keyboard.press("Escape")
    await expect(commands.first).to_be_hidden()
    await page.keyboard.type("re")
    await expect(commands.first).to_contain_text("/report")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/report ")
    await composer.fill("")
    await page.get_by_test_id("commands").press("Enter")
    await expect(composer).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(commands.nth(1)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(own_messages(page).last).to_contain_text("/check")
    await expect(commands.first).to_be_hidden()


async def test_files_go_up_and_come_down(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    document = FilePayload(name="整改报告.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7")
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id("attach").click()
    await (await chooser.value).set_files(document)
    await expect(page.get_by_test_id("strip")).to_contain_text("整改报告.pdf")
    await send(page, "请看附件")
    await expect(own_messages(page).last).to_contain_text("请看附件")
    await expect(own_messages(page).last.get_by_test_id("download")).to_contain_text("整改报告.pdf")
    await expect(bot_messages(page).last).to_contain_text("收到文件：整改报告.pdf")

    await send(page, "/report")
    async with page.expect_download() as download:
        await bot_messages(page).last.get_by_test_id("download").click()
    report = await download.value
    assert report.suggested_filename == "对照表.txt"
    assert (await report.path()).read_bytes() == REPORT


@pytest.mark.parametrize("event", ["paste", "drop"])
async def test_a_picture_can_be_pasted_or_dropped(
    trial: Trial, open_page: OpenPage, event: str
) -> None:
    page = await started(trial, open_page)
    await page.get_by_test_id("composer").evaluate(HAND_OVER_PICTURE, [event, list(PIXEL)])
    await expect(page.get_by_test_id("strip")).to_contain_text("a.png")
    await page.get_by_test_id("send").click()
    picture = page.get_by_test_id("picture")
    await expect(picture).to_have_js_property("naturalWidth", 1)


async def test_editing_the_last_message_and_replying(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    composer = page.get_by_test_id("composer")
    await send(page, "多少个工作日")
    await expect(bot_messages(page).last.get_by_test_id("reply-preview")).to_contain_text("多少个")
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("多少个工作日")
    await composer.press("Escape")
    await expect(composer).to_have_value("")
    await composer.press("ArrowUp")
    await send(page, "多少个工作日给答复")
    await expect(own_messages(page).last).to_contain_text("已编辑")
    await expect(bot_messages(page).last).to_contain_text("改成了：多少个工作日给答复")

    await bot_messages(page).first.get_by_test_id("reply").press("Enter")
    await expect(page.get_by_test_id("strip")).to_contain_text("您好")
    await send(page, "谢谢")
    await expect(bot_messages(page).last).to_contain_text("您说：谢谢（回复“您好。”）")
    await expect(page.get_by_test_id("strip")).to_be_hidden()


async def test_nothing_too_long_is_lost(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    composer = page.get_by_test_id("composer")
    lines = "容错纠错\n" * 1_000
    await send(page, lines)
    await expect(own_messages(page)).to_have_count(3)
    sent = await own_messages(page).get_by_test_id("message-text").all_text_contents()
    assert "\n".join(sent[1:]) == lines.strip()

    empty = FilePayload(name="空.txt", mimeType="text/plain", buffer=b"")
    await page.locator("#file").set_input_files(empty)
    await composer.fill("说明")
    await composer.press("Enter")
    await expect(page.get_by_test_id("toast")).to_contain_text("这个文件是空的")
    await expect(composer).to_have_value("说明")
    await expect(page.get_by_test_id("strip")).to_contain_text("空.txt")


async def test_several_users_and_their_unread_chats(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    await page.get_by_test_id("composer").fill("没写完的话")
    await page.get_by_test_id("user-staff").click()
    await expect(page.get_by_test_id("chat-subtitle")).to_contain_text("工作人员")
    await expect(page.get_by_test_id("greeting")).to_be_visible()
    await trial.bot.call("sendMessage", chat_id=CADRE, text="一项整改还有 3 天到期。")
    await expect(page.get_by_test_id("user-cadre").get_by_test_id("unread")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("user-staff")).to_have_attribute("aria-current", "true")
    await page.get_by_test_id("user-cadre").click()
    await expect(bot_messages(page).last).to_contain_text("还有 3 天到期")
    await expect(page.get_by_test_id("unread")).to_have_count(0)


async def test_each_chat_keeps_what_was_being_written(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    await page.get_by_test_id("composer").fill("没写完的话")
    await page.get_by_test_id("chat-group").click()
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await page.get_by_test_id("chat-private").click()
    await expect(page.get_by_test_id("composer")).to_have_value("没写完的话")


async def test_a_group_shows_who_speaks(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    await page.get_by_test_id("chat-group").click()
    await expect(page.get_by_test_id("greeting")).to_contain_text("群")
    await send(page, "大家好")
    await page.get_by_test_id("user-staff").click()
    await expect(page.get_by_test_id("message")).to_contain_text(["大家好"])
    await expect(page.locator(".sender")).to_have_text(
        trial.sandbox.world.users[CADRE]["first_name"]
    )
    trial.sandbox.people.type(STAFF, GROUP, "/check")
    await expect(bot_messages(page)).to_contain_text("对照结果")


async def test_the_clock_moves_forward(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    now, ahead = page.get_by_test_id("clock-now"), page.get_by_test_id("clock-offset")
    await expect(now).to_contain_text("2026年11月23日 周一")
    await expect(ahead).to_have_text("与实际时间一致")
    await page.get_by_test_id("clock-advance-259200").click()
    await expect(now).to_contain_text("11月26日 周四")
    await expect(ahead).to_have_text("比实际快 3 天")
    await page.get_by_test_id("clock-morning").press("Enter")
    await expect(now).to_contain_text("09:00")
    await expect(now).to_contain_text("11月27日 周五")
    await page.get_by_test_id("clock-advance-3600").click()
    await expect(now).to_contain_text("10:00")
    await page.get_by_test_id("start").click()
    await expect(own_messages(page)).to_contain_text("10:00")


async def test_look_and_language_are_remembered(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    root = page.locator("html")
    await expect(root).to_have_attribute("data-theme", "light")
    await page.emulate_media(color_scheme="dark")
    await expect(root).to_have_attribute("data-theme", "dark")
    await page.get_by_test_id("theme").get_by_text("浅色").click()
    await expect(root).to_have_attribute("data-theme", "light")
    await page.get_by_test_id("language").get_by_text("English").click()
    await expect(page.get_by_test_id("start")).to_have_text("Start")
    await page.reload()
    await expect(root).to_have_attribute("data-theme", "light")
    await expect(root).to_have_attribute("lang", "en-GB")
    await expect(page.get_by_test_id("greeting")).to_contain_text("Three things to try")


@pytest.mark.parametrize(("language", "start"), [("en-US", "Start"), ("fr-FR", "开始")])
async def test_the_browser_decides_the_first_language(
    trial: Trial, open_page: OpenPage, language: str, start: str
) -> None:
    page = await open_page(trial.url, language=language)
    await expect(page.get_by_test_id("start")).to_have_text(start)


async def test_it_works_without_storage(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    await page.add_init_script(forbid)
    await page.reload()
    await page.get_by_test_id("theme").get_by_text("深色").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
async def test_a_narrow_phone_scrolls_in_one_direction_only(
    trial: Trial, open_page: OpenPage, language: str
) -> None:
    page = await open_page(trial.url, size=(360, 640), language=language, phone=True)
    await expect(page.get_by_test_id("greeting")).to_be_visible()
    assert await page.evaluate(OVERFLOW) == 0
    await page.get_by_test_id("start").tap()
    await send(page, "/check")
    await send(page, "https://example.org/" + "a" * 300)
    await expect(bot_messages(page)).to_have_count(3)
    assert await page.evaluate(OVERFLOW) == 0
    assert await page.evaluate(SMALL_TARGETS) == []

    await expect(page.get_by_test_id("clock-now")).to_be_hidden()
    await page.get_by_test_id("open-panel").tap()
    await expect(page.get_by_test_id("clock-now")).to_be_visible()
    assert await page.evaluate(OVERFLOW) == 0
    assert await page.evaluate(SMALL_TARGETS) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("open-panel")).to_be_focused()
    await page.get_by_test_id("open-panel").tap()
    await page.get_by_test_id("chat-group").tap()
    await expect(page.get_by_test_id("clock-now")).to_be_hidden()


async def test_a_lost_server_is_said_and_found_again(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    composer = page.get_by_test_id("composer")
    await composer.fill("还没发出去的话")
    await trial.stop()
    await expect(page.get_by_test_id("status")).to_have_text("连不上助手，正在重试…")
    await composer.press("Enter")
    await expect(page.get_by_test_id("toast")).to_contain_text("没有发出去")
    await expect(composer).to_have_value("还没发出去的话")
    await trial.start()
    await expect(page.get_by_test_id("status")).to_be_empty()
    await composer.press("Enter")
    await expect(bot_messages(page)).to_contain_text(["您好", "您说：还没发出去的话"])


async def test_blocking_and_unblocking_the_bot(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    await page.get_by_test_id("chat-menu").press("Enter")
    await expect(page.get_by_test_id("block")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("chat-menu")).to_be_focused()
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("block").click()
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    assert trial.sandbox.world.people[CADRE].blocked
    await page.get_by_test_id("unblock").press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_the_bot_is_seen_typing(trial: Trial, open_page: OpenPage) -> None:
    page = await started(trial, open_page)
    await send(page, "想一想")
    await expect(page.get_by_test_id("chat-subtitle")).to_have_text("正在输入…")
    await trial.bot.call("sendMessage", chat_id=CADRE, text="想好了。")
    await expect(page.get_by_test_id("chat-subtitle")).to_contain_text("干部")


async def test_nothing_is_loaded_from_elsewhere(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.url)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    await page.reload()
    await expect(page.get_by_test_id("greeting")).to_be_visible()
    assert hosts == {urlsplit(trial.url).netloc}
    await page.keyboard.press("Tab")
    await expect(page.locator("#skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("start")).to_be_focused()
