"""The invented pack: a town library's rules on lenience, of another shape than the shipped pack."""

import shutil
from pathlib import Path

import yaml

from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.content.loading import TEXT_FILES

LIBRARY = Path(__file__).parent.parent / "packs" / "library"
_TOPICS = ("chitchat.", "refusals.")
"""What is said to these is a pack's own."""


def make_library(folder: Path) -> Path:
    """Write the whole invented pack into `folder`; its texts are the shipped ones but for its own."""
    folder.mkdir()
    for path in LIBRARY.glob("*.yaml"):
        if not path.name.startswith("words."):
            shutil.copy(path, folder)
    for language, name in TEXT_FILES.items():
        shipped = yaml.safe_load((DEFAULT_FOLDER / name).read_text(encoding="utf-8"))
        own = yaml.safe_load((LIBRARY / f"words.{language}.yaml").read_text(encoding="utf-8"))
        kept = {key: text for key, text in shipped.items() if not key.startswith(_TOPICS)}
        text = yaml.safe_dump(kept | own, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
