"""Reading an update of the Bot API, each for itself, so that an odd one holds up no other.

The library's own `get_updates` reads a whole batch or none of it, and where it cannot, it logs the
batch with every name and text in it.
"""

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import Bot, Update

log = structlog.get_logger()


def number_of(raw: object) -> int | None:
    """Return the `update_id` of what should be an update, or None where there is none."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) else None


def read_update(raw: Mapping[str, Any], bot: Bot) -> Update | None:
    """Return the update, or None where it cannot be understood; then its number is logged."""
    try:
        return Update.de_json(dict(raw), bot)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.warning("update.unreadable", update=number_of(raw), error=type(error).__name__)
        return None
