"""`content graph` as an author runs it, and the pictures of the documentation."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from tests.docs.pages import ROOT


def graph(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["content", "graph", *arguments])


def test_the_pictures_of_the_documentation_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = graph("--check")
    assert result.stdout == ""
    assert result.exit_code == 0


def test_pictures_are_written_and_then_current(tmp_path: Path) -> None:
    out = tmp_path / "new" / "pictures"
    result = graph("--out", str(out))
    assert (result.exit_code, result.stdout) == (0, f"{out}: 27 files\n")
    assert len(list(out.iterdir())) == 27
    assert graph("--check", "--out", str(out)).exit_code == 0


def test_what_is_not_current_is_named_and_not_changed(tmp_path: Path) -> None:
    out = str(tmp_path)
    graph("--out", out)
    (tmp_path / "S01.svg").write_text("old")
    (tmp_path / "S02.mmd").unlink()
    (tmp_path / "S99.svg").write_text("gone")
    result = graph("--check", "--out", out)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{tmp_path}/S01.svg: is not current: run `python -m bot content graph --out {out}`",
        f"{tmp_path}/S02.mmd: is not current: run `python -m bot content graph --out {out}`",
        f"{tmp_path}/S99.svg: shows nothing of this pack: remove it",
    ]
    assert (tmp_path / "S01.svg").read_text() == "old"


def test_what_is_superfluous_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "S99.svg").write_text("somebody's")
    result = graph("--out", str(tmp_path))
    assert result.exit_code == 0
    assert "S99.svg: shows nothing of this pack: remove it" in result.stdout
    assert (tmp_path / "S99.svg").read_text() == "somebody's"


def test_a_page_that_somebody_wrote_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n")
    result = graph("--out", str(tmp_path))
    assert result.exit_code == 1
    assert "README.md: was not made by this command" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = graph("--out", str(tmp_path / "file"))
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path}/file: cannot be written: File exists\n"


def test_a_pack_that_fails_the_check_is_not_drawn(tmp_path: Path) -> None:
    result = graph(str(tmp_path), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "the file is missing" in result.stdout
    assert not (tmp_path / "out").exists()
