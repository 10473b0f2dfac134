"""People (用户) and where their dialogs stand."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialog.content.parts import Language
from bot.dialog.person import DEFAULT_ZONE, Dialogs, Person, decode_dialogs, encode_dialogs
from storage.moments import to_text
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class People:
    """The people, inside one transaction."""

    session: Session
    sql: Statements

    async def meet(self, person: int, language: Language, now: datetime) -> Person:
        """Return the person of this number; written down, with `language`, if met for the first time."""
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


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        language=Language(row["language"]),
        zone_name=row["zone"],
        reachable=bool(row["reachable"]),
        dialogs=decode_dialogs(row["dialog"]) if row["dialog"] else Dialogs(),
    )
