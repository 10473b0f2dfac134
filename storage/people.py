"""People (用户) and where their dialogs stand."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.dialog.content.parts import Language
from bot.dialog.items.quiet import QuietHours
from bot.dialog.person import DEFAULT_ZONE, Dialogs, Person, decode_dialogs, encode_dialogs
from storage.moments import from_text, to_text
from storage.news import News
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class People:
    """The people, inside one transaction."""

    session: Session
    sql: Statements

    async def meet(self, person: int, language: Language, now: datetime) -> Person:
        """Return the person of this number; written down, with `language`, if met for the first time."""
        # What is said to them waits for the same: before their row, and so in one order everywhere.
        await self.session.alone(person)
        row = await self.sql.meet(
            self.session, id=person, language=language, zone=DEFAULT_ZONE, now=to_text(now)
        )
        return _person(row)

    async def glimpse(self, person: int, language: Language) -> Person:
        """Return the person of this number as `meet` does, but write nothing down."""
        row = await self.sql.find_person(self.session, id=person)
        if row is None:
            return Person(person, language, DEFAULT_ZONE, reachable=True, dialogs=Dialogs())
        return _person(row)

    async def save_dialogs(self, person: int, dialogs: Dialogs) -> None:
        """Keep where the dialogs of a person stand."""
        await self.sql.save_dialog(self.session, id=person, dialog=encode_dialogs(dialogs))

    async def set_language(self, person: int, language: Language) -> None:
        """Speak `language` with a person from now on."""
        await self.sql.set_language(self.session, id=person, language=language)

    async def set_reachable(self, person: int, *, reachable: bool) -> None:
        """Note whether the person lets us write to them."""
        await self.sql.set_reachable(self.session, id=person, reachable=int(reachable))

    async def find(self, person: int) -> Person | None:
        """Return a person who was met."""
        row = await self.sql.find_person(self.session, id=person)
        return _person(row) if row else None

    async def hold(self, person: int) -> Person | None:
        """Return a person who was met; nobody else writes for them until the transaction ends."""
        await self.session.alone(person)
        row = await self.sql.hold_person(self.session, id=person)
        return _person(row) if row else None

    async def save_habits(self, person: Person) -> None:
        """Keep how a person wants to be reminded: zone, quiet hours, digest, details."""
        await self.sql.set_habits(
            self.session,
            id=person.id,
            zone=person.zone_name,
            quiet_from=_hour(person.quiet.start),
            quiet_to=_hour(person.quiet.end),
            digest_at=_hour(person.digest_at) if person.digest_at else "",
            details=int(person.details),
        )

    async def digest_next(self, person: int) -> datetime | None:
        """Return when the person gets the next digest."""
        row = await self.sql.find_person(self.session, id=person)
        return from_text(row["digest_next"]) if row and row["digest_next"] else None

    async def set_digest_next(self, person: int, moment: datetime | None) -> None:
        """Note when the person gets the next digest; None for never."""
        await self.sql.set_digest_next(
            self.session, id=person, digest_next=to_text(moment) if moment else None
        )
        self.session.note(News.STAGES)


def _hour(hour: time) -> str:
    return hour.isoformat(timespec="minutes")


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        language=Language(row["language"]),
        zone_name=row["zone"],
        reachable=bool(row["reachable"]),
        dialogs=decode_dialogs(row["dialog"]) if row["dialog"] else Dialogs(),
        quiet=QuietHours(
            time.fromisoformat(row["quiet_from"]), time.fromisoformat(row["quiet_to"])
        ),
        digest_at=time.fromisoformat(row["digest_at"]) if row["digest_at"] else None,
        details=bool(row["details"]),
    )
