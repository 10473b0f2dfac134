"""The official calendar of more years, as an operator writes it down."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.content.problem import Problem
from bot.dialog.deadline.announced import read_years
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.workdays import OfficialYear
from tests.dialog.calendars import YEAR_2027

KNOWN = official_workdays().years


def problems_of(text: str) -> list[str]:
    found = read_years(text, "workdays.txt")
    assert isinstance(found, list)
    return [str(problem) for problem in found]


def written(years: Iterable[OfficialYear]) -> str:
    """Return years as an operator may write them, a day a line."""
    days = [
        (day, word)
        for one in years
        for word, days in (("休", one.off), ("班", one.worked))
        for day in days
    ]
    return "\n".join(f"{day} {word}" for day, word in sorted(days))


def test_a_year_with_spans_remarks_and_workdays_instead() -> None:
    years = read_years(YEAR_2027, "workdays.txt")
    assert isinstance(years, dict)
    assert list(years) == [2027]
    assert date(2027, 2, 12) in years[2027].off
    assert date(2027, 2, 20) in years[2027].worked


@given(chosen=st.sets(st.sampled_from(sorted(KNOWN)), min_size=1))
def test_every_official_year_since_2004_can_be_written_down(chosen: set[int]) -> None:
    years = {year: KNOWN[year] for year in chosen}
    assert read_years(written(years.values()), "workdays.txt") == years


@pytest.mark.parametrize(
    "change",
    [
        ("..", "至"),
        ("..", " ~ "),
        (" 休", " 放假"),
        (" 休", "\toff"),
        (" 班", " 上班"),
        ("\n", "\r\n"),
        ("# 放假安排", "\ufeff# 放假安排"),
    ],
)
def test_other_ways_of_writing_are_read_the_same(change: tuple[str, str]) -> None:
    text = YEAR_2027.strip()
    assert change[0] in text
    assert read_years(text.replace(*change), "x") == read_years(YEAR_2027, "x")


def test_nothing_is_no_year_and_no_mistake() -> None:
    assert read_years("# nothing yet\n\n", "x") == {}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2027-06-09", "cannot be read: write a day or a span"),
        ("2027-06-09 假", "cannot be read"),
        ("9 June off", "cannot be read"),
        ("2027-06-31 休", "names a day that does not exist"),
        ("2027-06-11..2027-06-09 休", "is no span of days"),
        ("2027-06-09..2028-06-11 休", "is no span of days"),
        ("2027-10-01 休", "is stated already, in line "),
        ("2027-10-01 班", "is stated already, in line "),
        ("2027-06-16 班", "is no Saturday or Sunday"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_its_remedy(line: str, told: str) -> None:
    (problem,) = problems_of(f"{YEAR_2027}\n{line}")
    number = len(f"{YEAR_2027}\n{line}".splitlines())
    assert problem.startswith(f"workdays.txt:{number}: ")
    assert told in problem


def test_a_year_that_was_not_written_to_its_end_is_refused() -> None:
    (problem,) = problems_of("2027-01-01..2027-01-03 休")
    assert problem == (
        "workdays.txt: 2027: 2027-05-01, 2027-10-01, 2027-10-02, 2027-10-03 must be off: "
        "write down the whole year, or leave it out"
    )
    days = "2027-01-01 休\n2027-05-01 休\n2027-10-01..2027-10-07 休"
    assert "only 9 days off" in problems_of(days)[0]


@given(
    st.text()
    | st.lists(st.sampled_from(["2027-01-01", "..", "至", " ", "休", "班", "#", "\n"])).map("".join)
)
def test_anything_is_read_or_refused(text: str) -> None:
    found = read_years(text, "x")
    assert isinstance(found, dict) or all(isinstance(one, Problem) for one in found)
