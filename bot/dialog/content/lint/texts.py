"""What can be wrong in texts.zh.yaml and texts.en.yaml: keys, values filled in, and lengths."""

import string
from collections.abc import Iterator, Mapping

from bot.dialog.content.lint import lengths
from bot.dialog.content.lint.flaw import Flaw, intended
from bot.dialog.content.problem import meant, remedy
from bot.dialog.content.schema import TEXT_FILES, Pack
from bot.dialog.render import units
from bot.dialog.sentences import ALL, MONTHS, WEEKDAYS

_COUNTED = {
    WEEKDAYS.key: (7, "must name seven days, Monday first: put | between them"),
    MONTHS.key: (12, "must name twelve months: put | between them"),
}
_BUTTON = "button."


def lint(pack: Pack) -> Iterator[Flaw]:
    """Yield the flaws of the texts."""
    said = pack.utterances
    answers = {f"chitchat.{name}" for name in said.chitchat}
    answers |= {f"refusals.{name}" for name in said.refusals}
    for language, file in TEXT_FILES.items():
        texts = pack.texts[language]
        yield from _keys(file, texts, intended(answers, texts))
        for name, text in texts.items():
            yield from _words(file, name, text)
            if name.startswith(_BUTTON):
                yield from lengths.label_in(file, (name,), text, language)
    yield from _pairs(pack, answers)


def _keys(file: str, texts: Mapping[str, str], answers: set[str]) -> Iterator[Flaw]:
    missing = ALL.keys() - texts.keys()
    for name in texts.keys() - ALL.keys() - answers:
        topic = name.partition(".")[0]
        if topic in ("chitchat", "refusals"):
            what = "nothing leads to this text: add its lines to utterances.yaml or remove it"
        else:
            what = f"the assistant never says this: {remedy(name, missing, 'remove it')}"
            missing.discard(meant(name, missing) or "")  # told already, as what was meant
        yield Flaw(file, (name,), what)
    for name in missing:
        yield Flaw(file, (name,), "is missing: add it, the assistant needs it")


def _words(file: str, name: str, text: str) -> Iterator[Flaw]:
    sentence = ALL.get(name)
    if not text.strip():
        yield Flaw(file, (name,), "is empty: write what the assistant shall say")
        return
    try:
        used = placeholders(text)
    except ValueError:
        yield Flaw(file, (name,), "has a lone brace: write { and } in pairs")
        return
    known = sentence.values if sentence else frozenset()
    for value in sorted(used - known):
        close = meant(value, known)
        what = f"did you mean {{{close}}}?" if close else "remove it"
        yield Flaw(file, (name,), f"no value is known for {{{value}}}: {what}")
    if sentence and units(text) > sentence.limit:
        message = f"is {units(text)} characters long, Telegram takes {sentence.limit} here"
        yield Flaw(file, (name,), f"{message}: shorten it")
    if name in _COUNTED and len(text.split("|")) != _COUNTED[name][0]:
        yield Flaw(file, (name,), _COUNTED[name][1])


def placeholders(text: str) -> set[str]:
    """Return what stands in the `{placeholders}` of `text`: a name, and more only by mistake.

    Raises:
        ValueError: the braces are not in pairs.
    """
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    }


def _pairs(pack: Pack, answers: set[str]) -> Iterator[Flaw]:
    """Yield what one language has and the other has not."""
    chinese, english = (pack.texts[language] for language in TEXT_FILES)
    here, there = TEXT_FILES.values()
    for name in answers & (chinese.keys() - english.keys()):
        yield Flaw(here, (name,), f"has no English: add it to {there}")
    for name in answers & (english.keys() - chinese.keys()):
        yield Flaw(there, (name,), f"has no Chinese: add it to {here}")
    for name in ALL.keys() & chinese.keys() & english.keys():
        try:
            mine, other = placeholders(chinese[name]), placeholders(english[name])
        except ValueError:
            continue  # told already
        if mine != other and mine | other <= ALL[name].values:
            lacking = ", ".join(f"{{{value}}}" for value in sorted(mine ^ other))
            message = f"only one language uses {lacking}: use the same in both"
            yield Flaw(there, (name,), message)
