"""`make` alone, and `scripts/setup` on machines that lack something; nothing is downloaded."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PATH = "/usr/local/bin:/usr/bin:/bin"
NEW = """#!/bin/sh
# A Python that only notes what it was asked, and whose venv is another one of its kind.
echo "$*" >> "{calls}"
case "$*" in
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
OF_VERSION = """#!/bin/sh
# A Python that takes itself for another version.
case "$1" in
    -V) echo "Python {version}" ;;
    -m) exit 3 ;;
    *) exec "{python}" -c 'import sys
sys.version_info = tuple(map(int, "{version}".split(".")))
exec(sys.argv[1])' "$2" ;;
esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$*" in
    *ensurepip*) exit 1 ;;
esac
"""


class Machine:
    """A folder with the project's set-up script, and a PATH of our own."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.programs = folder / "programs"
        self.log = folder / "calls"
        (self.project / "scripts").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy(ROOT / "scripts" / "setup", self.project / "scripts" / "setup")
        shutil.copy(ROOT / "Makefile", self.project / "Makefile")
        (self.project / "pyproject.toml").write_text("[project]\n")
        self.lock("one==1\n")

    def lock(self, text: str) -> None:
        """Write the lock."""
        (self.project / "requirements.lock").write_text(text)

    def install(self, script: str, name: str = "python3", version: str = "") -> Path:
        """Put a program into the PATH."""
        path = self.programs / name
        for word, value in (("calls", self.log), ("python", sys.executable), ("version", version)):
            script = script.replace(f"{{{word}}}", str(value))
        path.write_text(script)
        path.chmod(0o755)
        return path

    @property
    def calls(self) -> list[str]:
        """What Python was asked to do since the last look, but for its checks."""
        said = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line for line in said if not line.startswith("-c ")]

    def run(
        self, *command: str, settings: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the project."""
        return subprocess.run(
            command,
            cwd=self.project,
            env={"PATH": f"{self.programs}:{PATH}"} | dict(settings or {}),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without a Python of its own choice."""
    return Machine(tmp_path)


def one_sentence_each(ended: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Check that a set-up failed with one line, Chinese and English, and no other noise."""
    assert ended.returncode
    (line,) = ended.stderr.splitlines()
    chinese, english = line.split(" / ")
    assert re.search(r"[一-鿿]", chinese)
    assert not re.search(r"[一-鿿]", english)
    for part in parts:
        assert part in chinese
        assert part in english
    assert ended.stdout == ""


def test_make_alone_lists_the_targets(machine: Machine) -> None:
    ended = machine.run("make")
    listed = [line.split()[0] for line in ended.stdout.splitlines()]
    wanted = {"setup", "run", "test", "check", "fmt", "bench", "soak", "docs", "clean"}
    assert wanted <= set(listed)
    assert len(listed) == len(set(listed))
    assert all(len(line.split()) > 1 for line in ended.stdout.splitlines())


def test_a_missing_python_is_named(machine: Machine) -> None:
    ended = machine.run("sh", "scripts/setup", settings={"PYTHON": "python9"})
    one_sentence_each(ended, "python9", "3.11", "apt-get install python3 python3-venv")


@pytest.mark.parametrize("version", ["3.9.2", "3.10.14"])
def test_an_old_python_is_named_with_its_version(machine: Machine, version: str) -> None:
    machine.install(OF_VERSION, version=version)
    ended = machine.run("sh", "scripts/setup")
    one_sentence_each(ended, f"Python {version}", "3.11", "make PYTHON=python3.12")


@pytest.mark.parametrize("version", ["3.11.0", "3.14.1"])
def test_a_python_that_is_new_enough_is_taken(machine: Machine, version: str) -> None:
    machine.install(OF_VERSION, version=version)
    ended = machine.run("sh", "scripts/setup")
    assert ended.returncode == 3  # where it was told to make the environment
    assert "太旧" not in ended.stderr


def test_a_python_without_venv_is_named(machine: Machine) -> None:
    machine.install(WITHOUT_VENV)
    one_sentence_each(machine.run("sh", "scripts/setup"), "venv", "apt-get install python3-venv")


def test_make_stops_with_the_sentence(machine: Machine) -> None:
    ended = machine.run("make", "run", "PYTHON=python9")
    assert ended.returncode
    assert "python9" in ended.stderr
    assert not (machine.project / ".venv").exists()


def test_the_python_that_is_named_makes_the_environment(machine: Machine) -> None:
    machine.install(OF_VERSION, version="3.9.2")
    newer = machine.install(NEW, "python3.12")
    ended = machine.run("sh", "scripts/setup", settings={"PYTHON": newer.name})
    assert ended.returncode == 0
    assert machine.calls[0] == "-m venv .venv"


def test_a_second_set_up_does_nothing(machine: Machine) -> None:
    machine.install(NEW)
    assert machine.run("sh", "scripts/setup").returncode == 0
    venv, *installs = machine.calls
    assert venv == "-m venv .venv"
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert "--no-deps" in installs[1]
    assert installs[2] == "-m bot content learn"
    again = machine.run("sh", "scripts/setup")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls == []


def test_a_changed_lock_is_installed_into_the_same_environment(machine: Machine) -> None:
    machine.install(NEW)
    machine.run("sh", "scripts/setup")
    machine.lock("one==2\n")
    assert machine.calls
    assert machine.run("sh", "scripts/setup").returncode == 0
    assert [call.split()[1] for call in machine.calls] == ["pip", "pip", "bot"]


def test_a_set_up_that_failed_is_done_again(machine: Machine) -> None:
    machine.install(NEW + 'case "$*" in *--require-hashes*) exit 1 ;; esac\n')
    assert machine.run("sh", "scripts/setup").returncode
    assert machine.calls
    assert machine.run("sh", "scripts/setup").returncode
    assert machine.calls
