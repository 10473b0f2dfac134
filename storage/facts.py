"""Facts about the database itself: which mode it serves, what was published from it."""

from dataclasses import dataclass

from storage.session import Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts by name, inside one transaction."""

    session: Session
    sql: Statements

    async def read(self, name: str) -> str | None:
        """Return a fact, or None if it was never written."""
        value: str | None = await self.sql.read_fact(self.session, name=name)
        return value

    async def write(self, name: str, value: str) -> None:
        """Keep a fact."""
        await self.sql.write_fact(self.session, name=name, value=value)
