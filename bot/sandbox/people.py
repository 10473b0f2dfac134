"""What users do: type, edit, attach, press, ask inline, block."""

import asyncio
from collections.abc import Mapping
from typing import get_args

from bot.sandbox.attachments import attachment
from bot.sandbox.backend import Backend
from bot.sandbox.entities import plain_text
from bot.sandbox.errors import PeopleError
from bot.sandbox.methods.arguments import MOST_CAPTION_UNITS, MOST_TEXT_UNITS
from bot.sandbox.text import slice_units
from bot.sandbox.timing import Timing
from bot.sandbox.wire import Object, Upload
from bot.sandbox.world import FileKind, Person

_MOST_QUERY = 256


class People:
    """The users' side of the sandbox. Each call has the effect that the user's app would have.

    Args:
        backend: the state to act on.
        timing: how long an inline query waits for the bot.
    """

    def __init__(self, backend: Backend, timing: Timing) -> None:
        self._backend = backend
        self._world = backend.world
        self._timing = timing

    def type(self, user_id: int, chat_id: int, text: str, reply_to: int | None = None) -> Object:
        """Send a text, maybe as a reply to the message with id `reply_to`.

        Returns:
            The `Message`.

        Raises:
            PeopleError: the user cannot write this there.
        """
        content = _text_content(text)
        return self._post(user_id, chat_id, content, reply_to)

    def forward(self, user_id: int, chat_id: int, text: str, sender: str) -> Object:
        """Forward a text that somebody called `sender` wrote elsewhere; return the `Message`.

        Raises:
            PeopleError: the user cannot write this there.
        """
        origin = {"type": "hidden_user", "date": self._world.now(), "sender_user_name": sender}
        content = {**_text_content(text), "forward_origin": origin}
        return self._post(user_id, chat_id, content, None)

    def attach(
        self,
        user_id: int,
        chat_id: int,
        kind: FileKind,
        content: bytes,
        file_name: str,
        mime_type: str,
        caption: str | None = None,
    ) -> Object:
        """Send a file; return the `Message`.

        Raises:
            PeopleError: the user cannot send this there.
        """
        if kind not in get_args(FileKind):
            raise PeopleError(f"kind must be one of {', '.join(get_args(FileKind))}")
        if not content:
            raise PeopleError("choose a file that is not empty")
        self._writer(user_id, chat_id)
        text = plain_text(caption or "")
        if text.units > MOST_CAPTION_UNITS:
            raise PeopleError(f"shorten the caption to {MOST_CAPTION_UNITS} characters")
        stored = self._world.add_file(kind, Upload(file_name, mime_type, content))
        return self._post(user_id, chat_id, attachment(kind, stored) | text.fields("caption"), None)

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Object:
        """Change the text of a message of the user's own; return the `Message`.

        Raises:
            PeopleError: there is no such message of theirs.
        """
        self._writer(user_id, chat_id)
        message = self._world.messages.get((chat_id, message_id))
        if message is None or message["from"]["id"] != user_id or "text" not in message:
            raise PeopleError("edit a text message of your own")
        kept = {k: v for k, v in message.items() if k not in {"text", "entities"}}
        edited = kept | {"edit_date": self._world.now()} | _text_content(text)
        self._world.edit(edited)
        self._deliver("edited_message", edited)
        return edited

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press an inline button; the message need not have it any more.

        Returns:
            The id of the callback query.

        Raises:
            PeopleError: the user is not in this chat.
        """
        person = self._member(user_id, chat_id)
        inaccessible = {"chat": self._world.chats[chat_id], "message_id": message_id, "date": 0}
        query_id = self._next_query_id()
        query = {
            "id": query_id,
            "from": person.user,
            "message": self._world.messages.get((chat_id, message_id), inaccessible),
            "chat_instance": str(chat_id),
            "data": data,
        }
        self._backend.callbacks.add(query_id, user_id)
        self._backend.updates.push("callback_query", query, chat_id)
        return query_id

    def block(self, user_id: int, blocked: bool) -> Object:  # noqa: FBT001 - one of two equal states
        """Block or unblock the bot; return the user as the page sees them.

        Raises:
            PeopleError: there is no such user.
        """
        before = self._person(user_id)
        person = self._world.change(user_id, blocked=blocked)
        if before.blocked != person.blocked:
            change = {
                "chat": self._world.chats[user_id],
                "from": person.user,
                "date": self._world.now(),
                "old_chat_member": self._bot_member(kicked=before.blocked),
                "new_chat_member": self._bot_member(kicked=person.blocked),
            }
            self._backend.updates.push("my_chat_member", change, user_id)
        return person.shown()

    async def inline(self, user_id: int, query: str, offset: str = "") -> Object:
        """Ask the bot inline.

        Returns:
            Its answer: `results`, each with the `html` of its text, `next_offset`, and the `button`
            above them if there is one.

        Raises:
            PeopleError: there is no such user, or the bot did not answer.
        """
        person = self._person(user_id)
        query_id = self._next_query_id()
        answer = asyncio.get_running_loop().create_future()
        self._backend.inline[query_id] = answer
        asked = {"id": query_id, "from": person.user, "query": query[:_MOST_QUERY]}
        self._backend.updates.push("inline_query", {**asked, "offset": offset}, user_id)
        try:
            async with asyncio.timeout(self._timing.inline_timeout):
                answered: Object = await answer
        except TimeoutError:
            raise PeopleError("the bot did not answer; ask again") from None
        finally:
            self._backend.inline.pop(query_id, None)
        self._backend.offered[user_id] = answered["results"]
        return answered

    def post_card(self, user_id: int, chat_id: int, result_id: str) -> Object:
        """Post one of the results that the user was offered last; return the `Message`.

        Raises:
            PeopleError: there is no such result, or the user cannot write there.
        """
        offered = self._backend.offered.get(user_id, ())
        result = next((one for one in offered if one["id"] == result_id), None)
        if result is None:
            raise PeopleError("choose one of the results that were offered last")
        said = result["input_message_content"]
        content = {"text": said["message_text"], "via_bot": self._world.bot}
        content |= {"entities": said["entities"]} if said["entities"] else {}
        content |= {"reply_markup": markup} if (markup := result.get("reply_markup")) else {}
        return self._post(user_id, chat_id, content, None)

    def _post(self, user_id: int, chat_id: int, content: Object, reply_to: int | None) -> Object:
        person = self._writer(user_id, chat_id)
        replied = None
        if reply_to is not None:
            replied = self._world.messages.get((chat_id, reply_to))
            if replied is None:
                raise PeopleError("reply to a message that exists in this chat")
        if chat_id == user_id and not person.started:
            self._world.change(user_id, started=True)
        message = self._world.post(chat_id, person.user, content, replied)
        self._deliver("message", message)
        return message

    def _deliver(self, kind: str, message: Object) -> None:
        if message["chat"]["type"] == "private" or _concerns_bot(message, self._world.bot):
            self._backend.updates.push(kind, message, message["chat"]["id"])

    def _person(self, user_id: int) -> Person:
        person = self._world.people.get(user_id)
        if person is None:
            raise PeopleError(f"there is no user {user_id}; choose one of /sandbox/state")
        return person

    def _member(self, user_id: int, chat_id: int) -> Person:
        person = self._person(user_id)
        if not self._world.is_member(user_id, chat_id):
            raise PeopleError(
                f"user {user_id} is not in chat {chat_id}; choose their own id or a group of theirs"
            )
        return person

    def _writer(self, user_id: int, chat_id: int) -> Person:
        person = self._member(user_id, chat_id)
        if person.blocked and chat_id == user_id:
            raise PeopleError("this user blocked the bot; unblock it before writing")
        return person

    def _bot_member(self, *, kicked: bool) -> Object:
        if kicked:
            return {"status": "kicked", "user": self._world.bot, "until_date": 0}
        return {"status": "member", "user": self._world.bot}

    def _next_query_id(self) -> str:
        return str(next(self._backend.query_ids))


def _text_content(text: str) -> Object:
    shown = plain_text(text)
    if not shown.text:
        raise PeopleError("write something before sending")
    if shown.units > MOST_TEXT_UNITS:
        raise PeopleError(f"split the text: a message has at most {MOST_TEXT_UNITS} characters")
    return shown.fields()


def _concerns_bot(message: Object, bot: Mapping[str, object]) -> bool:
    """Say whether the bot, being in privacy mode, gets this message of a group."""
    if message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
        return True
    if message.get("via_bot", {}).get("id") == bot["id"]:
        return True
    text = message.get("text") or message.get("caption") or ""
    for entity in message.get("entities") or message.get("caption_entities") or ():
        word = slice_units(text, entity["offset"], entity["length"]).lower()
        called = word.partition("@")[2]
        addressed = called == str(bot["username"]).lower()
        if entity["type"] == "mention" and addressed:
            return True
        if entity["type"] == "bot_command" and (addressed or not called):
            return True
    return False
