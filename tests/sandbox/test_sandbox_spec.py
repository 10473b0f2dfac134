"""The checker finds deviations, and the sandbox has none."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.methods import METHODS
from bot.sandbox.wire import Upload
from tests.sandbox.served import RefusedError, Site
from tests.sandbox.spec import SpecChecker, needs_spec

GROUP = -1_001_000_000_001
OK = {"ok": True, "result": True}
FILE = Upload("a.txt", "text/plain", b"x")


@needs_spec
@pytest.mark.parametrize(
    ("method", "params", "response", "problem"),
    [
        ("sendNothing", {}, OK, "no such method is published"),
        ("sendChatAction", {"chat_id": 1, "action": "typing"}, OK, None),
        ("sendChatAction", {"chat_id": "1", "action": "typing"}, OK, None),
        ("sendChatAction", {"chat_id": 1, "action": 5}, OK, "5 is not String"),
        ("sendChatAction", {"chat_id": 1}, OK, "the parameter is required"),
        ("sendChatAction", {"chat_id": 1, "action": "a", "x": 1}, OK, "no such parameter"),
        ("deleteMessage", {"chat_id": 1, "message_id": "x"}, OK, "'x' is not Integer"),
        ("deleteMessage", {"chat_id": 1, "message_id": True}, OK, "True is not Integer"),
        ("deleteMessage", {"chat_id": 1, "message_id": "7"}, OK, None),
        ("setMyCommands", {"commands": "{}"}, OK, "is not an array"),
        ("setMyCommands", {"commands": '[{"command": "a"}]'}, OK, "description: the field is"),
        ("setMyCommands", {"commands": [], "scope": {"type": "x"}}, OK, "'x' is not"),
        ("setMyCommands", {"commands": [1]}, OK, "1 is not an object"),
        ("setChatMenuButton", {"menu_button": {"type": "default"}}, OK, None),
        ("getMyName", {}, {"ok": True, "result": {"name": "a", "b": 1}}, "no such field"),
        ("sendDocument", {"chat_id": 1, "document": FILE}, {"ok": True, "result": 5}, "5 is not"),
        ("getMe", {}, {"ok": False, "error_code": 400}, "description: the field is required"),
        ("getMe", {}, {"ok": False, "error_code": 400, "description": "x"}, None),
    ],
)
def test_the_checker(
    method: str, params: dict[str, Any], response: dict[str, Any], problem: str | None
) -> None:
    checker = SpecChecker()
    checker.observe(method, params, 200, response)
    if problem is None:
        checker.assert_clean()
    else:
        with pytest.raises(AssertionError, match=problem):
            checker.assert_clean()


@needs_spec
def test_files_may_be_attached_under_any_name() -> None:
    checker = SpecChecker()
    refused = {"ok": False, "error_code": 400, "description": "x"}
    params = {"chat_id": 1, "document": "attach://part", "part": FILE}
    checker.observe("sendDocument", params, 400, refused)
    checker.assert_clean()
    assert checker.calls == {"sendDocument": 1}


def test_a_checker_without_the_specification_accepts_everything(tmp_path: Path) -> None:
    checker = SpecChecker(tmp_path / "absent.json")
    checker.observe("sendNothing", {}, 200, OK)
    checker.assert_clean()


@needs_spec
def test_every_method_served_is_published() -> None:
    checker = SpecChecker()
    assert {name for name, _ in METHODS.values()} <= set(checker._methods)


@needs_spec
async def test_every_update_and_answer_is_as_published(site: Site, spec: SpecChecker) -> None:
    site.sandbox.requests.append(spec.observe)
    people = site.sandbox.people
    people.type(1001, 1001, "/start@rongcuo_trial_bot 好 https://example.com/a")
    for kind in ("document", "photo", "voice", "sticker"):
        people.attach(1001, 1001, kind, b"x", "a.bin", "text/plain", "看")
    sent = await site.call(
        "sendMessage",
        chat_id=1001,
        text='<b>a</b><a href="tg://user?id=1001">b</a><pre><code class="language-x">c</code></pre>',
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
    )
    people.type(1001, 1001, "回复", reply_to=sent["message_id"])
    people.edit(1001, 1001, 1, "改")
    people.press(1001, 1001, sent["message_id"], "b")
    people.press(1001, 1001, 99, "b")
    people.block(1001, blocked=True)
    people.block(1001, blocked=False)
    people.type(1002, GROUP, "/help")
    site.sandbox._backend.updates.push(
        "inline_query", {"id": "1", "from": site.sandbox.world.bot, "query": "", "offset": ""}, 1
    )
    assert len(await site.updates()) == 13
    await site.call("getWebhookInfo")
    with pytest.raises(RefusedError):
        await site.call("sendMessage", chat_id=5, text="")
