"""Numbered migrations: each is applied and recorded in one transaction, and never changed later."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

_NAME = re.compile(r"^(?P<number>\d{4})_[a-z_]+\.sql$")


@dataclass(frozen=True, slots=True, order=True)
class Migration:
    """One step of the schema."""

    number: int
    name: str
    statements: tuple[str, ...]

    def statements_in(self, words: Mapping[str, str]) -> Iterator[str]:
        """Yield its statements, with the words of a database for what they leave to it."""
        for statement in self.statements:
            yield reduce(lambda said, word: said.replace(word, words[word]), words, statement)


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
