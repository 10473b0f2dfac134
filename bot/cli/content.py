"""`content`: tools for authors of the content pack (内容包)."""

from pathlib import Path

from bot.content_folder import DEFAULT_FOLDER, read_pack


def check_folder(folder: Path | None) -> int:
    """Print what is wrong with the pack in `folder` and return the exit code."""
    folder = folder or DEFAULT_FOLDER
    match read_pack(folder):
        case list() as problems:
            for problem in problems:
                print(problem)
            return 1
        case pack:
            clauses, scenarios = len(pack.measure.clauses), len(pack.scenarios.scenarios)
            print(f"{folder}: {clauses} clauses, {scenarios} scenarios, no problem found")
            return 0
