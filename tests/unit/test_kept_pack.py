"""A pack that was checked is kept, taken again, and checked anew where anything has changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import kept_pack
from bot.content_folder import load_pack
from bot.dialog.content.schema import Pack
from bot.errors import BadContent
from bot.kept_pack import open_pack
from tests.authoring.library import make_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The folders that were checked, each time."""
    times: list[Path | None] = []

    def noted(folder: Path | None) -> Pack:
        times.append(folder)
        return load_pack(folder)

    monkeypatch.setattr(kept_pack, "load_pack", noted)
    return times


def test_what_was_checked_is_taken_as_it_was(
    folder: Path, cache: Path, checked: list[Path | None]
) -> None:
    first, again = open_pack(folder, cache), open_pack(folder, cache)
    assert first == again == load_pack(folder)
    assert len(checked) == 1


def test_a_change_of_any_file_is_checked(
    folder: Path, cache: Path, checked: list[Path | None]
) -> None:
    before = open_pack(folder, cache)
    for number, file in enumerate(sorted(folder.glob("*.yaml")), start=2):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n# {number}\n", encoding="utf-8")
        assert open_pack(folder, cache).version != before.version
        assert len(checked) == number


def test_what_is_broken_is_refused_although_it_was_kept_before(folder: Path, cache: Path) -> None:
    open_pack(folder, cache)
    (folder / "measure.yaml").write_text("clauses: 1\n", encoding="utf-8")
    with pytest.raises(BadContent):
        open_pack(folder, cache)
    shutil.rmtree(folder)
    with pytest.raises(BadContent):
        open_pack(folder, cache)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def of_another_kind(file: Path) -> None:
    file.write_text('{"version": "abcdef"}', encoding="utf-8")


@pytest.mark.parametrize(
    "damage", [emptied, truncated, of_another_kind], ids=lambda one: one.__name__
)
def test_what_cannot_be_read_is_checked_anew_with_a_warning(
    folder: Path,
    cache: Path,
    checked: list[Path | None],
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
) -> None:
    pack = open_pack(folder, cache)
    [file] = cache.iterdir()
    damage(file)
    assert open_pack(folder, cache) == pack
    assert caplog.messages[0].startswith(f"{file} cannot be used and is made anew: ")
    assert open_pack(folder, cache) == pack
    assert len(checked) == 2


def test_without_a_place_it_is_checked_each_time_with_a_warning(
    folder: Path, tmp_path: Path, checked: list[Path | None], caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file, where a folder should be")
    assert open_pack(folder, in_the_way / "below") == open_pack(folder, in_the_way / "below")
    assert len(checked) == 2
    assert "cannot be kept" in caplog.messages[-1]


def test_what_is_changed_while_it_is_checked_is_not_kept_as_what_it_was(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "measure.yaml"
    before, earlier = load_pack(folder), file.read_bytes()

    def changed(folder: Path | None) -> Pack:
        file.write_bytes(earlier + b"# new\n")
        return load_pack(folder)

    with monkeypatch.context() as patched:
        patched.setattr(kept_pack, "load_pack", changed)
        assert open_pack(folder, cache) != before
    file.write_bytes(earlier)
    assert open_pack(folder, cache) == before
