"""The Bot API over HTTP: `/bot{token}/METHOD` and `/file/bot{token}/PATH`."""

import json
import re
import socket
import struct
from collections.abc import Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.signature import Described, Method
from bot.sandbox.rates import Rates
from bot.sandbox.request_body import read_call
from bot.sandbox.wire import Call, Object

Observer = Callable[[str, Mapping[str, object], int, Mapping[str, object]], None]
"""Gets the method, its parameters (`Upload` for a file), the status and the response."""

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_CLOSE_AT_ONCE = struct.pack("ii", 1, 0)


class BotApi:
    """Answers the bot.

    Args:
        token: the one valid token.
        backend: what the methods work on.
        faults: misbehaviour to come.
        rates: the sending limits, None for none.
        observers: called after each call that was answered, or whose answer was lost.
    """

    def __init__(
        self,
        *,
        token: str,
        backend: Backend,
        faults: Faults,
        rates: Rates | None,
        observers: list[Observer],
    ) -> None:
        self._token = token
        self._backend = backend
        self._faults = faults
        self._rates = rates
        self._observers = observers

    async def answer(self, request: web.Request) -> web.Response:
        """Carry out one call."""
        try:
            self._check(request)
            asked = request.match_info["method"]
            call = await read_call(request)
            name, method = METHODS.get(asked.lower(), (asked, _unknown))
            fault = self._faults.take(name, call.integer("chat_id"))
            if fault is not None and fault.kind == "reset":
                return _break_connection(request)
            body = await self._carried_out(name, method, call, fault)
        except ApiError as error:
            return _response(_refusal(error))
        if fault is not None and fault.kind == "lost_answer":
            return _break_connection(request)
        return _response(body)

    async def download(self, request: web.Request) -> web.Response:
        """Return the bytes of a file whose path getFile told."""
        try:
            self._check(request)
        except ApiError as error:
            return _response(_refusal(error))
        stored = self._backend.world.paths.get(request.match_info["path"])
        if stored is None:
            return _response(_refusal(_not_found()))
        return web.Response(body=stored.upload.content, content_type="application/octet-stream")

    def _check(self, request: web.Request) -> None:
        fetched = request.headers.get("Sec-Fetch-Site", "none") != "none"
        if fetched or "Origin" in request.headers:
            # The trial token is no secret, so a web site could use it through a visitor's browser.
            raise ApiError(
                HTTPStatus.FORBIDDEN, "Forbidden: web pages cannot call the Bot API here"
            )
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise _not_found()
        if token != self._token:
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _carried_out(
        self, name: str, method: Method, call: Call, fault: Fault | None
    ) -> Object:
        try:
            await self._suffer(fault)
            if self._rates is not None:
                self._rates.count(name, call.integer("chat_id"))
            result = await method(self._backend, call)
        except ApiError as error:
            body = _refusal(error)
        else:
            body = _success(result)
        for observe in self._observers:
            observe(name, {**call.values, **call.uploads}, body.get("error_code", 200), body)
        return body

    async def _suffer(self, fault: Fault | None) -> None:
        if fault is None:
            return
        match fault.kind:
            case "delay":
                await self._faults.delay(fault.seconds)
            case "error_500":
                raise ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
            case "too_many":
                raise too_many_requests(fault.retry_after)


async def _unknown(_: Backend, __: Call) -> object:
    raise ApiError(HTTPStatus.NOT_FOUND, "Not Found: method not found")


def _not_found() -> ApiError:
    return ApiError(HTTPStatus.NOT_FOUND, "Not Found")


def _success(result: object) -> Object:
    if isinstance(result, Described):
        return {"ok": True, "result": result.result, "description": result.description}
    return {"ok": True, "result": result}


def _refusal(error: ApiError) -> Object:
    body: Object = {"ok": False, "error_code": int(error.code), "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return body


def _response(body: Object) -> web.Response:
    status = body.get("error_code", 200)
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )


def _break_connection(request: web.Request) -> web.Response:
    """Reset the connection; the response that is returned goes nowhere."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CLOSE_AT_ONCE)
        request.transport.abort()
    return web.Response()
