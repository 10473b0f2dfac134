"""Rules that say the same, and rules that are contained in another: by their truth tables.

A table is one whole number: bit *n* is the value of the expression for assignment *n*, and bit *i*
of *n* is the value of element *i*. So one operation on numbers decides all assignments at once.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenario, references

_MOST_ELEMENTS = 16
"""Of more, a table would be too large to be made in passing; rules so long are not compared."""


def overlaps(scenarios: Mapping[str, Scenario]) -> Iterator[tuple[str, str]]:
    """Yield the scenarios whose rule never or always fits, or overlaps another's, and what to do.

    Only rules of which one names all elements of the other are compared.
    """
    rules = {
        name: (scenario.requires, list(dict.fromkeys(references(scenario.requires))))
        for name, scenario in scenarios.items()
    }
    telling: list[str] = []
    for name, (expression, elements) in rules.items():
        if len(elements) > _MOST_ELEMENTS:
            continue
        match _table(expression, elements):
            case 0:
                yield name, "this can never fit: correct it"
                continue
            case table if table == _everything(len(elements)):
                yield name, "this always fits: correct it"
                continue
        for earlier in telling:
            yield from _compared((name, *rules[name]), (earlier, *rules[earlier]))
        telling.append(name)


_Rule = tuple[str, Expression, list[str]]


def _compared(later: _Rule, earlier: _Rule) -> Iterator[tuple[str, str]]:
    name, rule, elements = later
    other, other_rule, other_elements = earlier
    if not (set(elements) <= set(other_elements) or set(other_elements) <= set(elements)):
        return
    longer = max(elements, other_elements, key=len)
    table, other_table = _table(rule, longer), _table(other_rule, longer)
    if table == other_table:
        yield name, f"this fits whenever {other} fits, and only then: tell them apart or remove one"
    elif table & other_table == table:
        yield name, f"whenever this fits, {other} fits too: add to {other} what tells them apart"
    elif table & other_table == other_table:
        yield other, f"whenever this fits, {name} fits too: add to {name} what tells them apart"


def _everything(elements: int) -> int:
    return (1 << (1 << elements)) - 1


def _table(expression: Expression, elements: Sequence[str]) -> int:
    match expression:
        case AllOf(all=operands):
            table = _everything(len(elements))
            for operand in operands:
                table &= _table(operand, elements)
            return table
        case AnyOf(any=operands):
            table = 0
            for operand in operands:
                table |= _table(operand, elements)
            return table
        case Not(not_=operand):
            return _everything(len(elements)) ^ _table(operand, elements)
        case element:
            return _column(elements.index(element), len(elements))


def _column(index: int, elements: int) -> int:
    """Return the table of element `index`: blocks of 2**index zeros and as many ones, in turn."""
    width = 1 << index
    return _everything(elements) // ((1 << width) + 1) << width
