"""The Bot API: whether it knows the token, whose clock is right, and how updates come."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.cli.checkup.finding import Finding, fine, refused, warning
from bot.errors import ApiError, ApiUnreachable, TokenRefused
from bot.settings import Settings

_PATIENCE_SECONDS = 10
_SKEW = timedelta(minutes=1)
_LATELY = timedelta(hours=1)
_MANY = 100
_UNKNOWN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
_SAID = {
    "zh": {
        "known": "Bot API：{root} 认识这个令牌，机器人是 @{name}。",
        "clock": "时钟：与 Bot API 相差不到一分钟。",
        "skewed": "时钟：本机与 Bot API 相差 {seconds} 秒，提醒会差这么多。请对时：timedatectl set-ntp true。",
        "polling": "接收：轮询。",
        "hook_left": "接收：还登记着网络钩子 {url}，没有设 BOT_WEBHOOK_URL。启动时会取消，改为轮询。",
        "hook": "接收：网络钩子 {url}，有 {count} 条在等。",
        "hook_unset": "接收：Telegram 那边登记的不是 BOT_WEBHOOK_URL，而是“{url}”。启动时会改。",
        "hook_error": "接收：Telegram 送到 {url} 时出错（{when}：{reason}），有 {count} 条在等，不会丢。请检查域名、证书和反向代理。",
        "many": "接收：有 {count} 条在等。助手在运行时，看日志和 /readyz；没有运行时，启动后会逐条处理。",
    },
    "en": {
        "known": "Bot API: {root} knows the token; the bot is @{name}.",
        "clock": "clock: less than a minute from that of the Bot API.",
        "skewed": "clock: {seconds} seconds from that of the Bot API, and so will be the reminders. Set it: timedatectl set-ntp true.",
        "polling": "updates: by polling.",
        "hook_left": "updates: the webhook {url} is still set, and BOT_WEBHOOK_URL is not. A start removes it, and polls.",
        "hook": "updates: by the webhook {url}, {count} waiting.",
        "hook_unset": "updates: Telegram knows “{url}” instead of BOT_WEBHOOK_URL. A start sets it.",
        "hook_error": "updates: Telegram failed to deliver to {url} ({when}: {reason}); {count} waiting, none is lost. Check the name, the certificate and the reverse proxy.",
        "many": "updates: {count} waiting. If the assistant runs, look at its log and at /readyz; else a start takes them one by one.",
    },
}
_Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the Bot API said, and what time it was there."""

    me: _Answer
    hook: _Answer
    date: datetime | None


def look_at_telegram(settings: Settings, token: str, now: datetime) -> Iterator[Finding]:
    """Yield how we and the Bot API get on."""
    try:
        told = asyncio.run(_ask(settings.api_url, token))
    except ApiError as error:
        yield refused(error)
        return
    yield fine(_SAID, "known", root=settings.api_url, name=told.me.get("username"))
    if told.date:
        skew = abs(now - told.date)
        if skew > _SKEW:
            yield warning(_SAID, "skewed", seconds=int(skew.total_seconds()))
        else:
            yield fine(_SAID, "clock")
    yield _look_at_hook(settings.webhook_url, told.hook, now)


def _look_at_hook(wanted: str | None, hook: _Answer, now: datetime) -> Finding:
    facts: dict[str, object] = {"url": hook.get("url", ""), "count": hook["pending_update_count"]}
    if wanted is None and hook.get("url"):
        return warning(_SAID, "hook_left", **facts)
    if wanted and hook.get("url") != wanted:
        return warning(_SAID, "hook_unset", **facts)
    failed_at = datetime.fromtimestamp(hook.get("last_error_date", 0), UTC)
    if wanted and now - failed_at < _LATELY:
        when, reason = f"{failed_at:%H:%M} UTC", hook.get("last_error_message")
        return warning(_SAID, "hook_error", when=when, reason=reason, **facts)
    if hook["pending_update_count"] > _MANY:
        return warning(_SAID, "many", **facts)
    return fine(_SAID, "hook" if wanted else "polling", **facts)


async def _ask(root: str, token: str) -> _Told:
    """Ask who we are and how updates come.

    Raises:
        TokenRefused: nobody.
        ApiUnreachable: there is no answer, or not from a Bot API.
    """
    timeout = aiohttp.ClientTimeout(total=_PATIENCE_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as web:
            async with web.get(f"{root}/bot{token}/getMe") as answer:
                if answer.status in _UNKNOWN:
                    raise TokenRefused(root=root)
                me, date = (await answer.json())["result"], answer.headers.get("Date")
            async with web.get(f"{root}/bot{token}/getWebhookInfo") as answer:
                hook = (await answer.json())["result"]
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
        # Without the address, which contains the token.
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ApiUnreachable(root=root, reason=reason) from None
    return _Told(me, hook, parsedate_to_datetime(date) if date else None)
