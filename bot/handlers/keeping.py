"""Keeping self-checks (保存对照): written down as they go, and moved to the content of today."""

from dataclasses import replace
from datetime import timedelta

from bot.context import Unit
from bot.dialog.checklist.interview import Check, first_step, is_finished
from bot.dialog.checklist.kept import Kept, Record, record_of, repinned
from bot.dialog.checklist.moved import moved
from bot.dialog.person import Dialogs
from bot.dialog.reply import Block

STANDS = timedelta(hours=12)
"""How long a question stands that nobody answers; later, what is typed is no answer to it."""


async def save(unit: Unit, dialogs: Dialogs) -> None:
    """Keep where the dialogs stand, and with them the check, from its first answer on."""
    check, pack = dialogs.check, unit.library.pack
    dialogs = replace(dialogs, checked_at=unit.now if check else None)
    if check and (check.answers or check.kept) and check.content == pack.version:
        record = record_of(pack.scenarios, check)
        if not check.kept or not _is_same(record, unit.person.dialogs.check):
            kept = await unit.tx.checks.keep(unit.person.id, record, unit.now)
            dialogs = replace(dialogs, check=replace(check, kept=kept))
    if dialogs != unit.person.dialogs:
        await unit.save(dialogs)


async def up_to_date(unit: Unit) -> tuple[Check | None, tuple[Block, ...]]:
    """Return the running check as it goes on by the content of today, and what to say if it moves.

    Nothing is written: one that gives way to another stays kept as it was, and is moved, and that
    said, when it is opened.
    """
    check = unit.person.dialogs.check
    if check is None or check.content == unit.library.pack.version:
        return check, ()
    kept = await unit.tx.checks.find(check.kept, unit.person.id) if check.kept else None
    record = kept.record if kept else Record(check, (), (), finished=False)
    after = _after_move(unit, record, replace(check, answers=record.check.answers))
    return (after, moved(unit.case_voice, record, after)) if after else (check, ())


async def open_kept(unit: Unit, kept: Kept, *, again: bool = False) -> tuple[Block, ...]:
    """Make a kept check the running one, or begin a new one from its answers.

    The one that was running is kept as well, so nothing of it is lost. Returns what to say of it,
    if the content has changed since.
    """
    check = replace(kept.check, kept=0, earlier=kept.id, reviewed=False) if again else kept.check
    await speak_as_usual(unit)
    if check.content != unit.library.pack.version:
        after = _after_move(unit, kept.record, check)
        if after is None:
            return ()
        await save(unit, replace(unit.person.dialogs, check=after))
        return moved(unit.voice, kept.record, after)
    check = replace(check, step=first_step(unit.person.dialogs.check))
    dialogs = replace(unit.person.dialogs, check=check, checked_at=unit.now)
    await (save if again else Unit.save)(unit, dialogs)
    return ()


def is_under_way(unit: Unit) -> bool:
    """Return whether there is a check with answers that has not come to its verdict."""
    check, pack = unit.person.dialogs.check, unit.library.pack
    if check is None or not check.answers:
        return False
    return check.content != pack.version or not is_finished(pack.scenarios, check)


def goes_on_with(unit: Unit, scenario: str) -> bool:
    """Return whether asking for a check, of a scenario if one is named, goes on with the running one."""
    check = unit.person.dialogs.check
    is_of_it = check is not None and scenario in ("", *check.scenarios)
    return is_of_it and is_under_way(unit)


def shown(unit: Unit) -> Check | None:
    """Return the check that was gone on with last, finished or not; None if that is too long ago."""
    check, since = unit.person.dialogs.check, unit.person.dialogs.checked_at
    if check is None or since is None or not unit.is_private or unit.now - since > STANDS:
        return None
    return check if check.content == unit.library.pack.version else None


def standing(unit: Unit) -> Check | None:
    """Return the check whose question, or whose review, stands; None if none does."""
    check = shown(unit)
    is_open = check and not is_finished(unit.library.pack.scenarios, check)
    return check if is_open else None


async def leave(unit: Unit) -> None:
    """Leave the check for now (结束): it stays as it is, and what is typed is no answer to it."""
    await unit.save(replace(unit.person.dialogs, checked_at=None))


async def speak_as_usual(unit: Unit) -> None:
    """Speak the language of the chat again, whatever a case was told in."""
    if unit.person.dialogs.told_in:
        await unit.save(replace(unit.person.dialogs, told_in=None))


def _after_move(unit: Unit, record: Record, check: Check) -> Check | None:
    pack = unit.library.pack
    after = repinned(pack.scenarios, pack.version, replace(record, check=check))
    return replace(after, step=first_step(unit.person.dialogs.check)) if after else None


def _is_same(record: Record, before: Check | None) -> bool:
    """Return whether the check was written down like this: only its screen is another."""
    return before is not None and record.check == replace(before, step=0, revised="")
