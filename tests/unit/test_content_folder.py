"""Reading a pack from its folder: everything that can be wrong with files is told."""

import shutil
from pathlib import Path

import pytest

from bot.content_folder import DEFAULT_FOLDER, load_pack, read_pack
from bot.dialog.content.loading import FILES
from bot.dialog.content.schema import Pack
from bot.errors import BadContent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped pack."""
    return Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "content"))


def problems_of(folder: Path) -> list[str]:
    found = read_pack(folder)
    return [] if isinstance(found, Pack) else [str(problem) for problem in found]


def test_the_same_files_are_the_same_version(folder: Path) -> None:
    assert load_pack(folder).version == load_pack(None).version


def test_any_change_is_another_version(folder: Path) -> None:
    with (folder / "ladders.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert load_pack(folder).version != load_pack(None).version


def test_a_folder_that_is_not_there_lists_every_file(tmp_path: Path) -> None:
    told = problems_of(tmp_path / "nowhere")
    assert [line.split(":")[0] for line in told] == sorted(FILES)
    assert all("the file is missing" in line for line in told)


def test_a_file_of_another_encoding_is_told(folder: Path) -> None:
    (folder / "texts.zh.yaml").write_bytes("start.welcome: 您好\n".encode("gbk"))
    assert problems_of(folder) == ["texts.zh.yaml: this is not UTF-8: save it as UTF-8"]


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "ladders.yaml").unlink()
    (folder / "ladders.yaml").mkdir()
    assert problems_of(folder) == ["ladders.yaml: cannot be read: Is a directory"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert "measure.yaml: cannot be read: Not a directory" in problems_of(tmp_path / "content")


def test_a_broken_pack_names_the_folder_and_every_problem(folder: Path) -> None:
    (folder / "ladders.yaml").write_text("default: [\n", encoding="utf-8")
    (folder / "measure.yaml").unlink()
    with pytest.raises(BadContent) as error:
        load_pack(folder)
    for language in ("zh", "en"):
        sentence = error.value.sentence(language)
        assert str(folder) in sentence
        assert "ladders.yaml:1: not valid YAML" in sentence
        assert "measure.yaml: the file is missing" in sentence
