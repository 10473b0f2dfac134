"""The state Telegram would hold: users, chats, messages and files.

Every look-up takes the same time whatever the number of users and messages. Objects that were
handed out are never changed: a changed message is a new object, so an update that still waits shows
the message as it was.
"""

import secrets
from collections import deque
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from bot.clock import Clock
from bot.sandbox.cast import Cast, CastGroup, CastUser, Role
from bot.sandbox.feed import Feed
from bot.sandbox.wire import Object, Upload

SHOWN_MESSAGES = 200
"""How many messages of a chat the page and the snapshot keep."""
_PRIVATE = 0
"""The key of the one message counter that all private chats share, as in Telegram."""

FileKind = Literal["document", "photo", "voice", "sticker"]


@dataclass(frozen=True, slots=True)
class Person:
    """A user: Telegram's `User` object, and what only the sandbox knows of them."""

    user: Object
    role: Role
    started: bool = False
    blocked: bool = False

    def shown(self) -> Object:
        """Return the user as the page sees them."""
        return {
            **self.user,
            "role": self.role,
            "started": self.started,
            "blocked": self.blocked,
        }


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file and the published `File` fields that lead to it."""

    file_id: str
    unique_id: str
    path: str
    upload: Upload

    def fields(self) -> Object:
        """Return the fields that every published type of file has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.content),
        }


class World:
    """Users, chats, messages and files.

    Args:
        bot: the bot's `User` object as it appears in messages.
        cast: the users and groups at the start.
        clock: dates the messages.
        feed: is told of every change.
    """

    def __init__(self, *, bot: Object, cast: Cast, clock: Clock, feed: Feed) -> None:
        self.bot = bot
        self.clock = clock
        self.feed = feed
        self.people: dict[int, Person] = {}
        self.users: dict[int, Object] = {}
        self.chats: dict[int, Object] = {}
        self.members: dict[int, frozenset[int]] = {}
        self.messages: dict[tuple[int, int], Object] = {}
        self.recent: dict[int, deque[int]] = {}
        self.counters: dict[int, int] = {}
        self.files: dict[str, StoredFile] = {}
        self.paths: dict[str, StoredFile] = {}
        for user in cast.users:
            self._cast_user(user)
        for group in cast.groups:
            self._cast_group(group)

    def now(self) -> int:
        """Return the time as messages carry it: whole seconds since 1970."""
        return int(self.clock.now().timestamp())

    def add_user(
        self,
        user_id: int,
        first_name: str,
        role: Role = "cadre",
        *,
        language_code: str = "zh-hans",
        started: bool = False,
    ) -> Person:
        """Add a user, with whom the bot has a private chat of the same id."""
        self._cast_user(CastUser(user_id, first_name, role, language_code))
        return self.change(user_id, started=started)

    def add_group(self, chat_id: int, title: str, members: tuple[int, ...]) -> None:
        """Add a supergroup of the bot and the users `members`; `chat_id` is negative."""
        self._cast_group(CastGroup(chat_id, title, members))

    def change(
        self, user_id: int, *, started: bool | None = None, blocked: bool | None = None
    ) -> Person:
        """Set what is given of a user's standing with the bot; return the user as they are now."""
        person = self.people[user_id]
        person = replace(
            person,
            started=person.started if started is None else started,
            blocked=person.blocked if blocked is None else blocked,
        )
        if person != self.people[user_id]:
            self.people[user_id] = person
            self.feed.publish("user", user=person.shown())
        return person

    def is_member(self, user_id: int, chat_id: int) -> bool:
        """Say whether the user can write into the chat."""
        if chat_id in self.members:
            return user_id in self.members[chat_id]
        return user_id == chat_id and user_id in self.people

    def post(
        self, chat_id: int, sender: Object, content: Object, reply_to: Object | None = None
    ) -> Object:
        """Add a message to a chat that exists; return it."""
        message: Object = {
            "message_id": self._next_message_id(chat_id),
            "from": sender,
            "chat": self.chats[chat_id],
            "date": self.now(),
        }
        if reply_to is not None:
            message["reply_to_message"] = _without_reply(reply_to)
        message |= content
        self.keep(message)
        self.feed.publish("message", chat_key=str(chat_id), message=message)
        return message

    def keep(self, message: Object) -> None:
        """Store a new message without telling anyone."""
        chat_id, message_id = message["chat"]["id"], message["message_id"]
        self.messages[chat_id, message_id] = message
        self.recent.setdefault(chat_id, deque(maxlen=SHOWN_MESSAGES)).append(message_id)

    def edit(self, message: Object) -> None:
        """Put `message` in the place of the one with its id."""
        chat_id = message["chat"]["id"]
        self.messages[chat_id, message["message_id"]] = message
        self.feed.publish("edited", chat_key=str(chat_id), message=message)

    def delete(self, message: Object) -> None:
        """Take a message away for everyone."""
        chat_id, message_id = message["chat"]["id"], message["message_id"]
        del self.messages[chat_id, message_id]
        self.feed.publish("deleted", chat_key=str(chat_id), message_id=message_id)

    def history(self, chat_id: int) -> list[Object]:
        """Return the newest messages of a chat that still exist, oldest first."""
        ids = self.recent.get(chat_id, ())
        return [self.messages[chat_id, i] for i in ids if (chat_id, i) in self.messages]

    def add_file(self, kind: FileKind, upload: Upload) -> StoredFile:
        """Store the bytes of a file; return where they are."""
        suffix = PurePath(upload.file_name).suffix
        path = f"{kind}s/file_{len(self.files)}{suffix}"
        stored = StoredFile(secrets.token_urlsafe(24), secrets.token_hex(8), path, upload)
        self.keep_file(stored)
        return stored

    def keep_file(self, stored: StoredFile) -> None:
        """Make a stored file found by its id and by its path."""
        self.files[stored.file_id] = stored
        self.paths[stored.path] = stored

    def _cast_user(self, new: CastUser) -> None:
        user: Object = {
            "id": new.id,
            "is_bot": False,
            "first_name": new.first_name,
            "language_code": new.language_code,
        }
        self.users[new.id] = user
        self.people[new.id] = Person(user, new.role)
        self.chats[new.id] = {"id": new.id, "type": "private", "first_name": new.first_name}

    def _cast_group(self, new: CastGroup) -> None:
        self.chats[new.id] = {"id": new.id, "type": "supergroup", "title": new.title}
        self.members[new.id] = frozenset(new.members)

    def _next_message_id(self, chat_id: int) -> int:
        counter = chat_id if chat_id in self.members else _PRIVATE
        self.counters[counter] = self.counters.get(counter, 0) + 1
        return self.counters[counter]


def _without_reply(message: Object) -> Object:
    return {key: value for key, value in message.items() if key != "reply_to_message"}
