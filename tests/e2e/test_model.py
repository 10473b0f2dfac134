"""Anything in any order: no answer is lost, no verdict is wrong, nobody is left without a way on.

Random taps, old ones and double ones too, texts, commands, restarts, jumps of the clock and new content go
through the real dispatcher and a real SQLite file. Hypothesis prints the steps of a failure and how to
repeat them; `make soak` tries for longer.
"""

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.content_folder import load_pack
from bot.dialog.actions import Action
from bot.sandbox.world import FileKind
from tests.authoring.library import make_library
from tests.e2e.group import ADMIN
from tests.e2e.model import (
    Step,
    Wordings,
    asked_for,
    assert_nothing_lost,
    assert_right_verdicts,
    buttons_of,
    stored,
)
from tests.e2e.town import (
    CADRE,
    PATIENCE_SECONDS,
    STAFF,
    Citizen,
    Message,
    Town,
    open_town,
    words_of,
)

_GLANCE_SECONDS = 0.005
_RECENT = 8
_WORDS = (
    *(
        "是",
        "不是",
        "没有",
        "做了",
        "记不得",
        "好像是",
        "不清楚",
        "返回",
        "结束",
        "看结果",
        "谢谢",
        "你好",
    ),
    *(
        "书被雨淋湿了怎么办",
        "几天内要还书",
        "我自己没有拿火烤过书",
        "大雪封桥那几天我病了，书晚还了，后来三天内还了",
    ),
    *(
        "2026-12-04",
        "12 月 40 日",
        "交整改报告",
        "算了不记了",
        "提醒我 2026-12-04 还书",
        "好的",
        "改到下周五",
        "二月三十号前",
        "找一下还书那件",
        "删除还书那件",
        "帮我对照",
        "🙂",
        "x" * 1001,
    ),
)
_NOTICES = ("各位读者：\n请于12月10日前还清借书。逾期罚款。", "收到请回复", "🙂")
_COMMANDS = (
    *(
        "/check",
        "/check",
        "/checks",
        "/cancel",
        "/items",
        "/add",
        "/add 2026-12-04 还书",
        "/add 2026-12-11 补书",
        "/find 书",
        "/find",
        "/start",
        "/help",
    ),
    *("/measure", "/sources", "/privacy", "/language", "/nonsense"),
)
_EDITIONS = (
    ("words", "来看书吗？", "来读书吗？"),
    ("scenarios.yaml", "书过了日子才还吗？", "是过了日子才还书的吗？"),
    ("scenarios.yaml", "您自己去借阅台登记了吗？", "您有没有自己去登记？"),
)
"""What an author may change: a text, and the words of two questions, one of them of several scenarios."""
_A_WAY_ON = re.compile(r"/[a-z]{3}|请|[Pp]lease")
"""A command, or what to type."""


class AnythingGoes(RuleBasedStateMachine):
    """One person, and a stranger, in a town whose content changes."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.ending = AsyncExitStack()
        self.folder = Path(self.ending.enter_context(tempfile.TemporaryDirectory()))
        self.content = make_library(self.folder / "content")
        self.pack = load_pack(self.content)
        self.wordings = Wordings({self.pack.version: self.pack})
        self.presses = self.rested = 0
        opening = open_town(self.folder, content=self.content)
        self.town: Town = self.runner.run(self.ending.enter_async_context(opening))
        self.user = self.town.citizen()
        self._do(lambda: self.user.send("/start"))
        self._do(lambda: self.user.send("/check"))

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.runner.run(self.ending.aclose())
            self.runner.close()

    @rule(text=st.sampled_from(_WORDS))
    def say(self, text: str) -> None:
        self._do(lambda: self.user.send(text), said=text)

    @rule(text=st.sampled_from(_COMMANDS))
    def command(self, text: str) -> None:
        self._do(lambda: self.user.send(text))

    @rule(text=st.sampled_from(_NOTICES))
    def forward(self, text: str) -> None:
        self._do(lambda: self.user.forwards(text))

    @rule(kind=st.sampled_from(["photo", "document", "sticker"]))
    def attach(self, kind: FileKind) -> None:
        self._do(lambda: self.user.attaches(kind, "a.pdf"))

    @rule(button=st.integers(0, 11), times=st.sampled_from([1, 1, 1, 2]))
    def press_newest(self, button: int, times: int) -> None:
        self._press(0, button, times)

    @rule(back=st.integers(1, _RECENT), button=st.integers(0, 11), times=st.sampled_from([1, 1, 2]))
    def press_older(self, back: int, button: int, times: int) -> None:
        self._press(back, button, times)

    @rule(buttons=st.lists(st.integers(0, 4), min_size=3, max_size=7))
    def press_on_and_on(self, buttons: list[int]) -> None:
        for button in buttons:
            self._press(0, button, 1)

    @rule(back=st.integers(0, _RECENT), button=st.integers(0, 11))
    def stranger_presses(self, back: int, button: int) -> None:
        """Somebody else sends what the button of this person carries."""
        stranger = self.town.citizen(ADMIN)
        mine = self._do(lambda: stranger.send("/help"))[-1]
        _, data = self._button(back, button)
        before = stored(self._file)
        self._do(lambda: self._send(stranger, data, mine))
        assert stored(self._file) == before, "nobody moves the check of another"

    @rule()
    def restart(self) -> None:
        async def again() -> None:
            await self.town.stop()
            await self.town.start()

        self._do(again)

    @rule(hours=st.sampled_from([-24, 1, 2, 30, 24 * 40]))
    def clock_jumps(self, hours: int) -> None:
        async def jump() -> None:
            self.town.clock.move(timedelta(hours=hours))

        self._do(jump)

    @precondition(lambda self: hasattr(self, "runner"))
    @rule(which=st.integers(0, len(_EDITIONS) - 1))
    def new_content(self, which: int) -> None:
        """An author changes something, and has it taken; once more changes it back."""
        file, one, other = _EDITIONS[which]
        path = self.content / (file if file.endswith(".yaml") else "texts.zh.yaml")
        text = path.read_text(encoding="utf-8")
        changed = text.replace(one, other) if one in text else text.replace(other, one)
        assert changed != text
        path.write_text(changed, encoding="utf-8")
        staff = self.town.citizen(STAFF)

        async def reload() -> None:
            await staff.send("/reload")
            await staff.sees("新内容已经生效")

        self._do(reload)
        self.pack = load_pack(self.content)
        self.wordings.packs[self.pack.version] = self.pack

    @property
    def _file(self) -> Path:
        return self.folder / "bot.db"

    def _button(self, back: int, button: int) -> tuple[Message, str]:
        """Return a button of the newest message with buttons, or of one further back, as it was then."""
        shown = [one for one in self.town.shown(CADRE).messages if buttons_of([one])]
        message = shown[max(0, len(shown) - 1 - back)]
        buttons = buttons_of([message])
        return buttons[button % len(buttons)]

    def _press(self, back: int, button: int, times: int) -> None:
        message, data = self._button(back, button)

        async def tap() -> None:
            for _ in range(times):
                await self._send(self.user, data, message)

        self._do(tap, asked_for(data), message)

    async def _send(self, presser: Citizen, data: str, message: Message) -> None:
        self.presses += 1
        presser.press_data(data, message)

    def _do(
        self,
        act: Callable[[], Coroutine[Any, Any, object]],
        pressed: Action | None = None,
        on: Message | None = None,
        said: str = "",
    ) -> list[Message]:
        """Do something, wait until all of it is done, and compare what was with what is."""
        known = self.wordings.packs
        before = stored(self._file) if self._met() else None
        shown = self.town.shown(CADRE).messages
        seen = len(shown)
        self.runner.run(self._done(act))
        if before is not None:
            new = tuple(shown[seen:])
            step = Step(
                before, stored(self._file), self.pack, Wordings(known), new, pressed, on, said
            )
            assert_nothing_lost(step)
            assert_right_verdicts(step)
            self._assert_a_way_on()
        return [one for chat in (CADRE, ADMIN) for one in self.town.shown(chat).messages[-1:]]

    def _met(self) -> bool:
        with closing(sqlite3.connect(self._file)) as database:
            return bool(database.execute("SELECT 1 FROM person WHERE id = ?", (CADRE,)).fetchone())

    def _assert_a_way_on(self) -> None:
        """The newest message has a button, or names a command; a file has what it was asked from."""
        shown = self.town.shown(CADRE).messages
        newest = next(one for one in reversed(shown) if "document" not in one)
        words = words_of(newest)
        assert "出了点问题" not in words
        assert "Something went wrong" not in words
        assert buttons_of([newest]) or _A_WAY_ON.search(words), f"no way on from: {words}"

    async def _done(self, act: Callable[[], Coroutine[Any, Any, object]]) -> None:
        await act()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not self._settled():
                    self.town._news.clear()
                    try:
                        async with asyncio.timeout(_GLANCE_SECONDS):
                            await self.town._news.wait()
                    except TimeoutError:
                        continue
        except TimeoutError:
            raise AssertionError("the assistant does not come to rest") from None

    def _settled(self) -> bool:
        """Return whether every update is applied, every message sent and every press reacted to."""
        last = self.town.sandbox.people._backend.updates._last
        with closing(sqlite3.connect(self._file)) as database:
            [(newest,)] = database.execute("SELECT max(id) FROM applied_update")
            unsent = "SELECT 1 FROM outbox WHERE status IN ('pending', 'sending')"
            waiting = database.execute(unsent).fetchone()
        if newest is not None and newest >= last:
            self.rested = last  # what was applied is forgotten after some time
        reacted = self.town.count("answerCallbackQuery") >= self.presses
        return waiting is None and self.rested == last and reacted


def test_whatever_a_person_does_nothing_is_lost_and_no_verdict_is_wrong(
    request: pytest.FixtureRequest,
) -> None:
    run_state_machine_as_test(
        AnythingGoes,
        settings=settings(
            max_examples=request.config.getoption("--model-runs"),
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
