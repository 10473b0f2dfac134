"""How long a text may be for the place where it is shown."""

from collections.abc import Iterator

from bot.dialog.content.lint.flaw import Flaw, Path
from bot.dialog.content.parts import Bilingual, Language

_QUESTION = {Language.CHINESE: 60, Language.ENGLISH: 120}
"""A question that a tired person takes in at once."""
_LABEL = {Language.CHINESE: 24, Language.ENGLISH: 40}
"""What a button across a phone of 360 pixels shows: Chinese characters are about 14 pixels wide,
Latin letters half of that, and the margins take the rest."""

_SHORT_LABEL = {Language.CHINESE: 11, Language.ENGLISH: 20}
"""What a button shows that has another one beside it."""


def question(file: str, path: Path, text: Bilingual) -> Iterator[Flaw]:
    """Yield a flaw for each language in which a question is too long."""
    for language, limit in _QUESTION.items():
        length = len(text.in_(language))
        if length > limit:
            message = f"is {length} characters long, a question at most {limit}: shorten it"
            yield Flaw(file, (*path, language), message)


def label(file: str, path: Path, text: Bilingual) -> Iterator[Flaw]:
    """Yield a flaw for each language in which the label of a button is too long."""
    for language in Language:
        yield from label_in(file, (*path, language), text.in_(language), language)


def short_label(file: str, path: Path, text: Bilingual) -> Iterator[Flaw]:
    """Yield a flaw for each language in which the label of half a row is too long."""
    for language, limit in _SHORT_LABEL.items():
        yield from _label_of(file, (*path, language), text.in_(language), limit)


def label_in(file: str, path: Path, text: str, language: Language) -> Iterator[Flaw]:
    """Yield a flaw if the label of a button is too long in `language`."""
    yield from _label_of(file, path, text, _LABEL[language])


def _label_of(file: str, path: Path, text: str, limit: int) -> Iterator[Flaw]:
    if len(text) > limit:
        message = f"is {len(text)} characters long, a button shows {limit}: shorten it"
        yield Flaw(file, path, message)
