"""What the schema cannot say: references that exist, quotations that are exact, texts in pairs."""

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Function
from bot.dialog.content.parts import Language
from bot.dialog.content.rules import references
from bot.dialog.content.schema import Pack
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
        yield from _unknown(file, (*place, "ask"), gap.ask, pack.measure.contacts, "contact")
        if gap.id in ids[:index]:
            yield Flaw(file, place, f"gap “{gap.id}” stands here twice: rename one")
    for index, correction in enumerate(pack.measure.corrections):
        names = ("corrections", str(index), "clauses")
        yield from _unknown(file, names, correction.clauses, pack.measure.clauses, "clause")


def _elements(pack: Pack) -> Iterator[Flaw]:
    file = "scenarios.yaml"
    content = pack.scenarios
    for name, element in content.elements.items():
        path = ("elements", name)
        yield from _unknown(file, path, [element.answers], content.answers, "set of answers")
        for index, ground in enumerate(element.grounds):
            place = (*path, "grounds", str(index))
            yield from _quoted(pack, place, ground.clause, ground.phrase)
    for name, line in content.bottom_lines.items():
        path = ("bottom_lines", name)
        yield from _unknown(file, path, [name], content.elements, "element")
        yield from _quoted(pack, path, line.clause, line.phrase)
        yield from _unknown(file, (*path, "near"), line.near, pack.measure.clauses, "clause")


def _quoted(pack: Pack, path: tuple[str, ...], name: str, phrase: str) -> Iterator[Flaw]:
    file = "scenarios.yaml"
    clause = pack.measure.clauses.get(name)
    yield from _unknown(file, (*path, "clause"), [name], pack.measure.clauses, "clause")
    if clause and not is_quoted(phrase, clause.zh):
        message = f"“{phrase}” is not in clause {name}: quote it character by character"
        yield Flaw(file, (*path, "phrase"), message)


def _scenarios(pack: Pack) -> Iterator[Flaw]:
    file = "scenarios.yaml"
    content = pack.scenarios
    used: set[str] = set(content.bottom_lines)
    for name, scenario in content.scenarios.items():
        path = ("scenarios", name)
        yield from _unknown(file, path, [name], pack.measure.clauses, "clause")
        names = list(references(scenario.requires))
        used.update(names)
        yield from _unknown(file, (*path, "requires"), names, content.elements, "element")
        for element in names:
            grounds = content.elements[element].grounds if element in content.elements else None
            if grounds is not None and all(ground.clause != name for ground in grounds):
                message = f"“{element}” has no ground in clause {name}: add its words there"
                yield Flaw(file, (*path, "requires"), message)
    for name in content.elements:
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
