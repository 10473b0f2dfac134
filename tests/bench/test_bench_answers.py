"""The answers part of the benchmark: fair folds, sane shares, searches that find, a probe that works."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_cache_path

from bench import answers
from bench.answers import OURS, Panel, cross_validated, quality_of, questions_of, recall
from bench.answers_report import HELD_BACK, Answers
from bench.baselines import bm25, tf_idf
from bench.costs import Costs, Latency
from bench.processes import ROOT
from bench.shares import Share
from bot.content_folder import load_pack
from bot.dialog.answer.targets import lines_of
from bot.dialog.content.schema import Pack
from bot.library import open_library
from tests.authoring.library import make_library
from tests.dialog.packs import PACK

DOCUMENTS = {
    "one": ["招商引资中的失误", "引进企业出了问题"],
    "two": ["诫勉谈话", "诫勉是不是一种方式"],
}
HAS_PROC = Path("/proc/self/stat").exists()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The invented pack: few lines, learned at once."""
    return load_pack(make_library(tmp_path_factory.mktemp("packs") / "library"))


def test_an_interval_is_that_of_the_textbook() -> None:
    """Values from R: prop.test(x, n, correct = FALSE)."""
    assert Share(8, 10).interval == pytest.approx((0.4901625, 0.9433178), abs=1e-6)
    assert Share(10, 10).interval == pytest.approx((0.7224672, 1.0), abs=1e-6)
    assert str(Share(8, 10)) == "80.0 % (49.0–94.3) 8/10"


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1


@pytest.mark.parametrize("make", [bm25, tf_idf])
def test_a_search_finds_the_clause_in_other_words(make: answers.Making) -> None:
    search = make(DOCUMENTS)
    assert search("引进企业的事") == search("招商引資") == "one"
    assert search("谈话是诫勉吗") == "two"
    assert search("!") in DOCUMENTS  # they always name one


def test_every_line_is_in_one_fold_and_every_target_in_all_it_can_be() -> None:
    questions = list(questions_of(PACK))
    folds = answers.folds_of(questions, 5)
    assert Counter(one.id for fold in folds for one, _ in fold) == Counter(
        one.id for one, _ in questions
    )
    for path, number in Counter(path for _, path in questions).items():
        shares = [sum(at == path for _, at in fold) for fold in folds]
        assert max(shares) - min(shares) <= 1, (path, number)
    assert folds == answers.folds_of(questions, 5)


def test_what_was_learned_is_known_and_what_was_held_out_is_not_looked_up(pack: Pack) -> None:
    learned, unseen = recall(pack), cross_validated(pack, 3)
    assert set(learned.kinds) == set(unseen.kinds)
    assert learned.every[OURS].total == unseen.every[OURS].total == len(list(questions_of(pack)))
    assert learned.every[OURS].value > 0.95
    assert unseen.every[OURS].value < 0.9  # of so few lines; with a look-up it would be 1


def test_a_report_shows_all_sets_side_by_side(pack: Pack, tmp_path: Path) -> None:
    lines = list(lines_of(pack))
    panel = Panel(pack, open_library(pack, tmp_path).router, lines)
    quality = quality_of(pack, panel.answered(one for one, _ in questions_of(pack)))
    latency = Latency([1.0], [2.0])
    costs = Costs(3.0, [0.5], [None], {OURS: latency, "BM25": latency, "TF-IDF": latency})
    report = Answers({"held back": quality, "other.jsonl": quality}, costs)
    text = report.text()
    assert "held back" in text.splitlines()[0]
    assert "other.jsonl" in text.splitlines()[0]
    assert "100.0 %" in next(line for line in text.splitlines() if line.startswith("answerable"))
    verdicts = {aim.name: aim.verdict for aim in report.aims()}
    assert verdicts["learning all lines under 10 s of a core"] == "ok"
    assert verdicts["under 60 MiB more than the content"] == "not measured"
    assert json.loads(json.dumps(report.json()))["costs"]["training"] == 3.0


def test_a_fresh_process_tells_its_time_and_memory(tmp_path: Path) -> None:
    asked = tmp_path / "questions.txt"
    asked.write_text("招商引资\n从哪天起施行", encoding="utf-8")
    cache = user_cache_path("rongcuo-assistant", appauthor=False)  # where the tests keep it too
    found = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "bench.probe", str(cache), *more],
                cwd=ROOT,
                capture_output=True,
                check=True,
            ).stdout
        )
        for more in ([], [str(asked)])
    ]
    assert found[0]["seconds"] == 0 < found[1]["seconds"]
    assert not HAS_PROC or 0 < found[0]["mib"] < found[1]["mib"]


def test_the_held_back_set_is_where_the_report_looks() -> None:
    assert HELD_BACK.is_file()
