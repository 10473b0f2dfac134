"""HTTP to the Bot API through aiohttp, under python-telegram-bot's `BaseRequest`.

The library's own transport (httpx) costs more CPU than everything else of an update together (see
docs/decisions.md). It also does not tell a request that was never sent from one whose answer was
lost, and delivery must know: the first may be repeated at will, the second may be a duplicate.
"""

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_Seconds = float | None


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
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=50),
                trust_env=True,  # HTTP_PROXY and HTTPS_PROXY
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; see `BaseRequest.do_request`.

        Raises:
            NetworkError: the request was never sent.
            TimedOut: it may have been carried out, but no answer came.
        """
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        wait = read_timeout if isinstance(read_timeout, int | float) else self._read_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=wait)
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NetworkError(f"cannot connect: {_reason(error)}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TimedOut(f"no answer: {_reason(error)}") from error


def _body(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    # Telegram would show a percent-encoded file name as it is.
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for name, (file_name, content, mime_type) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form


def _reason(error: Exception) -> str:
    """Say what happened without the address, which contains the token."""
    cause = error.__cause__ or error
    return getattr(cause, "strerror", None) or type(cause).__name__
