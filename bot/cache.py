"""The cache folder: what is made from other files and kept between starts; it can be deleted at any time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from platformdirs import user_cache_path


def cache_folder(named: Path | None) -> Path:
    """Return the folder: the user's cache folder where none is named."""
    return named or user_cache_path("rongcuo-assistant", appauthor=False)


@contextmanager
def in_place_of(file: Path) -> Iterator[IO[bytes]]:
    """Yield what is `file` after the block; if it cannot be, nothing of it is left."""
    with NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as new:
        try:
            yield new
            new.close()
            Path(new.name).replace(file)
        finally:
            new.close()
            Path(new.name).unlink(missing_ok=True)


def forget_old(folder: Path, pattern: str, kept: int) -> None:
    """Delete the oldest files of a pattern but the newest `kept`."""
    by_age = sorted(folder.glob(pattern), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in by_age[kept:]:
        with suppress(OSError):  # another process may be at it too
            old.unlink()
