"""Reads a request's parameters wherever Telegram allows them: query, JSON, form or multipart."""

from http import HTTPStatus
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.wire import Call, Object, Upload, parse_json

MOST_UPLOAD_BYTES = 50 * 1024 * 1024
_MORE_THAN_CONTENT = 1024 * 1024
"""What the other parameters of an upload may take."""


async def read_call(request: web.Request) -> Call:
    """Return the parameters of a request.

    Raises:
        ApiError: the body is too large or is not what its content type says.
    """
    values: Object = dict(request.query)
    match request.content_type:
        case "multipart/form-data":
            uploads, fields = await _read_multipart(request)
            return Call(values | fields, uploads)
        case "application/json":
            return Call(values | _json_object(await _read_body(request)))
        case "application/x-www-form-urlencoded":
            text = (await _read_body(request)).decode(errors="replace")
            return Call(values | dict(parse_qsl(text, keep_blank_values=True)))
        case _:
            return Call(values)


async def _read_body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise _too_large() from None


def _json_object(body: bytes) -> Object:
    if not body:
        return {}
    try:
        values = parse_json(body.decode())
    except ValueError:
        raise bad_request("can't parse request body: JSON object expected") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse request body: JSON object expected")
    return values


async def _read_multipart(request: web.Request) -> tuple[dict[str, Upload], dict[str, str]]:
    uploads: dict[str, Upload] = {}
    fields: dict[str, str] = {}
    left = MOST_UPLOAD_BYTES + _MORE_THAN_CONTENT
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, aiohttp.BodyPartReader):
                raise bad_request("can't parse request body: nested multipart")
            content = await _read_part(part, left)
            left -= len(content)
            name = part.name or ""
            if part.filename is None:
                fields[name] = content.decode(errors="replace")
            else:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                uploads[name] = Upload(part.filename, kind.partition(";")[0], content)
    except ValueError:
        raise bad_request("can't parse request body: wrong multipart") from None
    return uploads, fields


async def _read_part(part: aiohttp.BodyPartReader, most: int) -> bytes:
    """Read one part chunk by chunk: the application's own limit for bodies is far smaller."""
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > most:
            raise _too_large()
    return bytes(content)


def _too_large() -> ApiError:
    return ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")
