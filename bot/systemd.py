"""What systemd is told: that the assistant has started, that it is alive, that it is ending.

A datagram to the socket that NOTIFY_SOCKET names (sd_notify); where none is named, nobody is told.
"""

import asyncio
import os
import socket
from collections.abc import Mapping

import structlog

log = structlog.get_logger()

READY = "READY=1"
STOPPING = "STOPPING=1"
_ALIVE = "WATCHDOG=1"
_MICRO = 1_000_000
_PATIENCE_SECONDS = 0.5
"""So long the event loop stands still at most where systemd does not read what it is told."""


def tell(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tell a state; a supervisor that does not listen is no reason to end."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # in the abstract namespace of Linux
        address = f"\0{address[1:]}"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
            sending.settimeout(_PATIENCE_SECONDS)
            sending.sendto(state.encode(), address)
    except OSError as error:
        log.warning("systemd.not_told", state=state, reason=str(error))


async def stay_alive(environment: Mapping[str, str] = os.environ) -> None:
    """Tell again and again that the event loop turns, if anyone watches it; until cancelled."""
    patience = int(environment.get("WATCHDOG_USEC") or 0) / _MICRO
    watched = environment.get("WATCHDOG_PID")
    if not patience or (watched and int(watched) != os.getpid()):
        return
    while True:
        tell(_ALIVE, environment)
        await asyncio.sleep(patience / 3)
