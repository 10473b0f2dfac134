"""Zones and moments that the tests of items share."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.when import When

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
"""Noon of Monday 1 March 2027 in Shanghai."""


WHEN = When(NOW, SHANGHAI, official_workdays())


def local(*parts: int, zone: ZoneInfo = SHANGHAI) -> datetime:
    """Return a local time as an aware one in UTC."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)
