"""The library: the content pack, and what is learned from its lines, which is kept between starts.

Learning takes seconds, so what was learned is kept in a folder of its own under the hash of all it
depends on: the lines, the code that learns, and the libraries that take texts apart. It holds
nothing but that, can be deleted at any time, and is made again when it is missing or broken.
"""

import hashlib
import logging
import struct
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from inspect import getsource
from pathlib import Path
from typing import IO, Any, Literal
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from bot.cache import cache_folder, in_place_of
from bot.dialog.answer import classifier, features, normalise, pinyin, sounds, training
from bot.dialog.answer.classifier import Classifier, Vocabulary
from bot.dialog.answer.route import Router
from bot.dialog.answer.targets import lines_of
from bot.dialog.answer.training import train
from bot.dialog.content.schema import Pack
from bot.dialog.story.listening import statement_lines
from bot.dialog.story.reading import Reader

log = logging.getLogger(__name__)
"""Not the structured log: a command has no log, and its output must stay its output."""

_CODE = (classifier, features, normalise, pinyin, sounds, training)
_LIBRARIES = ("numpy", "opencc")
_Lines = Callable[[], Iterable[tuple[str, str]]]
_CHUNK = 1 << 20
_LENGTHS_AT = 26
"""Where in the header of a file in an archive the lengths of its last two fields stand."""
_MANY_LINES = 2_000
"""Fewer are learned at once; more would hold up whoever waits for another answer."""


@dataclass(frozen=True, slots=True)
class Library:
    """The content pack and what is built from it once."""

    pack: Pack
    router: Router
    reader: Reader


def open_library(pack: Pack, cache: Path | None) -> Library:
    """Return the library of `pack`: what was learned from it before is taken from `cache`.

    Args:
        pack: the content.
        cache: the folder; the user's cache folder if none is given.
    """
    folder = cache_folder(cache)
    sets = _sets_of(pack)
    with ThreadPoolExecutor(len(sets)) as both:  # what learns long does so in processes of its own
        answering, listening = both.map(lambda lines: _known(lines, folder), sets)
    if answering is None:
        raise ValueError("a pack without lines")
    router = Router(pack, answering)
    return Library(pack, router, Reader(pack, router, listening))


def is_learned(pack: Pack, cache: Path | None) -> bool:
    """Return whether all that `pack` needs was learned before, and kept."""
    folder = cache_folder(cache)
    keys = (_key(lines()) for lines in _sets_of(pack))
    return all((folder / f"{key}.npz").exists() for key in keys if key)


def _sets_of(pack: Pack) -> list[_Lines]:
    return [partial(lines_of, pack), partial(statement_lines, pack)]


def _known(lines: _Lines, folder: Path) -> Classifier | None:
    """Return what is to be learned from `lines`, from `folder` if it was learned before."""
    key = _key(lines())
    if key is None:
        return None
    file = folder / f"{key}.npz"
    known = _read(file)
    if known is None:
        known = _learn(list(lines()))
        _keep(known, file)
    return known


def _key(lines: Iterable[tuple[str, str]]) -> str | None:
    """Return what is learned from `lines` is kept by; None if there are none."""
    digest, begun = hashlib.sha256(), False
    for line, target in lines:  # one by one: as a list they would take more memory than the pack
        digest.update(f"{line}\0{target}\0".encode())
        begun = True
    if not begun:
        return None
    for module in _CODE:
        digest.update(getsource(module).encode())
    digest.update("".join(map(version, _LIBRARIES)).encode())
    return digest.hexdigest()[:24]


def _learn(lines: list[tuple[str, str]]) -> Classifier:
    """Learn, where it takes long in a process of its own: its memory goes, and nobody waits."""
    if len(lines) < _MANY_LINES:
        return train(lines)
    from concurrent.futures import ProcessPoolExecutor  # what was learned before needs none
    from multiprocessing import get_context

    log.warning("learning %s lines, once for this content: some seconds", len(lines))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(train, lines).result()


def _read(file: Path) -> Classifier | None:
    """Return what was kept; None if there is nothing, or nothing that can be used."""
    try:
        # Opened here, as numpy leaves a file open that is no archive.
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            return Classifier(
                tuple(map(str, kept["targets"])),
                Vocabulary(kept["hashes"], kept["rarity"]),
                kept["rows"],
                _mapped(file, opened, "weights.npy"),
                kept["scale"],
                kept["bias"],
            )
    except FileNotFoundError:
        return None
    except (OSError, BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        log.warning("%s cannot be used and is made anew: %s", file, error)
        return None


def _mapped(file: Path, opened: IO[bytes], member: str) -> NDArray[Any]:
    """Return an array of the file without reading it into memory: most of its rows are never asked for.

    Raises:
        BadZipFile: it is not what was written.
        ValueError: nor is this.
    """
    with ZipFile(opened) as archive, archive.open(member) as inside:
        np.lib.format.read_magic(inside)
        shape, by_columns, kind = np.lib.format.read_array_header_1_0(inside)
        begin = inside.tell()
        while inside.read(_CHUNK):
            pass  # at its end the check sum is compared
        header = archive.getinfo(member).header_offset
    opened.seek(header + _LENGTHS_AT)
    lengths = struct.unpack("<HH", opened.read(4))
    begin += header + _LENGTHS_AT + 4 + sum(lengths)
    order: Literal["C", "F"] = "F" if by_columns else "C"
    return np.asarray(np.memmap(file, kind, "r", begin, shape, order))


def _keep(known: Classifier, file: Path) -> None:
    """Write what was learned, whole or not at all; without a place for it, it is learned again."""
    try:
        with in_place_of(file) as new:
            np.savez(
                new,
                targets=np.array(known.targets),
                hashes=known.vocabulary.hashes,
                rarity=known.vocabulary.rarity,
                rows=known.rows,
                weights=known.weights,
                scale=known.scale,
                bias=known.bias,
            )
    except OSError as error:
        log.warning("what was learned cannot be kept in %s: %s", file.parent, error)
