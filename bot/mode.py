"""The two modes, trial (试用) and Telegram (正式使用): what is kept apart, and who is staff."""

from bot.errors import StorageOfOtherMode
from bot.settings import Settings
from storage.database import Database

_MODES = {True: ("试用", "a trial"), False: ("正式使用", "Telegram mode")}


async def claim_mode(database: Database, settings: Settings) -> None:
    """Keep trial data and real data apart: a database serves one of them for good.

    Raises:
        StorageOfOtherMode: it serves the other.
    """
    mode = "trial" if settings.is_trial else "telegram"
    found = await database.fact("mode")
    if found is None:
        await database.set_fact("mode", mode)
    elif error := of_other_mode(found, settings):
        raise error


def of_other_mode(found: str | None, settings: Settings) -> StorageOfOtherMode | None:
    """Return the error that a database of mode `found` ends a start with, if it does."""
    if found is None or (found == "trial") == settings.is_trial:
        return None
    return StorageOfOtherMode(
        place=settings.database_place,
        found=_MODES[found == "trial"],
        wanted=_MODES[settings.is_trial],
    )


def staff_of(settings: Settings) -> frozenset[int]:
    """Return the numbers of the staff; in a trial there are people who play them."""
    if settings.staff_ids or not settings.is_trial:
        return frozenset(settings.staff_ids)
    from bot.sandbox.cast import DEFAULT_PEOPLE

    return frozenset(user.id for user in DEFAULT_PEOPLE.users if user.role != "cadre")
