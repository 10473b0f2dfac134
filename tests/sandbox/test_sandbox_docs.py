"""docs/sandbox.md names what there is: methods, paths of the people's side, events, faults."""

import re
from pathlib import Path
from typing import get_args

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.faults import FaultKind
from bot.sandbox.methods import METHODS
from bot.sandbox.server import Sandbox

DOC = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def test_every_method_is_documented_and_every_documented_one_is_served() -> None:
    table = DOC.split("| methods | |")[1].split("Any other method")[0]
    words = set(re.findall(r"`([A-Za-z]+)`", table))
    texts = {word for word in words if word.startswith("My")}
    assert words - texts | {f"{verb}{text}" for verb in ("get", "set") for text in texts} == {
        name for name, _ in METHODS.values()
    }


def test_every_path_of_the_peoples_side_is_documented() -> None:
    app = web.Application()
    Sandbox(clock=Clock()).add_routes(app)
    served = {
        f"{route.method} {route.resource.canonical}"
        for route in app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith("/sandbox/")
        if route.method != "HEAD"
    }
    documented = {
        found.partition("?")[0] for found in re.findall(r"\| `((?:GET|POST) /sandbox/[^`]+)`", DOC)
    }
    assert served == documented


def test_every_fault_is_documented() -> None:
    assert set(re.findall(r"^\| `([a-z_0-9]+)` \| ", DOC, re.MULTILINE)) >= set(get_args(FaultKind))
