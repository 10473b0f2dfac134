"""Structured logs: events and numbers, never a token, a message text or a name."""

import logging
import re
import sys
from typing import Literal

import structlog

PLAINLY = structlog.dev.ConsoleRenderer(
    colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
)
"""For people. Without the local values of a traceback: they may hold what nobody may read."""
_NEVER = logging.CRITICAL + 1
_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{10,}")


def set_up_logs(form: Literal["text", "json"], level: str) -> None:
    """Send logs to standard error, for people (`text`) or for machines (`json`)."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else PLAINLY
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_tokens(renderer),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # Libraries may log addresses, and those of the Bot API contain the token.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_TokenFree(logging.BASIC_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.ERROR)
    # It logs what it cannot read, with names and texts; we say the same without them.
    logging.getLogger("telegram").setLevel(_NEVER)
    # A traceback for each try to reach a database that is down; we say it in a line.
    logging.getLogger("asyncpg.pool").setLevel(_NEVER)


class _TokenFree(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _hide_tokens(super().format(record))


def _without_tokens(renderer: structlog.typing.Processor) -> structlog.typing.Processor:
    """Hide tokens in the finished line: they may come inside any value, an exception or a list."""

    def render(logger: object, method: str, event: structlog.typing.EventDict) -> str:
        return _hide_tokens(str(renderer(logger, method, event)))

    return render


def _hide_tokens(line: str) -> str:
    return _TOKEN.sub("<token>", line)
