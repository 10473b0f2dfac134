"""What an author changed: entries added, removed and changed, with the words that differ."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.dialog.content.diff.entries import Entry, Value, entries
from bot.dialog.content.schema import Pack

_WORD = re.compile(r"[A-Za-z0-9_.'\u2019-]+|\s+|.", re.DOTALL)
"""A word of Latin letters, or one character of any other script: Chinese has no spaces."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is in one pack only, or in both and not the same.

    `mark` is `+` for added, `-` for removed, `~` for changed; `lines` tell the fields.
    """

    file: str
    name: str
    mark: str
    lines: tuple[str, ...] = ()


def changes(old: Pack, new: Pack) -> list[Change]:
    """Return what differs between two packs: as the new one has it, then what is gone."""
    before = {(entry.file, entry.name): entry for entry in entries(old)}
    after = {(entry.file, entry.name): entry for entry in entries(new)}
    found = []
    for key, entry in after.items():
        if key not in before:
            found.append(Change(*key, "+", tuple(_told(entry))))
        elif before[key] != entry:
            lines = tuple(_differences(before[key].fields, entry.fields))
            if lines:
                found.append(Change(*key, "~", lines))
    found += [Change(*key, "-", tuple(_told(before[key]))) for key in before if key not in after]
    return sorted(found, key=lambda change: list(_order(before, after)).index(change.file))


def _order(*sides: Mapping[tuple[str, str], Entry]) -> dict[str, None]:
    return {file: None for side in sides for file, _ in side}


def word_difference(old: str, new: str) -> str:
    """Return `new` with the words that are gone in `[-…-]` and those that came in `{+…+}`."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    parts = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        gone, came = "".join(before[start:end]), "".join(after[new_start:new_end])
        if tag == "equal":
            parts.append(came)
        else:
            parts += [f"[-{gone}-]"] if gone else []
            parts += [f"{{+{came}+}}"] if came else []
    return "".join(parts)


def _told(entry: Entry) -> Iterator[str]:
    for name, value in entry.fields.items():
        if value in ("-", ()):
            continue
        yield f"{name}: {value if isinstance(value, str) else ' | '.join(value)}"


def _differences(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[str]:
    for name in {**old, **new}:
        match old.get(name), new.get(name):
            case tuple(before), tuple(after) if set(before) != set(after):
                yield f"{name}: {len(before)} → {len(after)}"
                yield from (f"  - {one}" for one in before if one not in after)
                yield from (f"  + {one}" for one in after if one not in before)
            case str(before), str(after) if before != after:
                yield f"{name}: {word_difference(before, after)}"
            case None, str(after):
                yield f"{name}: {{+{after}+}}"
            case str(before), None:
                yield f"{name}: [-{before}-]"
