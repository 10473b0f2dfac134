"""Where the dialogs of a person stand, kept as JSON."""

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check
from bot.dialog.content.parts import Language
from bot.dialog.items.draft import Draft
from bot.dialog.person import DEFAULT_ZONE, Dialogs, Person, decode_dialogs, encode_dialogs

ANSWERS = st.lists(st.tuples(st.text(max_size=5), st.sampled_from(Answer)), max_size=4)
SCENARIOS = st.lists(st.text(), min_size=1).map(tuple)
CHECKS = st.builds(Check, SCENARIOS, st.text(), ANSWERS.map(tuple), st.integers(0, 2**40))
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3.5))])
MOMENTS = st.none() | st.datetimes(timezones=ZONES)
DRAFTS = st.builds(Draft, st.text(), MOMENTS, MOMENTS)


@given(st.builds(Dialogs, st.none() | CHECKS, st.none() | DRAFTS))
def test_dialogs_come_back_as_they_were(dialogs: Dialogs) -> None:
    assert decode_dialogs(encode_dialogs(dialogs)) == dialogs


def test_no_dialog_takes_no_room() -> None:
    assert encode_dialogs(Dialogs()) == "{}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"check": 1}',
        '{"check": {"scenario": "S01", "content": "a"}}',
        '{"check": {"scenarios": ["S01"]}}',
        '{"check": {"scenarios": ["S01"], "content": "a", "answers": [["x", "maybe"]]}}',
        '{"draft": {"deadline": "tomorrow"}}',
        "\ud800",
    ],
)
def test_what_an_older_version_left_is_no_dialog(text: str) -> None:
    assert decode_dialogs(text) == Dialogs()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(decode_dialogs(text), Dialogs)


def test_a_person_has_a_zone() -> None:
    person = Person(1, Language.CHINESE, DEFAULT_ZONE, reachable=True, dialogs=Dialogs())
    assert person.zone == ZoneInfo("Asia/Shanghai")
