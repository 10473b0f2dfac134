"""An agenda as a calendar file, read back by the library and looked at line by line (RFC 5545)."""

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_file import written
from bot.dialog.items.agenda import Agenda, agenda
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from tests.calendars import read_events
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

INSTALLATION = UUID(int=1)
LONGEST_LINE = 75
"""In octets, without the line end."""
DEADLINE = local(2027, 3, 5, 18)
STAGES = [
    Stage("-3", local(2027, 3, 2, 9), local(2027, 3, 2, 9)),
    Stage("overdue", local(2027, 3, 6, 9), local(2027, 3, 6, 9)),
]
WORDS = st.text(max_size=400) | st.text(
    "整改报告，,;:\\\n\r\t\"'😀👩‍🚒👨‍👩‍👧\u2028\x00\x85n ", max_size=400
)


def made(*items: Item, stages: Sequence[Stage] = ()) -> Agenda:
    return agenda(ZH, [(item, stages) for item in items], INSTALLATION, NOW, SHANGHAI)


def lines_of(content: bytes) -> list[str]:
    """Return the lines of a file, unfolded, after a look at their ends and lengths."""
    assert content.endswith(b"\r\n")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in raw:
        assert len(line) <= LONGEST_LINE
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()  # no character is torn
    return content.decode().replace("\r\n ", "").splitlines(keepends=False)


def test_an_item_is_an_event_with_an_alarm_for_each_reminder() -> None:
    item = Item(7, 1, "交整改报告", DEADLINE, sequence=2, created_at=NOW, notes="带原件")
    (event,) = read_events(written(made(item, stages=STAGES)))
    assert (event.title, event.details) == ("交整改报告", "备注：带原件")
    assert event.starts == DEADLINE
    assert not event.names & {"DTEND", "DURATION"}
    assert (event.sequence, event.status) == (2, "CONFIRMED")
    assert event.stamp == event.changed_at == NOW
    assert [DEADLINE + alarm for alarm in event.alarms] == [one.fire_at for one in STAGES]
    assert event.alarm_actions == {"DISPLAY"}


def test_a_deadline_without_a_time_is_a_whole_day() -> None:
    item = Item(7, 1, "交整改报告", local(2027, 3, 5, 23, 59))
    content = written(made(item, stages=STAGES))
    (event,) = read_events(content)
    assert event.starts == date(2027, 3, 5)
    lines = lines_of(content)
    assert "DTSTART;VALUE=DATE:20270305" in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:-P2DT15H",
        "TRIGGER:P1DT9H",
    ]


def test_what_is_cancelled_says_so_with_the_same_name() -> None:
    open_item = Item(7, 1, "交整改报告", DEADLINE)
    gone = Item(7, 1, "交整改报告", DEADLINE, status=Status.CANCELLED, sequence=1)
    (before,), (after,) = read_events(written(made(open_item))), read_events(written(made(gone)))
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.status == "CANCELLED"


def test_the_calendar_says_what_it_is() -> None:
    lines = lines_of(written(made(Item(7, 1, "事", DEADLINE))))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "PRODID:-//rongcuo-assistant//ZH" in lines
    assert not [line for line in lines if line.startswith("METHOD")], "it is no invitation"
    assert "X-WR-CALNAME:整改事项" in lines
    assert lines[-1] == "END:VCALENDAR"
    english = agenda(EN, [(Item(7, 1, "x", DEADLINE), ())], INSTALLATION, NOW, SHANGHAI)
    assert "PRODID:-//rongcuo-assistant//EN" in lines_of(written(english))


def expected(text: str) -> str:
    """Return `text` as a calendar shows it: line ends as they are, nothing of control characters."""
    text = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return "".join(
        char for char in text if char in "\n\t" or not re.match(r"[\x00-\x1f\x7f-\x9f]", char)
    )


@given(title=WORDS, notes=WORDS)
def test_whatever_is_typed_comes_back_as_it_was(title: str, notes: str) -> None:
    content = written(made(Item(7, 1, title, DEADLINE, notes=notes), stages=STAGES))
    assert lines_of(content).count("BEGIN:VEVENT") == 1
    (event,) = read_events(content)
    assert event.title == expected(title)
    assert event.details == (f"备注：{expected(notes)}" if notes else "")
    assert event.alarm_texts == (expected(title),) * len(STAGES)


@given(
    deadline=st.integers(0, 10 * 365 * 24 * 60).map(
        lambda minutes: NOW + timedelta(minutes=minutes)
    ),
    rungs=st.lists(st.integers(-60 * 24 * 60, 60 * 24 * 60), max_size=5),
)
def test_every_alarm_is_at_its_reminder(deadline: datetime, rungs: list[int]) -> None:
    item = Item(7, 1, "事", deadline)
    moments = [item.deadline + timedelta(minutes=rung) for rung in rungs]
    stages = [Stage(str(rung), at, at) for rung, at in enumerate(moments)]
    (event,) = read_events(written(made(item, stages=stages)))
    start = event.starts
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day, tzinfo=SHANGHAI)
    told = [start + alarm for alarm in event.alarms]
    assert told == [one.fire_at for one in stages]


def test_the_same_agenda_is_the_same_file() -> None:
    item = Item(7, 1, "交整改报告", DEADLINE)
    assert written(made(item, stages=STAGES)) == written(made(item, stages=STAGES))


def test_a_start_does_not_load_the_library() -> None:
    program = "import sys, bot.application, bot.app; print('icalendar' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert ended.stdout.strip() == "False"
