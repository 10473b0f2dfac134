"""Runs the sandbox alone: `python -m bot.sandbox --listen 127.0.0.1:8090`."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--listen", default="127.0.0.1:8090", help="HOST:PORT; port 0 picks one")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the bot's token")
    parser.add_argument("--snapshot", type=Path, help="a file to keep the world in")
    parser.add_argument("--enforce-rate", action="store_true", help="answer 429 as Telegram does")
    return parser.parse_args(given)


async def serve(given: list[str], stop: asyncio.Event) -> None:
    """Serve until `stop` is set; print one line with the address when ready."""
    arguments = _arguments(given)
    host, _, port = arguments.listen.rpartition(":")
    sandbox = Sandbox(
        clock=Clock(),
        token=arguments.token,
        snapshot=arguments.snapshot,
        enforce_rate=arguments.enforce_rate,
        hosts=[host],
    )
    app = web.Application()
    sandbox.add_routes(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        bound = runner.addresses[0]
        sys.stdout.write(f"ready http://{host}:{bound[1]}\n")
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


async def main() -> None:
    """Serve as the command line says, until the process is told to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(sys.argv[1:], stop)


if __name__ == "__main__":
    asyncio.run(main())
