"""The files of the shipped pack, and how to break them."""

import re
from collections.abc import Mapping

from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.content.loading import FILES, parse_pack
from bot.dialog.content.schema import Pack

_LINES = re.compile(r"((?:^    - .*\n){4})(?:^    - .*\n)+", re.MULTILINE)
"""More lines of one target than four: thousands of them say nothing more here, and take long."""

_STORIES = re.compile(
    r"^(?:(?:evidence|statements):\n(?:  .*\n)+|asides: \[[^\]]*\]\n)", re.MULTILINE
)
"""Likewise what is heard in stories; a test that is about it brings its own."""


def _shortened(text: str) -> str:
    """Return a file of the shipped pack with less of what is many and alike; it stays a good one."""
    return _STORIES.sub("", _LINES.sub(r"\1", text))


FILES_AS_SHIPPED: Mapping[str, str] = {
    name: _shortened((DEFAULT_FOLDER / name).read_text(encoding="utf-8")) for name in FILES
}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return the files with the first `old` in one of them replaced."""
    text = FILES_AS_SHIPPED[name]
    assert old in text, f"{old!r} is not in {name}"
    return {**FILES_AS_SHIPPED, name: text.replace(old, new, 1)}


def with_more(name: str, more: str) -> dict[str, str]:
    """Return the files with lines added at the end of one of them."""
    return {**FILES_AS_SHIPPED, name: FILES_AS_SHIPPED[name] + more}


def told(files: Mapping[str, str]) -> list[str]:
    """Return what is said of `files`: the problems in order, or nothing for a pack."""
    match parse_pack(files):
        case Pack():
            return []
        case problems:
            return [str(problem) for problem in problems]


def line_of(files: Mapping[str, str], name: str, words: str) -> int:
    """Return the line (1-based) of the first `words` in a file."""
    return files[name][: files[name].index(words)].count("\n") + 1


def assert_told(name: str, old: str, new: str, *expected: tuple[str, str]) -> None:
    """Change a file, and expect exactly these problems in it: the words of their lines, and what.

    What other files then have wrong as a consequence is theirs.
    """
    files = changed(name, old, new)
    problems = [f"{name}:{line_of(files, name, words)}: {what}" for words, what in expected]
    assert [one for one in told(files) if one.startswith(name)] == problems
