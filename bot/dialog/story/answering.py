"""An answer typed in the place of a button (自己打的回答): what it says to the question that stands.

What a button says, and the words of the content (`spoken`), count as the button does. Else the text may
state the element that is asked, read as in a story. What is not said for certain is asked back; so is a
mere “对” where it would settle the check against the person. What is no answer is None: it is a question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.dialog.actions import Action, Answer
from bot.dialog.answer.normalise import normalise, simplified
from bot.dialog.checklist.interview import truth_of
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Pack, Spoken
from bot.dialog.reply import Reply
from bot.dialog.story.facts import WORDS_LIMIT, Fact
from bot.dialog.story.telling import Manner, clauses_of, telling
from bot.dialog.story.told import answer_of

_PARTICLES = "的了啊呀呢嘛哦呗哈啦哒嘞噢喔哩咯呐"
_SIGHS = "哦噢喔啊呃哎唉诶欸"
_SUPPOSES = "吧"
_SHORT = 24
"""In a longer message, a word of doubt need not be about the answer, nor “不知道”."""
_TELLING = 3
"""“不清楚” is found inside a message, “忘了” only as the whole."""
_NUMERALS = "一二三四五六七八九"
_WRONG = re.compile(
    f"(?:第|number)?(?P<number>[0-9]{{1,2}}|[{_NUMERALS}])(?:个|項|项|条|点|is)?(?:不对|错|不是|有误|有出入|wrong)"
)
_NEGATIONS = ("没有", "并没", "没", "不", "未")
_LEAST_ECHO = 2


class Word(StrEnum):
    """What is asked of the self-check by a word in the place of a button."""

    BACK = "back"
    WHY = "why"
    CHANGE = "change"
    STOP = "stop"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Open:
    """An answer that is not said for certain; it is asked which one is meant."""

    words: str
    """As they were typed, and no more of them than a line has room for."""


def word_in(spoken: Spoken, text: str) -> Word | None:
    """Return what `text` asks of the self-check, if it is nothing but that."""
    said = _plain(text)
    return next((one for one in Word if said in _cues(getattr(spoken, one))), None)


def typed(reply: Reply, text: str) -> Action | None:
    """Return the action of the button of `reply` whose label was typed out."""
    said = _plain(text)
    buttons = (button for row in reply.keyboard for button in row)
    return next((one.action for one in buttons if said and said == _plain(one.label)), None)


def is_answer(spoken: Spoken, text: str) -> bool:
    """Return whether `text` is an answer to some question, and no more."""
    return _plain(text) in _cues(spoken.affirm) | _cues(spoken.deny) | _cues(spoken.unclear)


def agrees(spoken: Spoken, text: str) -> bool:
    """Return whether `text` says nothing but that what is shown is right."""
    return _plain(text) in _cues(spoken.affirm) | _cues(spoken.confirm)


def pointed_at(text: str) -> int | None:
    """Return which fact of a card is said to be wrong (“第2个不对”), from 1."""
    found = _WRONG.fullmatch(_plain(text))
    if not found:
        return None
    number = found["number"]
    return _NUMERALS.find(number) + 1 if number in _NUMERALS else int(number)


def denies(spoken: Spoken, text: str) -> bool:
    """Return whether `text` says nothing but no."""
    return _plain(text) in _cues(spoken.deny)


def answer_in(pack: Pack, asked: str, text: str, facts: Iterable[Fact]) -> Answer | Open | None:
    """Return what `text` answers to the question of the element `asked`.

    Args:
        pack: the content.
        asked: the element.
        text: what was typed.
        facts: what the reader sees in it.
    """
    known = _by_words(pack, asked, text)
    if known is not None:
        return known
    if telling(text).manner is not Manner.TELLS:
        return _unclear(pack.utterances.spoken, text)
    stated = next((fact for fact in facts if fact.element == asked), None)
    begins = _beginning(pack, asked, text)
    if _is_hedged(pack.utterances.spoken, text):
        return Open(_shown(text))
    if stated:
        answer = answer_of(pack.scenarios.elements[asked], stated.truth)
        return answer if begins in (None, answer) else Open(_shown(text))
    return begins or _unclear(pack.utterances.spoken, text) or _echoed(pack, asked, text)


def _by_words(pack: Pack, asked: str, text: str) -> Answer | Open | None:
    """Return what a whole message answers that is a button or a word for one."""
    said, spoken = _plain(text), pack.utterances.spoken
    if said.endswith(_SUPPOSES):
        rest = _by_words(pack, asked, said.removesuffix(_SUPPOSES))
        return Open(_shown(text)) if rest else None
    labelled = _by_label(pack.scenarios, asked, said)
    if labelled:
        return labelled
    cues = {Answer.YES: spoken.affirm, Answer.NO: spoken.deny, Answer.UNCLEAR: spoken.unclear}
    answer = next((one for one, words in cues.items() if said in _cues(words)), None)
    if answer and _crosses(pack.scenarios, asked, answer):
        return Open(_shown(text))
    return answer


def _by_label(content: Scenarios, asked: str, said: str) -> Answer | None:
    labels = content.answers[content.elements[asked].answers]
    words = {Answer.YES: labels.affirm, Answer.NO: labels.deny, Answer.UNCLEAR: labels.unclear}
    return next(
        (answer for answer, label in words.items() if said in (_plain(label.zh), _plain(label.en))),
        None,
    )


def _crosses(content: Scenarios, asked: str, answer: Answer) -> bool:
    """Return whether an answer says that a bottom line was crossed."""
    crossed = truth_of(content.elements[asked], answer) is Truth.NOT_MET
    return crossed and asked in content.bottom_lines


def _beginning(pack: Pack, asked: str, text: str) -> Answer | Open | None:
    """Return what the first clause answers, where more follows (“没有，就我一个人定的”)."""
    clauses = clauses_of(text)
    return _by_words(pack, asked, clauses[0]) if len(clauses) > 1 else None


def _echoed(pack: Pack, asked: str, text: str) -> Answer | None:
    """Return what is answered in the words of the question (“没造成”: “有没有造成损失”)."""
    question = pack.scenarios.elements[asked].question
    said = _plain(text)
    negation = next((one for one in _NEGATIONS if said.startswith(one)), "")
    rest = said.removeprefix(negation)
    if len(rest) < _LEAST_ECHO or rest not in _plain(question.zh):
        return None
    answer = Answer.NO if negation else Answer.YES
    return None if _crosses(pack.scenarios, asked, answer) else answer


def _unclear(spoken: Spoken, text: str) -> Answer | None:
    said = _plain(text)
    found = any(cue in said for cue in _cues(spoken.unclear) if len(cue) >= _TELLING)
    return Answer.UNCLEAR if found and len(said) <= _SHORT else None


def _is_hedged(spoken: Spoken, text: str) -> bool:
    said = _plain(text)
    return len(said) <= _SHORT and any(cue in said for cue in _cues(spoken.hedges))


def _shown(text: str) -> str:
    return " ".join(text.split())[:WORDS_LIMIT]


@lru_cache(maxsize=64)
def _cues(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_plain, words))


def _plain(text: str) -> str:
    """Return `text` in one form, without what only rounds a sentence off."""
    said = normalise(simplified(text))
    return said.lstrip(_SIGHS).rstrip(_PARTICLES) or said
