"""`python -m bench`: measure, print, and end with 0 unless the benchmark itself broke."""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from bench.answers_report import Answers, run_answers
from bench.asking import run_asking
from bench.bots import present
from bench.deadlines import run_deadlines
from bench.growth import run_growth
from bench.machine import describe
from bench.plot import plotted
from bench.processes import Broken
from bench.reminders import run_reminders
from bench.report import Report, Rounds, summed_up
from bench.rounds import Plan, run_round
from bench.rules import run_rules
from bench.starts import run_starts
from bench.stories import run_stories
from bot.content_folder import load_pack
from bot.errors import AssistantError
from bot.logs import set_up_logs


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a number of at least 1")
    return number


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=_number, default=3, help="of each bot, by turns (3)")
    parser.add_argument("--updates", type=_number, default=3_000, help="of the full load (3000)")
    parser.add_argument("--users", type=_number, default=200, help="who send them (200)")
    parser.add_argument("--no-aiogram", dest="aiogram", action="store_false", help="leave it out")
    parser.add_argument("--pace", type=_number, default=100, help="ordinary updates a second (100)")
    parser.add_argument("--seconds", type=_number, default=10, help="of the ordinary load (10)")
    parser.add_argument("--starts", type=_number, default=5, help="of each kind (5)")
    parser.add_argument("--draws", type=_number, default=200, help="of what is true (200)")
    parser.add_argument("--no-proof", dest="proof", action="store_false", help="leave prove out")
    parser.add_argument("--no-answers", dest="answers", action="store_false", help="leave them out")
    parser.add_argument("--only-answers", action="store_true", help="leave out all but them")
    parser.add_argument("--also", type=Path, metavar="FILE", help="one more set of questions")
    parser.add_argument("--only-deadlines", action="store_true", help="leave out all but them")
    parser.add_argument("--also-deadlines", type=Path, metavar="FILE", help="one more set of them")
    parser.add_argument("--only-stories", action="store_true", help="leave out all but them")
    parser.add_argument("--also-stories", type=Path, metavar="FILE", help="one more set of them")
    parser.add_argument("--no-reminders", dest="reminders", action="store_false", help="leave out")
    parser.add_argument("--only-reminders", action="store_true", help="leave out all but them")
    parser.add_argument("--pending", type=_number, default=1_000_000, help="stages (1000000)")
    parser.add_argument("--due", type=_number, default=1_200, help="at once, 30 a second (1200)")
    parser.add_argument("--jobs", type=_number, default=100_000, help="of JobQueue (100000)")
    parser.add_argument("--no-growth", dest="growth", action="store_false", help="leave it out")
    parser.add_argument("--only-growth", action="store_true", help="leave out all but it")
    parser.add_argument("--long", type=_number, default=100_000, help="updates (100000)")
    parser.add_argument("--sizes", type=_number, nargs="+", default=[100, 10_000, 1_000_000])
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the growth there, as SVG")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there")
    return parser.parse_args()


async def _measure(given: argparse.Namespace, folder: Path) -> Report:
    machine = describe(folder)
    plan = Plan(given.updates, given.users, given.pace, given.seconds)
    rounds: Rounds = {which: [] for which in present(aiogram=given.aiogram)}
    for number in range(1, given.rounds + 1):
        for which in rounds:
            _progress(f"round {number} of {given.rounds}: {which}")
            rounds[which].append(await run_round(which, folder / f"{which}-{number}", plan))
    _progress("starts")
    starts = await run_starts(folder / "starts", given.starts, tuple(rounds))
    _progress("rules")
    rules = await asyncio.to_thread(run_rules, given.rounds, proof=given.proof)
    return summed_up(machine, rounds, starts, rules)


def _measure_answers(given: argparse.Namespace, folder: Path) -> Answers:
    _progress("answers")
    set_up_logs("text", "warning")
    return run_answers(folder, given.also, given.rounds)


def _measure_growth(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    _progress("growth")
    plan = (given.long, given.sizes, given.updates, given.pace, given.seconds)
    growth = asyncio.run(run_growth(folder / "growth", *plan))
    print(f"\n{growth.text()}")
    if given.plot:
        given.plot.write_text(plotted(growth.beside), encoding="utf-8")
    return growth.json()


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Measure and print what is asked for, and return the figures."""
    found: dict[str, object] = {}
    alone = any(
        (
            given.only_answers,
            given.only_deadlines,
            given.only_stories,
            given.only_reminders,
            given.only_growth,
        )
    )
    if not alone:
        report = asyncio.run(_measure(given, folder))
        print(report.text())
        found |= report.json()
        _progress("questions of a check")
        asking = run_asking(load_pack(None).scenarios, given.draws)
        print(f"\n{asking.text()}")
        found["asking"] = asking.json()
    if given.only_deadlines or not alone:
        _progress("deadlines")
        deadlines = run_deadlines(given.also_deadlines, given.rounds)
        print(f"\n{deadlines.text()}")
        found["deadlines"] = deadlines.json()
    if given.only_stories or (given.answers and not alone):
        _progress("stories")
        set_up_logs("text", "warning")
        stories = run_stories(folder, given.also_stories, given.rounds)
        print(f"\n{stories.text()}")
        found["stories"] = stories.json()
    if given.only_reminders or (given.reminders and not alone):
        _progress("reminders")
        plan = (given.pending, given.due, given.jobs)
        reminders = asyncio.run(run_reminders(folder / "reminders", *plan))
        print(f"\n{reminders.text()}")
        found["reminders"] = reminders.json()
    if given.only_growth or (given.growth and not alone):
        found["growth"] = _measure_growth(given, folder)
    if given.only_answers or (given.answers and not alone):
        answers = _measure_answers(given, folder)
        print(f"\n{answers.text()}")
        found["answers"] = answers.json()
    return found


def main() -> int:
    """Run the benchmark and return the exit code."""
    given = _arguments()
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            found = _run(given, Path(name))
    except (Broken, AssistantError) as error:
        print(f"the benchmark broke: {error}", file=sys.stderr)
        return 1
    if given.json:
        given.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
