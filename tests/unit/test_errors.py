"""Every error says in both languages what is wrong, with the same facts."""

import inspect
from collections.abc import Iterator

import pytest

from bot import errors
from bot.dialog.content.lint.texts import placeholders
from bot.errors import (
    ApiError,
    AssistantError,
    StorageError,
    StorageUnreachable,
    StorageUnusable,
    reader_language,
)


def tree(root: type[AssistantError] = AssistantError) -> Iterator[type[AssistantError]]:
    yield root
    for branch in root.__subclasses__():
        yield from tree(branch)


LEAVES = [kind for kind in tree() if not kind.__subclasses__()]


@pytest.mark.parametrize("kind", list(tree()))
def test_every_class_stands_in_one_file_and_in_its_picture(kind: type[AssistantError]) -> None:
    assert kind.__module__ == "bot.errors"
    assert kind.__name__ in inspect.getdoc(errors)  # type: ignore[operator]
    assert kind.exit_code > 0


@pytest.mark.parametrize("kind", LEAVES)
def test_both_languages_use_the_same_facts(kind: type[AssistantError]) -> None:
    assert placeholders(kind.zh) == placeholders(kind.en) != set()
    assert kind.zh != AssistantError.zh
    assert kind.en.isascii()
    assert not kind.zh.isascii()


@pytest.mark.parametrize("kind", LEAVES)
def test_a_sentence_takes_the_facts_of_its_language(kind: type[AssistantError]) -> None:
    error = kind(**dict.fromkeys(placeholders(kind.zh), ("甲{x}", "A{x}")))
    assert "甲{x}" in error.sentence("zh")
    assert "A{x}" in error.sentence("en")
    assert str(error) == error.sentence("en")


def test_a_branch_catches_its_leaves() -> None:
    assert {kind.__name__ for kind in StorageError.__subclasses__()} == {
        "StorageUnusable",
        "StorageInUse",
        "StorageTooNew",
        "StorageOfOtherMode",
        "BackupBroken",
        "BackupElsewhere",
        "RestoreWouldOverwrite",
        "CopyTargetInUse",
        "CopyDiffers",
    }
    assert StorageUnusable.__subclasses__() == [StorageUnreachable]
    assert {kind.__name__ for kind in ApiError.__subclasses__()} == {
        "TokenRefused",
        "ApiUnreachable",
    }


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "EN", "LC_ALL": ""}, "en"),
    ],
)
def test_the_reader_is_spoken_to_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LANG", "LC_MESSAGES", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert reader_language() == language
