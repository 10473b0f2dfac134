"""Whatever happens to the files: a pack, or a list of what is wrong; never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.content.loading import FILES, parse_pack
from bot.dialog.content.schema import Pack
from tests.content.broken import FILES_AS_SHIPPED

READABLE = st.characters(codec="utf-8")
"""What a file in UTF-8 can hold."""
SMALL = ("ladders.yaml", "scenarios.yaml", "utterances.yaml", "texts.en.yaml")
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
        assert 0 <= problem.line <= text.count("\n") + len(FILES_AS_SHIPPED[problem.file])
        assert problem.message


@given(st.sampled_from(SMALL), st.data())
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


@given(st.sampled_from(SMALL), VALUES, st.data())
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
