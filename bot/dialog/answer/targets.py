"""What a question can lead to (去向): clauses, topics, gaps, functions, remarks, refusals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.dialog.answer.result import Kind
from bot.dialog.content.schema import Pack


@dataclass(frozen=True, slots=True)
class Target:
    """Something a question can lead to."""

    kind: Kind
    name: str
    """The id of the clause, topic, gap, function, remark or refusal."""
    clauses: tuple[str, ...] = ()
    """The clauses that answer; of an answer only."""


def targets_of(pack: Pack) -> dict[str, Target]:
    """Return the targets of a pack by their path in utterances.yaml (“group.id”)."""
    said, topics = pack.utterances, {topic.id: topic.cites for topic in pack.measure.topics}
    groups: tuple[tuple[str, Kind, Mapping[str, tuple[str, ...]]], ...] = (
        ("chitchat", Kind.CHITCHAT, said.chitchat),
        ("functions", Kind.INTENT, said.functions),
        ("refusals", Kind.OUT_OF_SCOPE, said.refusals),
        ("gaps", Kind.NOT_STATED, said.gaps),
    )
    targets = {
        f"{group}.{name}": Target(kind, name) for group, kind, lines in groups for name in lines
    }
    targets |= {f"topics.{name}": Target(Kind.ANSWER, name, topics[name]) for name in said.topics}
    return targets | {
        f"clauses.{name}": Target(Kind.ANSWER, name, (name,)) for name in pack.measure.clauses
    }


def lines_of(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the lines (text, path of the target) from which the classifier learns.

    The author wrote them; and a clause is meant by its own words too, in both languages.
    """
    said = pack.utterances
    for group in ("chitchat", "functions", "refusals", "gaps", "topics", "clauses"):
        for name, lines in getattr(said, group).items():
            yield from ((line, f"{group}.{name}") for line in lines)
    for clause in pack.measure.clauses.values():
        yield clause.zh, f"clauses.{clause.id}"
        yield clause.en, f"clauses.{clause.id}"
