"""`content check` and `content schema`: whether a content pack is sound, and the help for editors."""

import json
from pathlib import Path

from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.content.json_schema import schemas
from bot.dialog.content.problem import Problem


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


def write_schemas(folder: Path | None) -> int:
    """Write the schema files into the pack in `folder` and return the exit code."""
    place = (folder or DEFAULT_FOLDER) / "schema"
    try:
        place.mkdir(exist_ok=True)
        for name, schema in schemas().items():
            text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
            (place / name).write_text(text, encoding="utf-8")
    except OSError as error:
        print(Problem(str(place), 0, "", f"cannot be written: {error.strerror}"))
        return 1
    print(place)
    return 0
