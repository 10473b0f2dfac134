"""What the schema cannot say: references that exist, quotations that are exact, texts in pairs."""

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Function
from bot.dialog.checklist.logic import references
from bot.dialog.content.schema import Language, Pack
from bot.dialog.quoting import is_quoted
from bot.dialog.sentences import ALL, MONTHS, WEEKDAYS

_NO_LETTER = "has no letter or digit: remove it"
_COUNTED = {
    WEEKDAYS.key: (7, "must name seven days, Monday first, with | between"),
    MONTHS.key: (12, "must name twelve months, with | between"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake at a YAML path of a file."""

    file: str
    path: tuple[str, ...]
    message: str


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield every flaw of a pack that has the right shape."""
    yield from _measure(pack)
    yield from _elements(pack)
    yield from _scenarios(pack)
    yield from _utterances(pack)
    yield from _texts(pack)


def _unknown(
    file: str, path: tuple[str, ...], names: Iterable[str], known: Iterable[str], kind: str
) -> Iterator[Flaw]:
    for name in names:
        if name not in known:
            yield Flaw(file, path, f"there is no {kind} “{name}”: correct the id or add it")


def _measure(pack: Pack) -> Iterator[Flaw]:
    file = "measure.yaml"
    seen: set[str] = set()
    for number, section in enumerate(pack.measure.sections):
        for index, clause in enumerate(section.clauses):
            path = ("sections", str(number), "clauses", str(index))
            if clause.id in seen:
                yield Flaw(file, path, f"clause “{clause.id}” stands here twice: rename one")
            seen.add(clause.id)
            parents = [clause.parent] if clause.parent else []
            yield from _unknown(file, path, parents, pack.measure.clauses, "clause")
    ids = [gap.id for gap in pack.measure.gaps]
    for index, gap in enumerate(pack.measure.gaps):
        place = ("gaps", str(index))
        yield from _unknown(file, (*place, "near"), gap.near, pack.measure.clauses, "clause")
        if gap.id in ids[:index]:
            yield Flaw(file, place, f"gap “{gap.id}” stands here twice: rename one")
    for index, correction in enumerate(pack.measure.corrections):
        names = ("corrections", str(index), "clauses")
        yield from _unknown(file, names, correction.clauses, pack.measure.clauses, "clause")


def _elements(pack: Pack) -> Iterator[Flaw]:
    file = "scenarios.yaml"
    for name, element in pack.scenarios.elements.items():
        path = ("elements", name)
        clause = pack.measure.clauses.get(element.clause)
        yield from _unknown(file, path, [element.clause], pack.measure.clauses, "clause")
        if clause and not is_quoted(element.phrase, clause.zh):
            yield Flaw(
                file,
                (*path, "phrase"),
                f"“{element.phrase}” is not in clause {clause.id}: quote it character by character",
            )


def _scenarios(pack: Pack) -> Iterator[Flaw]:
    file = "scenarios.yaml"
    used: set[str] = set()
    for name, scenario in pack.scenarios.scenarios.items():
        path = ("scenarios", name)
        yield from _unknown(file, path, [name], pack.measure.clauses, "clause")
        names = list(references(scenario.requires))
        used.update(names)
        yield from _unknown(file, (*path, "requires"), names, pack.scenarios.elements, "element")
    for name in pack.scenarios.elements:
        if name not in used:
            yield Flaw(file, ("elements", name), "no scenario uses this element: use or remove it")


def _utterances(pack: Pack) -> Iterator[Flaw]:
    file, said = "utterances.yaml", pack.utterances
    gaps = {gap.id for gap in pack.measure.gaps}
    for name in said.functions:
        yield from _unknown(file, ("functions", name), [name], list(Function), "function")
    for name in said.gaps:
        yield from _unknown(file, ("gaps", name), [name], gaps, "gap")
    for name in said.clauses:
        yield from _unknown(file, ("clauses", name), [name], pack.measure.clauses, "clause")
    for topic, group in (("chitchat", said.chitchat), ("refusals", said.refusals)):
        for name in group:
            yield from _unknown(
                file,
                (topic, name),
                [f"{topic}.{name}"],
                pack.texts[Language.CHINESE],
                "text",
            )
    yield from _cues(pack)


def _cues(pack: Pack) -> Iterator[Flaw]:
    """Yield the cues without a letter or digit, which would be found in every question."""
    said = pack.utterances
    topics = {
        "chitchat": said.chitchat,
        "functions": said.functions,
        "refusals": said.refusals,
        "gaps": said.gaps,
        "clauses": said.clauses,
    }
    for index, cue in enumerate(said.cancel):
        if not normalise(cue):
            yield Flaw("utterances.yaml", ("cancel", str(index)), _NO_LETTER)
    for topic, group in topics.items():
        for name, cues in group.items():
            for index, cue in enumerate(cues):
                if not normalise(cue):
                    path = (topic, name, str(index))
                    yield Flaw("utterances.yaml", path, _NO_LETTER)


def placeholders(text: str) -> set[str]:
    """Return what stands in the `{placeholders}` of `text`: a name, and more only by mistake.

    Raises:
        ValueError: the braces are not in pairs.
    """
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    }


def _texts(pack: Pack) -> Iterator[Flaw]:
    chinese, english = pack.texts[Language.CHINESE], pack.texts[Language.ENGLISH]
    for name in chinese.keys() - english.keys():
        yield Flaw("texts.zh.yaml", (name,), "has no English: add it to texts.en.yaml")
    for name in english.keys() - chinese.keys():
        yield Flaw("texts.en.yaml", (name,), "has no Chinese: add it to texts.zh.yaml")
    for name in ALL.keys() - chinese.keys():
        yield Flaw("texts.zh.yaml", (name,), "this text is missing: the assistant needs it")
    for file, texts in (("texts.zh.yaml", chinese), ("texts.en.yaml", english)):
        yield from _words(file, texts)
    for name in chinese.keys() & english.keys():
        try:
            same = placeholders(chinese[name]) == placeholders(english[name])
        except ValueError:
            yield Flaw("texts.zh.yaml", (name,), "has a lone brace here or in English: pair it")
            continue
        extra = placeholders(chinese[name]) - (ALL[name].values if name in ALL else set())
        if extra:
            named = ", ".join(sorted(extra))
            yield Flaw("texts.zh.yaml", (name,), f"no value is known for {{{named}}}: remove it")
        if not same:
            yield Flaw(
                "texts.en.yaml", (name,), "its placeholders differ from the Chinese: use the same"
            )


def _words(file: str, texts: Mapping[str, str]) -> Iterator[Flaw]:
    for name, text in texts.items():
        if not text.strip():
            yield Flaw(file, (name,), "is empty: write what the assistant shall say")
    for key, (count, what) in _COUNTED.items():
        if key in texts and len(texts[key].split("|")) != count:
            yield Flaw(file, (key,), what)
