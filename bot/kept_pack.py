"""The content pack as it was checked last: kept between starts, so that a start need not check it again.

Reading and checking the shipped pack takes a third of a second, taking the kept one a twentieth of that.
It is kept beside what was learned, under the hash of all that a check depends on: the files, and the
code that checks. It is plain data, is read by the same types, and can be deleted at any time.
"""

import hashlib
import logging
from pathlib import Path

import pydantic
from pydantic import ValidationError

from bot.cache import cache_folder, in_place_of
from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.content.schema import Pack

log = logging.getLogger(__name__)
"""Not the structured log, as for what was learned."""

_CODE = Path(__file__).parent / "dialog"
_KIND = "pack.json"


def open_pack(folder: Path | None, cache: Path | None) -> Pack:
    """Return the pack in `folder`, or the one that comes with the program.

    Args:
        folder: of the content.
        cache: where checked packs are kept; the user's cache folder if none is given.

    Raises:
        BadContent: there is none, or it is broken; the sentence lists what to correct.
    """
    folder = folder or DEFAULT_FOLDER
    key = _key(folder)
    file = cache_folder(cache) / f"{key}.{_KIND}"
    pack = _read(file) if key else None
    if pack is None:
        pack = load_pack(folder)
        if key and key == _key(folder):  # else a file was changed between the key and the check
            _keep(pack, file)
    return pack


def _key(folder: Path) -> str | None:
    """Return what a check of the files depends on; None if one cannot be read, which a check tells."""
    digest = hashlib.sha256(pydantic.VERSION.encode())
    try:
        for file in (*sorted(folder.glob("*.yaml")), *sorted(_CODE.rglob("*.py"))):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    except OSError:
        return None
    return digest.hexdigest()[:24]


def _read(file: Path) -> Pack | None:
    try:
        return Pack.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        log.warning("%s cannot be used and is made anew: %s", file, type(error).__name__)
        return None


def _keep(pack: Pack, file: Path) -> None:
    """Write the pack, whole or not at all; without a place for it, it is checked again."""
    try:
        with in_place_of(file) as new:
            new.write(pack.model_dump_json(by_alias=True).encode())
    except OSError as error:
        log.warning("the checked content cannot be kept in %s: %s", file.parent, error)
