"""Reading the official calendar: what comes with the program, and the years of a file of the operator.

What stands in the file is `bot.dialog.deadline.announced`.
"""

from pathlib import Path

from bot.dialog.content.problem import Problem
from bot.dialog.deadline.announced import read_years
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.workdays import Workdays
from bot.errors import BadCalendar


def read_workdays(file: Path) -> Workdays | list[Problem]:
    """Return the official calendar with the years of `file`, or what is wrong with that.

    A file that is not there has no years: it is only needed once the program is older than a year.
    """
    known = official_workdays()
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return known
    except UnicodeDecodeError:
        return [Problem(str(file), 0, "", "this is not UTF-8: save it as UTF-8")]
    except OSError as error:
        return [Problem(str(file), 0, "", f"cannot be read: {error.strerror}")]
    found = read_years(text, str(file))
    return found if isinstance(found, list) else known.with_years(found)


def load_workdays(file: Path) -> Workdays:
    """Return the official calendar with the years of `file`.

    Raises:
        BadCalendar: the file has mistakes; the sentence lists what to correct.
    """
    match read_workdays(file):
        case list() as problems:
            raise BadCalendar(file=file, problems="\n".join(map(str, problems)))
        case workdays:
            return workdays
