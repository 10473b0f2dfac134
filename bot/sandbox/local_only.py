"""Keeps other web sites out of the people's side.

A page from elsewhere can make a browser call 127.0.0.1: directly, or under a name of its own that
it points there (DNS rebinding). It cannot choose the Host and Origin headers, so those are checked.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Collection
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_REFUSAL = (
    "403: this server answers only on this machine's own address; "
    "open http://127.0.0.1 with its port instead of {host!r}\n"
)


class LocalOnly:
    """Wraps handlers so that they answer local requests only.

    Args:
        names: host names accepted besides loopback and the address that was connected to.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = {"localhost", *names}

    def __call__(self, handler: Handler) -> Handler:
        """Return `handler` behind the check; a refusal is a 403 that says why."""

        async def checked(request: web.Request) -> web.StreamResponse:
            host = _hostname(f"//{request.host}")
            origin = request.headers.get("Origin")
            foreign = origin is not None and origin.partition("://")[2] != request.host
            if foreign or not self._is_local(host, request):
                shown = origin if foreign else request.host
                return web.Response(status=403, text=_REFUSAL.format(host=shown))
            return await handler(request)

        return checked

    def _is_local(self, host: str, request: web.Request) -> bool:
        if host in self._names:
            return True
        own = request.get_extra_info("sockname", ("",))
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return address.is_loopback or host == own[0]


def _hostname(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""
