"""Who the bot is, and how it gets its updates."""

import re
from urllib.parse import urlsplit

from bot.sandbox.backend import Backend
from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.methods.signature import Described, Method
from bot.sandbox.updates import Poll
from bot.sandbox.webhook import WebhookTarget
from bot.sandbox.wire import Call

_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": False,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
    "supports_join_request_queries": False,
}
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_MOST_SECRET = 256
_CONNECTIONS = 40
_MOST_CONNECTIONS = 100_000


async def get_me(backend: Backend, _: Call) -> object:
    return {**backend.world.bot, **_ABILITIES}


async def get_updates(backend: Backend, call: Call) -> object:
    if backend.webhook.active:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    _remember_allowed(backend, call)
    poll = Poll(call.integer("offset"), call.integer("limit", 100), call.integer("timeout"))
    return await backend.updates.fetch(poll)


async def set_webhook(backend: Backend, call: Call) -> object:
    url = call.text("url").strip()
    if not url:
        return await delete_webhook(backend, call)
    secret = call.text("secret_token")
    _check_webhook(url, secret)
    _remember_allowed(backend, call)
    if call.flag("drop_pending_updates"):
        backend.updates.clear()
    connections = call.integer("max_connections", _CONNECTIONS)
    connections = max(1, min(connections, _MOST_CONNECTIONS))
    await backend.webhook.set(WebhookTarget(url, secret, connections, call.text("ip_address")))
    return Described(result=True, description="Webhook was set")


async def delete_webhook(backend: Backend, call: Call) -> object:
    was_active = backend.webhook.active
    await backend.webhook.remove()
    if call.flag("drop_pending_updates"):
        backend.updates.clear()
    said = "Webhook was deleted" if was_active else "Webhook is already deleted"
    return Described(result=True, description=said)


async def get_webhook_info(backend: Backend, _: Call) -> object:
    return backend.webhook.info()


def _check_webhook(url: str, secret: str) -> None:
    # A local Bot API server takes plain HTTP and any port, unlike api.telegram.org.
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if len(secret) > _MOST_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _remember_allowed(backend: Backend, call: Call) -> None:
    given = call.decoded("allowed_updates", "allowed updates")
    match given:
        case None:
            return
        case list() if all(isinstance(kind, str) for kind in given):
            backend.updates.allowed = tuple(given)
        case _:
            raise bad_request("can't parse allowed updates: Array of String expected")


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
