"""Where a deadline was counted from (从哪一句话数出来): kept to count it again by a newer calendar."""

from datetime import UTC, datetime, tzinfo

from bot.dialog.deadline.result import Understood
from bot.dialog.deadline.understanding import understand
from bot.dialog.deadline.workdays import Workdays


def counted_from(text: str, now: datetime) -> str:
    """Return what was typed and when, as one text to be kept."""
    return f"{now.astimezone(UTC).isoformat()} {text}"


def counted_again(kept: str, zone: tzinfo, workdays: Workdays) -> Understood | None:
    """Return what is understood now of what was kept; None where it cannot be read.

    The caller drops what was kept once no year of it is unknown any more.
    """
    at, _, text = kept.partition(" ")
    try:
        typed_at = datetime.fromisoformat(at)
    except ValueError:
        return None
    match understand(text, typed_at.astimezone(zone), workdays):
        case Understood() as found:
            return found
    return None
