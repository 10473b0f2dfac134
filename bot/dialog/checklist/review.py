"""The answers of a self-check before its verdict (核对答案): all of them, each to be changed by a tap.

A change drops no other answer; what is asked next follows from the answers, as it always does.
"""

import math

from bot.dialog import sentences as s
from bot.dialog.actions import ChangeAnswer, ReviewAnswers, ShowVerdict
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.labels import label
from bot.dialog.reply import Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.voice import Voice

PAGE = 8
"""How many answers a page shows."""
_BUTTONS_IN_A_ROW = 4


def review(voice: Voice, check: Check, page: int = 1) -> Reply:
    """Return a page of the answers, in the order they were given; pages count from 1."""
    pages = math.ceil(len(check.answers) / PAGE)
    page = min(max(1, page), pages)
    first = (page - 1) * PAGE
    places = range(first, min(first + PAGE, len(check.answers)))
    changing = [
        Button(voice.say(s.BUTTON_CHANGE_ANSWER, number=place + 1), ChangeAnswer(check.step, place))
        for place in places
    ]
    verdict = (Button(voice.say(s.BUTTON_VERDICT), ShowVerdict(check.step)),)
    rows = (*in_rows(changing, _BUTTONS_IN_A_ROW), _turning(voice, check, page, pages), verdict)
    return Reply(
        (
            Heading(voice.say(s.REVIEW_HEADING, count=len(check.answers))),
            *(Text(_line(voice, check, place)) for place in places),
            Note(voice.say(s.REVIEW_HINT)),
        ),
        tuple(row for row in rows if row),
    )


def _line(voice: Voice, check: Check, place: int) -> str:
    element, answer = check.answers[place]
    question = voice.pack.scenarios.elements[element].question.in_(voice.language)
    said = label(voice, element, answer)
    return voice.say(s.REVIEW_LINE, number=place + 1, question=question, answer=said)


def _turning(voice: Voice, check: Check, page: int, pages: int) -> tuple[Button, ...]:
    buttons = []
    if page > 1:
        buttons.append(Button(voice.say(s.BUTTON_PREVIOUS), ReviewAnswers(check.step, page - 1)))
    if page < pages:
        buttons.append(Button(voice.say(s.BUTTON_NEXT), ReviewAnswers(check.step, page + 1)))
    return tuple(buttons)
