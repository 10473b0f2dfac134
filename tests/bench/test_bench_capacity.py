"""The capacity plan: its flow is the pace of the program, its mornings are those of the ladders."""

import sys
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import capacity
from bench.morning import ORDINARY, ZONE, Habits, by_messages, by_seconds, due_on
from bench.places import PLACES, Assumed, Machine, plan
from bench.processes import ROOT
from bench.sizes import TABLES, Sizes
from tests.dialog.packs import PACK

EARLY = datetime(2026, 11, 18, 8, 30, tzinfo=ZONE)
SOON, LATE = (EARLY + timedelta(minutes=n) for n in (1, 30))
USERS = 400
SIZES = Sizes(dict.fromkeys(TABLES, 100.0), dict.fromkeys(TABLES, 200.0), 300.0)


@settings(max_examples=25)
@given(
    early=st.integers(0, 300),
    late=st.integers(1, 2_000),
    per_second=st.integers(20, 60),
    replies=st.integers(0, 15),
)
def test_the_flow_ends_when_the_last_message_goes_at_the_pace_of_the_program(
    early: int, late: int, per_second: int, replies: int
) -> None:
    due = {EARLY: early, SOON: late}
    flow = by_seconds(due, per_second, replies, 0)
    assert flow.last
    assert flow.left == 0
    talk = (EARLY + timedelta(seconds=(n + 0.5) / max(replies, 1)) for n in range(10**9))
    until = flow.last + timedelta(seconds=5)
    told, _ = by_messages(due, per_second, [*takewhile(until.__gt__, talk)] if replies else [])
    assert len(told) == early + late == round(flow.delivered[-1])
    # Half a second's worth may go at once, which saves its time; the rest is rounding to a second.
    saved = timedelta(seconds=per_second / 2 / (per_second - replies))
    assert -timedelta(seconds=1) < flow.last - told[-1] < saved + timedelta(seconds=1.2)
    for second, sent in list(enumerate(flow.delivered, 1))[::40]:
        gone = sum(at < EARLY + timedelta(seconds=second) for at in told)
        assert abs(gone - sent) <= 1.5 * per_second + 1


def test_a_reply_waits_as_long_as_at_the_pace_of_the_program() -> None:
    draws = iter(range(1, 10**6))
    moment, talk = EARLY, []
    while moment < EARLY + timedelta(seconds=130):
        share = (next(draws) * 0.6180339887) % 1  # evenly over all shares, and not in their order
        moment += timedelta(seconds=share / 5)  # ten a second
        talk.append(moment)
    _, waits = by_messages({EARLY: 2_000}, 30, talk)
    meanwhile = waits[50:900]
    mean = sum(meanwhile, timedelta()) / len(meanwhile)
    found = by_seconds({EARLY: 2_000}, 30, 10, 0).waited
    assert 0.6 * found < mean.total_seconds() < 1.3 * found


def test_what_cannot_go_before_quiet_hours_is_left_for_the_next_morning() -> None:
    found = by_seconds({LATE: 1_000_000}, 10, 0, 0)
    assert found.last is None
    assert found.left == 1_000_000 - 10 * 13 * 3600
    assert by_seconds({LATE: 10}, 30, 40, 0).left == 10, "replies take all of it"


def test_reminders_are_due_when_the_ladders_say() -> None:
    today = Habits(items=3, overdue=0, crowded=0, ahead=1)
    due = due_on(PACK.ladders, today, USERS, ORDINARY, seed=1)
    hours = {kind.at for kind in PACK.ladders.kinds.values()}
    assert {f"{at:%H:%M}" for at in due} == hours
    assert max(due.values()) <= USERS, "one message a person and moment"
    assert sum(due.values()) > USERS, "of three items some are due at the other hour"
    assert due == due_on(PACK.ladders, today, USERS, ORDINARY, seed=1)
    late = Habits(items=3, overdue=1)
    assert set(due_on(PACK.ladders, late, USERS, ORDINARY, seed=1)) == {LATE}
    saturday = date(2026, 11, 21)
    assert not due_on(PACK.ladders, late, USERS, saturday, seed=1)


def test_the_plan_grows_with_the_cadres_and_has_as_few_bots_as_it_takes() -> None:
    small, large = (
        plan(PLACES[name], Habits(), Assumed(), Machine(), SIZES, PACK.ladders)
        for name in ("city", "country")
    )
    assert small.bots == 1
    assert small.fullest == small.shared
    assert large.bots > 1
    assert large.fullest.last is None
    assert large.shared.last
    assert large.shared.last.hour == 9
    assert large.gib["PostgreSQL"] == pytest.approx(2 * large.gib["SQLite"], rel=0.1)
    scale = large.users / small.users
    assert large.peak == pytest.approx(scale * small.peak)
    assert large.gib["SQLite"] == pytest.approx(scale * small.gib["SQLite"], rel=0.05)


def test_the_command_measures_rows_and_draws_the_mornings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = tmp_path / "mornings.svg"
    asked = ["--people=60", "--cadres", "300", "900", "--adoption=1", "--chart", str(chart)]
    monkeypatch.setattr(sys, "argv", ["bench.capacity", *asked])
    assert capacity.main() == 0
    printed = capsys.readouterr().out
    sizes = {line.split()[0]: line.split()[-2:] for line in printed.splitlines() if line}
    for table in TABLES:
        assert all(20 < int(size) < 5_000 for size in sizes[table]), table
    assert sizes["users"] == ["300", "900"]
    drawn = ET.parse(chart).getroot()  # noqa: S314 - our own file
    words = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}tspan")]
    assert {"300", "900", "09:00"} <= set(words)


def test_every_assumption_is_on_the_page_as_it_is() -> None:
    page = (ROOT / "docs" / "capacity.md").read_text(encoding="utf-8")
    for one in [*fields(Habits), *fields(Assumed), *fields(Machine)]:
        option = one.name.replace("_", "-")
        assert f"| `--{option}` | {one.default:g} | {one.metadata['says']} |" in page
