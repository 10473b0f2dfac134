"""Button data: what goes in comes out, and nothing else is taken for it."""

from dataclasses import fields
from enum import StrEnum
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import (
    Action,
    Answer,
    CloseItem,
    GiveAnswer,
    SetLanguage,
    ShowClause,
    StartCheck,
)
from bot.dialog.callbacks import LIMIT_BYTES, Pressed, decode, encode
from bot.dialog.content.parts import Language
from bot.dialog.item_actions import HIGHEST_SMALL, Small

KINDS: tuple[type[Action], ...] = get_args(Action)
VERSION = "0a1b2c"
IDENTIFIER = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,30}", fullmatch=True)
VALUES: dict[object, st.SearchStrategy[object]] = {
    int: st.integers(0, 2**63 - 1),
    str: IDENTIFIER,
    Small: st.integers(0, HIGHEST_SMALL),
}


def values(kind: object) -> st.SearchStrategy[object]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    return VALUES[kind]


def some(kind: type[Action]) -> st.SearchStrategy[Action]:
    return st.builds(kind, *(values(field.type) for field in fields(kind)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
@given(data=st.data())
def test_every_action_survives_64_bytes(kind: type[Action], data: st.DataObject) -> None:
    action = data.draw(some(kind))
    written = encode(action, VERSION)
    assert len(written.encode()) <= LIMIT_BYTES
    assert decode(written) == Pressed(action, VERSION)


@given(st.text() | st.text(alphabet="ans:0123yn-+_ 😀١", max_size=20))
def test_only_what_encode_writes_is_read(data: str) -> None:
    pressed = decode(data)
    if pressed is not None:
        assert encode(pressed.action, pressed.version) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "zzz:0a1b2c",
        "ans",
        "ans:0a1b2c",
        "ans:0a1b2c:1",
        "ans:0a1b2c:1:maybe",
        "ans:0a1b2c:x:y",
        "ans:0a1b2c:1:y:more",
        "ans:0a1b2c:-1:y",
        "ans:0a1b2c: 1:y",
        "ans:0a1b2c:01:y",
        "ans:0a1b2c:1_0:y",
        "don:0a1b2c:١",
        "don:0a1b2c:9223372036854775808",
        "its:0a1b2c",
        "its:0a1b2c:x",
        "src:0a1b2c:1",
        "lng:0a1b2c:xx",
        "lng:0a1b2c:",
        "ANS:0a1b2c:1:y",
    ],
)
def test_garbage_is_nothing(data: str) -> None:
    assert decode(data) is None


def test_a_colon_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        encode(ShowClause("S01:x"), VERSION)
    with pytest.raises(ValueError, match="colon"):
        encode(StartCheck(), "a:b")


def test_more_than_64_bytes_are_refused() -> None:
    assert len(encode(ShowClause("中" * 17), VERSION).encode()) == 61
    with pytest.raises(ValueError, match="64 bytes"):
        encode(ShowClause("中" * 19), VERSION)


def test_the_form_of_data_in_old_chats_stays_readable() -> None:
    assert decode("ans:0a1b2c:3:u") == Pressed(GiveAnswer(3, Answer.UNCLEAR), VERSION)
    assert decode("chk:0a1b2c:") == Pressed(StartCheck(), VERSION)
    assert decode("don:ffffff:12") == Pressed(CloseItem(12), "ffffff")
    assert decode("lng:0a1b2c:en") == Pressed(SetLanguage(Language.ENGLISH), VERSION)
