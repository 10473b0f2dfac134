"""What can be wrong in measure.yaml: ids, references, and clauses that no button can name."""

from collections.abc import Iterable, Iterator

from bot.dialog import callbacks
from bot.dialog.actions import Action, AddScenario, ReadClause, ReadGap, ReadSection, StartCheck
from bot.dialog.commands import OWN
from bot.dialog.content.lint import lengths
from bot.dialog.content.lint.flaw import Flaw, Path, each_unknown, intended, repeated, unknown
from bot.dialog.content.measure import Clause
from bot.dialog.content.schema import Pack

_FILE = "measure.yaml"
_LONG_STEP = 999_999
"""More steps than anyone takes in a check; a button carries the number."""

_LAST_PAGE = 999
"""More pages than a section has."""


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the measure."""
    seen: set[str] = set()
    for number, section in enumerate(pack.measure.sections):
        for index, clause in enumerate(section.clauses):
            path = ("sections", str(number), "clauses", str(index))
            yield from _clause(pack, path, clause, seen)
            seen.add(clause.id)
    yield from _sections(pack)
    for index, correction in enumerate(pack.measure.corrections):
        place = ("corrections", str(index), "clauses")
        yield from _clauses(pack, place, correction.clauses)
    yield from _gaps(pack)
    yield from _topics(pack)
    contacts = (contact for gap in pack.measure.gaps for contact in gap.ask)
    asked = intended(contacts, pack.measure.contacts)
    for name in pack.measure.contacts:
        if name not in asked:
            message = "no gap sends people to this contact: use it or remove it"
            yield Flaw(_FILE, ("contacts", name), message)


def _sections(pack: Pack) -> Iterator[Flaw]:
    sections = pack.measure.sections
    yield from _twice(("sections",), [section.id for section in sections], "section")
    seen: set[str] = set()
    for index, section in enumerate(sections):
        path = ("sections", str(index))
        yield from lengths.label(_FILE, (*path, "title"), section.title)
        yield from _too_long(pack, path, section.id, ReadSection(section.id, _LAST_PAGE))
        if section.command in OWN:
            message = f"“{section.command}” is a command of the assistant: take another"
            yield Flaw(_FILE, (*path, "command"), message)
        if section.command in seen:
            message = f"command “{section.command}” stands here twice: rename one"
            yield Flaw(_FILE, (*path, "command"), message)
        seen |= {section.command} if section.command else set()


def _clause(pack: Pack, path: Path, clause: Clause, seen: set[str]) -> Iterator[Flaw]:
    if clause.id in seen:
        message = f"clause “{clause.id}” stands here twice: rename one"
        yield Flaw(_FILE, (*path, "id"), message)
    known = pack.measure.clauses
    yield from unknown(_FILE, (*path, "parent"), clause.parent, known, "clause")
    if clause.parent == clause.id:
        yield Flaw(_FILE, (*path, "parent"), "a clause is no part of itself: name the other one")
    if clause.label:
        yield from lengths.label(_FILE, (*path, "label"), clause.label)
    gaps = [gap.id for gap in pack.measure.gaps]
    yield from each_unknown(_FILE, (*path, "leaves_open"), clause.leaves_open, gaps, "gap")
    yield from repeated(_FILE, (*path, "leaves_open"), clause.leaves_open, "gap")
    actions: list[Action] = [ReadClause(clause.id)]
    if clause.id in pack.scenarios.scenarios:
        actions += [StartCheck(clause.id), AddScenario(_LONG_STEP, clause.id)]
    yield from _too_long(pack, path, clause.id, *actions)


def _too_long(pack: Pack, path: Path, name: str, *actions: Action) -> Iterator[Flaw]:
    """Yield a flaw if a button for one of the `actions` has no room for the id `name`."""
    try:
        for action in actions:
            callbacks.encode(action, pack.version)
    except ValueError:
        limit = callbacks.LIMIT_BYTES
        message = f"“{name}” is too long for the {limit} bytes of a button: shorten it"
        yield Flaw(_FILE, (*path, "id"), message)


def _gaps(pack: Pack) -> Iterator[Flaw]:
    gaps = pack.measure.gaps
    ids = [gap.id for gap in gaps]
    yield from _twice(("gaps",), ids, "gap")
    said = intended(pack.utterances.gaps, ids)
    for index, gap in enumerate(gaps):
        path = ("gaps", str(index))
        yield from lengths.short_label(_FILE, (*path, "title"), gap.title)
        yield from _too_long(pack, path, gap.id, ReadGap(gap.id))
        yield from _clauses(pack, (*path, "near"), gap.near)
        contacts = pack.measure.contacts
        yield from each_unknown(_FILE, (*path, "ask"), gap.ask, contacts, "contact")
        yield from repeated(_FILE, (*path, "ask"), gap.ask, "contact")
        if gap.id not in said:
            message = f"nobody can ask for “{gap.id}”: add its lines to gaps in utterances.yaml"
            yield Flaw(_FILE, (*path, "id"), message)


def _topics(pack: Pack) -> Iterator[Flaw]:
    topics = pack.measure.topics
    ids = [topic.id for topic in topics]
    yield from _twice(("topics",), ids, "topic")
    said = intended(pack.utterances.topics, ids)
    for index, topic in enumerate(topics):
        path = ("topics", str(index))
        yield from _clauses(pack, (*path, "cites"), topic.cites)
        if topic.id in pack.measure.clauses:
            # An answer says which of them it is by this id.
            message = f"“{topic.id}” is a clause already: rename the topic"
            yield Flaw(_FILE, (*path, "id"), message)
        if topic.id not in said:
            message = f"nobody can ask for “{topic.id}”: add its lines to topics in utterances.yaml"
            yield Flaw(_FILE, (*path, "id"), message)


def _twice(path: Path, ids: Iterable[str], kind: str) -> Iterator[Flaw]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            message = f"{kind} “{name}” stands here twice: rename one"
            yield Flaw(_FILE, (*path, str(index), "id"), message)
        seen.add(name)


def _clauses(pack: Pack, path: Path, names: tuple[str, ...]) -> Iterator[Flaw]:
    yield from each_unknown(_FILE, path, names, pack.measure.clauses, "clause")
    yield from repeated(_FILE, path, names, "clause")
