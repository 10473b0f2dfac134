"""Calendar files, read back by the library that wrote them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a calendar reads it."""

    uid: str
    sequence: int
    starts: date | datetime
    title: str
    details: str
    status: str
    stamp: datetime
    changed_at: datetime
    names: frozenset[str]
    """Of all its properties."""
    alarms: tuple[timedelta, ...]
    alarm_texts: tuple[str, ...]
    alarm_actions: frozenset[str]


def read_events(content: bytes) -> list[Event]:
    """Return the events of a file."""
    calendar: Any = Calendar.from_ical(content)
    return [_event(event) for event in calendar.walk("VEVENT")]


def _event(event: Component) -> Event:
    alarms: list[Any] = event.walk("VALARM")
    value: Any = event
    return Event(
        uid=str(value["uid"]),
        sequence=int(value["sequence"]),
        starts=value["dtstart"].dt,
        title=str(value["summary"]),
        details=str(value.get("description", "")),
        status=str(value["status"]),
        stamp=value["dtstamp"].dt,
        changed_at=value["last-modified"].dt,
        names=frozenset(map(str, value)),
        alarms=tuple(alarm["trigger"].dt for alarm in alarms),
        alarm_texts=tuple(str(alarm["description"]) for alarm in alarms),
        alarm_actions=frozenset(str(alarm["action"]) for alarm in alarms),
    )
