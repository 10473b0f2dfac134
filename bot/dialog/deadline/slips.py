"""Slips of the pen that look or sound alike (月未 for 月末, 星其五 for 星期五), where nothing else can be meant.

A slip is mended in its place, so that what was read can still be shown as it was typed.
"""

import re

_SLIPS = {
    r"(?<=[月年周季旬])未(?=之?前|以前|$|[,。;!])": "末",
    r"(?<=[\d一二三四五六七八九十今明后次作])曰": "日",
    r"(?<=星)[其旗](?=[一二三四五六日天1-6])": "期",
    r"(?<=礼)[败摆](?=[一二三四五六日天1-6])": "拜",
    r"(?<=[月年])低(?=之?前|以前|$|[,。;!])": "底",
    r"(?<=工)做(?=日)": "作",
    r"(?<=下)斑": "班",
    r"(?<=[上中下])[无吾武](?=[一二两三四五六七八九十\d]{1,3}[点时:])": "午",
    r"(?<=[号日])[钱潜](?=交|报|完|给|$|[,。;!])": "前",
    r"(?<=[之以])钱(?=交|报|完|给|$|[,。;!])": "前",
}
_ANY = re.compile("|".join(f"({slip})" for slip in _SLIPS))
_MENDED = tuple(_SLIPS.values())


def mended(text: str) -> str:
    """Return `text`, in normal form, with its slips mended; it stays as long as it was."""
    return _ANY.sub(lambda match: _MENDED[(match.lastindex or 1) - 1], text)
