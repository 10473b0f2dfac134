"""Someone who chats in trial mode, over the same HTTP as the web chat: `send`, `press`, `sees`."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiohttp import ClientSession

from tests.e2e.town import CADRE, PATIENCE_SECONDS, Message, data_of


@dataclass
class Visitor:
    """A person in their private chat with the assistant at `root`."""

    session: ClientSession
    root: str
    shown: list[Message] = field(default_factory=list)
    """What the assistant has sent or edited since the last action."""
    message: Message = field(default_factory=dict)
    """The newest message with buttons."""
    _since: int = 0

    async def send(self, text: str) -> None:
        """Type a text."""
        await self._act("messages", text=text)

    async def adds(self, line: str, *fragments: str) -> Message:
        """Record an item in one line, and see that it was."""
        await self.send(f"/add {line}")
        await self.sees("记下这一项？")
        await self.press("记下")
        return await self.sees("记下了", *fragments)

    async def press(self, label: str) -> None:
        """Press the button of the newest message that says `label`."""
        data = data_of(self.message, label)
        await self._act("presses", message_id=self.message["message_id"], data=data)

    async def answers(self, *labels: str) -> Message:
        """Press one button after the other, each in the message that the last one led to."""
        for label in labels:
            await self.press(label)
            await self.sees("")
        return self.message

    async def sees(self, *fragments: str) -> Message:
        """Wait until a message since the last action says all `fragments`, and return it."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                async for message in self._messages():
                    self.shown.append(message)
                    if "reply_markup" in message:
                        self.message = message
                    if all(fragment in message["text"] for fragment in fragments):
                        return message
        except TimeoutError:
            pass
        said = "\n---\n".join(message["text"] for message in self.shown)
        raise AssertionError(f"waited for {fragments}, saw:\n{said or 'nothing'}")

    async def _act(self, path: str, **fields: object) -> None:
        async with self.session.get(f"{self.root}/sandbox/state") as state:
            self._since = (await state.json())["last_event"]
        self.shown.clear()
        data = {"user_id": CADRE, "chat_id": CADRE, **fields}
        async with self.session.post(f"{self.root}/sandbox/{path}", json=data) as done:
            assert done.ok, await done.text()

    async def _messages(self) -> AsyncIterator[Message]:
        """Yield what the assistant sends or edits, from the last action on."""
        events = f"{self.root}/sandbox/events"
        async with self.session.get(events, params={"after": self._since}) as stream:
            async for line in stream.content:
                if not line.startswith(b"data: "):
                    continue
                event = json.loads(line.removeprefix(b"data: "))
                self._since = event["id"]
                message = event.get("message")
                if message and message["from"]["is_bot"]:
                    yield message
