"""Declined questions: counted by wording, with nothing of who asked, when, or in which order."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.dialog.answer.result import Kind
from bot.dialog.answer.wording import LONGEST, MASK, wording
from bot.errors import StorageTooNew, StorageUnusable
from storage import declined
from storage.database import Database
from storage.declined import Wording, read_declined
from storage.sqlite import SqliteDatabase

GAP, REFUSAL = Kind.NOT_STATED, Kind.OUT_OF_SCOPE


@pytest.fixture
async def recording(path: Path) -> AsyncIterator[Database]:
    """A database whose operator has opted in."""
    opened = await SqliteDatabase.open(path, records_declined=True)
    try:
        yield opened
    finally:
        await opened.close()


def files_beside(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


async def record(database: Database, *questions: tuple[Kind, str, str]) -> None:
    async with database.transaction() as tx:
        for question in questions:
            await tx.declined.record(*question)


async def test_wordings_are_counted_by_kind_and_target(recording: Database, path: Path) -> None:
    await record(recording, (GAP, "days", "几天"), (REFUSAL, "weather", "天气"), (GAP, "", "几天"))
    await record(recording, (GAP, "days", "几天"), (GAP, "days", "多久"))
    assert read_declined(path) == [
        Wording(GAP, "", "几天", 1),
        Wording(GAP, "days", "几天", 2),
        Wording(GAP, "days", "多久", 1),
        Wording(REFUSAL, "weather", "天气", 1),
    ]


async def test_nothing_is_written_unless_it_was_asked_for(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await record(database, (GAP, "days", "几天"))
    await database.close()
    assert read_declined(path) == []


@pytest.mark.parametrize("kind", sorted(set(Kind) - {GAP, REFUSAL}))
async def test_what_was_answered_is_not_written(
    recording: Database, path: Path, kind: Kind
) -> None:
    await record(recording, (kind, "", "招商引资"), (GAP, "", ""))
    assert read_declined(path) == []


async def test_nothing_is_kept_of_an_update_that_is_undone(recording: Database, path: Path) -> None:
    async def fail() -> None:
        async with recording.transaction() as tx:
            await tx.declined.record(GAP, "", "几天")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert read_declined(path) == []


async def test_two_lanes_may_bring_the_same_new_wording(recording: Database, path: Path) -> None:
    async with recording.transaction() as tx:
        await asyncio.gather(*(tx.declined.record(GAP, "", "几天") for _ in range(5)))
    assert read_declined(path) == [Wording(GAP, "", "几天", 5)]


async def test_a_row_has_nothing_but_the_wording_and_its_count(
    recording: Database, path: Path
) -> None:
    await record(recording, (GAP, "days", "几天"))
    with closing(sqlite3.connect(path)) as connection:
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(declined)")]
        assert columns == ["kind", "target", "wording", "times"]
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            connection.execute("SELECT rowid FROM declined")


async def test_the_rows_do_not_tell_in_which_order_they_came(tmp_path: Path) -> None:
    questions = [(GAP, "days", f"第{number}问") for number in range(20)]
    seen: list[list[tuple[object, ...]]] = []
    for seed in range(3):
        path = tmp_path / f"{seed}.db"
        database = await SqliteDatabase.open(path, records_declined=True)
        try:
            for question in Random(seed).sample(questions, k=len(questions)):
                await record(database, question)
        finally:
            await database.close()
        with closing(sqlite3.connect(path)) as connection:
            seen.append(connection.execute("SELECT * FROM declined").fetchall())
    assert seen[0] == seen[1] == seen[2]


async def test_a_full_record_counts_on_but_takes_no_new_wording_and_says_so_once(
    recording: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declined, "MOST", 3)
    with capture_logs() as logs:
        for words in ("一", "二", "三", "四", "五", "一"):
            await record(recording, (GAP, "", words), (REFUSAL, "", ""))
    assert [(one.words, one.times) for one in read_declined(path)] == [
        ("一", 2), ("三", 1), ("二", 1),
    ]  # fmt: skip
    assert [(one["event"], one["kind"]) for one in logs] == [("declined.full", "not_stated")]
    await record(recording, (REFUSAL, "", "天气"))
    assert Wording(REFUSAL, "", "天气", 1) in read_declined(path), "one kind crowded out the other"


async def test_what_was_cleared_is_gone_from_the_file(path: Path) -> None:
    secret = "一句不该留下的话"
    database = await SqliteDatabase.open(path, records_declined=True)
    await record(database, (GAP, "", secret), *((REFUSAL, "", f"话{n}") for n in range(200)))
    await database.close()
    assert secret.encode() in files_beside(path)[path.name]
    database = await SqliteDatabase.open(path)
    async with database.transaction() as tx:
        assert await tx.declined.clear() == 201
    await database.close()
    assert read_declined(path) == []
    left = b"".join(files_beside(path).values())
    assert secret.encode() not in left
    assert "话1".encode() not in left


def test_a_file_from_before_the_record_has_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert read_declined(path) == []


def test_a_file_of_a_newer_version_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(StorageTooNew, match="9999"):
        read_declined(path)


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1_000)
    with pytest.raises(StorageUnusable, match="not a database"):
        read_declined(path)


async def test_reading_leaves_the_file_and_its_folder_as_they_were(path: Path) -> None:
    database = await SqliteDatabase.open(path, records_declined=True)
    await record(database, (GAP, "", "几天"))
    await database.close()
    before = files_beside(path)
    assert read_declined(path)
    assert files_beside(path) == before


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("几天内答复？", "几天内答复"),
        ("  几天内，答复！！", "几天内 答复"),
        ("How many DAYS?", "how many days"),
        ("Ｈｏｗ　ｍａｎｙ　２０２６", "how many 2026"),
        ("我电话13800138000，几天答复", f"我电话 {MASK} 几天答复"),
        ("１３８ ００１３-８０００", ""),
        ("+86 (138) 0013 8000 是我", "是我"),
        ("138\u200b001380\u200b00找我", "找我"),
        ("一三八零零一三八零零零找我", "找我"),
        ("身份证53322119900101123X的人", f"身份证 {MASK} 的人"),
        ("QQ 12345 呢", f"qq {MASK} 呢"),
        ("2024年第3条", "2024年第3条"),
        ("发到zhang.san@example.com可以吗", f"发到 {MASK} 可以吗"),
        ("ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ 收", "收"),
        ("张三@例子.中国 收", "收"),
        ("问@zhang_san能不能免责", f"问 {MASK} 能不能免责"),
        ("见 https://t.me/zhangsan?x=1，对吗", f"见 {MASK} 对吗"),
        ("t.me/zhangsan 对吗", "对吗"),
        ("？！", ""),
        ("", ""),
        ("@bot", ""),
    ],
)
def test_a_wording_has_one_form_and_nothing_that_leads_to_a_person(
    question: str, kept: str
) -> None:
    assert wording(question) == kept


DIGITS = st.text("0123456789０１２３４５６７８９一二三四五六七八九零〇", min_size=5, max_size=20)


@given(st.text(max_size=50), DIGITS, st.text(max_size=50))
def test_a_long_number_is_masked_wherever_it_stands(before: str, number: str, after: str) -> None:
    kept = wording(f"{before} {number} {after}")
    assert normalize("NFKC", number) not in kept


@given(st.text(max_size=600))
def test_a_wording_is_short_and_can_be_stored(question: str) -> None:
    kept = wording(question)
    assert len(kept) <= LONGEST
    assert kept == kept.strip()
    kept.encode()  # half a surrogate would fail in the database


def test_a_number_is_masked_before_the_text_is_cut() -> None:
    kept = wording("问" * (LONGEST - 3) + "13800138000")
    assert "138" not in kept
