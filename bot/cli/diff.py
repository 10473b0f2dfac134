"""`content diff`: what changed between two content packs."""

from pathlib import Path

from bot.content_folder import read_pack
from bot.dialog.content.diff.report import report
from bot.dialog.content.schema import Pack


def diff_folders(old: Path, new: Path) -> int:
    """Print what changed from the pack in `old` to that in `new`, and return the exit code."""
    match read_pack(old), read_pack(new):
        case Pack() as before, Pack() as after:
            print("\n".join(report(before, after)))
            return 0
        case found:
            for folder, problems in zip((old, new), found, strict=True):
                for problem in problems if isinstance(problems, list) else ():
                    print(f"{folder}/{problem}")
            return 1
