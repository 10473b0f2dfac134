"""Broken packs differ from the shipped one in a file: the others need not be read for each anew."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.dialog.content import loading
from bot.dialog.content.yaml_lines import Lines, read_yaml
from tests.content.broken import FILES_AS_SHIPPED


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Read a file that is as shipped once for all tests of a module."""
    known = {text: read_yaml(text) for text in FILES_AS_SHIPPED.values()}

    def read(text: str) -> tuple[Any, Lines]:
        return known[text] if text in known else read_yaml(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_yaml", read)
        yield
