"""What can be wrong in utterances.yaml: targets that do not exist, cues that tell nothing or two."""

from collections.abc import Iterable, Iterator, Mapping

from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Function
from bot.dialog.content.lint.flaw import Flaw, Path, unknown
from bot.dialog.content.schema import Pack

_FILE = "utterances.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the utterances."""
    said = pack.utterances
    texts = [name for texts in pack.texts.values() for name in texts]
    gaps = [gap.id for gap in pack.measure.gaps]
    functions = [str(function) for function in Function]
    topics: dict[str, tuple[Mapping[str, tuple[str, ...]], Iterable[str], str]] = {
        "chitchat": (said.chitchat, _named("chitchat", texts), "text"),
        "functions": (said.functions, functions, "function"),
        "refusals": (said.refusals, _named("refusals", texts), "text"),
        "gaps": (said.gaps, gaps, "gap"),
        "clauses": (said.clauses, pack.measure.clauses, "clause"),
    }
    taken: dict[str, Path] = {}
    for topic, (group, known, kind) in topics.items():
        for name, cues in group.items():
            path = (topic, name)
            yield from unknown(_FILE, path, name, list(known), kind)
            if not cues:
                yield Flaw(_FILE, path, "has no cues: add some or remove it")
            yield from _cues(path, cues, taken)
    yield from _cues(("cancel",), said.cancel, {})
    yield from _cues(("rulings",), said.rulings, {})


def _named(topic: str, texts: Iterable[str]) -> list[str]:
    start = f"{topic}."
    return [name.removeprefix(start) for name in texts if name.startswith(start)]


def _cues(path: Path, cues: Iterable[str], taken: dict[str, Path]) -> Iterator[Flaw]:
    """Yield the cues that would be found in every question, and those that stand somewhere else."""
    for index, cue in enumerate(cues):
        place, form = (*path, str(index)), normalise(cue)
        if not form:
            yield Flaw(_FILE, place, "has no letter or digit: remove it")
        elif form in taken:
            before = ".".join(taken[form])
            yield Flaw(_FILE, place, f"“{cue}” stands in {before} already: keep one")
        else:
            taken[form] = path
