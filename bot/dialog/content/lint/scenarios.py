"""What can be wrong in scenarios.yaml with the scenarios: the elements and groups they name."""

from collections.abc import Iterator

from bot.dialog.content.lint import implications
from bot.dialog.content.lint.flaw import Flaw, Path, unknown
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not
from bot.dialog.content.schema import Pack

_FILE = "scenarios.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the scenarios."""
    for name, scenario in pack.scenarios.scenarios.items():
        path = ("scenarios", name)
        yield from unknown(_FILE, path, name, pack.measure.clauses, "clause")
        seen: set[str] = set()
        for place, expression in _nodes(scenario.requires, (*path, "requires")):
            if isinstance(expression, str):
                yield from _use(pack, name, place, expression, seen)
                seen.add(expression)
            else:
                yield from _group(place, expression)
    for name, message in implications.overlaps(pack.scenarios.scenarios):
        yield Flaw(_FILE, ("scenarios", name, "requires"), message)


def _nodes(expression: Expression, path: Path) -> Iterator[tuple[Path, Expression]]:
    """Yield the expression and all in it, with their YAML paths, in reading order."""
    yield path, expression
    match expression:
        case AllOf(all=operands):
            for index, operand in enumerate(operands):
                yield from _nodes(operand, (*path, "all", str(index)))
        case AnyOf(any=operands):
            for index, operand in enumerate(operands):
                yield from _nodes(operand, (*path, "any", str(index)))
        case Not(not_=operand):
            yield from _nodes(operand, (*path, "not"))


def _use(pack: Pack, scenario: str, path: Path, name: str, seen: set[str]) -> Iterator[Flaw]:
    elements = pack.scenarios.elements
    yield from unknown(_FILE, path, name, elements, "element")
    if name in seen:
        message = f"“{name}” stands in this scenario already: name it once"
        yield Flaw(_FILE, path, message)
    elif name in elements and scenario in pack.measure.clauses:
        clauses = {ground.clause for ground in elements[name].grounds}
        if scenario not in clauses and clauses <= pack.measure.clauses.keys():
            message = f"“{name}” has no ground in clause {scenario}: add its words there"
            yield Flaw(_FILE, path, message)


def _group(path: Path, expression: AllOf | AnyOf | Not) -> Iterator[Flaw]:
    match expression:
        case AllOf(all=(_,)) | AnyOf(any=(_,)):
            yield Flaw(_FILE, path, "a group of one: write what stands in it without the group")
        case AllOf(all=operands) if any(isinstance(one, AllOf) for one in operands):
            yield Flaw(_FILE, path, "“all” stands directly in “all”: move its members up")
        case AnyOf(any=operands) if any(isinstance(one, AnyOf) for one in operands):
            yield Flaw(_FILE, path, "“any” stands directly in “any”: move its members up")
        case Not(not_=Not()):
            yield Flaw(_FILE, path, "“not” stands directly in “not”: remove both")
