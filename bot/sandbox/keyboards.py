"""The keyboards a bot may put under a message, checked as Telegram checks them."""

from bot.sandbox.errors import bad_request
from bot.sandbox.links import LinkError, checked_link
from bot.sandbox.wire import Call, Object

MOST_DATA_BYTES = 64
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")
_ACTIONS = {
    "url": str,
    "callback_data": str,
    "web_app": dict,
    "login_url": dict,
    "switch_inline_query": str,
    "switch_inline_query_current_chat": str,
    "switch_inline_query_chosen_chat": dict,
    "copy_text": dict,
}
_LOOKS = ("style", "icon_custom_emoji_id")


def reply_markup(call: Call) -> Object | None:
    """Return the inline keyboard of a call; None without one.

    The other kinds of keyboard are accepted, but they are no part of a message.

    Raises:
        ApiError: the parameter is not a keyboard that Telegram accepts.
    """
    markup = call.decoded("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    return inline_keyboard(markup)


def inline_keyboard(markup: object) -> Object | None:
    """Return a decoded markup as messages carry it, None when it shows no inline button.

    Raises:
        ApiError: it is not a keyboard that Telegram accepts.
    """
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if any(name in markup for name in _OTHER_KEYBOARDS) or not markup:
            return None
        raise bad_request("can't parse reply keyboard markup: object expected as reply markup")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    buttons = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": buttons} if buttons else None


def _button(button: object) -> Object:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    given = [name for name, kind in _ACTIONS.items() if isinstance(button.get(name), kind)]
    if not given:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    action = given[0]
    looks = {name: button[name] for name in _LOOKS if button.get(name)}
    return {"text": text, **looks, action: _checked(action, button[action])}


def _checked(action: str, value: object) -> object:
    match action, value:
        case "callback_data", str(data):
            if not 1 <= len(data.encode()) <= MOST_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url", str(url):
            try:
                return checked_link(url)
            except LinkError as error:
                sentence = f"inline keyboard button URL '{url}' is invalid: {error}"
                raise bad_request(sentence) from None
        case "copy_text", {"text": str(text)} if text:
            return {"text": text}
        case "copy_text", _:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return value


def _unparsable(sentence: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {sentence}")
