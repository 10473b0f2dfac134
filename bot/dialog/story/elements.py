"""Which elements a story has to state (要说出来的要件), and which are what makes it a story."""

from collections.abc import Iterator

from bot.dialog.content.rules import AllOf, Expression, Role, Scenarios


def told_elements(content: Scenarios) -> frozenset[str]:
    """Return the elements that a story has to state.

    Where the work happened is what its scenario expresses, and that something went wrong is why it is
    told. But what went wrong is a fact like any where only one scenario names it and nothing else
    would do: that scenario is about it.
    """
    return frozenset(
        name
        for name, element in content.elements.items()
        if not element.grounds
        or any(ground.role in (Role.CONDITION, Role.CAUSE) for ground in element.grounds)
        or _is_the_point(content, name)
    )


def contexts(content: Scenarios) -> frozenset[str]:
    """Return the elements that say where the work happened."""
    return frozenset(
        name
        for name, element in content.elements.items()
        if any(ground.role is Role.CONTEXT for ground in element.grounds)
    )


def _is_the_point(content: Scenarios, element: str) -> bool:
    grounds = content.elements[element].grounds
    if len(grounds) != 1 or grounds[0].role is not Role.CONSEQUENCE:
        return False
    scenario = content.scenarios.get(grounds[0].clause)
    return scenario is not None and element in _demanded(scenario.requires)


def _demanded(expression: Expression) -> Iterator[str]:
    """Yield the elements without which `expression` cannot hold."""
    match expression:
        case str():
            yield expression
        case AllOf(all=operands):
            for operand in operands:
                yield from _demanded(operand)
        case _:
            return
