"""What the users of the benchmark type, and when the bot took and answered it.

It lives in the process of the local Bot API, so no clock but one is read, and the network between
measuring and measured does not count.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from time import monotonic, process_time
from typing import Any

from bot.sandbox.cast import Cast, CastUser
from bot.sandbox.server import Sandbox

_FIRST_USER = 20_001
_TEXTS = (
    "招商引资中出现失误,可以容错吗?",
    "/items",
    "认定容错要走什么程序?",
    "你好",
    "创新举措没有先例,做错了怎么办?",
)
"""A mix: questions with an answer and without one, a list, a greeting."""

_NAMES = "安宝昌成大德东恩丰福光桂海和恒宏华怀吉济建江金景康乐隆茂明南宁平普庆荣瑞顺泰通万文武西祥兴永元云泽长正中"


def _name(number: int) -> str:
    """Return the name of an office, another one for each of thousands."""
    first, second = divmod(number, len(_NAMES))
    return f"{_NAMES[first % len(_NAMES)]}{_NAMES[second]}局"


def cast(users: int) -> Cast:
    """Return so many users."""
    return Cast(tuple(CastUser(_FIRST_USER + n, f"用户{n}") for n in range(users)))


@dataclass(slots=True)
class Ticket:
    """One text on its way; times are `monotonic()`."""

    typed: float
    handed: float = 0
    answered: float = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What one load did; times in seconds.

    Attributes:
        seconds: from the first getUpdates that returned something to the last reply.
        own: for every text, from the getUpdates that returned it to its reply.
        seen: for every text, from typing it to its reply.
        busy: the CPU time of the local Bot API over `seconds`.
    """

    typed: int
    answered: int
    seconds: float
    busy: float
    own: list[float]
    seen: list[float]


class Traffic:
    """Types as the users of `sandbox`, and watches what the bot does about it.

    A bot answers each text with one message, in order within a chat.

    Args:
        sandbox: serves the bot; made with `cast`.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        sandbox.requests.append(self._observe)
        self._people = sandbox.people
        self._users = tuple(user for user in sandbox.world.people if user >= _FIRST_USER)
        self._numbers = count()
        self._newest = 0
        self._tickets: list[Ticket] = []
        self._typed: defaultdict[int, deque[Ticket]] = defaultdict(deque)
        self._handed: defaultdict[int, deque[Ticket]] = defaultdict(deque)
        self._open = 0
        self._all_answered = asyncio.Event()

    async def load(
        self, updates: int, per_second: float, patience: float, *, fresh: bool
    ) -> Answered:
        """Type `updates` texts and return when they are answered, or after `patience` seconds.

        Args:
            updates: how many.
            per_second: how fast, whatever the bot does; 0 for all at once.
            patience: seconds to wait for answers after the last text.
            fresh: whether hardly a text comes twice, so that nothing helps that was worked out before.
        """
        self._tickets.clear()
        self._all_answered.clear()
        self._open = updates
        busy = process_time()
        start = monotonic()
        for number in range(updates):
            if per_second:
                await asyncio.sleep(max(0, start + number / per_second - monotonic()))
            self._type(fresh=fresh)
        try:
            async with asyncio.timeout(patience):
                await self._all_answered.wait()
        except TimeoutError:
            pass  # the result says how many were answered
        return self._result(process_time() - busy)

    def _type(self, *, fresh: bool) -> None:
        number = next(self._numbers)
        user = self._users[number % len(self._users)]
        # Not the same text for the same user each time, whatever the two lengths have in common.
        text = _TEXTS[(number + number // len(self._users)) % len(_TEXTS)]
        if fresh and not text.startswith("/"):
            text = _name(number) + text
        ticket = Ticket(monotonic())
        self._tickets.append(ticket)
        self._typed[user].append(ticket)
        self._people.type(user, user, text)

    def _observe(
        self, method: str, _given: Mapping[str, object], status: int, body: Mapping[str, Any]
    ) -> None:
        if status != HTTPStatus.OK:
            return
        match method:
            case "getUpdates":
                self._hand_over(body["result"])
            case "sendMessage":
                self._answer(body["result"]["chat"]["id"])

    def _hand_over(self, updates: list[dict[str, Any]]) -> None:
        now = monotonic()
        for update in updates:
            if update["update_id"] <= self._newest:
                continue  # not confirmed yet, so it was returned once more
            self._newest = update["update_id"]
            chat = update["message"]["chat"]["id"]
            ticket = self._typed[chat].popleft()
            ticket.handed = now
            self._handed[chat].append(ticket)

    def _answer(self, chat: int) -> None:
        if not self._handed[chat]:
            return
        self._handed[chat].popleft().answered = monotonic()
        self._open -= 1
        if not self._open:
            self._all_answered.set()

    def _result(self, busy: float) -> Answered:
        done = [ticket for ticket in self._tickets if ticket.answered]
        first = min((ticket.handed for ticket in done), default=0.0)
        last = max((ticket.answered for ticket in done), default=0.0)
        return Answered(
            typed=len(self._tickets),
            answered=len(done),
            seconds=last - first,
            busy=busy / (last - first) if done else 0.0,
            own=[ticket.answered - ticket.handed for ticket in done],
            seen=[ticket.answered - ticket.typed for ticket in done],
        )
