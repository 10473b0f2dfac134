"""SIGKILL at random moments while 200 people chat: nothing acknowledged is lost, nothing doubled.

Everyone adds items. Afterwards each must be in the database once, and each person must have seen an
answer to each; a doubled answer is allowed only with its mark. The seed is printed and can be given
with `--crash-seed`; `--crash-rounds` kills more often.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.sandbox.server import Sandbox
from tests.e2e.town import data_of
from tests.process.program import end_of, start, terminate
from tests.sandbox.spec import SpecChecker

TOKEN = "7000000004:CRASH-TEST-TOKEN"
PEOPLE = range(5_000, 5_200)
ROUNDS_OF_CHAT = 4
PATIENCE_SECONDS = 120


class Crowd:
    """Two hundred people who each add an item, confirm its card, read the answer, and add the next."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._said: Counter[int] = Counter()
        self.answers: list[str] = []
        self._answered: set[str] = set()
        self._pressed: set[str] = set()
        self._day = f"{datetime.now(UTC) + timedelta(days=300):%Y-%m-%d}"
        self.progress = asyncio.Event()
        sandbox.requests.append(self._observe)

    @property
    def done(self) -> bool:
        """Whether everyone has said everything and seen each answer."""
        return len(self._answered) == len(PEOPLE) * ROUNDS_OF_CHAT

    @property
    def answered(self) -> int:
        """How many additions were answered."""
        return len(self._answered)

    def begin(self) -> None:
        """Let everyone say the first thing."""
        for person in PEOPLE:
            self._sandbox.world.add_user(person, f"甲{person}", language_code="zh", started=True)
            self._say_next(person)

    def _say_next(self, person: int) -> None:
        if self._said[person] < ROUNDS_OF_CHAT:
            title = f"事{person}第{self._said[person]}"
            self._said[person] += 1
            self._sandbox.people.type(person, person, f"/add {self._day} {title}号")

    def _observe(self, method: str, _params: object, _status: int, response: object) -> None:
        result = response.get("result") if isinstance(response, dict) else None
        if method not in ("sendMessage", "editMessageText") or not isinstance(result, dict):
            return
        person, text = result["chat"]["id"], result["text"]
        title = next(line for line in text.splitlines() if line.startswith("事"))
        if method == "sendMessage":
            self.answers.append(text)
            if title not in self._pressed:  # twice, as impatient people do
                self._pressed.add(title)
                for _ in range(2):
                    number, data = result["message_id"], data_of(result, "记下")
                    self._sandbox.people.press(person, person, number, data)
        elif title not in self._answered:
            self._answered.add(title)
            self._say_next(person)
        self.progress.set()


@pytest.fixture
async def served() -> AsyncIterator[tuple[Sandbox, str]]:
    """A local Bot API that outlives the assistant, and its root."""
    sandbox = Sandbox(token=TOKEN, clock=Clock())
    app = web.Application()
    sandbox.add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield sandbox, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_sigkill_at_random_moments_loses_and_doubles_nothing(
    served: tuple[Sandbox, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sandbox, root = served
    seed = request.config.getoption("--crash-seed") or random.SystemRandom().randrange(10**6)
    kills = request.config.getoption("--crash-rounds")
    print(f"crash seed: {seed}")
    checker, crowd = SpecChecker(), Crowd(sandbox)
    sandbox.requests.append(checker.observe)
    crowd.begin()
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": root,
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_MESSAGES_PER_SECOND": "0",
    }
    await _live_through(crowd, kills, random.Random(seed), tmp_path, settings)
    checker.assert_clean()
    _account(tmp_path / "data" / "bot.db", crowd, kills)


async def _live_through(
    crowd: Crowd, kills: int, dice: random.Random, folder: Path, settings: dict[str, str]
) -> None:
    """Kill the assistant `kills` times, each after a random number of answers; then let it finish."""
    async with asyncio.timeout(PATIENCE_SECONDS), AsyncExitStack() as ending:
        for _ in range(kills):
            process = await ending.enter_async_context(
                start("run", folder=folder, settings=settings, measured=False)
            )
            goal = crowd.answered + dice.randrange(len(PEOPLE) * ROUNDS_OF_CHAT // kills)
            while crowd.answered < goal and not crowd.done:
                crowd.progress.clear()
                await crowd.progress.wait()
            process.kill()
            await process.wait()
        process = await ending.enter_async_context(
            start("run", folder=folder, settings=settings, measured=False)
        )
        while not crowd.done:
            crowd.progress.clear()
            await crowd.progress.wait()
        terminate(process)
        assert (await end_of(process)).code == 0


def _account(path: Path, crowd: Crowd, kills: int) -> None:
    """Compare what was said with what was stored and what was answered."""
    database = sqlite3.connect(path)
    stored = Counter(title for (title,) in database.execute("SELECT title FROM item"))
    unsent = database.execute("SELECT count(*) FROM outbox WHERE status <> 'sent'").fetchone()
    database.close()
    said = {f"事{person}第{turn}号" for person in PEOPLE for turn in range(ROUNDS_OF_CHAT)}
    assert set(stored) == said, "every effect is there"
    assert set(stored.values()) == {1}, "every effect is there once"
    assert unsent == (0,)
    plain = Counter(text for text in crowd.answers if "可能重复" not in text)
    assert max(plain.values()) == 1, "a doubled answer bears its mark"
    marked = [text for text in crowd.answers if "可能重复" in text]
    print(
        f"kills: {kills}, items: {len(stored)}, answers: {len(crowd.answers)}, marked: {len(marked)}"
    )
