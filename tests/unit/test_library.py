"""The library: what was learned is kept, taken again, and learned anew where that is needed."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np
import pytest

from bot import library
from bot.content_folder import load_pack
from bot.dialog.answer.classifier import Classifier
from bot.dialog.answer.training import train
from bot.dialog.content.schema import Pack
from bot.library import open_library
from tests.authoring.library import make_library

QUESTION = "书被雨淋湿了怎么办"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented pack, of few lines."""
    return make_library(tmp_path_factory.mktemp("packs") / "library")


@pytest.fixture(scope="module")
def pack(folder: Path) -> Pack:
    """What is read from it."""
    return load_pack(folder)


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines were learned from, each time that it was done."""
    times: list[int] = []

    def counted(lines: list[tuple[str, str]]) -> Classifier:
        times.append(len(lines))
        return train(lines)

    monkeypatch.setattr(library, "train", counted)
    return times


def kept_in(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_was_learned_is_kept_and_not_learned_again(
    pack: Pack, tmp_path: Path, learned: list[int]
) -> None:
    cache = tmp_path / "a" / "cache"  # made where there is none
    first = open_library(pack, cache).router
    again = open_library(pack, cache).router
    assert len(learned) == 1
    assert kept_in(cache).suffix == ".npz"
    assert first.route(QUESTION).clauses == ("wet_book",)
    assert again.explain(QUESTION) == first.explain(QUESTION)


def test_a_change_of_a_line_is_learned_and_the_old_is_still_there(
    pack: Pack, tmp_path: Path, learned: list[int]
) -> None:
    said = pack.utterances
    clauses = said.clauses | {"machine": (*said.clauses["machine"], "那台铁柜子")}
    changed = pack.model_copy(
        update={"utterances": said.model_copy(update={"clauses": clauses})},
    )
    for one in (pack, changed, pack, changed):
        open_library(one, tmp_path)
    assert len(learned) == 2
    assert learned[1] == learned[0] + 1
    assert len(list(tmp_path.iterdir())) == 2


def test_code_and_libraries_are_part_of_what_it_depends_on(
    pack: Pack, tmp_path: Path, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(pack, tmp_path)
    monkeypatch.setattr(library, "version", lambda name: f"{name} 99")
    open_library(pack, tmp_path)
    monkeypatch.setattr(library, "getsource", lambda module: f"{module} changed")
    open_library(pack, tmp_path)
    assert len(learned) == len(list(tmp_path.iterdir())) == 3


def empty(file: Path) -> None:
    file.write_bytes(b"")


def broken(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 nothing of the kind")


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damaged_within(file: Path) -> None:
    """Turn bits over in the middle, where the weights are: only the check sum tells."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(byte ^ 0xFF for byte in content[middle : middle + 64])
    file.write_bytes(content)


def foreign(file: Path) -> None:
    with file.open("wb") as other:
        np.savez(other, something=np.zeros(3))


def pickled(file: Path) -> None:
    """Write objects, which are never read: reading them would run code."""
    with file.open("wb") as other:
        np.savez(other, targets=np.array([{"a": 1}], dtype=object))


def a_single_array(file: Path) -> None:
    with file.open("wb") as other:
        np.save(other, np.zeros(3))


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = (empty, broken, truncated, damaged_within, foreign, pickled, a_single_array, a_folder)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_cannot_be_read_is_learned_again_with_a_warning(
    pack: Pack,
    tmp_path: Path,
    learned: list[int],
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
) -> None:
    open_library(pack, tmp_path)
    file = kept_in(tmp_path)
    damage(file)
    assert caplog.messages == []
    router = open_library(pack, tmp_path).router
    assert caplog.records[0].levelname == "WARNING"
    assert caplog.messages[0].startswith(f"{file} cannot be used and is made anew: ")
    assert {one.suffix for one in tmp_path.iterdir()} == {".npz"}
    assert router.route(QUESTION).clauses == ("wet_book",)
    assert len(learned) == 2


def test_after_a_damage_it_is_kept_anew(pack: Pack, tmp_path: Path, learned: list[int]) -> None:
    open_library(pack, tmp_path)
    file = kept_in(tmp_path)
    before = digest(file)
    truncated(file)
    open_library(pack, tmp_path)
    assert digest(kept_in(tmp_path)) == before
    open_library(pack, tmp_path)
    assert len(learned) == 2


def test_without_a_place_it_is_learned_each_time_with_a_warning(
    pack: Pack, tmp_path: Path, learned: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file, where a folder should be")
    for cache in (in_the_way, in_the_way / "below"):
        router = open_library(pack, cache).router
        assert caplog.messages[-1].startswith(f"what was learned cannot be kept in {cache}: ")
        assert router.route(QUESTION).clauses == ("wet_book",)
    assert len(learned) == 2
    assert in_the_way.read_text() == "a file, where a folder should be"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_no_hindrance(
    pack: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o500)
    router = open_library(pack, cache).router
    assert len(caplog.messages) == 1
    assert router.route(QUESTION).clauses == ("wet_book",)


def test_on_a_full_disk_nothing_half_written_is_left(
    pack: Pack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(file: IO[bytes], **arrays: object) -> None:
        file.write(bytes(len(arrays)))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(np, "savez", full)
    router = open_library(pack, tmp_path).router
    assert len(caplog.messages) == 1
    assert router.route(QUESTION).clauses == ("wet_book",)
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_files_are_forgotten_and_what_is_in_use_stays(
    pack: Pack, tmp_path: Path
) -> None:
    for age in range(30):
        old = tmp_path / f"old-{age:02}.npz"
        old.write_bytes(b"of another pack")
        os.utime(old, (1_000_000 - age, 1_000_000 - age))
    stays = tmp_path / "notes.txt"
    stays.write_text("not ours")
    open_library(pack, tmp_path)
    left = sorted(file.name for file in tmp_path.glob("old-*.npz"))
    assert left == [f"old-{age:02}.npz" for age in range(23)]
    assert len(list(tmp_path.glob("*.npz"))) == 24
    assert stays.exists()


def test_the_same_lines_are_learned_to_the_same_bytes_in_any_process(
    pack: Pack, folder: Path, tmp_path: Path
) -> None:
    caches = [tmp_path / name for name in ("one", "two", "other")]
    for cache in caches[:2]:
        open_library(pack, cache)
    program = (
        "import sys; from pathlib import Path; from bot.content_folder import load_pack;"
        "from bot.library import open_library;"
        "open_library(load_pack(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(folder), str(caches[2])],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        check=True,
    )
    assert len({kept_in(cache).name for cache in caches}) == 1
    arrays = [dict(np.load(kept_in(cache))) for cache in caches]
    for name, array in arrays[0].items():
        assert all(array.tobytes() == other[name].tobytes() for other in arrays[1:]), name
    assert len({digest(kept_in(cache)) for cache in caches}) == 1
