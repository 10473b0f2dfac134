"""Whatever happens to the files: a pack, or a list of what is wrong; never an exception."""

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.content.loading import FILES, parse_pack
from bot.dialog.content.schema import Pack
from bot.dialog.content.yaml_lines import read_yaml
from tests.content.broken import FILES_AS_SHIPPED

pytestmark = pytest.mark.usefixtures("read_once")

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line of YAML."""
PYDANTIC = re.compile(r"Input should|Field required|not permitted|should match|validation")
"""What our own messages never say."""
READABLE = st.characters(codec="utf-8")
"""What a file in UTF-8 can hold."""
PIECES = st.one_of(
    st.text(READABLE, max_size=6),
    st.sampled_from(
        [
            *("- ", ": ", "? ", "{", "}", "[", "]", "&a ", "*a", "<<: *a\n", "!!int ", "!!set "),
            *("!!timestamp ", "!!binary ", "!!omap ", "2027-13-45", "0x_", "1_0:99", ".inf", "~"),
            *(
                "\n",
                "\n  ",
                "\t",
                "---\n",
                "...\n",
                "|",
                ">-\n",
                '"',
                "'",
                "%YAML 9\n",
                "# ",
                "\x00",
            ),
            *(
                "{days}",
                "{",
                "all:",
                "not:",
                "near: []\n",
                "null",
                "yes",
                "\ufeff",
                "\x85",
                "\u2028",
            ),
        ]
    ),
)


def assert_pack_or_problems(name: str, text: str) -> None:
    found = parse_pack({**FILES_AS_SHIPPED, name: text})
    if isinstance(found, Pack):
        return
    assert found
    for problem in found:
        assert problem.file in FILES
        lines = text if problem.file == name else FILES_AS_SHIPPED[problem.file]
        assert 0 <= problem.line <= len(LINE_END.split(lines)), problem
        assert problem.message
        assert not PYDANTIC.search(problem.message), problem


@given(st.sampled_from(FILES), st.data())
def test_a_piece_cut_out_or_put_in_is_told_or_harmless(name: str, data: st.DataObject) -> None:
    text = FILES_AS_SHIPPED[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    assert_pack_or_problems(name, text[:start] + data.draw(PIECES) + text[end:])


@given(st.sampled_from(FILES), st.data())
def test_a_file_that_ends_early_is_told_or_harmless(name: str, data: st.DataObject) -> None:
    text = FILES_AS_SHIPPED[name]
    assert_pack_or_problems(name, text[: data.draw(st.integers(0, len(text)))])


@given(st.sampled_from(FILES), st.lists(PIECES, max_size=12).map("".join))
def test_a_file_of_anything_is_told(name: str, text: str) -> None:
    assert_pack_or_problems(name, text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(READABLE, max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["all", "any", "not", "id", "zh", "en", "days", "at", "default", "near"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(FILES), VALUES, st.data())
def test_any_value_in_the_place_of_another_is_told_or_harmless(
    name: str, value: object, data: st.DataObject
) -> None:
    lines = FILES_AS_SHIPPED[name].splitlines()
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if ": " in line]))
    key, _, _ = lines[number].partition(": ")
    written = repr(value) if isinstance(value, float) else _yaml(value)
    lines[number] = f"{key}: {written}"
    assert_pack_or_problems(name, "\n".join(lines))


def _yaml(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_yaml(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_yaml, value)) + "]"
        case _:
            return str(value)


PARSED = {name: read_yaml(text)[0] for name, text in FILES_AS_SHIPPED.items()}
Place = tuple[str | int, ...]


def places_in(value: Any, at: Place = ()) -> Iterator[Place]:  # noqa: ANN401 - what YAML holds
    """Yield the place of every node inside `value`."""
    inner = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for step in inner:
        yield (*at, step)
        yield from places_in(value[step], (*at, step))


PLACES = {name: list(places_in(document)) for name, document in PARSED.items()}


@given(st.sampled_from(FILES), st.data())
def test_any_node_gone_twice_or_replaced_is_told_or_harmless(
    name: str, data: st.DataObject
) -> None:
    document = copy.deepcopy(PARSED[name])
    place: Any = data.draw(st.sampled_from(PLACES[name]))
    *around, last = place
    holder: Any = document
    for step in around:
        holder = holder[step]
    other = data.draw(st.sampled_from(PLACES[name]))
    match data.draw(st.sampled_from(["delete", "duplicate", "rename", "replace", "move"])):
        case "delete":
            del holder[last]
        case "duplicate" if isinstance(holder, list):
            holder.append(holder[last])
        case "duplicate" | "rename" if isinstance(holder, dict):
            holder[f"{last}{data.draw(st.sampled_from(['', 's', '_', '-', ' ']))}"] = holder[last]
        case "rename":
            holder.insert(0, holder.pop())
        case "replace":
            holder[last] = data.draw(VALUES)
        case "move":
            found: Any = PARSED[name]
            for step in other:
                found = found[step]
            holder[last] = copy.deepcopy(found)
    assert_pack_or_problems(name, yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
