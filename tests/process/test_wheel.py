"""A wheel built from the tree runs from any folder, with its content."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.process.program import ROOT, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder that a wheel of the tree was unpacked into."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    return tmp_path / "site"


async def test_the_wheel_runs_from_any_folder(tmp_path: Path, site: Path) -> None:
    assert (site / "content" / "measure.yaml").is_file()
    assert (site / "content" / "schema" / "measure.schema.json").is_file()
    assert (site / "bot" / "sandbox" / "static" / "index.html").is_file()
    # First on the path, so that it is the wheel that runs and not the tree.
    settings = {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    checked = await run("content", "check", folder=tmp_path, settings=settings)
    assert str(site / "content") in checked.out
    made = await run("content", "new", "mine", folder=tmp_path, settings=settings)
    assert made.code == 0
    mine = await run("content", "check", "mine", folder=tmp_path, settings=settings)
    assert mine.out.startswith("mine: 3 clauses")
    asked = await run("ask", "容缺受理", folder=tmp_path, settings=settings)
    assert "S06" in asked.out
    assert asked.code == 0
