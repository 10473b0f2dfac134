"""Keeps the world in a file, so that trial mode survives a restart.

The file is JSON; the bytes of uploaded files lie beside it in a folder, each written once. Kept are
users' standing, the newest messages of each chat, files, waiting updates and how far the clock was
moved; not the bot's profile, which the bot sets at its start.
"""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import structlog

from bot.sandbox.backend import Backend
from bot.sandbox.updates import Pending
from bot.sandbox.wire import Object, Upload
from bot.sandbox.world import StoredFile, World

_VERSION = 1
_log = structlog.get_logger()


class Snapshot:
    """Writes the world to `path`, about `delay` seconds after a change."""

    def __init__(self, path: Path, backend: Backend, delay: float) -> None:
        self._path = path
        self._backend = backend
        self._delay = delay
        self._timer: asyncio.TimerHandle | None = None
        self._changed = False

    def load(self) -> None:
        """Restore what was written; a file that cannot be read is set aside and logged."""
        if not self._path.exists():
            return
        try:
            text = self._path.read_text(encoding="utf-8")
            _restore(json.loads(text), self._backend, self._folder)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, OverflowError) as error:
            aside = self._path.with_name(self._path.name + ".broken")
            self._path.replace(aside)
            _log.warning("sandbox_snapshot_broken", moved_to=str(aside), problem=repr(error))

    def touch(self) -> None:
        """Note a change."""
        self._changed = True
        if self._timer is None:
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                # Outside of a loop nothing can be timed; `write` at the end saves it.
                return
            self._timer = loop.call_later(self._delay, self.write)

    def write(self) -> None:
        """Write now if something changed since the last time; the file is replaced as a whole."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._changed:
            return
        self._changed = False
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._write_files()
        new = self._path.with_name(self._path.name + ".new")
        new.write_text(json.dumps(_dump(self._backend), ensure_ascii=False), encoding="utf-8")
        new.replace(self._path)

    @property
    def _folder(self) -> Path:
        return self._path.with_name(self._path.name + ".files")

    def _write_files(self) -> None:
        for stored in self._backend.world.files.values():
            path = self._folder / stored.unique_id
            if not path.exists():
                self._folder.mkdir(exist_ok=True)
                path.write_bytes(stored.upload.content)


def _dump(backend: Backend) -> Object:
    world = backend.world
    return {
        "version": _VERSION,
        "offset_seconds": backend.clock.offset.total_seconds(),
        "people": [person.shown() for person in world.people.values()],
        "messages": [message for chat in world.recent for message in world.history(chat)],
        "counters": list(world.counters.items()),
        "files": [_dump_file(stored) for stored in world.files.values()],
        "updates": [[p.id, p.update, p.lane] for p in backend.updates.waiting()],
    }


def _dump_file(stored: StoredFile) -> Object:
    return {
        "file_id": stored.file_id,
        "unique_id": stored.unique_id,
        "path": stored.path,
        "file_name": stored.upload.file_name,
        "mime_type": stored.upload.mime_type,
    }


def _restore(data: Object, backend: Backend, folder: Path) -> None:
    """Read everything first, so that a broken file changes nothing."""
    if data["version"] != _VERSION:
        raise ValueError("the snapshot was written by another version")
    offset = timedelta(seconds=data["offset_seconds"])
    files = [_restored_file(fields, folder) for fields in data["files"]]
    waiting = [Pending(int(i), dict(update), int(lane)) for i, update, lane in data["updates"]]
    counters = {int(key): int(count) for key, count in data["counters"]}
    people = [(int(p["id"]), bool(p["started"]), bool(p["blocked"])) for p in data["people"]]
    for message in data["messages"]:
        _ = message["chat"]["id"], message["message_id"], message["from"]["id"]
    for user_id, started, blocked in people:
        if user_id in backend.world.people:
            backend.world.change(user_id, started=started, blocked=blocked)
    _restore_world(backend.world, data["messages"], files)
    backend.world.counters.update(counters)
    backend.updates.restore(waiting)
    backend.clock.move(offset - backend.clock.offset)


def _restore_world(world: World, messages: list[Object], files: list[StoredFile]) -> None:
    for message in messages:
        world.keep(message)
    for stored in files:
        world.keep_file(stored)


def _restored_file(fields: Object, folder: Path) -> StoredFile:
    unique_id = str(fields["unique_id"])
    content = (folder / Path(unique_id).name).read_bytes()
    upload = Upload(fields["file_name"], fields["mime_type"], content)
    return StoredFile(fields["file_id"], unique_id, fields["path"], upload)
