"""What each error of the Bot API means for us."""

from datetime import timedelta

import pytest
from telegram import error as telegram_error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.trouble import (
    ChatMoved,
    Harmless,
    Lasting,
    MessageGone,
    NotSent,
    OtherPoller,
    Passing,
    PersonGone,
    TokenBad,
    Trouble,
    classify,
)

CASES: list[tuple[TelegramError, Trouble]] = [
    (RetryAfter(timedelta(seconds=7)), Passing(after=timedelta(seconds=7))),
    (Forbidden("Forbidden: bot was blocked by the user"), PersonGone()),
    (InvalidToken("Unauthorized"), TokenBad()),
    (Conflict("terminated by other getUpdates request"), OtherPoller()),
    (TimedOut(), Passing(doubtful=True, counted=True)),
    (BadRequest("Message is not modified: specified new message content…"), Harmless()),
    (BadRequest("Query is too old and response timeout expired"), Harmless()),
    (BadRequest("Message to edit not found"), MessageGone()),
    (BadRequest("Message can't be edited"), MessageGone()),
    (BadRequest("MESSAGE_ID_INVALID"), MessageGone()),
    (BadRequest("Chat not found"), PersonGone()),
    (BadRequest("Forbidden: user is deactivated"), PersonGone()),
    (BadRequest("User not found"), PersonGone()),
    (BadRequest("Can't parse entities: unsupported start tag"), Lasting()),
    (NotSent("cannot connect: ConnectionRefusedError"), Passing()),
    (NetworkError("Bad Gateway"), Passing(counted=True)),
    (ChatMigrated(-100), ChatMoved(-100)),
    (EndPointNotFound("Not Found"), Lasting()),
    (PassportDecryptionError("no"), Lasting()),
    (TelegramError("something new"), Lasting()),
]


@pytest.mark.parametrize(("error", "trouble"), CASES, ids=lambda case: str(case)[:40])
def test_an_error_is_understood(error: TelegramError, trouble: Trouble) -> None:
    assert classify(error) == trouble


def test_every_error_class_of_the_library_is_covered() -> None:
    classes = {getattr(telegram_error, name) for name in telegram_error.__all__}
    assert classes | {NotSent} == {type(error) for error, _ in CASES}


def test_a_wait_in_whole_seconds_is_understood_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RetryAfter, "retry_after", 5)
    assert classify(RetryAfter(timedelta(seconds=1))) == Passing(after=timedelta(seconds=5))


def test_what_never_left_is_tried_for_ever_and_never_a_double() -> None:
    trouble = classify(NotSent("cannot connect"))
    assert isinstance(trouble, Passing)
    assert not trouble.counted
    assert not trouble.doubtful


@pytest.mark.parametrize(
    ("error", "doubtful"),
    [(TimedOut("no answer"), True), (NetworkError("Internal Server Error"), False)],
)
def test_what_the_server_failed_over_is_counted(error: NetworkError, *, doubtful: bool) -> None:
    trouble = classify(error)
    assert isinstance(trouble, Passing)
    assert trouble.counted
    assert trouble.doubtful is doubtful


def test_a_group_that_became_another_has_moved() -> None:
    assert classify(ChatMigrated(-1001)) == ChatMoved(-1001)
