"""The people's side over HTTP: `/sandbox/…`, for the page and for tests in another process."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.errors import ApiError, PeopleError
from bot.sandbox.feed import Event
from bot.sandbox.people import People
from bot.sandbox.rendering import shown
from bot.sandbox.request_body import read_call
from bot.sandbox.timing import Timing
from bot.sandbox.wire import Call, Object

if TYPE_CHECKING:
    from bot.sandbox.world import FileKind

_MOST_OFFSET = timedelta(days=3650).total_seconds()
_SHOWN_IN_PAGE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_EVENT_STREAM = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}

Action = Callable[[Call], Awaitable[Object]]


class PeopleRoutes:
    """Handlers that turn requests into calls of `People`.

    Args:
        timing: how often an event stream says that it is alive.
    """

    def __init__(self, backend: Backend, people: People, timing: Timing) -> None:
        self._backend = backend
        self._world = backend.world
        self._people = people
        self._ping = timing.stream_ping

    def routes(
        self,
    ) -> list[tuple[str, str, Callable[[web.Request], Awaitable[web.StreamResponse]]]]:
        """Return method, path and handler of each route."""
        actions = {
            "messages": self._type,
            "edits": self._edit,
            "files": self._attach,
            "presses": self._press,
            "inline": self._inline,
            "cards": self._post_card,
            "blocks": self._block,
            "clock": self._advance,
        }
        return [
            ("GET", "/sandbox/state", _answering(self._state)),
            ("GET", "/sandbox/events", self._events),
            ("GET", "/sandbox/files/{file_id}", self._file),
            *(("POST", f"/sandbox/{path}", _answering(do)) for path, do in actions.items()),
        ]

    async def _state(self, _: Call) -> Object:
        world = self._world
        return {
            **self._time(),
            "bot": self._backend.profile.page_texts(world.bot),
            "users": [person.shown() for person in world.people.values()],
            "chats": list(world.chats.values()),
            "messages": {str(c): [shown(m) for m in world.history(c)] for c in world.recent},
            "last_event": self._backend.feed.last,
        }

    async def _type(self, call: Call) -> Object:
        reply_to = (
            _integer(call, "reply_to_message_id") if call.has("reply_to_message_id") else None
        )
        user, chat = _integer(call, "user_id"), _integer(call, "chat_id")
        if call.has("forwarded_from"):
            sender = call.text("forwarded_from")
            return shown(self._people.forward(user, chat, call.text("text"), sender))
        return shown(self._people.type(user, chat, call.text("text"), reply_to))

    async def _edit(self, call: Call) -> Object:
        user, chat = _integer(call, "user_id"), _integer(call, "chat_id")
        message_id = _integer(call, "message_id")
        return shown(self._people.edit(user, chat, message_id, call.text("text")))

    async def _attach(self, call: Call) -> Object:
        upload = call.uploads.get("file")
        if upload is None:
            raise PeopleError('send the file as the multipart field "file"')
        message = self._people.attach(
            _integer(call, "user_id"),
            _integer(call, "chat_id"),
            cast("FileKind", call.text("kind")),
            upload.content,
            upload.file_name,
            upload.mime_type,
            call.text("caption"),
        )
        return shown(message)

    async def _press(self, call: Call) -> Object:
        user, chat = _integer(call, "user_id"), _integer(call, "chat_id")
        message_id = _integer(call, "message_id")
        query_id = self._people.press(user, chat, message_id, call.text("data"))
        return {"callback_query_id": query_id}

    async def _inline(self, call: Call) -> Object:
        user = _integer(call, "user_id")
        return await self._people.inline(user, call.text("query"), call.text("offset"))

    async def _post_card(self, call: Call) -> Object:
        user, chat = _integer(call, "user_id"), _integer(call, "chat_id")
        return shown(self._people.post_card(user, chat, call.text("result_id")))

    async def _block(self, call: Call) -> Object:
        return self._people.block(_integer(call, "user_id"), call.flag("blocked"))

    async def _advance(self, call: Call) -> Object:
        seconds = _integer(call, "advance_seconds")
        clock = self._backend.clock
        if seconds < 0 or clock.offset.total_seconds() + seconds > _MOST_OFFSET:
            raise PeopleError("move the clock forward, ten years ahead at most")
        await clock.pass_by(timedelta(seconds=seconds))
        time = self._time()
        self._backend.feed.publish("clock", **time)
        return time

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self._world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound(text="404: there is no such file\n")
        kind = stored.upload.mime_type
        safe = kind in _SHOWN_IN_PAGE
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Content-Disposition": "inline" if safe else "attachment",
        }
        content_type = kind if safe else "application/octet-stream"
        return web.Response(body=stored.upload.content, content_type=content_type, headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        last = int(after) if after.isdecimal() else self._backend.feed.last
        stream = web.StreamResponse(headers=_EVENT_STREAM)
        await stream.prepare(request)
        feed = self._backend.feed
        try:
            await stream.write(b": open\n\n")
            while not feed.closed:
                events = await feed.wait(last, self._ping)
                last = events[-1].id if events else last
                await stream.write(b"".join(map(_frame, events)) or b": alive\n\n")
        except ConnectionError:
            # The page was closed; there is nobody left to tell.
            return stream
        await stream.write_eof()
        return stream

    def _time(self) -> Object:
        clock = self._backend.clock
        seconds = round(clock.offset.total_seconds())
        return {"now": clock.now().isoformat(), "offset_seconds": seconds}


def _answering(action: Action) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await action(await read_call(request)))
        except PeopleError as error:
            problem = str(error)
        except ApiError as error:
            problem = error.description
        return web.json_response({"error": problem}, status=HTTPStatus.BAD_REQUEST)

    return handler


def _integer(call: Call, name: str) -> int:
    try:
        return int(call.text(name))
    except ValueError:
        raise PeopleError(f"{name} must be a whole number") from None


def _frame(event: Event) -> bytes:
    fields = event.fields
    if "message" in fields:
        fields = fields | {"message": shown(fields["message"])}
    data = json.dumps({"id": event.id, "type": event.kind, **fields})
    return f"id: {event.id}\ndata: {data}\n\n".encode()
