"""Keyboards under messages: what is refused, and what comes back."""

import pytest

from tests.sandbox.served import RefusedError, Site


async def refusal(site: Site, markup: object) -> str:
    with pytest.raises(RefusedError) as refused:
        await site.call("sendMessage", chat_id=1001, text="a", reply_markup=markup)
    assert refused.value.status == 400
    return str(refused.value)


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "BUTTON_TEXT_INVALID"),
        ({"callback_data": "x"}, 'Can\'t find field "text"'),
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "url": "ftp://example.com"}, "is invalid: Unsupported URL protocol"),
        ({"text": "a", "url": "https://"}, "is invalid: URL host is empty"),
        ({"text": "a", "url": "http://localhost"}, "is invalid: Wrong HTTP URL"),
        ({"text": "a", "url": "https://a.cn:x/"}, "is invalid: Wrong port number"),
        ({"text": "a", "url": "https://a.cn:0/"}, "is invalid: Wrong port number"),
        ({"text": "a", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ("a", "InlineKeyboardButton must be an Object"),
    ],
)
async def test_buttons_are_checked(started: Site, button: object, sentence: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert sentence in await refusal(started, markup)


@pytest.mark.parametrize(
    "markup", ["[]", "{", '{"inline_keyboard": 1}', '{"inline_keyboard": [1]}', '{"x": 1}']
)
async def test_a_keyboard_must_be_a_keyboard(started: Site, markup: str) -> None:
    assert (await refusal(started, markup)).startswith("Bad Request: ")


async def test_good_buttons_come_back_as_telegram_keeps_them(started: Site) -> None:
    row = [
        {"text": "数据", "callback_data": "字" * 21, "style": "primary", "unknown": 1},
        {"text": "链接", "url": "example.com"},
        {"text": "复制", "copy_text": {"text": "S04"}},
        {"text": "转发", "switch_inline_query": ""},
    ]
    markup = {"inline_keyboard": [row, []]}
    sent = await started.call("sendMessage", chat_id=1001, text="a", reply_markup=markup)
    [[data, link, copy, switch]] = sent["reply_markup"]["inline_keyboard"]
    assert data == {"text": "数据", "style": "primary", "callback_data": "字" * 21}
    assert link["url"] == "http://example.com/"
    assert copy["copy_text"] == {"text": "S04"}
    assert not switch["switch_inline_query"]


@pytest.mark.parametrize(
    "markup", [{"remove_keyboard": True}, {"force_reply": True}, {"inline_keyboard": []}, {}, ""]
)
async def test_other_keyboards_are_no_part_of_the_message(started: Site, markup: object) -> None:
    sent = await started.call("sendMessage", chat_id=1001, text="a", reply_markup=markup)
    assert "reply_markup" not in sent
