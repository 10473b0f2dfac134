"""What the schema cannot say: references that exist, quotations that are exact, texts in pairs.

One module for each file of the pack, or two where there is more to say.
"""

from collections.abc import Iterator

from bot.dialog.content.lint import (
    elements,
    examples,
    ladders,
    measure,
    rulings,
    scenarios,
    texts,
    utterances,
)
from bot.dialog.content.lint.flaw import Flaw
from bot.dialog.content.schema import Pack


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield every flaw of a pack that has the right shape."""
    for linted in (measure, elements, scenarios, ladders, examples, utterances, texts, rulings):
        yield from linted.lint(pack)
