"""A relay (中继) between the assistant and PostgreSQL, which can break the line or let it fall silent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs, unquote, urlsplit

_MOST_BYTES = 65_536


class Relay:
    """Hands on bytes in both directions. Use `open_relay`.

    Args:
        socket: PostgreSQL's own, a path.
    """

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._flows = asyncio.Event()
        self._flows.set()
        self._is_cut = False
        self._lines: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Break every line, and take none until `mend`."""
        self._is_cut = True
        for line in self._lines:
            line.transport.abort()

    def stall(self) -> None:
        """Keep every line open and hand nothing on, until `mend`."""
        self._flows.clear()

    def mend(self) -> None:
        """Work again."""
        self._is_cut = False
        self._flows.set()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect one who calls to PostgreSQL."""
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            behind, onward = await asyncio.open_unix_connection(self._socket)
        except OSError:
            writer.transport.abort()  # it is not running
            return
        self._lines |= {writer, onward}
        try:
            await asyncio.gather(self._hand_on(reader, onward), self._hand_on(behind, writer))
        finally:
            self._lines -= {writer, onward}

    async def _hand_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while piece := await source.read(_MOST_BYTES):
                await self._flows.wait()
                target.write(piece)
                await target.drain()
        target.close()


@asynccontextmanager
async def open_relay(url: str) -> AsyncIterator[tuple[Relay, str]]:
    """Relay to the PostgreSQL at `url`, which is a socket; gives the relay and the URL through it."""
    parts = urlsplit(url)
    [folder] = parse_qs(parts.query)["host"]
    relay = Relay(f"{unquote(folder)}/.s.PGSQL.5432")
    served = await asyncio.start_server(relay.accept, "127.0.0.1", 0)
    port = served.sockets[0].getsockname()[1]
    try:
        yield relay, f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}"
    finally:
        relay.mend()
        relay.cut()
        served.close()
        await served.wait_closed()
