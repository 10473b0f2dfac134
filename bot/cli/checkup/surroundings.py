"""Python, and what it needs of the machine to speak Chinese and to know the time (语言、时区)."""

import platform
import sys
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cli.checkup.finding import Finding, failure, fine, warning
from bot.dialog.person import DEFAULT_ZONE

_SAID = {
    "zh": {
        "fine": "环境：Python {python}，输出为 UTF-8，时区 {zone} 可用。",
        "encoding": "环境：输出编码是 {encoding}，汉字会变成问号。请设 LANG=C.UTF-8 或 PYTHONUTF8=1。",
        "zone": "环境：没有时区 {zone} 的数据。请重新运行 make setup，装好 tzdata。",
    },
    "en": {
        "fine": "surroundings: Python {python}, output in UTF-8, the time zone {zone} is known.",
        "encoding": "surroundings: output is in {encoding}, Chinese comes out as question marks. Set LANG=C.UTF-8 or PYTHONUTF8=1.",
        "zone": "surroundings: the time zone {zone} is not known. Run make setup again, which installs tzdata.",
    },
}


def look_around() -> Finding:
    """Return whether the machine has what the program takes for granted."""
    try:
        ZoneInfo(DEFAULT_ZONE)
    except ZoneInfoNotFoundError:
        return failure(_SAID, "zone", zone=DEFAULT_ZONE)
    encoding = sys.stdout.encoding
    if encoding.lower().replace("-", "") != "utf8":
        return warning(_SAID, "encoding", encoding=encoding)
    return fine(_SAID, "fine", python=platform.python_version(), zone=DEFAULT_ZONE)
