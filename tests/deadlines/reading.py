"""Reading deadlines in tests: a table of what is typed and what it means."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.result import Misunderstood, Understood
from bot.dialog.deadline.understanding import understand

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = "2026-11-23 10:00"
_DATE_ALONE = re.compile(r"\d{4}-\d\d-\d\d")


def at(moment: str) -> datetime:
    """Return a moment in Shanghai."""
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def read(text: str, now: str = MONDAY) -> Understood | Misunderstood:
    """Return what is understood of `text`."""
    return understand(text, at(now), official_workdays())


def told(text: str, now: str = MONDAY) -> str:
    """Return the deadline, its time only if it is not the end of the day, or why there is none."""
    found = read(text, now)
    if isinstance(found, Misunderstood):
        return found.why
    return f"{found.deadline:%Y-%m-%d %H:%M}".removesuffix(" 23:59")


def table(rows: str) -> list[tuple[str, ...]]:
    """Return the rows of a table whose cells are parted by bars."""
    lines = [line.strip() for line in rows.strip().splitlines()]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]
