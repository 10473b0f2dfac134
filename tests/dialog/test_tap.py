"""A finger that taps twice means it once."""

from datetime import timedelta

import pytest

from bot.dialog import actions as a
from bot.dialog.tap import Tap, is_meant_once
from tests.dialog.moments import NOW

TAP = Tap(7, "ics:v1:3", NOW)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (Tap(7, "ics:v1:3", NOW), True),
        (Tap(7, "ics:v1:3", NOW + 2 * SECOND), True),
        (Tap(7, "ics:v1:3", NOW + 3 * SECOND), False),
        (Tap(7, "ics:v1:3", NOW - SECOND), False),  # the clock was put back
        (Tap(8, "ics:v1:3", NOW), False),
        (Tap(7, "ics:v1:4", NOW), False),
    ],
)
def test_it_is_the_same_button_and_at_once(later: Tap, *, same: bool) -> None:
    assert TAP.is_of(later) is same


def test_a_list_is_opened_once_and_leafed_as_often_as_one_likes() -> None:
    assert is_meant_once(a.ShowItems(0))
    assert not is_meant_once(a.ShowItems(2))
    assert not is_meant_once(a.GiveAnswer(1, a.Answer.YES))
