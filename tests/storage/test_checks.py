"""Kept self-checks: each is its owner's, and a deleted one is gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.kept import Record
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.parts import Language
from storage.database import Database, Transaction
from tests.storage.moments import DAY, NOW, SECOND

OWNER, STRANGER = 1, 2
CHECK = Check(("S01", "S04"), "abcdef", (("a", Answer.YES), ("b", Answer.UNCLEAR)), reviewed=True)
RECORD = Record(
    CHECK, (("a", "1f"), ("b", "2e")), (("S01", Verdict.MISSING_INFORMATION),), finished=True
)


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(OWNER, Language.CHINESE, NOW)
        await tx.people.meet(STRANGER, Language.ENGLISH, NOW)


async def ids(tx: Transaction, owner: int = OWNER, skipped: int = 0) -> list[int]:
    return [kept.id for kept in await tx.checks.page(owner, 2, skipped)]


async def test_a_check_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as tx:
        number = await tx.checks.keep(OWNER, RECORD, NOW)
    async with database.transaction() as tx:
        kept = await tx.checks.find(number, OWNER)
    assert kept
    assert kept.record == RECORD
    assert (kept.created_at, kept.changed_at) == (NOW, NOW)
    assert kept.check == replace(CHECK, kept=number)


async def test_a_check_that_goes_on_keeps_its_row(database: Database) -> None:
    async with database.transaction() as tx:
        number = await tx.checks.keep(OWNER, RECORD, NOW)
        later = replace(RECORD, check=replace(CHECK, answers=CHECK.answers[:1], kept=number))
        assert await tx.checks.keep(OWNER, later, NOW + DAY) == number
        kept = await tx.checks.find(number, OWNER)
        assert await tx.checks.count(OWNER) == 1
    assert kept
    assert kept.record == later
    assert (kept.created_at, kept.changed_at) == (NOW, NOW + DAY)


async def test_the_newest_come_first_in_pages(database: Database) -> None:
    async with database.transaction() as tx:
        numbers = [await tx.checks.keep(OWNER, RECORD, NOW) for _ in range(3)]
        old = replace(RECORD, check=replace(CHECK, kept=numbers[0]))
        await tx.checks.keep(OWNER, old, NOW + SECOND)
        assert await ids(tx) == [numbers[0], numbers[2]]
        assert await ids(tx, skipped=2) == [numbers[1]]
        assert await tx.checks.count(OWNER) == 3


async def test_nobody_reaches_a_check_of_another(database: Database) -> None:
    async with database.transaction() as tx:
        number = await tx.checks.keep(OWNER, RECORD, NOW)
        assert await tx.checks.find(number, STRANGER) is None
        assert not await tx.checks.delete(number, STRANGER)
        assert await ids(tx, STRANGER) == []
        assert await tx.checks.count(STRANGER) == 0
        foreign = replace(RECORD, check=replace(CHECK, answers=(), kept=number))
        assert await tx.checks.keep(STRANGER, foreign, NOW) != number
        kept = await tx.checks.find(number, OWNER)
    assert kept
    assert kept.record == RECORD


@pytest.mark.databases("sqlite")
async def test_a_deleted_check_is_gone_from_the_file(database: Database, path: Path) -> None:
    telling = replace(RECORD, check=replace(CHECK, content="TELLING"))
    async with database.transaction() as tx:
        number = await tx.checks.keep(OWNER, telling, NOW)
    async with database.transaction() as tx:
        assert await tx.checks.delete(number, OWNER)
        assert not await tx.checks.delete(number, OWNER)
        assert await tx.checks.find(number, OWNER) is None
        assert await ids(tx) == []
    await database.close()
    assert not holds(path, b"TELLING")


def holds(path: Path, words: bytes) -> bool:
    return words in path.read_bytes()
