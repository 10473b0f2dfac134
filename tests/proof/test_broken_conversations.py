"""A proof of a sound pack through a conversation with a fault finds the fault."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialog.actions import Answer, GiveAnswer, ShowVerdict
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.steps import Stepped, start, step
from bot.dialog.content.parts import Bilingual
from bot.dialog.proof.engine import Engine
from bot.dialog.reply import Button
from bot.dialog.voice import Voice
from tests.dialog.expressions import all_of, any_of
from tests.proof.proofs import claims_of, refuted, small_pack

PACK = small_pack(
    {"S01": all_of("a", "line", any_of("b", "c")), "S02": all_of("a", "d")},
    {"line": True, "silent": False},
)


def fault(changed: Callable[[Voice, Check | None, Pressed, Stepped], Stepped]) -> str:
    """Return what is found on S02 where each tap leads to something `changed`."""

    def wrong(voice: Voice, check: Check | None, pressed: Pressed) -> Stepped:
        return changed(voice, check, pressed, step(voice, check, pressed))

    found = refuted(PACK, Engine(step=wrong))
    assert {says.split(",")[0].split(": ")[1] for says in found} == {"pressed button by button"}
    return next(text for says, text in found.items() if says.startswith("S02"))


def without(stepped: Stepped, unwanted: Callable[[Button], bool]) -> Stepped:
    """Return a screen without some of its buttons."""
    rows = (tuple(one for one in row if not unwanted(one)) for row in stepped.reply.keyboard)
    return replace(stepped, reply=replace(stepped.reply, keyboard=tuple(filter(None, rows))))


def test_every_assignment_and_every_course_is_counted() -> None:
    (says,) = [one.says for one in claims_of(PACK) if one.about == "S02" and "button" in one.says]
    assert "all 27 assignments of what is asked" in says, "a, d and the line; silent is presumed"
    assert "(30 courses, in 2 languages)" in says  # no; yes or unclear, then no; …


def test_a_verdict_of_another_assignment() -> None:
    def forgetful(voice: Voice, check: Check | None, pressed: Pressed, after: Stepped) -> Stepped:
        """The first “not sure” is taken for a yes."""
        if check and pressed.action == GiveAnswer(0, Answer.UNCLEAR):
            return step(voice, check, replace(pressed, action=GiveAnswer(0, Answer.YES)))
        return after

    assert (
        "after a not sure, d yes, line yes: expected verdict.missing_information, as is proven, found verdict.likely_fits"
        in fault(forgetful)
    )


def test_a_screen_that_does_not_show_what_is_known() -> None:
    def stale(_voice: Voice, _check: Check | None, _pressed: Pressed, after: Stepped) -> Stepped:
        return replace(after, check=replace(after.check, answers=())) if after.check else after

    assert "expected a new question, found d" in fault(stale)


def test_an_answer_that_is_not_kept() -> None:
    def leaky(_voice: Voice, _check: Check | None, pressed: Pressed, after: Stepped) -> Stepped:
        if isinstance(pressed.action, ShowVerdict) and after.check:
            return replace(after, check=replace(after.check, answers=after.check.answers[1:]))
        return after

    assert "every answer written down, found" in fault(leaky)


def test_a_missing_button() -> None:
    def narrow(_voice: Voice, _check: Check | None, _pressed: Pressed, after: Stepped) -> Stepped:
        return without(
            after,
            lambda one: isinstance(one.action, GiveAnswer) and one.action.answer is Answer.UNCLEAR,
        )

    assert "expected a button for every answer, found y, n" in fault(narrow)


def test_no_way_on() -> None:
    def stuck(_voice: Voice, _check: Check | None, _pressed: Pressed, after: Stepped) -> Stepped:
        return without(after, lambda one: isinstance(one.action, ShowVerdict))

    assert "as is proven, found nothing" in fault(stuck)


def test_a_course_that_ends_before_it_is_settled() -> None:
    def early(voice: Voice, running: Check | None, scenario: str) -> Stepped:
        begun = start(voice, running, scenario)
        return replace(begun, reply=replace(begun.reply, keyboard=()))

    found = refuted(PACK, Engine(start=early))
    assert "after nothing: expected more questions, it may still be" in found.popitem()[1]


def test_two_questions_in_the_same_words_are_the_authors_to_mend() -> None:
    elements = dict(PACK.scenarios.elements)
    same = Bilingual(zh="是不是？", en="Is it?")
    for name in "ad":
        elements[name] = elements[name].model_copy(update={"question": same})
    rules = PACK.scenarios.model_copy(update={"elements": elements})
    found = refuted(PACK.model_copy(update={"scenarios": rules}))
    (text,) = found.values()
    assert text == "after nothing: a, d are asked in the same words: word each differently"
