"""What can be wrong in scenarios.yaml with elements, their labels and the bottom lines."""

from collections.abc import Iterator

from bot.dialog.content.lint import lengths
from bot.dialog.content.lint.flaw import Flaw, Path, each_unknown, intended, repeated, unknown
from bot.dialog.content.rules import Element
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import is_quoted

_FILE = "scenarios.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the sets of answers, the elements and the bottom lines."""
    content = pack.scenarios
    asked = intended((one.answers for one in content.elements.values()), content.answers)
    for name, labels in content.answers.items():
        path = ("answers", name)
        if name not in asked:
            yield Flaw(_FILE, path, "no element uses these labels: use them or remove them")
        for field in ("affirm", "deny", "unclear"):
            yield from lengths.label(_FILE, (*path, field), getattr(labels, field))
    users, lines = _users(pack), intended(content.bottom_lines, content.elements)
    for name, element in content.elements.items():
        if name in users or name in lines:
            yield from _element(pack, name, element, users.get(name, []))
        else:
            message = "no scenario uses this element: use it or remove it"
            yield Flaw(_FILE, ("elements", name), message)
    yield from _bottom_lines(pack)


def _users(pack: Pack) -> dict[str, list[str]]:
    """Return the scenarios that use each element."""
    users: dict[str, list[str]] = {}
    for scenario, own in pack.scenarios.own.items():
        for name in intended(own, pack.scenarios.elements):
            users.setdefault(name, []).append(scenario)
    return users


def _element(pack: Pack, name: str, element: Element, users: list[str]) -> Iterator[Flaw]:
    path = ("elements", name)
    content = pack.scenarios
    yield from unknown(
        _FILE, (*path, "answers"), element.answers, content.answers, "set of answers"
    )
    yield from lengths.question(_FILE, (*path, "question"), element.question)
    clauses = [ground.clause for ground in element.grounds]
    yield from repeated(_FILE, (*path, "grounds"), clauses, "clause")
    for index, ground in enumerate(element.grounds):
        place = (*path, "grounds", str(index))
        yield from _quoted(pack, place, ground.clause, ground.phrase)
        if ground.clause in pack.measure.clauses and ground.clause not in users:
            message = (
                f"no scenario {ground.clause} uses “{name}”: use it there or remove this ground"
            )
            yield Flaw(_FILE, (*place, "clause"), message)


def _bottom_lines(pack: Pack) -> Iterator[Flaw]:
    known = pack.measure.clauses
    for name, line in pack.scenarios.bottom_lines.items():
        path = ("bottom_lines", name)
        yield from unknown(_FILE, path, name, pack.scenarios.elements, "element")
        yield from _quoted(pack, path, line.clause, line.phrase)
        yield from each_unknown(_FILE, (*path, "near"), line.near, known, "clause")
        yield from repeated(_FILE, (*path, "near"), line.near, "clause")


def _quoted(pack: Pack, path: Path, name: str, phrase: str) -> Iterator[Flaw]:
    clause = pack.measure.clauses.get(name)
    yield from unknown(_FILE, (*path, "clause"), name, pack.measure.clauses, "clause")
    if clause and not is_quoted(phrase, clause.zh):
        message = f"“{phrase}” is not in clause {name}: quote it character by character"
        yield Flaw(_FILE, (*path, "phrase"), message)
