"""`content learn`: checks and learns a content pack now, so that the next start need not."""

from pathlib import Path

from bot.cli.shelf import library_of
from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.answer.targets import lines_of, targets_of
from bot.kept_pack import open_pack
from bot.settings import load_settings


def learn_folder(folder: Path | None) -> int:
    """Learn the lines of the pack in `folder`, unless that was done, and return the exit code."""
    folder = folder or DEFAULT_FOLDER
    match read_pack(folder):
        case list() as problems:
            print("\n".join(map(str, problems)))
            return 1
        case pack:
            open_pack(folder, load_settings().cache_dir)
            library_of(pack)
            lines, targets = len(list(lines_of(pack))), len(targets_of(pack))
            print(f"{folder}: {lines:,} lines learned, which lead to {targets} targets")
            return 0
