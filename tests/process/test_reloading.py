"""SIGHUP: the content is read anew while the program runs on."""

import asyncio
import os
import pty
import shutil
import signal
import sys
from pathlib import Path

import pytest

from bot.content_folder import DEFAULT_FOLDER
from tests.process.program import end_of, line_with, start, terminate


async def test_sighup_takes_valid_content_and_refuses_broken_content(tmp_path: Path) -> None:
    content = tmp_path / "pack"
    shutil.copytree(DEFAULT_FOLDER, content)
    texts = content / "texts.zh.yaml"
    sound = texts.read_text(encoding="utf-8")
    settings = {
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_CONTENT_DIR": str(content),
        "BOT_LOG_FORMAT": "json",
    }
    async with start("run", folder=tmp_path, settings=settings) as process:
        await line_with(process.stderr, "试用模式")
        texts.write_text(sound.replace("list.or:", "list.orr:"), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        refused = await line_with(process.stderr, "content.refused")
        assert "list.orr" in refused
        texts.write_text(sound + "# a remark\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert '"changed": true' in await line_with(process.stderr, "content.reloaded")
        process.send_signal(signal.SIGHUP)
        assert '"changed": false' in await line_with(process.stderr, "content.reloaded")
        terminate(process)
        ended = await end_of(process)
    assert ended.code == 0
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("closed", [True, False])
async def test_closing_the_terminal_ends_the_program(tmp_path: Path, *, closed: bool) -> None:
    """A closed terminal sends SIGHUP as well; nobody wants the program to run on unseen."""
    terminal, inner = pty.openpty()
    # The first process of a session that opens a terminal is controlled by it.
    process = await asyncio.create_subprocess_exec(
        *("sh", "-c", 'exec "$0" -m bot run <"$1" >"$1" 2>&1', sys.executable, os.ttyname(inner)),
        cwd=tmp_path,
        env={**os.environ, "BOT_LISTEN": "127.0.0.1:0", "LANG": "en_US.UTF-8"},
        start_new_session=True,
    )
    await _until_shown(terminal, b"press Ctrl+C")
    os.close(inner)
    if closed:
        os.close(terminal)
    else:
        process.send_signal(signal.SIGHUP)
        await _until_shown(terminal, b"content.reloaded")
        terminate(process)
    async with asyncio.timeout(10):
        assert await process.wait() == 0


async def _until_shown(terminal: int, words: bytes) -> None:
    shown = b""
    async with asyncio.timeout(30):
        while words not in shown:
            shown += await asyncio.to_thread(os.read, terminal, 4096)
