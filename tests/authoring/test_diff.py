"""`content diff`: what an author changed, and for which answers a verdict changes."""

import shutil
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import cli
from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict, find
from bot.dialog.content.diff import verdicts
from bot.dialog.content.diff.changes import word_difference
from bot.dialog.content.diff.entries import entries, written
from bot.dialog.content.diff.report import report
from bot.dialog.content.diff.verdicts import SAMPLE, shifts
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenarios
from tests.authoring.library import make_library
from tests.dialog.expressions import EXPRESSIONS, NAMES
from tests.dialog.packs import content_of

Edit = Callable[[str, str, str], list[str]]
MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET
LINES = st.sets(st.sampled_from(NAMES))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


@pytest.fixture
def edited(library: Path, tmp_path: Path) -> Edit:
    """Replace words in one file of a copy, and return what the difference says."""
    copy = Path(shutil.copytree(library, tmp_path / "copy"))

    def edit(file: str, old: str, new: str) -> list[str]:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return list(report(load_pack(library), load_pack(copy)))

    return edit


def of(
    *operands: str, lines: dict[str, bool] | None = None, alternative: bool = False
) -> Scenarios:
    """Return one scenario that requires all operands, or one of them."""
    expression = AnyOf(any=operands) if alternative else AllOf(all=operands)
    names = dict.fromkeys((*operands, *(lines or {})), True)
    return content_of({"S01": expression}, names, lines or {})


def test_no_difference(library: Path) -> None:
    assert list(report(load_pack(library), load_pack(library))) == ["no difference"]


def test_a_comment_is_no_difference(edited: Edit) -> None:
    said = edited("ladders.yaml", "default: anything", "# ours\ndefault: anything")
    assert said == ["no difference but in comments, layout or order"]


def test_a_clause_is_told_word_by_word(edited: Edit) -> None:
    said = edited("measure.yaml", "出错不可怕。'", "出错没关系。'")
    assert said[:3] == [
        "measure.yaml: 1 changed",
        "  ~ clause study",
        "      zh: 图书馆是全镇的书房,出错[-不可怕-]{+没关系+}。",
    ]
    assert said[-1].startswith("  the same for every assignment: late_return, wet_book")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("measure.yaml", "zh: 读者理事会", "zh: 读者代表", "  ~ contact readers"),
        ("measure.yaml", "near: [common]", "near: []", "        - common"),
        ("measure.yaml", "    ask: [desk]", "    ask: [readers]", "      ask: [-desk-]{+readers+}"),
        ("measure.yaml", "zh: 告示请大家一起", "zh: 告示请人一起", "      plain.zh: 告示请[-大家-]{+人+}一起修补受损的图书。"),
        ("measure.yaml", ("        plain:\n          zh: 告示请大家一起修补受损的图书。\n"
         "          en: The notice asks people to help to mend damaged books.\n"), "",
         "      plain.zh: [-告示请大家一起修补受损的图书。-]"),
        ("measure.yaml", "leaves_open: [who_stamps]", "leaves_open: [fine]",
         "      leaves_open: [-who_stamps-]{+fine+}"),
        ("measure.yaml", "有三处写到主动登记", "有几处写到主动登记", "  ~ topic reported_unasked"),
        ("measure.yaml", "cites: [wet_book, lost_book, drawing]", "cites: [wet_book, drawing]",
         "      cites: wet_book, [-lost_book, -]drawing"),
        ("scenarios.yaml", "书丢了吗", "书真丢了吗", "      question.zh: 书{+真+}丢了吗？"),
        ("scenarios.yaml", "    asked: yes\n", "", "      asked: [-yes-]{+no+}"),
        ("scenarios.yaml", "role: cause, phrase: 生病", "role: context, phrase: 生病",
         "      ground in late_return: [-cause-]{+context+}: 生病"),
        ("scenarios.yaml", "    met_by: no\n", "", "      met_by: [-no-]{+yes+}"),
        ("ladders.yaml", "days: [-2, 0]", "days: [-3, 0]", "      days: [--2-]{+-3+}, 0"),
        ("utterances.yaml", "漏雨, got wet", "漏水, got wet, 泡水", "      cues: 4 → 5"),
        ("utterances.yaml", "漏雨, got wet", "漏水, got wet", "        + 漏水"),
        ("utterances.yaml", "漏雨, got wet", "漏水, got wet", "        - 漏雨"),
        ("utterances.yaml", "主动登记, 哪", "先登记, 主动登记, 哪", "  ~ cues of topic reported_unasked"),
        ("utterances.yaml", "[烤, 烘]", "[烤, 烘, 火边]", "  ~ evidence of no_baking"),
        ("examples.yaml", "到底谁说了算", "谁说了算", "  + question “谁说了算”"),
        ("examples.yaml", "到底谁说了算", "谁说了算", "  - question “到底谁说了算”"),
        ("examples.yaml", "    holds: [machine_broke]\n    verdict: likely_fits",
         "    holds: [machine_broke, unsold]\n    verdict: likely_fits",
         "  ~ case of machine “机器坏了”"),
        ("texts.zh.yaml", "记得还书", "别忘了还书", "  ~ text chitchat.thanks"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_author_s_terms(
    edited: Edit, file: str, old: str, new: str, told: str
) -> None:
    said = edited(file, old, new)
    assert told in said
    assert said[0].startswith(f"{file}: 1 ")


def test_every_text_of_a_pack_is_in_one_entry_and_no_two_have_one_name() -> None:
    found = entries(load_pack(None))
    assert len({(entry.file, entry.name) for entry in found}) == len(found)
    told = "\n".join(
        value if isinstance(value, str) else "\n".join(value)
        for entry in found
        for value in entry.fields.values()
    )
    pack = load_pack(None)
    for element in pack.scenarios.elements.values():
        for text in (element.question, element.why, element.shown_by):
            assert text.zh in told
            assert text.en in told
    for gap in pack.measure.gaps:
        assert gap.zh in told
    for topic in pack.measure.topics:
        assert topic.zh in told
    for clause in pack.measure.clauses.values():
        assert clause.plain is None or clause.plain.en in told


def test_an_expression_on_one_line() -> None:
    nested = AllOf(all=("a", AnyOf(any=("b", Not.model_validate({"not": "c"})))))
    assert written(nested) == "all(a, any(b, not(c)))"


@given(st.text("ab 书、.", max_size=12), st.text("ab 书、.", max_size=12))
def test_the_words_of_both_sides_can_be_read_off_a_difference(old: str, new: str) -> None:
    difference = word_difference(old, new)
    before, after = "", ""
    while difference:
        mark = {"[-": "-]", "{+": "+}"}.get(difference[:2])
        piece = difference[2 : difference.index(mark)] if mark else difference[0]
        before += piece if difference[:2] != "{+" else ""
        after += piece if difference[:2] != "[-" else ""
        difference = difference[len(piece) + (4 if mark else 0) :]
    assert (before, after) == (old, new)


def test_a_changed_rule_is_shown_by_the_smallest_assignments(edited: Edit) -> None:
    both = "- bridge_closed\n        - was_ill"
    said = edited("scenarios.yaml", "- any: [bridge_closed, was_ill]", both)
    start = said.index("  late_return: 34 of 243 assignments change, over 5 elements")
    assert "    missing_information → does_not_fit: 30, for example" in said[start:]
    assert "      bridge_closed false" in said[start:]
    assert "      overdue true, proxy false, bridge_closed true, soon_after true" in said[start:]


def test_the_changes_are_those_of_the_engine() -> None:
    old, new = of("a", "b"), of("a", "b", alternative=True)
    (shift,) = shifts(old, new)
    values = (MET, OPEN, NOT_MET)
    expected = [
        (find(old, "S01", known).verdict, find(new, "S01", known).verdict)
        for known in ({"a": a, "b": b} for a in values for b in values)
    ]
    different = [pair for pair in expected if pair[0] is not pair[1]]
    assert shift.looked_at == len(expected)
    assert shift.changed == len(different)
    assert {pair: one.count for pair, one in shift.directions.items()} == {
        pair: different.count(pair) for pair in different
    }


@given(EXPRESSIONS, EXPRESSIONS, LINES, LINES)
def test_the_counts_are_those_of_every_assignment_one_by_one(
    one: Expression, other: Expression, lines: set[str], other_lines: set[str]
) -> None:
    names = dict.fromkeys(NAMES, True)
    old = content_of({"S01": one}, names, dict.fromkeys(sorted(lines), False))
    new = content_of({"S01": other}, names, dict.fromkeys(sorted(other_lines), True))
    (shift,) = shifts(old, new)
    expected: Counter[tuple[Verdict, Verdict]] = Counter()
    for values in product((MET, OPEN, NOT_MET), repeat=len(shift.elements)):
        chosen = zip(shift.elements, values, strict=True)
        known = {name: truth for name, truth in chosen if truth is not OPEN}
        pair = (find(old, "S01", known).verdict, find(new, "S01", known).verdict)
        expected[pair] += pair[0] is not pair[1]
    counts = {pair: direction.count for pair, direction in shift.directions.items()}
    assert counts == {pair: count for pair, count in expected.items() if count}
    for (before, after), direction in shift.directions.items():
        for shown in direction.smallest:
            assert find(old, "S01", dict(shown)).verdict is before
            assert find(new, "S01", dict(shown)).verdict is after


def test_at_most_three_of_the_fewest_known_elements_are_shown() -> None:
    (shift,) = shifts(of("a", "b", "c", "d", "e"), of("a"))
    shown = shift.directions[Verdict.DOES_NOT_FIT, Verdict.MISSING_INFORMATION].smallest
    assert [len(known) for known in shown] == [1, 1, 1]
    assert all(truth is NOT_MET for ((_, truth),) in shown)


def test_a_bottom_line_of_one_pack_is_among_the_elements() -> None:
    (shift,) = shifts(of("a"), of("a", lines={"honest": True}))
    assert shift.elements == ("a", "honest")
    assert shift.directions.keys() == {
        (Verdict.LIKELY_FITS, Verdict.DOES_NOT_FIT),
        (Verdict.MISSING_INFORMATION, Verdict.DOES_NOT_FIT),
    }


def test_a_line_of_both_packs_is_none() -> None:
    (shift,) = shifts(of("a", lines={"honest": True}), of("a", "b", lines={"honest": False}))
    assert shift.elements == ("a", "b")


def test_too_many_elements_are_sampled_and_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "SAMPLE", 500)
    names = [f"e{number}" for number in range(14)]
    first = list(shifts(of(*names), of(*names[:-1])))
    assert first[0].sampled
    assert first[0].looked_at == 500 + 1 + 2 * 14 + 4 * 91 + 8 * 364
    assert first == list(shifts(of(*names), of(*names[:-1]))), "the seed makes it repeatable"
    old = load_pack(None).model_copy(update={"scenarios": of(*names)})
    new = load_pack(None).model_copy(update={"scenarios": of(*names[:-1])})
    *_, said = report(old, new)
    assert said == (
        "  * over 13 elements: looked at are all assignments of at most 3 known elements,"
        f" and {SAMPLE} at random with seed 1"
    )


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["content", "diff", *map(str, arguments)])
    return result.exit_code, result.stdout


def test_two_measures_that_have_nothing_in_common(library: Path) -> None:
    code, out = run(DEFAULT_FOLDER, library)
    assert code == 0
    assert "  + scenario machine" in out
    assert "  - scenario S12" in out
    assert out.endswith("verdicts\n  the packs have no scenario in common\n")


def test_a_broken_pack_is_told_with_its_folder(library: Path, tmp_path: Path) -> None:
    code, out = run(library, tmp_path / "nowhere")
    assert code == 1
    assert f"{tmp_path / 'nowhere'}/measure.yaml: the file is missing" in out
    assert f"{library}/" not in out
