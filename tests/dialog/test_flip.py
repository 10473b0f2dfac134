"""Flips: applying one changes the verdict, and no smaller set of answers does."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.flip import Flip, flips
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.rules import Expression, Scenarios, references
from tests.dialog.contents import CONTENTS, contents, known_of, verdict_on
from tests.dialog.expressions import READ_ONCE, Known, all_of, any_of, negated
from tests.dialog.packs import content_of

MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET
FITS, MISSING, NOT = Verdict.LIKELY_FITS, Verdict.MISSING_INFORMATION, Verdict.DOES_NOT_FIT
TOWARDS = st.none() | st.sampled_from(Verdict)
SMALL = st.one_of(CONTENTS, contents(READ_ONCE))


def searched(
    content: Scenarios, scenario: str, known: Known, towards: Verdict | None
) -> set[frozenset[tuple[str, Truth]]]:
    """Return all smallest changes that lead there, by trying every set of answers."""
    names = sorted(set(references(content.complete[scenario])))
    present = verdict_on(content, scenario, known)
    for size in range(1, len(names) + 1):
        found = set()
        for chosen in combinations(names, size):
            for truths in product((MET, NOT_MET), repeat=size):
                change = dict(zip(chosen, truths, strict=True))
                reached = verdict_on(content, scenario, known | change)
                if reached is not present and towards in (None, reached):
                    found.add(frozenset(change.items()))
        if found:
            return found
    return set()


@given(SMALL, st.data(), TOWARDS)
def test_flips_are_the_smallest_sets_that_an_exhaustive_search_finds(
    content: Scenarios, data: st.DataObject, towards: Verdict | None
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        found = flips(content, name, known, towards)
        expected = searched(content, name, known, towards)
        assert {frozenset(flip.changes) for flip in found} == expected
        assert len(found) == len(expected), "each of them once"


@given(CONTENTS, st.data(), TOWARDS)
def test_applying_a_flip_leads_to_the_verdict_that_it_tells(
    content: Scenarios, data: st.DataObject, towards: Verdict | None
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        before = verdict_on(content, name, known)
        for flip in flips(content, name, known, towards):
            after = verdict_on(content, name, known | dict(flip.changes))
            assert after is flip.verdict
            assert after is not before
            assert towards in (None, after)
            assert OPEN not in dict(flip.changes).values()
            assert all(known.get(element) is not truth for element, truth in flip.changes)


@given(CONTENTS, st.data(), TOWARDS)
def test_flips_of_what_is_read_first_come_first(
    content: Scenarios, data: st.DataObject, towards: Verdict | None
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        order = list(dict.fromkeys(references(content.complete[name])))
        places = [
            [order.index(element) for element, _ in flip.changes]
            for flip in flips(content, name, known, towards)
        ]
        assert places == sorted(places)


FOUR = dict.fromkeys("abcd", True)


@pytest.mark.parametrize(
    ("requires", "known", "towards", "expected"),
    [
        (all_of("a", "b"), {"a": MET, "b": NOT_MET}, None, [("b", MET, FITS)]),
        (all_of("a", "b"), {"a": MET}, FITS, [("b", MET, FITS)]),
        (all_of("a", negated("b")), {"a": MET, "b": MET}, None, [("b", NOT_MET, FITS)]),
        (
            all_of("a", "b"),
            {"a": MET, "b": MET},
            None,
            [("a", NOT_MET, NOT), ("b", NOT_MET, NOT)],
        ),
        (all_of("a", negated("a")), {"a": MET}, FITS, []),
    ],
)
def test_some_flips(
    requires: Expression,
    known: Known,
    towards: Verdict | None,
    expected: list[tuple[str, Truth, Verdict]],
) -> None:
    content = content_of({"S01": requires}, FOUR)
    assert list(flips(content, "S01", known, towards)) == [
        Flip(((element, truth),), verdict) for element, truth, verdict in expected
    ]


def test_an_element_that_stands_on_both_sides_keeps_its_place() -> None:
    content = content_of({"S01": any_of("b", "a", negated("b"))}, FOUR)
    changes = [flip.changes for flip in flips(content, "S01", {}, FITS)]
    assert changes == [(("b", MET),), (("b", NOT_MET),), (("a", MET),)]


def test_to_come_to_rest_in_the_middle_one_may_rise_and_another_fall() -> None:
    content = content_of({"S01": any_of("a", all_of("b", "c"))}, FOUR)
    (flip,) = flips(content, "S01", {"a": MET, "b": NOT_MET}, MISSING)
    assert flip == Flip((("a", NOT_MET), ("b", MET)), MISSING)


def test_a_bottom_line_may_be_what_undoes_a_fit() -> None:
    content = content_of({"S01": "a"}, {"a": True, "gain": False}, {"gain": False})
    found = flips(content, "S01", {"a": MET})
    changed = list(chain.from_iterable(flip.changes for flip in found))
    assert changed == [("a", NOT_MET), ("gain", NOT_MET)]


def test_where_the_verdict_is_there_already_nothing_has_to_change() -> None:
    content = content_of({"S01": "a"}, FOUR)
    assert flips(content, "S01", {"a": MET}, FITS) == ()
