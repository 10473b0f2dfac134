"""`content graph`: the pictures of a content pack (内容包), written or compared."""

from collections.abc import Mapping
from pathlib import Path

from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.diagram.gallery import MARK, PAGE, gallery

_SUFFIXES = (".svg", ".mmd")


def graph_folder(folder: Path | None, out: Path, *, check: bool) -> int:
    """Write the pictures of the pack in `folder` to `out`, or compare; return the exit code."""
    match read_pack(folder or DEFAULT_FOLDER):
        case list() as problems:
            for problem in problems:
                print(problem)
            return 1
        case pack:
            files = gallery(pack)
            return _compare(files, out) if check else _write(files, out)


def _compare(files: Mapping[str, str], out: Path) -> int:
    stale = [name for name, text in files.items() if _read(out / name) != text]
    for name in stale:
        print(f"{out / name}: is not current: run `python -m bot content graph --out {out}`")
    superfluous = _superfluous(files, out)
    return 1 if stale or superfluous else 0


def _write(files: Mapping[str, str], out: Path) -> int:
    page = _read(out / PAGE)
    if page is not None and not page.startswith(MARK):
        print(f"{out / PAGE}: was not made by this command: choose another folder with --out")
        return 1
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (out / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"{error.filename}: cannot be written: {error.strerror}")
        return 1
    _superfluous(files, out)
    print(f"{out}: {len(files)} files")
    return 0


def _superfluous(files: Mapping[str, str], out: Path) -> list[str]:
    """Name the pictures of what is no longer there; they may be somebody's, so they are kept."""
    found = sorted(path.name for path in out.glob("*") if path.suffix in _SUFFIXES)
    extra = [name for name in found if name not in files]
    for name in extra:
        print(f"{out / name}: shows nothing of this pack: remove it")
    return extra


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
