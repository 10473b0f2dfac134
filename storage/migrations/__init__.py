"""Numbered migrations: each is applied and recorded in one transaction, and never changed later."""

import re
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"^(?P<number>\d{4})_[a-z_]+\.sql$")


@dataclass(frozen=True, slots=True, order=True)
class Migration:
    """One step of the schema."""

    number: int
    name: str
    statements: tuple[str, ...]


def load_migrations() -> list[Migration]:
    """Return the migrations, the oldest first."""
    found = []
    for path in Path(__file__).parent.iterdir():
        match = _NAME.match(path.name)
        if match:
            text = path.read_text(encoding="utf-8")
            found.append(Migration(int(match["number"]), path.stem, _statements(text)))
    return sorted(found)


def _statements(script: str) -> tuple[str, ...]:
    """Return the statements of a script; a migration has no semicolon inside a statement."""
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    parts = "\n".join(lines).split(";")
    return tuple(part.strip() for part in parts if part.strip())
