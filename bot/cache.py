"""The cache folder: what is made from other files and kept between starts; it can be deleted at any time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from platformdirs import user_cache_path

_KEPT = 24
"""How many of a kind are kept: of the packs an author tries, and of the versions of the program."""


def cache_folder(named: Path | None) -> Path:
    """Return the folder: the user's cache folder where none is named."""
    return named or user_cache_path("rongcuo-assistant", appauthor=False)


@contextmanager
def in_place_of(file: Path) -> Iterator[IO[bytes]]:
    """Yield what is `file` after the block, in a folder made if need be; if it cannot be, nothing is left.

    The oldest of its kind are forgotten then: those whose names end as its name does, after the first dot.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as new:
        try:
            yield new
            new.close()
            Path(new.name).replace(file)
            _forget_old(file.parent, "*" + "".join(file.suffixes))
        finally:
            new.close()
            Path(new.name).unlink(missing_ok=True)


def _forget_old(folder: Path, pattern: str) -> None:
    by_age = sorted(folder.glob(pattern), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in by_age[_KEPT:]:
        with suppress(OSError):  # another process may be at it too
            old.unlink()
