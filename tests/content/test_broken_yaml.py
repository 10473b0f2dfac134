"""Files that are missing, that are no YAML, or of another shape: told, never a traceback."""

from collections.abc import Mapping

import pytest

from bot.dialog.content.loading import FILES
from bot.dialog.content.problem import Problem
from tests.content.broken import FILES_AS_SHIPPED, changed, told, with_more

pytestmark = pytest.mark.usefixtures("read_once")

LADDERS = "ladders.yaml"
LADDER = """\
default: a
overdue_at: "08:00"
kinds:
  a:
    title: {zh: 甲, en: A}
    days: [0]
    at: "09:00"
"""
NO_FIELDS = "must be a group of fields: write each as “name: value”"


def ladder(text: str) -> dict[str, str]:
    return {**FILES_AS_SHIPPED, LADDERS: text}


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name: str) -> None:
    files = {file: text for file, text in FILES_AS_SHIPPED.items() if file != name}
    assert told(files) == [f"{name}: the file is missing: add it to the content folder"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", ["", "# nothing\n", "- 1\n", "word\n"])
def test_a_file_of_another_shape_is_told(name: str, text: str) -> None:
    assert told({**FILES_AS_SHIPPED, name: text}) == [f"{name}:1: {NO_FIELDS}"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("default: [1\n", 1, "did not find expected ',' or ']': close the bracket, and put a comma between the items"),
        ("default:\n\tdays: 1\n", 2, "found character that cannot start any token: indent with spaces, and put text that begins with a sign in quotes"),
        ("a: 1\nb: 'x\n", 2, "found unexpected end of stream: close the quotes"),
        ("a: b: c\n", 1, "mapping values are not allowed in this context: put text with a colon in it in quotes"),
        ("a: 'x' y\n", 1, "did not find expected key: give it the indent of its neighbours, and close the quotes"),
        ("a: {b: 1\nc: 2\n", 2, "did not find expected ',' or '}': close the brace, and put a comma between the fields"),
        ("a: 1\nb\nc: 1\n", 3, "could not find expected ':': write it as “name: value”"),
        (LADDER + "default: 1\n", 8, "“default” stands here twice"),
        ("default:\n  days: [1]\n  days: [2]\n", 3, "“days” stands here twice"),
        (LADDER + "---\n" + LADDER, 8, "but found another document"),
        ("default: *nothing\n", 1, "found undefined alias: put text that begins with * in quotes"),
        ("default: &a\n  days: [*a]\n", 1, "this contains itself"),
        (LADDER + "yes: 1\n", 8, "this key is not read as text: put it in quotes"),
        (LADDER + "? [a]\n: 1\n", 8, "this key is not read as text: put it in quotes"),
        (LADDER + "a: !!python/name:os.system x\n", 8, "could not determine a constructor"),
        (LADDER + "a: 2027-13-45\n", 8, "this cannot be read as timestamp, put it in quotes"),
        (LADDER + "a: !!bool x\n", 8, "this cannot be read as bool"),
        (LADDER + "a: !!timestamp x\n", 8, "this cannot be read as timestamp"),
        (LADDER + "a: !!int\n", 8, "this cannot be read as int"),
        (LADDER + "a: !!int x\n", 8, "this cannot be read as int, put it in quotes"),
        (LADDER + "a: 0b_\n", 8, "this cannot be read as int, put it in quotes"),
        (f"default:\n  days: [{'9' * 5000}]\n", 2, "this cannot be read as int"),
    ],
)  # fmt: skip
def test_bad_yaml_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    [problem] = told(ladder(text))
    assert problem.startswith(f"ladders.yaml:{line}: not valid YAML: {reason}")
    assert problem.count(": ") >= 3, "where, that it is no YAML, why, and what to do"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("a: \x00", "unacceptable character"), ("[" * 2000 + "]" * 2000, "nested too deeply")],
)
def test_bad_yaml_without_a_line_is_told(text: str, reason: str) -> None:
    [problem] = told(ladder(text))
    assert problem.startswith(f"ladders.yaml: not valid YAML: {reason}")


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ('    at: "09:00"\n', "", ["4: kinds.a.at: is missing: add it"]),
        ("default: a\n", "", ["1: default: is missing: add it"]),
        ("default: a\n", "other: 1\n", [
            "1: default: is missing: add it",
            "1: other: there is no field “other” here: remove it",
        ]),
        ("default: a\n", "defaults: a\n", [
            "1: defaults: there is no field “defaults” here: did you mean “default”?",
        ]),
        ("days: [0]", "day: [1]", [
            "6: kinds.a.day: there is no field “day” here: did you mean “days”?",
        ]),
        ("{zh: 甲, en: A}", "{zh: 甲, eng: A}", [
            "5: kinds.a.title.eng: there is no field “eng” here: did you mean “en”?",
        ]),
        ("days: [0]", "days: []", ["6: kinds.a.days: is empty: add at least one"]),
        ("days: [0]", "days: 1", ["6: kinds.a.days: must be a list: write [ … ]"]),
        ("days: [0]", "days:", ["6: kinds.a.days: must be a list: write [ … ]"]),
        ("[0]", "\n      - 0\n      - x", [
            "8: kinds.a.days.1: must be a whole number: write it like -3",
        ]),
        ("[0]", "[1]", [
            "6: kinds.a.days.0: is after the deadline: write 0 or less, who is overdue is reminded anyhow",
        ]),
        ("[0]", "[1.5]", ["6: kinds.a.days.0: must be a whole number: write it like -3"]),
        ("[0]", "[[1]]", ["6: kinds.a.days.0: must be a whole number: write it like -3"]),
        ('"09:00"', "9:00", ["7: kinds.a.at: must be text: put it in quotes"]),
        ('"09:00"', "'24:00'", ['7: kinds.a.at: “24:00” is no time of day: write it like "09:00"']),
        ("zh: 甲", "zh: yes", ["5: kinds.a.title.zh: must be text: put it in quotes"]),
        ("zh: 甲", "zh: null", ["5: kinds.a.title.zh: is empty: write the text"]),
        ("zh: 甲", "zh: ' '", ["5: kinds.a.title.zh: is empty: write the text"]),
        ("zh: 甲", "zh: [甲]", [
            "5: kinds.a.title.zh: must be one text: write no list and no fields here",
        ]),
        ("{zh: 甲, en: A}", "甲", [f"5: kinds.a.title: {NO_FIELDS}"]),
        ("  a:\n", "  甲:\n", [
            ("4: kinds.甲: “甲” cannot be an id: begin with a letter, and use only letters a to z, "
            "digits and _, at most 64"),
        ]),
        ("default: a", "default: the kind", [
            ("1: default: “the kind” cannot be an id: begin with a letter, and use only letters a "
            "to z, digits and _, at most 64"),
        ]),
        (LADDER.partition("\n")[2], 'overdue_at: "08:00"\nkinds: {}\n', ["3: kinds: is empty: add at least one"]),
    ],
)  # fmt: skip
def test_a_wrong_ladder_is_told(old: str, new: str, problems: list[str]) -> None:
    assert old in LADDER
    files = ladder(LADDER.replace(old, new, 1))
    assert told(files) == [f"ladders.yaml:{problem}" for problem in problems]


def test_all_problems_of_all_files_are_told_in_order() -> None:
    files = {
        **changed("scenarios.yaml", "role: context", "role: x"),
        LADDERS: "default: [\n",
    }
    del files["texts.en.yaml"]
    names = [problem.split(":")[0] for problem in told(files)]
    assert names == ["ladders.yaml", "scenarios.yaml", "texts.en.yaml"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (with_more(LADDERS, "# a remark\n"), "a comment"),
        (ladder(LADDER), "few kinds"),
        (ladder("\ufeff" + LADDER), "a mark of the byte order"),
        (ladder(LADDER.replace("\n", "\r\n")), "line ends of Windows"),
        (
            ladder(
                LADDER
                + "  b: {<<: {at: '09:00', days: [-2]}, title: {zh: 乙, en: B}, words: [b]}\n"
            ),
            "merged keys",
        ),
        (changed("scenarios.yaml", "met_by: no", "met_by: 'no'"), "a yes or no in quotes"),
        (changed("ladders.yaml", "clause: C4a", "clause: null"), "nothing, said explicitly"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_harmless_is_accepted(files: Mapping[str, str], reason: str) -> None:
    assert told(files) == [], reason


def test_a_problem_without_line_or_path_is_still_a_sentence() -> None:
    assert str(Problem("a.yaml", 0, "", "broken")) == "a.yaml: broken"
    assert str(Problem("a.yaml", 0, "x.y", "broken")) == "a.yaml: x.y: broken"
    assert str(Problem("a.yaml", 7, "", "broken")) == "a.yaml:7: broken"
