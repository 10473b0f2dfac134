"""Logs: a line for each event, and no token in any of them, however it gets there."""

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from bot.logs import set_up_logs

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz"
FORMS: tuple[Literal["text", "json"], ...] = ("text", "json")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json", "info")
    structlog.get_logger().info("update.processed", update=7, words="字")
    out, err = capsys.readouterr()
    event = json.loads(err)
    assert out == ""
    assert (event["event"], event["level"], event["update"]) == ("update.processed", "info", 7)
    assert event["timestamp"].endswith("Z")
    assert "字" in err


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("text", "info")
    structlog.get_logger().info("update.processed", update=7)
    assert "update.processed" in (line := capsys.readouterr().err)
    assert "update=7" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("level", "seen"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)]
)
def test_what_is_below_the_level_is_left_out(
    capsys: pytest.CaptureFixture[str], form: Literal["text", "json"], level: str, seen: int
) -> None:
    set_up_logs(form, level)
    log = structlog.get_logger()
    for name in ("debug", "info", "warning", "error"):
        getattr(log, name)("event")
    assert len(capsys.readouterr().err.splitlines()) == seen


@pytest.mark.parametrize("form", FORMS)
def test_a_token_is_hidden_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], form: Literal["text", "json"]
) -> None:
    set_up_logs(form, "info")
    log = structlog.get_logger()
    log.info(TOKEN, url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    log.info("nested", error=ValueError(TOKEN), some=[{"a": (TOKEN,)}])
    log.error("failed", exc_info=RuntimeError(TOKEN))
    lines = capsys.readouterr().err
    assert TOKEN not in lines
    assert lines.count("<token>") >= 5
    assert "RuntimeError" in lines


def test_libraries_speak_up_only_when_it_matters_and_without_the_token(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("text", "info")
    logging.getLogger("aiohttp.access").warning("GET %s", TOKEN)
    logging.getLogger("telegram.Bot").critical("cannot read a message of %s", TOKEN)
    logging.getLogger("other").info("quiet")
    assert capsys.readouterr().err == ""
    logging.getLogger("other").warning("GET %s", TOKEN)
    assert "GET <token>" in capsys.readouterr().err
