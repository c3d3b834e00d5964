"""Rooms in a file of SQLite, which all workers of one machine share. It survives a worker or a server that is killed."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from app.rooms import tables
from app.rooms.events import Log
from app.rooms.store import Bounds, Note, Room, Slot, TooMany, no_space, not_there

T = TypeVar("T")
Clock = Callable[[], float]
FILE = "rooms.sqlite"
OUR_FOLDER = f"gatewalk-{os.getuid()}" if hasattr(os, "getuid") else "gatewalk"
MOST_BYTES = 256_000_000  # of the file
PAGE = 4_096  # bytes
SOON, LATER, IN_MOTION = 0.02, 0.1, 60.0  # seconds between two looks for news: within a minute of the last, and else
NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
log = logging.getLogger("gatewalk")


class InFile:
    """All work on the file is done in one thread of its own: a slow disk holds up nobody who walks.

    ``clock`` counts seconds for all processes of the machine alike, and is not set by anybody: not that on the wall.
    """

    def __init__(self, place: str, clock: Clock = time.monotonic, most_bytes: int = MOST_BYTES) -> None:
        self.path, self.clock, self.most_bytes = path_of(place), clock, most_bytes
        self.thread = ThreadPoolExecutor(1, "rooms")
        self.database: sqlite3.Connection | None = None
        self.file: tuple[int, int] | None = None  # the one that is open
        self.written = 0  # times, by this process
        self.is_wiped = True  # of all that was deleted nothing can be found

    async def open(self, room: Room, bounds: Bounds) -> TooMany:
        return await self._write(tables.open, room, bounds, self.clock())

    async def named(self, letters: str) -> Room:
        return await self._do(tables.room, "letters", letters, self.clock())

    async def room(self, id: str) -> Room:
        return await self._do(tables.room, "id", id, self.clock())

    async def append(self, id: str, kind: str, body: str) -> int:
        return await self._write(tables.append, id, kind, body, self.clock())

    async def log(self, id: str, after: int = 0) -> Log:
        return await self._do(tables.log, id, after, self.clock())

    async def latest(self, id: str, kind: str) -> str | None:
        return await self._do(tables.latest, id, kind)

    async def news(self, known: Mapping[str, int]) -> list[str]:
        version, numbers, loop = (-1, -1), json.dumps(known), asyncio.get_running_loop()
        begun = loop.time()
        while True:
            version, changed = await self._do(self._look, version, numbers)
            if changed:
                return changed
            await asyncio.sleep(SOON if loop.time() - begun < IN_MOTION else LATER)

    async def note(self, id: str, slot: Slot, note: tuple[str, str], most: int) -> bool:
        return await self._write(tables.note, id, slot, note, most, self.clock())

    async def notes(self, id: str, slot: Slot) -> list[Note]:
        return await self._do(tables.notes, id, slot, self.clock())

    async def forget(self, id: str, slot: Slot, name: str) -> None:
        await self._write(tables.forget, id, slot, name)

    async def close(self, id: str) -> None:
        await self._write(tables.close, id)
        self.is_wiped = await self._do(tables.wipe)

    async def sweep(self) -> None:
        gone = await self._write(tables.sweep, self.clock()) if self.path.exists() else 0
        if gone or not self.is_wiped:
            self.is_wiped = await self._do(tables.wipe)

    async def end(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self.thread, self._shut)
        self.thread.shutdown(wait=False)

    # In the thread

    async def _do(self, work: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, self._done, work, given)

    async def _write(self, work: Callable[..., T], *given: Any) -> T:
        """The same, whole or not at all."""

        def written(database: sqlite3.Connection) -> T:
            with database:
                database.execute("BEGIN IMMEDIATE")
                result = work(database, *given)
            self.written += 1
            return result

        return await self._do(written)

    def _done(self, work: Callable[..., T], given: tuple[Any, ...], again: bool = True) -> T:
        try:
            return work(self._opened(), *given)
        except OSError as error:
            log.error("rooms cannot be kept in %s: %s", self.path, error.strerror)
            raise not_there() from None
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # of each kind there are finer ones, in the bits above
            if code in DAMAGED and again:
                self._begin_anew()
                return self._done(work, given, again=False)
            log.error("%s", error)  # never what was to be written
            raise (no_space() if code in NO_SPACE else not_there()) from None

    def _opened(self) -> sqlite3.Connection:
        if self.database and self.file == file_at(self.path):
            return self.database
        self._shut()  # nothing is open yet, or somebody has taken the file away, or put another in its place
        a_folder_of_our_own(self.path.parent)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))  # what is in it is for nobody else
        file = file_at(self.path)
        database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        try:
            tables.prepare(database, self.clock(), room_for(self.path, self.most_bytes) // PAGE)
        except BaseException:
            database.close()
            raise
        self.database, self.file = database, file
        self.written += 1
        return database

    def _look(self, database: sqlite3.Connection, before: tuple[int, int], known: str) -> tuple[tuple[int, int], list[str]]:
        """What is changed by others SQLite counts; it does not see what we change ourselves."""
        version = (tables.version(database), self.written)
        return version, tables.changed(database, known, self.clock()) if version != before else []

    def _shut(self) -> None:
        if self.database:
            self.database.close()
        self.database = self.file = None

    def _begin_anew(self) -> None:
        """A file that was cut off or written over is of no use, and another worker may have found that out already."""
        self._shut()
        log.error("the file of rooms is damaged; all rooms are closed, and it is begun anew")
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)


# Where the file is


def path_of(place: str) -> Path:
    """``place``: a file, or a folder for it; if it is empty, a folder of this user among the temporary files."""
    if not place:
        return Path(tempfile.gettempdir()) / OUR_FOLDER / FILE
    return Path(place) / FILE if Path(place).is_dir() else Path(place)


def a_folder_of_our_own(folder: Path) -> None:
    """In a folder in which all may write, somebody else may have made one of that name."""
    if folder.name == OUR_FOLDER:
        folder.mkdir(mode=0o700, exist_ok=True)
        if hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid():
            raise PermissionError(0, "the folder is not ours; name another place by GATEWALK_ROOMS")


def room_for(path: Path, most: int) -> int:
    """Bytes of the file at most. Half of what is free is for its journal: to delete needs space as well."""
    return min(most, path.stat().st_size + shutil.disk_usage(path.parent).free // 2)


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file it is that lies there now."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
