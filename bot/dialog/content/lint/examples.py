"""What can be wrong in examples.yaml: references, and expectations that contradict themselves."""

from collections.abc import Iterator

from bot.dialog.content.lint.flaw import Flaw, Path, each_unknown, repeated, unknown
from bot.dialog.content.schema import Case, Pack, Question

_FILE = "examples.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the examples."""
    for index, question in enumerate(pack.examples.questions):
        yield from _question(pack, ("questions", str(index)), question)
    for index, case in enumerate(pack.examples.cases):
        yield from _case(pack, ("cases", str(index)), case)


def _question(pack: Pack, path: Path, question: Question) -> Iterator[Flaw]:
    gaps = [gap.id for gap in pack.measure.gaps]
    yield from unknown(_FILE, (*path, "gap"), question.gap, gaps, "gap")
    cites = (*path, "cites")
    yield from each_unknown(_FILE, cites, question.cites, pack.measure.clauses, "clause")
    yield from repeated(_FILE, cites, question.cites, "clause")
    if question.cites and question.gap:
        message = "expects clauses and a gap: keep “cites” or “gap”"
        yield Flaw(_FILE, path, message)
    elif not question.cites and question.gap is None:
        yield Flaw(_FILE, path, "expects nothing: add “cites” or “gap”")


def _case(pack: Pack, path: Path, case: Case) -> Iterator[Flaw]:
    content = pack.scenarios
    yield from unknown(_FILE, (*path, "scenario"), case.scenario, content.scenarios, "scenario")
    for field, names in (("holds", case.holds), ("fails", case.fails)):
        place = (*path, field)
        yield from each_unknown(_FILE, place, names, content.elements, "element")
        yield from repeated(_FILE, place, names, "element")
        for index, name in enumerate(names):
            if _is_foreign(pack, case.scenario, name):
                message = f"“{name}” is neither in {case.scenario} nor a bottom line: remove it"
                yield Flaw(_FILE, (*place, str(index)), message)
    for index, name in enumerate(case.fails):
        if name in case.holds:
            message = f"“{name}” is said to hold and to fail: keep one"
            yield Flaw(_FILE, (*path, "fails", str(index)), message)


def _is_foreign(pack: Pack, scenario: str, name: str) -> bool:
    content = pack.scenarios
    if scenario not in content.scenarios or name not in content.elements:
        return False  # told as unknown
    return name not in content.own[scenario] and name not in content.bottom_lines
