"""A proof of a sound pack by an engine with a fault finds the fault."""

from bot.dialog.actions import Answer
from bot.dialog.checklist.flip import Flip, flips
from bot.dialog.checklist.interview import Check, remaining, truths
from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.checklist.verdict import Finding, Verdict, find
from bot.dialog.content.rules import Scenarios
from bot.dialog.proof.engine import Engine
from tests.dialog.expressions import all_of, any_of
from tests.proof.proofs import refuted, small_pack

PACK = small_pack(
    {"S01": all_of("a", "line", any_of("b", "c")), "S02": all_of("a", "d")},
    {"line": True, "silent": False},
)
BRUTE = "S02: brute force agrees on 81 assignments"


def counterexamples(engine: Engine) -> dict[str, str]:
    return refuted(PACK, engine)


def test_the_engine_itself_has_none() -> None:
    assert counterexamples(Engine()) == {}


def test_a_premature_no() -> None:
    def hasty(content: Scenarios, scenario: str, known: Truths) -> Finding:
        finding = find(content, scenario, known)
        open_ = finding.verdict is Verdict.MISSING_INFORMATION
        return Finding(scenario, Verdict.DOES_NOT_FIT) if open_ else finding

    wrong = counterexamples(Engine(find=hasty))
    assert "gives missing_information" in wrong["S02: every verdict can be reached"]
    overturned = wrong["S02: learning more never overturns a definite verdict"]
    assert "found does_not_fit, and likely_fits once a is met" in overturned
    assert "expected missing_information, found does_not_fit: the engine is wrong" in wrong[BRUTE]


def test_a_single_wrong_verdict_among_all() -> None:
    def once(content: Scenarios, scenario: str, known: Truths) -> Finding:
        all_open = len(known) == 4 and set(known.values()) == {Truth.UNDETERMINED}
        finding = find(content, scenario, known)
        return Finding(scenario, Verdict.LIKELY_FITS) if all_open else finding

    wrong = counterexamples(Engine(find=once))
    assert wrong[BRUTE].startswith(
        "1 assignments, the first with undetermined a, d, line, silent: "
        "expected missing_information, found likely_fits"
    )


def test_forgotten_bottom_lines() -> None:
    def forgetful(content: Scenarios, scenario: str, known: Truths) -> Finding:
        lines = dict.fromkeys(content.lines_of[scenario], Truth.MET)
        return find(content, scenario, {**known, **lines})

    wrong = counterexamples(Engine(find=forgetful))
    assert "as silent is crossed" in wrong["S01: a crossed bottom line never fits"]
    assert wrong["S01: every element matters"].startswith("silent: ")


def test_too_much_presumed_and_too_little() -> None:
    def trusting(content: Scenarios, scenario: str, known: Truths) -> Finding:
        return find(content, scenario, {**dict.fromkeys(content.bottom_lines, Truth.MET), **known})

    def wary(content: Scenarios, scenario: str, known: Truths) -> Finding:
        open_ = dict.fromkeys(content.bottom_lines, Truth.UNDETERMINED)
        return find(content, scenario, {**open_, **known})

    presumed = "only other bottom lines are presumed to hold"
    assert list(counterexamples(Engine(find=trusting))) == [f"S01: {presumed}"]
    assert list(counterexamples(Engine(find=wary))) == [f"S01: {presumed}", f"S02: {presumed}"]


def test_a_question_that_comes_again() -> None:
    def repeating(content: Scenarios, check: Check) -> list[str]:
        left = remaining(content, check)
        return [*left, "a"] if len(left) == 1 else left

    wrong = counterexamples(Engine(remaining=repeating))
    (fault, *_) = [text for says, text in wrong.items() if says.startswith("S01: asking ends")]
    assert "expected no answered question, found a again: the engine asks wrongly" in fault


def test_a_bound_that_is_exceeded() -> None:
    def growing(content: Scenarios, check: Check) -> list[str]:
        left = remaining(content, check)
        return left * 3 if check.answers else left

    wrong = counterexamples(Engine(remaining=growing))
    (fault,) = [text for says, text in wrong.items() if says.startswith("S02: asking ends")]
    assert "after a yes: expected at most 2 more, found 6 (d, line, d" in fault


def test_a_question_that_was_not_announced() -> None:
    def curious(content: Scenarios, check: Check) -> list[str]:
        left = remaining(content, check)
        return ["b", *left[1:]] if check.answers and "b" not in dict(check.answers) else left

    wrong = counterexamples(Engine(remaining=curious))
    (fault,) = [text for says, text in wrong.items() if says.startswith("S02: asking ends")]
    assert "after a yes: expected nothing unannounced, found b: the engine asks wrongly" in fault


def test_a_bound_that_only_all_scenarios_together_exceed() -> None:
    def growing(content: Scenarios, check: Check) -> list[str]:
        left = remaining(content, check)
        return left * 2 if check.answers and len(check.scenarios) > 1 else left

    (says,) = counterexamples(Engine(remaining=growing))
    assert says.startswith("all scenarios: asking for all scenarios ends within the 5 questions")


def test_an_asking_that_ends_too_early() -> None:
    def lazy(content: Scenarios, check: Check) -> list[str]:
        return remaining(content, check)[:1] if not check.answers else []

    wrong = counterexamples(Engine(remaining=lazy))
    (text,) = [text for says, text in wrong.items() if says.startswith("S02: in all")]
    assert "the asking ended with met a: expected one verdict whatever else is true" in text
    assert "found does_not_fit or missing_information or likely_fits" in text


def test_an_unclear_answer_ends_nothing() -> None:
    def discouraged(content: Scenarios, check: Check) -> list[str]:
        unclear = Answer.UNCLEAR in dict(check.answers).values()
        return [] if unclear else remaining(content, check)

    wrong = counterexamples(Engine(remaining=discouraged))
    (text,) = [text for says, text in wrong.items() if says.startswith("S02: in all")]
    assert "with undetermined a: expected one verdict" in text
    assert (
        Truth.UNDETERMINED
        in truths(PACK.scenarios, Check(("S02",), "").answered("a", Answer.UNCLEAR)).values()
    )


def flawed(change: str) -> dict[str, str]:
    def wrong(
        content: Scenarios, scenario: str, known: Truths, towards: Verdict | None = None
    ) -> tuple[Flip, ...]:
        found = flips(content, scenario, known, towards)
        match change:
            case "too large":
                extra = ("silent", Truth.MET)
                return tuple(Flip((*flip.changes, extra), flip.verdict) for flip in found)
            case "false promise":
                return tuple(Flip(flip.changes, Verdict.MISSING_INFORMATION) for flip in found)
            case _:
                return found[1:]

    return counterexamples(Engine(flips=wrong))


def test_flips_that_are_too_large_false_or_missing() -> None:
    flip = "S02: flips are the smallest changes of the verdict (10 random assignments)"
    assert "silent: the engine is wrong" in flawed("too large")[flip]
    assert "promises missing_information, found" in flawed("false promise")[flip]
    assert "found no way: the engine is wrong" in flawed("missing")[flip]
