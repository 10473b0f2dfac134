"""An orderly end with replies under way: soon over, nothing lost, doubles only where nobody can know."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from bot.sandbox.faults import Fault
from tests.e2e.town import Town, open_town

LONGEST_END_SECONDS = 5
AT_ONCE = 32
"""How many replies the assistant sends side by side."""
TOO_LONG = 60.0
MARK = "可能重复"


def rows(folder: Path, columns: str) -> list[tuple[object, ...]]:
    """Return what the outbox holds, read without the project's code."""
    with closing(sqlite3.connect(folder / "bot.db")) as kept:
        return kept.execute(f"SELECT {columns} FROM outbox ORDER BY id").fetchall()


def ask(town: Town, people: Sequence[int], *questions: str) -> None:
    """Let people type questions, one after the other, without waiting for an answer."""
    for person in people:
        town.sandbox.world.add_user(person, f"甲{person}", language_code="zh", started=True)
        for question in questions:
            town.sandbox.people.type(person, person, question)


async def written(town: Town, number: int) -> None:
    """Wait until so many replies are in the outbox."""

    def story() -> str:
        return f"{number} replies expected, {Counter(rows(town.folder, 'status'))}"

    await town.until(lambda: len(rows(town.folder, "id")) >= number, story, flying=True)


async def stop(town: Town) -> None:
    """End the assistant, and look at how it did."""
    began = monotonic()
    await town.stop()
    assert monotonic() - began < LONGEST_END_SECONDS
    assert ("sending",) not in rows(town.folder, "status")


def answers(town: Town, person: int) -> list[str]:
    return [one["text"] for one in town.shown(person).messages]


async def all_answered(town: Town, people: Sequence[int], *fragments: str) -> None:
    """Wait until everybody has seen an answer that says each of `fragments`."""

    def missing() -> list[tuple[int, str]]:
        return [
            (person, fragment)
            for person in people
            for fragment in fragments
            if not any(fragment in answer for answer in answers(town, person))
        ]

    await town.until(lambda: not missing(), lambda: f"unanswered: {missing()}")


async def all_sent(town: Town) -> None:
    """Wait until the outbox is empty."""

    def states() -> Counter[object]:
        return Counter(status for (status,) in rows(town.folder, "status"))

    await town.until(lambda: set(states()) == {"sent"}, lambda: str(states()), flying=True)


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_replies_that_hang_are_left_to_the_next_start(
    tmp_path: Path, *, by_webhook: bool
) -> None:
    people = range(5_000, 5_080)
    async with open_town(tmp_path, by_webhook=by_webhook) as town:
        town.sandbox.faults.add(Fault("delay", method="sendMessage", seconds=TOO_LONG, times=1_000))
        ask(town, people, "招商引资")
        await written(town, len(people))
        await stop(town)
        left = rows(tmp_path, "chat, status, doubtful")
        assert {status for _, status, _ in left} == {"pending"}
        interrupted = {chat for chat, _, doubtful in left if doubtful}
        assert len(interrupted) == AT_ONCE
        town.sandbox.faults.clear()
        await town.start()
        await all_answered(town, people, "S04")
        await all_sent(town)
        for person in people:
            marked = [MARK in answer for answer in answers(town, person)]
            assert marked == ([False, True] if person in interrupted else [False])


async def test_the_order_of_a_chat_outlasts_an_end_in_its_midst(tmp_path: Path) -> None:
    people = range(5_000, 5_010)
    async with open_town(tmp_path) as town:
        town.sandbox.faults.add(Fault("delay", method="sendMessage", seconds=TOO_LONG, times=1_000))
        ask(town, people, "S01", "S02", "S03")
        await written(town, 3 * len(people))
        await stop(town)
        town.sandbox.faults.clear()
        await town.start()
        await all_answered(town, people, "S01", "S02", "S03")
        await all_sent(town)
        for person in people:
            plain = [answer for answer in answers(town, person) if MARK not in answer]
            assert len(plain) == 3
            assert all(
                name in text for name, text in zip(("S01", "S02", "S03"), plain, strict=True)
            )
            marked = [answer for answer in answers(town, person) if MARK in answer]
            assert len(marked) == 1, "the one that was under way"
            assert "S01" in marked[0]


async def test_replies_that_are_only_slow_are_sent_before_the_end(tmp_path: Path) -> None:
    people = range(5_000, 5_000 + AT_ONCE)
    async with open_town(tmp_path) as town:
        town.sandbox.faults.add(Fault("delay", method="sendMessage", seconds=0.3, times=1_000))
        ask(town, people, "招商引资")
        await written(town, len(people))
        await stop(town)
        assert set(rows(tmp_path, "status, doubtful")) == {("sent", 0)}
        assert all(len(answers(town, person)) == 1 for person in people)


async def test_the_end_goes_on_sending_for_a_moment(tmp_path: Path) -> None:
    people = range(5_000, 5_000 + 2 * AT_ONCE)
    async with open_town(tmp_path) as town:
        town.sandbox.faults.add(Fault("delay", method="sendMessage", seconds=0.05, times=1_000))
        ask(town, people, "招商引资")
        await written(town, len(people))
        await stop(town)
        assert set(rows(tmp_path, "status, doubtful")) == {("sent", 0)}


async def test_with_nothing_under_way_the_end_is_immediate(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.applied()
        began = monotonic()
        await town.stop()
        assert monotonic() - began < 1
        assert set(rows(tmp_path, "status")) == {("sent",)}
