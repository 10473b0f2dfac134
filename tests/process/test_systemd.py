"""As a service of systemd: what it is told, and what it thinks of the units that are shipped."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import structlog

from bot import errors, systemd
from tests.process.program import PATIENCE_SECONDS, ROOT, end_of, start, terminate

UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("rongcuo.service", "rongcuo-offsite.service")
_MOST_EXPOSED = 20
"""Tenths of systemd's scale, on which 10.0 is as exposed as can be; most services of Debian are above 9."""
_ANALYZE = shutil.which("systemd-analyze") or ""
needs_systemd = pytest.mark.skipif(
    not _ANALYZE and not os.environ.get("CI"), reason="systemd is not installed"
)


class Supervisor:
    """The end of the socket that systemd listens to."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.socket.bind(address)

    async def hears(self, state: str) -> list[str]:
        """Wait until a state is told; return what was told before it."""
        loop, before = asyncio.get_running_loop(), []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (told := (await loop.sock_recv(self.socket, 100)).decode()) != state:
                before.append(told)
        return before


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    listening = Supervisor(str(tmp_path / "notify"))
    yield listening
    listening.socket.close()


async def test_it_tells_systemd_that_it_is_ready_alive_and_ending(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    settings = {
        "BOT_LISTEN": "127.0.0.1:0",
        "NOTIFY_SOCKET": str(tmp_path / "notify"),
        "WATCHDOG_USEC": "300000",
    }
    async with start("run", folder=tmp_path, settings=settings) as process:
        await supervisor.hears(systemd.READY)
        await supervisor.hears("WATCHDOG=1")
        await supervisor.hears("WATCHDOG=1")
        terminate(process)
        assert set(await supervisor.hears(systemd.STOPPING)) <= {"WATCHDOG=1"}
        assert (await end_of(process)).code == 0


async def test_a_watchdog_for_another_process_is_left_to_it() -> None:
    await systemd.stay_alive({"WATCHDOG_USEC": "300000", "WATCHDOG_PID": "1"})
    await systemd.stay_alive({})


async def test_the_abstract_namespace_is_known_and_silence_is_survived() -> None:
    listening = Supervisor("\0rongcuo-test")
    systemd.tell("READY=1", {"NOTIFY_SOCKET": "@rongcuo-test"})
    assert await listening.hears("READY=1") == []
    listening.socket.close()
    systemd.tell("READY=1", {"NOTIFY_SOCKET": "@rongcuo-test"})
    systemd.tell("READY=1", {})


def test_a_supervisor_that_does_not_read_holds_up_nobody(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    address = str(tmp_path / "notify")
    others = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    with others, suppress(BlockingIOError):
        while True:  # all who tell it something share one queue
            others.sendto(b"STATUS=", address)
    with structlog.testing.capture_logs() as logs:
        systemd.tell("WATCHDOG=1", {"NOTIFY_SOCKET": address})
    assert [one["event"] for one in logs] == ["systemd.not_told"]
    assert supervisor.socket.recv(100) == b"STATUS="


def test_what_may_pass_is_tried_again_for_as_long_as_it_takes_and_what_will_not_is_not() -> None:
    unit = (UNITS / "rongcuo.service").read_text(encoding="utf-8").splitlines()
    assert {"StartLimitIntervalSec=0", "Restart=on-failure", "RestartPreventExitStatus=2"} <= {
        *unit
    }
    for passing in (errors.StorageUnreachable, errors.ApiUnreachable, errors.ListenFailed):
        assert passing.exit_code == 1
    for lasting in (errors.BadSetting, errors.TokenRefused, errors.StorageTooNew):
        assert lasting.exit_code == 2


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for unit in UNITS.glob("*.*"):
        text = unit.read_text(encoding="utf-8")
        for program in ("/opt/rongcuo/.venv/bin/python", "/usr/bin/rsync"):
            text = text.replace(program, sys.executable)  # it must be there
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in sorted(UNITS.glob("*.*"))]
    ended = subprocess.run(
        [_ANALYZE, "verify", "--man=no", *units],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    complaints = [line for line in ended.stderr.splitlines() if "rongcuo" in line]
    assert (ended.returncode, complaints) == (0, [])


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES)
def test_little_of_the_machine_is_exposed_to_a_service(unit: str) -> None:
    asked = ("security", "--offline=true", f"--threshold={_MOST_EXPOSED}", "--no-pager")
    ended = subprocess.run(
        [_ANALYZE, *asked, str(UNITS / unit)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
