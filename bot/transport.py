"""HTTP to the Bot API through aiohttp, under python-telegram-bot's `BaseRequest`.

The library's own transport (httpx) costs more CPU than everything else of an update together (see
docs/decisions.md). It also does not tell a request that was never sent from one whose answer was
lost, and delivery must know: the first may be repeated at will, the second may be a duplicate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Literal, NoReturn, TypedDict
from urllib.parse import urlencode
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.trouble import NotSent

_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Fields:
    """What a call says, as text already; stands in the place of the library's `RequestData`.

    The library looks at the type of each value, and makes objects of keyboards to take them apart again.
    """

    json_parameters: Mapping[str, str]
    contains_files: Literal[False] = False


class _Body(TypedDict, total=False):
    data: bytes | aiohttp.FormData
    headers: dict[str, str]


class AiohttpRequest(BaseRequest):
    """A pool of connections to the Bot API.

    Args:
        connections: how many requests may be under way at once.
        read_timeout: how long an answer may take, in seconds, unless a call says otherwise.
    """

    def __init__(self, *, connections: int = 32, read_timeout: float = 20) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=50)
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | Fields | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; see `BaseRequest.do_request`.

        Raises:
            NotSent: the request did not reach the Bot API.
            TimedOut: it may have been carried out, but no answer of the Bot API came.
        """
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        wait = read_timeout if isinstance(read_timeout, int | float) else self._read_timeout
        timeout = aiohttp.ClientTimeout(total=wait + 30, sock_connect=10, sock_read=wait)
        target = URL(url)
        proxy = _proxy(target.scheme, target.host or "")
        try:
            async with self._session.request(
                method, target, **_body(request_data), timeout=timeout, proxy=proxy
            ) as response:
                status, body = response.status, await response.read()
        except _NOT_SENT as error:
            raise NotSent(f"cannot connect: {_reason(error)}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TimedOut(f"no answer: {_reason(error)}") from error
        if method == "POST" and not body.lstrip().startswith(b"{"):
            _refuse(status)
        return status, body


def _refuse(status: int) -> NoReturn:
    """Raise for an answer that is not the Bot API's but of something in between.

    What a gateway answers with 5xx may have been carried out behind it.
    """
    if status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.OK:
        raise NotSent(f"something else than the Bot API answered ({status})")
    raise TimedOut(f"no answer of the Bot API ({status})")


@cache
def _proxy(scheme: str, host: str) -> str | None:
    """Return the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name for a host.

    aiohttp's own `trust_env` looks it up anew, in a thread, for every request, which was a third of
    the CPU of an update; it would also send Telegram what `.netrc` says of the host.
    """
    if host in _THIS_MACHINE or proxy_bypass(host):
        return None
    return getproxies().get(scheme)


def _body(request_data: RequestData | Fields | None) -> _Body:
    if request_data is None:
        return {}
    if isinstance(request_data, Fields) or not request_data.contains_files:
        # Encoded here: aiohttp prepares a multipart body for every dict that it is given.
        return {"data": urlencode(request_data.json_parameters).encode(), "headers": _FORM}
    # Telegram would show a percent-encoded file name as it is.
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for name, (file_name, content, mime_type) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return {"data": form}


def _reason(error: Exception) -> str:
    """Say what happened without the address, which contains the token."""
    cause = error.__cause__ or error
    return getattr(cause, "strerror", None) or type(cause).__name__
