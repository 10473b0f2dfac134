"""The codec of button data: the one place that knows how an action is written into 64 bytes.

The form is `tag:version[:field…]`. `version` is that of the content pack that the button was made
from, so that a button of other content can be told apart; a step number in an action does the
same for a button of an earlier screen.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from bot.dialog import actions, calendar_actions, item_actions, reminder_actions
from bot.dialog.actions import Action
from bot.dialog.item_actions import HIGHEST_SMALL, Small

LIMIT_BYTES = 64
"""Telegram's limit for the data of a button."""
_HIGHEST = 2**63 - 1
"""No row of a database has a higher number."""

_TAGS: dict[str, type[Action]] = {
    "chk": actions.StartCheck,
    "pck": actions.PickScenario,
    "ans": actions.GiveAnswer,
    "bck": actions.GoBack,
    "why": actions.ExplainQuestion,
    "lve": actions.LeaveCheck,
    "rst": actions.RestartCheck,
    "rvw": actions.ReviewAnswers,
    "chg": actions.ChangeAnswer,
    "see": actions.ShowVerdict,
    "res": actions.ResumeCheck,
    "cks": actions.ListChecks,
    "ckd": actions.ShowKept,
    "cko": actions.OpenKept,
    "ckr": actions.RerunKept,
    "ckc": actions.CompareKept,
    "ckx": actions.DeleteKept,
    "cke": actions.EraseKept,
    "oth": actions.CheckAnother,
    "mor": actions.AddScenario,
    "exp": actions.ExportCheck,
    "prp": actions.ShowPreparing,
    "rec": actions.RectifyCheck,
    "fct": actions.TurnFact,
    "fok": actions.ConfirmFacts,
    "fno": actions.DropFacts,
    "fot": actions.OfferOthers,
    "fal": actions.OfferAll,
    "ftk": actions.TakeScenario,
    "msr": actions.ShowMeasure,
    "sec": actions.ShowSection,
    "cl": actions.ShowClause,
    "gps": actions.ShowGaps,
    "src": actions.ShowSources,
    "rm": actions.ReadMeasure,
    "rs": actions.ReadSection,
    "rc": actions.ReadClause,
    "rgs": actions.ReadGaps,
    "rgp": actions.ReadGap,
    "its": actions.ShowItems,
    "add": actions.AddItem,
    "brw": item_actions.BrowseItems,
    "pkd": item_actions.PickKind,
    "fnd": item_actions.SearchItems,
    "itm": item_actions.OpenItem,
    "stp": item_actions.StepItem,
    "his": item_actions.ShowHistory,
    "edt": item_actions.EditItem,
    "fld": item_actions.EditField,
    "clr": item_actions.ClearField,
    "lvf": item_actions.StopEditing,
    "knd": item_actions.ShowKinds,
    "kns": item_actions.SetKind,
    "rng": item_actions.ShowRungs,
    "rgt": item_actions.TurnRung,
    "rgh": item_actions.SetHour,
    "rgr": item_actions.ResetRungs,
    "kep": item_actions.KeepDraft,
    "sdr": item_actions.ShowDraft,
    "adr": item_actions.AskDraft,
    "cdr": item_actions.CancelDraft,
    "evl": item_actions.ListEvidence,
    "evs": item_actions.SendEvidence,
    "evd": item_actions.DropEvidence,
    "evp": item_actions.PutEvidence,
    "evn": item_actions.ForgetFiles,
    "don": actions.CloseItem,
    "dol": actions.CloseListed,
    "rop": actions.ReopenItem,
    "ics": calendar_actions.ExportCalendar,
    "dpo": calendar_actions.OpenPicker,
    "dpk": calendar_actions.PickDay,
    "dpb": calendar_actions.Blank,
    "rem": reminder_actions.ShowReminded,
    "snz": reminder_actions.OfferSnooze,
    "snp": reminder_actions.PutOff,
    "tdy": reminder_actions.ShowToday,
    "set": reminder_actions.ShowSettings,
    "hab": reminder_actions.OfferHabit,
    "zon": reminder_actions.SetZone,
    "qui": reminder_actions.SetQuiet,
    "dig": reminder_actions.SetDigest,
    "dtl": reminder_actions.TurnDetails,
    "lng": actions.SetLanguage,
    "pvt": actions.OpenPrivateChat,
}
_TAG_OF = {action: tag for tag, action in _TAGS.items()}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its action, and the version of the content it was made from."""

    action: Action
    version: str


def encode(action: Action, version: str) -> str:
    """Return the data of a button.

    Raises:
        ValueError: the data would be longer than 64 bytes, or a text in it contains a colon.
    """
    values = [version, *(str(getattr(action, field.name)) for field in fields(action))]
    if any(":" in value for value in values):
        raise ValueError(f"a colon inside button data: {values}")
    data = ":".join([_TAG_OF[type(action)], *values])
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"button data of more than {LIMIT_BYTES} bytes: {data}")
    return data


def decode(data: str) -> Pressed | None:
    """Return what `data` asks for, or None where it is nothing that `encode` writes."""
    match data.split(":"):
        case [tag, version, *values] if tag in _TAGS:
            kind: Any = _TAGS[tag]
        case _:
            return None
    if len(values) != len(fields(kind)):
        return None
    try:
        decoded = [
            _read(field.type, value) for field, value in zip(fields(kind), values, strict=True)
        ]
    except ValueError:
        return None
    return Pressed(kind(*decoded), version)


def _read(kind: object, value: str) -> str | int | StrEnum:
    if kind in (int, Small):
        number = int(value)
        highest = _HIGHEST if kind is int else HIGHEST_SMALL
        if str(number) != value or not 0 <= number <= highest:
            raise ValueError("not a number as encode writes it")
        return number
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value
