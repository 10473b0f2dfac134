"""Where the assistant listens: whether it runs there and is ready, or whether it could."""

import json
import socket
from http.client import HTTPConnection, HTTPException
from typing import Any

from bot.cli.checkup.finding import Finding, failure, fine, warning
from bot.settings import Settings

_PATIENCE_SECONDS = 10
_SAID = {
    "zh": {
        "ready": "运行：正在运行，样样就绪（{place}）。",
        "unready": "运行：正在运行，但没有就绪（{place}）：{reasons}。",
        "free": "运行：没有在运行；地址可用（{place}）。",
        "taken": "运行：{place} 被别的程序占用。请停掉它，或用 BOT_LISTEN 换一个地址。",
        "refused": "运行：不能在 {place} 上监听（{reason}）。请用 BOT_LISTEN 换一个地址。",
    },
    "en": {
        "ready": "running: it runs, and everything is ready ({place}).",
        "unready": "running: it runs, but is not ready ({place}): {reasons}.",
        "free": "running: it does not run; the address is free ({place}).",
        "taken": "running: another program uses {place}. Stop it, or set another address in BOT_LISTEN.",
        "refused": "running: cannot listen on {place} ({reason}). Set another address in BOT_LISTEN.",
    },
}


def look_at_address(settings: Settings) -> Finding:
    """Return whether an assistant runs there and is ready, or whether one can be started."""
    place, (host, port) = settings.listen, settings.listen_address
    try:
        status = _ask(host, port) if port else None
    except (HTTPException, ValueError, KeyError, TypeError, TimeoutError):
        return failure(_SAID, "taken", place=place)
    except OSError:
        status = None
    if status is None:
        return _try_to_listen(place, host, port)
    reasons = [f"{name}: {one['reason']}" for name, one in status.items() if not one["ready"]]
    if reasons:
        return warning(_SAID, "unready", place=place, reasons="; ".join(reasons))
    return fine(_SAID, "ready", place=place)


def _ask(host: str, port: int) -> dict[str, Any]:
    """Return the parts that /readyz tells of.

    Raises:
        OSError: nobody is there.
        ValueError: somebody else is; or KeyError, TypeError, HTTPException.
    """
    connection = HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", "/readyz")
        parts: dict[str, Any] = json.loads(connection.getresponse().read())["parts"]
        return parts
    finally:
        connection.close()


def _try_to_listen(place: str, host: str, port: int) -> Finding:
    try:
        [family, kind, protocol, _, address], *_ = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )
        with socket.socket(family, kind, protocol) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind(address)
    except OSError as error:
        return failure(_SAID, "refused", place=place, reason=error.strerror or error)
    return fine(_SAID, "free", place=place)
