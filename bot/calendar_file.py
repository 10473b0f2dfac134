"""Writes an agenda as a calendar file (.ics, RFC 5545), which telephones and computers take in.

It has no METHOD, which would make it a message of an organiser (RFC 5546) that some programs want
answered. Times are in UTC, so no zone has to be described. Alarms are told from the start of an
event, since fewer programs know those at a moment. Only the first file loads this module: the
library takes a moment.
"""

from icalendar import Alarm, Calendar, Event

from bot.dialog.items.agenda import Agenda, Entry

_MAKER = "-//rongcuo-assistant//{language}"


def written(agenda: Agenda) -> bytes:
    """Return the agenda as an .ics file; the same agenda is always the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER.format(language=agenda.language.upper()))
    calendar.add("name", agenda.title)
    calendar.add("x-wr-calname", agenda.title)  # what most programs read in its place
    for entry in agenda.entries:
        calendar.add_component(_event(agenda, entry))
    content: bytes = calendar.to_ical()
    return content


def _event(agenda: Agenda, entry: Entry) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", agenda.made_at)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts)  # without an end: a moment ends at once, a day with the day
    event.add("summary", entry.title)
    if entry.details:
        event.add("description", entry.details)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline takes no time of the day
    for before in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
