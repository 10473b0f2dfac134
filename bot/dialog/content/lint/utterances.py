"""What can be wrong in utterances.yaml: targets that do not exist, lines that tell nothing or two."""

from collections.abc import Iterable, Iterator, Mapping

from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Function
from bot.dialog.content.evidence import Evidence
from bot.dialog.content.lint.flaw import Flaw, Path, unknown
from bot.dialog.content.schema import Pack

_FILE = "utterances.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the utterances."""
    said = pack.utterances
    texts = [name for texts in pack.texts.values() for name in texts]
    gaps = [gap.id for gap in pack.measure.gaps]
    topics = [topic.id for topic in pack.measure.topics]
    functions = [str(function) for function in Function]
    groups: dict[str, tuple[Mapping[str, tuple[str, ...]], Iterable[str], str]] = {
        "chitchat": (said.chitchat, _named("chitchat", texts), "text"),
        "functions": (said.functions, functions, "function"),
        "refusals": (said.refusals, _named("refusals", texts), "text"),
        "gaps": (said.gaps, gaps, "gap"),
        "topics": (said.topics, topics, "topic"),
        "clauses": (said.clauses, pack.measure.clauses, "clause"),
    }
    taken: dict[str, Path] = {}
    for name, (group, known, kind) in groups.items():
        for target, lines in group.items():
            path = (name, target)
            yield from unknown(_FILE, path, target, list(known), kind)
            if not lines:
                yield Flaw(_FILE, path, "has no lines: add some or remove it")
            yield from _lines(path, lines, taken)
    for name in ("cancel", "lead_ins", "asides", "rulings"):
        yield from _lines((name,), getattr(said, name), {})
    taken = {}
    for name in type(said.spoken).model_fields:
        yield from _lines(("spoken", name), getattr(said.spoken, name), taken)
    for name in ("evidence", "statements"):
        for element, evidence in getattr(said, name).items():
            path = (name, element)
            yield from unknown(_FILE, path, element, pack.scenarios.elements, "element")
            yield from _evidence(path, evidence)


def _named(topic: str, texts: Iterable[str]) -> list[str]:
    start = f"{topic}."
    return [name.removeprefix(start) for name in texts if name.startswith(start)]


def _lines(path: Path, lines: Iterable[str], taken: dict[str, Path]) -> Iterator[Flaw]:
    """Yield the lines that say nothing, and those that stand somewhere else."""
    for index, line in enumerate(lines):
        place, form = (*path, str(index)), normalise(line)
        if not form:
            yield Flaw(_FILE, place, "has no letter or digit: remove it")
        elif form in taken:
            before = ".".join(taken[form])
            yield Flaw(_FILE, place, f"“{line}” stands in {before} already: keep one")
        else:
            taken[form] = path


def _evidence(path: Path, evidence: Evidence) -> Iterator[Flaw]:
    """Yield the cues of an element that say nothing, or two things."""
    if not (evidence.holds or evidence.fails):
        yield Flaw(_FILE, path, "has no cues: add some or remove it")
    taken: dict[str, Path] = {}
    for name, cues in (("holds", evidence.holds), ("fails", evidence.fails)):
        yield from _lines((*path, name), cues, taken)
