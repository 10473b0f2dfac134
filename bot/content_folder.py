"""Reading the content pack from its folder; everything after that is `bot.dialog.content`."""

from pathlib import Path

from bot.dialog.content.problem import Problem
from bot.dialog.content.schema import Pack
from bot.errors import BadContent

DEFAULT_FOLDER = Path(__file__).parent.parent / "content"
"""Beside the package, in the source tree and where a wheel puts it."""


def read_pack(folder: Path) -> Pack | list[Problem]:
    """Return the pack in `folder`, or what is wrong with it."""
    # Who takes a pack that was checked before does not pay for what checks one.
    from bot.dialog.content.loading import FILES, parse_pack

    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in FILES:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            continue  # parse_pack says which are missing
        except UnicodeDecodeError:
            problems.append(Problem(name, 0, "", "this is not UTF-8: save it as UTF-8"))
        except OSError as error:
            problems.append(Problem(name, 0, "", f"cannot be read: {error.strerror}"))
    return problems or parse_pack(texts)


def load_pack(folder: Path | None) -> Pack:
    """Return the pack in `folder`, or the one that comes with the program.

    Raises:
        BadContent: there is none, or it is broken; the sentence lists what to correct.
    """
    folder = folder or DEFAULT_FOLDER
    match read_pack(folder):
        case list() as problems:
            raise BadContent(folder=folder, problems="\n".join(map(str, problems)))
        case pack:
            return pack
