"""Every sentence the code asks the content pack for, with the values it fills in.

The words are the author's (`texts.zh.yaml`, `texts.en.yaml`); that each of these exists and uses
no other value is checked when a pack is loaded.
"""

from dataclasses import dataclass

_MESSAGE = 4096
"""The longest message that Telegram takes, in UTF-16 units; so for the other fields."""
_REMARK = 200
_COMMAND = 256
_DESCRIPTION = 512
_SHORT_DESCRIPTION = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """The key of a text, the names of the values that it may use, and how long Telegram lets it be."""

    key: str
    values: frozenset[str]
    limit: int = _MESSAGE


ALL: dict[str, Sentence] = {}
"""Every sentence by its key."""


def _say(key: str, *values: str, limit: int = _MESSAGE) -> Sentence:
    sentence = ALL[key] = Sentence(key, frozenset(values), limit)
    return sentence


WELCOME = _say("start.welcome", "measure")
WELCOME_PRIVACY = _say("start.privacy")
HELP = _say("help.text", "example")
HELP_GROUP = _say("help.group")
PRIVACY = _say("privacy.text")
PRIVACY_QUESTIONS = _say("privacy.questions")
PRIVACY_DECLINED = _say("privacy.declined")
LANGUAGE_ASK = _say("language.ask")
LANGUAGE_SET = _say("language.set")
LANGUAGE_CHINESE = _say("language.chinese")
LANGUAGE_ENGLISH = _say("language.english")

BUTTON_CHECK = _say("button.check")
BUTTON_ADD = _say("button.add")
BUTTON_ITEMS = _say("button.items")
BUTTON_SOURCES = _say("button.sources")
BUTTON_SHOW_CLAUSE = _say("button.show_clause", "clause")
BUTTON_WHY = _say("button.why")
BUTTON_BACK = _say("button.back")
BUTTON_RESTART = _say("button.restart")
BUTTON_CHANGE = _say("button.change")
BUTTON_ANOTHER = _say("button.another")
BUTTON_DONE = _say("button.done")
BUTTON_DONE_ITEM = _say("button.done_item", "number")
BUTTON_PREVIOUS = _say("button.previous")
BUTTON_NEXT = _say("button.next")
BUTTON_REOPEN = _say("button.reopen")
BUTTON_CANCEL = _say("button.cancel")
BUTTON_PRIVATE = _say("button.private")
BUTTON_MEASURE = _say("button.measure")
BUTTON_CONTENTS = _say("button.contents")
BUTTON_SECTION = _say("button.section")
BUTTON_WHOLE_SECTION = _say("button.whole_section", "count")
BUTTON_PREVIOUS_SECTION = _say("button.previous_section")
BUTTON_NEXT_SECTION = _say("button.next_section")
BUTTON_PREVIOUS_CLAUSE = _say("button.previous_clause")
BUTTON_NEXT_CLAUSE = _say("button.next_clause")
BUTTON_GAPS = _say("button.gaps")
LIST_SEPARATOR = _say("list.separator")
LIST_OR = _say("list.or")

ANSWER_FOUND = _say("answer.found", "clauses")
ANSWER_STANDING = _say("answer.standing")
ANSWER_UNCLEAR = _say("answer.unclear")
ANSWER_RELATED = _say("answer.related")
ANSWER_LEFT_OPEN = _say("answer.left_open", "gaps")
ANSWER_NEAR = _say("answer.near", "clauses")
ANSWER_WHOM_TO_ASK = _say("answer.whom_to_ask", "contacts")
INLINE_NOT_STATED = _say("inline.not_stated")
CLAUSE_PLACE = _say("answer.place", "section", "clause")
QUOTE_SOURCE = _say("answer.quote_source", "place")
QUOTE_TRANSLATION = _say("answer.quote_translation", "text")
SOURCES_HEADING = _say("sources.heading")
SOURCES_CORRECTIONS = _say("sources.corrections")
SOURCES_CORRECTIONS_NOTE = _say("sources.corrections_note")
SOURCES_CORRECTION = _say("sources.correction", "damaged", "corrected")
READ_PROVENANCE = _say("read.provenance", "source")
READ_PAGE = _say("read.page", "title", "page", "pages")
READ_GAPS = _say("read.gaps", "count")
READ_GAPS_NOTE = _say("read.gaps_note")
READ_GONE = _say("read.gone", limit=_REMARK)

CHECK_PICK = _say("check.pick")
CHECK_PICK_ANOTHER = _say("check.pick_another")
CHECK_TITLE = _say("check.title", "scenario", "title")
CHECK_HEADING = _say("check.heading", "scenario", "title")
CHECK_HEADING_SEVERAL = _say("check.heading_several", "scenarios")
CHECK_MORE = _say("check.more", "count")
CHECK_SHOWN_BY = _say("check.shown_by", "hint")
CHECK_NOTHING_RUNNING = _say("check.nothing_running")
CHECK_CONTENT_CHANGED = _say("check.content_changed")
VERDICT_HEADING = _say("verdict.heading")
VERDICT_FITS = _say("verdict.likely_fits", "scenario")
VERDICT_OPEN = _say("verdict.missing_information", "scenario")
VERDICT_NOT = _say("verdict.does_not_fit", "scenario")
VERDICT_MET = _say("verdict.met", "phrase", "answer")
VERDICT_UNMET = _say("verdict.unmet", "phrase", "answer")
VERDICT_UNDETERMINED = _say("verdict.undetermined", "phrase", "answer")
VERDICT_IDLE = _say("verdict.idle", "phrase", "answer")
VERDICT_NAME_FITS = _say("verdict.name.likely_fits")
VERDICT_NAME_OPEN = _say("verdict.name.missing_information")
VERDICT_NAME_NOT = _say("verdict.name.does_not_fit")
VERDICT_FLIP = _say("verdict.flip", "changes", "verdict")
FLIP_HOLDS = _say("verdict.flip_holds", "phrase")
FLIP_FAILS = _say("verdict.flip_fails", "phrase")
VERDICT_LINE = _say("verdict.line", "clause", "question", "answer")
VERDICT_LINE_OPEN = _say("verdict.line_open", "clause", "question", "answer")
VERDICT_BARRED = _say("verdict.barred", "scenario")
VERDICT_CROSSED = _say("verdict.crossed", "said", "clause", "count")
VERDICT_CROSSED_NEAR = _say("verdict.crossed_near", "clauses")
VERDICT_LINES_PRESUMED = _say("verdict.lines_presumed")
VERDICT_STANDING = _say("verdict.standing")

ADD_ASK_TITLE = _say("add.ask_title")
ADD_ASK_DEADLINE = _say("add.ask_deadline", "title")
ADD_TITLE_TOO_LONG = _say("add.title_too_long", "limit", "length")
ADD_TITLE_UNREADABLE = _say("add.title_unreadable")
ADD_DONE = _say("add.done")
ADD_CANCELLED = _say("add.cancelled")
ADD_REPLACED = _say("add.replaced", "title")
ADD_WAITING = _say("add.waiting", "title")
ADD_NOTHING_RUNNING = _say("add.nothing_running")
DEADLINE_NO_DATE = _say("deadline.no_date", "title")
DEADLINE_IMPOSSIBLE = _say("deadline.impossible", "text")
DEADLINE_PAST = _say("deadline.past", "deadline")
DEADLINE_UNREAD_TIME = _say("deadline.unread_time", "date")
DEADLINE_TWO_DATES = _say("deadline.two_dates", "date")
DEADLINE_FAR = _say("deadline.far", "deadline", "years")
WEEKDAYS = _say("deadline.weekdays")
MONTHS = _say("deadline.months")
MOMENT_DAY = _say("moment.day", "month", "day")
MOMENT_DAY_YEAR = _say("moment.day_year", "year", "month", "day")
MOMENT_WEEKDAY = _say("moment.weekday", "date", "weekday")
MOMENT_TIME = _say("moment.time", "date", "time")
MOMENT_MORNING = _say("moment.morning", "time")
MOMENT_AFTERNOON = _say("moment.afternoon", "time")

ITEMS_NONE = _say("items.none")
ITEMS_HEADING = _say("items.heading", "count")
ITEM_LINE = _say("items.line", "number", "light", "title", "deadline", "left")
ITEM_LEFT = _say("items.left", "days")
ITEM_LEFT_ON_CARD = _say("items.left_on_card", "days")
ITEM_TODAY = _say("items.today")
ITEM_TOMORROW = _say("items.tomorrow")
ITEM_OVERDUE_TODAY = _say("items.overdue_today", "time")
ITEM_OVERDUE_ONE = _say("items.overdue_one")
ITEM_OVERDUE = _say("items.overdue", "days")
ITEM_CARD = _say("items.card", "deadline", "left")
ITEM_REMINDERS = _say("items.reminders", "days", "time")
ITEM_NO_REMINDER_BEFORE = _say("items.no_reminder_before")
ITEM_CLOSED = _say("items.closed", "title")
ITEM_CLOSED_IN_LIST = _say("items.closed_in_list", "title")
ITEM_CLOSED_ALREADY = _say("items.closed_already", limit=_REMARK)
ITEM_REOPENED = _say("items.reopened", limit=_REMARK)
ITEM_REOPENED_SILENT = _say("items.reopened_silent", "left", limit=_REMARK)
ITEM_GONE = _say("items.gone", limit=_REMARK)
REMINDER_ONE = _say("reminder.one", "light", "left")
REMINDER_LIGHT = _say("reminder.light", "light", "count")
REMINDER_MANY = _say("reminder.many", "count", "lights")
REMINDER_LATE = _say("reminder.late")

RELOAD_DONE = _say("reload.done", "version", "clauses", "scenarios")
RELOAD_SAME = _say("reload.same", "version")
RELOAD_REFUSED = _say("reload.refused", "count")
RELOAD_MORE = _say("reload.more", "count")

GUARD_GROUP = _say("guard.group_personal", limit=_REMARK)
GUARD_EDITED = _say("guard.edited")
GUARD_NOT_TEXT = _say("guard.not_text")
GUARD_TOO_LONG = _say("guard.too_long", "limit", "length")
GUARD_UNKNOWN_COMMAND = _say("guard.unknown_command")
GUARD_OLD_BUTTON = _say("guard.old_button", limit=_REMARK)
GUARD_FAILED = _say("guard.failed", "reference")
MARK_DUPLICATE = _say("mark.duplicate")

COMMAND_CHECK = _say("command.check", limit=_COMMAND)
COMMAND_ADD = _say("command.add", limit=_COMMAND)
COMMAND_ITEMS = _say("command.items", limit=_COMMAND)
COMMAND_CANCEL = _say("command.cancel", limit=_COMMAND)
COMMAND_MEASURE = _say("command.measure", limit=_COMMAND)
COMMAND_SOURCES = _say("command.sources", limit=_COMMAND)
COMMAND_LANGUAGE = _say("command.language", limit=_COMMAND)
COMMAND_HELP = _say("command.help", limit=_COMMAND)
COMMAND_PRIVACY = _say("command.privacy", limit=_COMMAND)
PROFILE_DESCRIPTION = _say("profile.description", limit=_DESCRIPTION)
PROFILE_SHORT = _say("profile.short_description", limit=_SHORT_DESCRIPTION)
