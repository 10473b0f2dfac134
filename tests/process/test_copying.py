"""`copy-database` as an operator runs it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.postgres import fresh_postgres


def copy(*urls: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "copy-database", *urls],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


async def test_an_installation_is_moved_and_moved_back(tmp_path: Path) -> None:
    first, last = tmp_path / "bot.db", tmp_path / "moved.db"
    assert copy(f"sqlite:///{first}", f"sqlite:///{last}").returncode == 0  # makes both
    with closing(sqlite3.connect(first)) as database, database:
        database.execute("INSERT INTO fact VALUES ('mode', 'telegram')")
    last.unlink()
    async with fresh_postgres() as url:
        there = copy(f"sqlite:///{first}", url)
        back = copy(url, f"sqlite:///{last}")
        other = tmp_path / "other.db"
        assert copy(f"sqlite:///{other}", f"sqlite:///{tmp_path / 'empty.db'}").returncode == 0
        refused = copy(f"sqlite:///{other}", url)
    assert (there.returncode, back.returncode) == (0, 0)
    assert "fact" in there.stdout
    with closing(sqlite3.connect(last)) as database:
        assert database.execute("SELECT * FROM fact").fetchall() == [("mode", "telegram")]
    assert refused.returncode == 1
    assert "fact" in refused.stderr
    assert "Traceback" not in refused.stderr
