"""`doctor`: whether an assistant can be started here, and what to do where it cannot (体检)."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.cli.checkup.content import look_at_calendar, look_at_content
from bot.cli.checkup.data import look_at_data
from bot.cli.checkup.finding import Finding, Health, fine, refused
from bot.cli.checkup.running import look_at_address
from bot.cli.checkup.surroundings import look_around
from bot.cli.checkup.telegram import look_at_telegram
from bot.clock import Clock
from bot.dialog.person import DEFAULT_ZONE
from bot.errors import BadSetting
from bot.settings import load_settings

_SAID = {
    "zh": {
        "settings": "设置：都能用。",
        "telegram": "方式：正式使用，连接 {root}（设了 BOT_TOKEN）。",
        "trial": "方式：试用（没有设 BOT_TOKEN），网页聊天在 http://{listen}。",
    },
    "en": {
        "settings": "settings: all can be used.",
        "telegram": "mode: Telegram, by {root} (BOT_TOKEN is set).",
        "trial": "mode: trial (BOT_TOKEN is not set), the web chat is at http://{listen}.",
    },
}


def examine() -> int:
    """Print what was found, a line each, and return the exit code."""
    is_failing = False
    for one in _findings():
        print(f"{one.health:<5}{one.words}", flush=True)  # what comes next may take some seconds
        is_failing |= one.health is Health.FAILURE
    return int(is_failing)


def _findings() -> Iterator[Finding]:
    try:
        settings = load_settings()
    except BadSetting as error:
        yield refused(error)
        return
    now = Clock().now()
    yield fine(_SAID, "settings")
    if settings.token is None:
        yield fine(_SAID, "trial", listen=settings.listen)
    else:
        yield fine(_SAID, "telegram", root=settings.api_url)
    yield look_around()
    yield from look_at_content(settings)
    yield look_at_calendar(settings, now.astimezone(ZoneInfo(DEFAULT_ZONE)).date())
    yield from look_at_data(settings, now)
    if settings.token is not None:
        yield from look_at_telegram(settings, settings.token.get_secret_value(), now)
    yield look_at_address(settings)
