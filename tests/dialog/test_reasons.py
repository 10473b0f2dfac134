"""Reasons: the expression with the truth of each part, and what each element does to the verdict."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth, evaluate, undecided
from bot.dialog.checklist.reasons import Effect, Group, Reason, reasons
from bot.dialog.checklist.verdict import Verdict, find, presumed
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Role, Scenarios
from tests.dialog.contents import CONTENTS, READ_ONCE_CONTENTS, known_of
from tests.dialog.expressions import Known, all_of, any_of, kleene, negated
from tests.dialog.packs import content_of

MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET


def same_shape(tree: Group | Reason, expression: Expression, known: Known) -> bool:
    """Return whether `tree` is `expression` part by part, each with the truth that it has."""
    match expression, tree:
        case str() as name, Reason(element=element, truth=truth):
            return element == name and truth is known.get(name, OPEN)
        case AllOf(all=operands), Group(kind="all", truth=truth, parts=parts):
            pass
        case AnyOf(any=operands), Group(kind="any", truth=truth, parts=parts):
            pass
        case Not(not_=operand), Group(kind="not", truth=truth, parts=parts):
            operands = (operand,)
        case _:
            return False
    return (
        truth is kleene(expression, known)
        and len(parts) == len(operands)
        and all(map(same_shape, parts, operands, [known] * len(parts)))
    )


@given(CONTENTS, st.data())
def test_the_reasons_have_the_shape_of_what_is_required(
    content: Scenarios, data: st.DataObject
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        tree = reasons(content, name, known)
        assert same_shape(tree, content.complete[name], dict(presumed(content, name, known)))


@given(CONTENTS, st.data())
def test_an_element_without_effect_cannot_alone_change_the_verdict(
    content: Scenarios, data: st.DataObject
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        leaves = list(reasons(content, name, known).leaves())
        mattering = {leaf.element for leaf in leaves if leaf.effect is not Effect.NONE}
        verdict = find(content, name, known).verdict
        for element in {leaf.element for leaf in leaves} - mattering:
            for truth in Truth:
                assert find(content, name, known | {element: truth}).verdict is verdict


@given(CONTENTS, st.data())
def test_a_definite_verdict_has_reasons_of_its_own_side_alone(
    content: Scenarios, data: st.DataObject
) -> None:
    known = data.draw(known_of(content))
    side = {Verdict.LIKELY_FITS: Effect.FOR, Verdict.DOES_NOT_FIT: Effect.AGAINST}
    for name in content.scenarios:
        verdict = find(content, name, known).verdict
        effects = {leaf.effect for leaf in reasons(content, name, known).leaves()}
        if verdict in side:
            assert side[verdict] in effects
            assert effects <= {side[verdict], Effect.NONE}
        else:
            assert Effect.OPEN in effects


@given(CONTENTS, st.data())
def test_for_and_against_tell_what_the_scenario_needs(
    content: Scenarios, data: st.DataObject
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        for leaf in reasons(content, name, known).leaves():
            wanted = MET if leaf.straight else NOT_MET
            if leaf.effect is Effect.FOR:
                assert leaf.truth is wanted
            if leaf.effect is Effect.AGAINST:
                assert leaf.truth not in (wanted, OPEN)
            if leaf.effect is Effect.OPEN:
                assert leaf.truth is OPEN


@given(READ_ONCE_CONTENTS, st.data())
def test_what_is_open_is_what_could_still_decide(content: Scenarios, data: st.DataObject) -> None:
    known = data.draw(known_of(content))
    leaves = reasons(content, "S01", known).leaves()
    complete = content.complete["S01"]
    assert [leaf.element for leaf in leaves if leaf.effect is Effect.OPEN] == list(
        undecided(complete, presumed(content, "S01", known))
    )
    assert (
        evaluate(complete, presumed(content, "S01", known)) is reasons(content, "S01", known).truth
    )


def test_alternatives_beside_one_that_holds_have_no_effect() -> None:
    content = content_of(
        {"S01": all_of("a", any_of("b", "c"), negated("d"))}, dict.fromkeys("abcd", True)
    )
    known = {"a": MET, "b": NOT_MET, "c": MET, "d": MET}
    leaves = reasons(content, "S01", known).leaves()
    assert {leaf.element: (leaf.effect, leaf.straight) for leaf in leaves} == {
        "a": (Effect.NONE, True),
        "b": (Effect.NONE, True),
        "c": (Effect.NONE, True),
        "d": (Effect.AGAINST, False),
    }
    leaves = reasons(content, "S01", known | {"d": NOT_MET}).leaves()
    assert [leaf.effect for leaf in leaves] == [
        Effect.FOR,
        Effect.NONE,
        Effect.FOR,
        Effect.FOR,
    ]


def test_each_reason_has_the_words_of_the_scenario_and_a_bottom_line_those_of_its_principle() -> (
    None
):
    content = content_of({"S01": "a", "S02": "a"}, {"a": True, "gain": False}, {"gain": False})
    for name in content.scenarios:
        own, line = reasons(content, name, {}).leaves()
        assert own.ground == content.elements["a"].ground_in(name)
        assert (line.ground.clause, line.ground.phrase) == ("P5", "坚守底线")
        assert line.ground.role is Role.CONDITION
