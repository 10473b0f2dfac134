"""`content coverage`: what of the measure a content pack makes use of."""

import json
from dataclasses import asdict
from pathlib import Path

from bot.cli.shelf import library_of
from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.content.coverage.holes import cover
from bot.dialog.content.coverage.table import table


def cover_folder(folder: Path | None, *, as_json: bool, strict: bool) -> int:
    """Print the coverage of the pack in `folder` and return the exit code."""
    match read_pack(folder or DEFAULT_FOLDER):
        case list() as problems:
            print("\n".join(map(str, problems)))
            return 1
        case pack:
            coverage = cover(pack, library_of(pack).router)
    if as_json:
        print(json.dumps(asdict(coverage), ensure_ascii=False))
    else:
        print("\n".join(table(coverage)))
    return 1 if strict and coverage.holes else 0
