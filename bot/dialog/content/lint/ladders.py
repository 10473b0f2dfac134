"""What can be wrong in ladders.yaml: kinds that cannot be told apart, days that come twice."""

from collections.abc import Iterator

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.lint.flaw import Flaw, repeated, unknown
from bot.dialog.content.schema import Pack

_FILE = "ladders.yaml"


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the reminder presets."""
    ladders = pack.ladders
    yield from unknown(_FILE, ("default",), ladders.default, ladders.kinds, "kind")
    taken: dict[str, str] = {}
    for name, kind in ladders.kinds.items():
        path = ("kinds", name)
        yield from unknown(_FILE, (*path, "clause"), kind.clause, pack.measure.clauses, "clause")
        yield from repeated(_FILE, (*path, "days"), kind.days, "day")
        for index, word in enumerate(kind.words):
            place, form = (*path, "words", str(index)), normalise(word)
            if not form:
                yield Flaw(_FILE, place, "has no letter or digit: remove it")
            elif form in taken:
                message = f"“{word}” tells kind “{taken[form]}” already: keep it in one place"
                yield Flaw(_FILE, place, message)
            else:
                taken[form] = name
