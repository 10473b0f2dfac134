"""No text of ours may claim a ruling (认定): only the competent organs rule."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.lint.flaw import Flaw, Path
from bot.dialog.content.measure import Clause, Correction
from bot.dialog.content.parts import Part
from bot.dialog.content.rules import BottomLine, Ground
from bot.dialog.content.schema import TEXT_FILES, Pack

_LEFT_OUT = "……"
_SENTENCE_ENDS = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_QUOTED: dict[type[Part], frozenset[str]] = {
    Clause: frozenset({"zh", "en"}),
    Correction: frozenset({"damaged", "corrected"}),
    Ground: frozenset({"phrase"}),
    BottomLine: frozenset({"phrase"}),
}
"""The words of the measure itself; all other text is ours."""


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the texts of ours that claim a ruling, by the pieces listed in the utterances."""
    claims = [(claim, _pattern(claim)) for claim in pack.utterances.rulings if normalise(claim)]
    any_claim = re.compile("|".join(pattern.pattern for _, pattern in claims) or r"\Z.")
    for file, path, text in ours(pack):
        if not any_claim.search("\n".join(_sentences(text))):
            continue
        claim = next(claim for claim, pattern in claims if _claims(pattern, text))
        message = f"claims a ruling (“{claim}”): say what the text says, and leave the ruling open"
        yield Flaw(file, path, message)


def _pattern(claim: str) -> re.Pattern[str]:
    """Return what finds `claim` in a normalised sentence."""
    return re.compile(".*".join(re.escape(normalise(part)) for part in claim.split(_LEFT_OUT)))


def _sentences(text: str) -> Iterable[str]:
    return map(normalise, _SENTENCE_ENDS.split(text))


def _claims(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.search(sentence) for sentence in _sentences(text))


def ours(pack: Pack) -> Iterator[tuple[str, Path, str]]:
    """Yield every text of ours with its file and path; utterances and examples are people's."""
    parts: dict[str, object] = {
        "measure.yaml": pack.measure,
        "scenarios.yaml": pack.scenarios,
        "ladders.yaml": pack.ladders,
        **{file: pack.texts[language] for language, file in TEXT_FILES.items()},
    }
    for file, part in parts.items():
        for path, text in _texts(part, ()):
            yield file, path, text


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case Enum():
            return
        case str():
            yield path, value
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, (*path, name))
        case tuple():
            for index, inner in enumerate(value):
                yield from _texts(inner, (*path, str(index)))
        case Part():
            quoted = _QUOTED.get(type(value), frozenset())
            for name in type(value).model_fields:
                if name not in quoted:
                    yield from _texts(getattr(value, name), (*path, name))
