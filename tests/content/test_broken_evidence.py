"""Mistakes in the evidence: each is told once, at its line, with what to do."""

import pytest

from tests.content.broken import line_of, told, with_more

pytestmark = pytest.mark.usefixtures("read_once")

SAID = "utterances.yaml"


@pytest.mark.parametrize(
    ("evidence", "words", "message"),
    [
        (
            "  out_los: {holds: [赔了]}",
            "out_los:",
            "out_los: there is no element “out_los”: did you mean “out_loss”?",
        ),
        ("  out_loss: {}", "out_loss: {}", "out_loss: has no cues: add some or remove it"),
        (
            "  out_loss: {holds: [赔了], fails: [没赔, 赔了]}",
            "out_loss:",
            "out_loss.fails.1: “赔了” stands in evidence.out_loss.holds already: keep one",
        ),
        (
            "  out_loss: {holds: [赔了, 赔……了]}",
            "out_loss:",
            "out_loss.holds.1: “赔……了” stands in evidence.out_loss.holds already: keep one",
        ),
        (
            "  out_loss: {holds: ['……！']}",
            "out_loss:",
            "out_loss.holds.0: has no letter or digit: remove it",
        ),
        (
            "  out_loss: {hold: [赔了]}",
            "out_loss:",
            "out_loss.hold: there is no field “hold” here: did you mean “holds”?",
        ),
        (
            "  out_loss: [赔了]",
            "out_loss:",
            "out_loss: must be a group of fields: write each as “name: value”",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(evidence: str, words: str, message: str) -> None:
    files = with_more(SAID, f"evidence:\n{evidence}\n")
    assert told(files) == [f"{SAID}:{line_of(files, SAID, words)}: evidence.{message}"]


def test_a_cue_may_speak_of_several_elements_and_lead_to_a_clause_too() -> None:
    evidence = "evidence:\n  out_loss: {holds: [赔了]}\n  out_error: {holds: [赔了, 你好]}\n"
    assert told(with_more(SAID, evidence)) == []
