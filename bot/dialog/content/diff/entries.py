"""A pack as a list of entries, each one thing that an author keeps: a clause, a gap, a cue list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.dialog.content.loading import TEXT_FILES
from bot.dialog.content.measure import Clause, Measure
from bot.dialog.content.parts import Bilingual
from bot.dialog.content.rules import AllOf, AnyOf, Element, Expression, Not, Scenarios
from bot.dialog.content.schema import Examples, Ladders, Pack, Utterances

Value = str | tuple[str, ...]
"""A text, or a set of texts whose order says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a file: what it is called there, and its fields."""

    file: str
    name: str
    fields: Mapping[str, Value] = field(default_factory=dict)


def entries(pack: Pack) -> list[Entry]:
    """Return everything in `pack`, in the order of its files; no two have the same name."""
    found = [
        *_measure(pack.measure),
        *_scenarios(pack.scenarios),
        *_ladders(pack.ladders),
        *_examples(pack.examples),
        *_utterances(pack.utterances),
        *(
            Entry(file, f"text {key}", {"text": text})
            for language, file in TEXT_FILES.items()
            for key, text in pack.texts[language].items()
        ),
    ]
    return list(_numbered(found))


def _numbered(found: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries; of those that are called the same, the later ones with a number."""
    seen: Counter[tuple[str, str]] = Counter()
    for entry in found:
        key = (entry.file, entry.name)
        seen[key] += 1
        name = f"{entry.name} ({seen[key]})" if seen[key] > 1 else entry.name
        yield Entry(entry.file, name, entry.fields)


def written(expression: Expression) -> str:
    """Return an expression on one line: `all(a, any(b, not(c)))`."""
    match expression:
        case AllOf(all=operands):
            return f"all({', '.join(map(written, operands))})"
        case AnyOf(any=operands):
            return f"any({', '.join(map(written, operands))})"
        case Not(not_=operand):
            return f"not({written(operand)})"
        case element:
            return element


def _both(name: str, text: Bilingual) -> dict[str, Value]:
    return {f"{name}.zh": text.zh, f"{name}.en": text.en}


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names)) or "-"


def _yes(*, holds: bool) -> str:
    return "yes" if holds else "no"


def _measure(measure: Measure) -> Iterator[Entry]:
    file, provenance = "measure.yaml", measure.provenance
    head = _both("title", measure.title) | _both("example", measure.example)
    for name in ("source", "caveat", "corrected"):
        head |= _both(f"provenance.{name}", getattr(provenance, name))
    yield Entry(file, "the measure", head)
    for one in measure.corrections:
        fields = {"corrected": one.corrected, "clauses": _listed(one.clauses)}
        yield Entry(file, f"correction “{one.damaged}”", fields)
    for section in measure.sections:
        command: dict[str, Value] = {"command": section.command or "-"}
        yield Entry(file, f"section {section.id}", _both("title", section.title) | command)
        for clause in section.clauses:
            yield Entry(file, f"clause {clause.id}", _clause(clause, section.id))
    for name, contact in measure.contacts.items():
        yield Entry(file, f"contact {name}", {"zh": contact.zh, "en": contact.en})
    for gap in measure.gaps:
        texts = _both("title", gap.title) | {"zh": gap.zh, "en": gap.en}
        yield Entry(file, f"gap {gap.id}", {**texts, "near": gap.near, "ask": _listed(gap.ask)})
    for topic in measure.topics:
        fields = {"zh": topic.zh, "en": topic.en, "cites": _listed(topic.cites)}
        yield Entry(file, f"topic {topic.id}", fields)


def _clause(clause: Clause, section: str) -> dict[str, Value]:
    label = _both("label", clause.label) if clause.label else {}
    plain = _both("plain", clause.plain) if clause.plain else {}
    fields: dict[str, Value] = {"zh": clause.zh, "en": clause.en, "section": section}
    rest: dict[str, Value] = {"leaves_open": _listed(clause.leaves_open)}
    return fields | {"parent": clause.parent or "-"} | label | plain | rest


def _scenarios(content: Scenarios) -> Iterator[Entry]:
    file = "scenarios.yaml"
    for name, labels in content.answers.items():
        words = _both("affirm", labels.affirm) | _both("deny", labels.deny)
        yield Entry(file, f"answers {name}", words | _both("unclear", labels.unclear))
    for name, element in content.elements.items():
        yield Entry(file, f"element {name}", _element(element))
    for name, line in content.bottom_lines.items():
        fields: dict[str, Value] = {"clause": line.clause, "phrase": line.phrase}
        asked: dict[str, Value] = {"asked": _yes(holds=line.asked), "near": line.near}
        yield Entry(file, f"bottom line {name}", fields | _both("crossed", line.crossed) | asked)
    for name, scenario in content.scenarios.items():
        rule = {"requires": written(scenario.requires)}
        yield Entry(file, f"scenario {name}", _both("title", scenario.title) | rule)


def _element(element: Element) -> dict[str, Value]:
    grounds = {
        f"ground in {ground.clause}": f"{ground.role}: {ground.phrase}"
        for ground in element.grounds
    }
    return {
        **_both("question", element.question),
        **_both("why", element.why),
        **_both("shown_by", element.shown_by),
        "answers": element.answers,
        "met_by": _yes(holds=element.met_by),
        **grounds,
    }


def _ladders(ladders: Ladders) -> Iterator[Entry]:
    file = "ladders.yaml"
    yield Entry(file, "the kind of an item that tells none", {"default": ladders.default})
    for name, kind in ladders.kinds.items():
        when: dict[str, Value] = {"days": _listed(kind.days), "at": kind.at}
        rest: dict[str, Value] = {"clause": kind.clause or "-", "words": kind.words}
        yield Entry(file, f"kind {name}", _both("title", kind.title) | when | rest)


def _examples(examples: Examples) -> Iterator[Entry]:
    file = "examples.yaml"
    for question in examples.questions:
        expected: dict[str, Value] = {"cites": question.cites, "gap": question.gap or "-"}
        yield Entry(file, f"question “{question.ask}”", expected)
    for case in examples.cases:
        told: dict[str, Value] = {"holds": case.holds, "fails": case.fails}
        fields = {**told, "verdict": str(case.verdict)}
        yield Entry(file, f"case of {case.scenario} “{case.about}”", fields)


def _utterances(said: Utterances) -> Iterator[Entry]:
    file = "utterances.yaml"
    groups = {
        "chitchat": said.chitchat,
        "function": said.functions,
        "refusal": said.refusals,
        "gap": said.gaps,
        "clause": said.clauses,
        "topic": said.topics,
    }
    for kind, group in groups.items():
        for name, cues in group.items():
            yield Entry(file, f"cues of {kind} {name}", {"cues": cues})
    for kind, spoken in (("evidence", said.evidence), ("statements", said.statements)):
        for name, cues_of in spoken.items():
            told: dict[str, Value] = {"holds": cues_of.holds, "fails": cues_of.fails}
            yield Entry(file, f"{kind} of {name}", told)
    for name in type(said.spoken).model_fields:
        yield Entry(file, f"spoken {name}", {"cues": getattr(said.spoken, name)})
    yield Entry(file, "asides", {"lines": said.asides})
    yield Entry(file, "cues of cancel", {"cues": said.cancel})
    yield Entry(file, "words of a ruling", {"cues": said.rulings})
