"""How a time is written into the database: UTC, ISO 8601, milliseconds, Z. It sorts as it reads."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Return an aware `moment` as text."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def from_text(text: str) -> datetime:
    """Return the aware time, in UTC, that `to_text` wrote."""
    return datetime.fromisoformat(text)
