"""The tables that rooms are kept in, and all that is done with them: each function is one piece of work with the database.

Time is counted in seconds of a clock that goes on counting where it stood when the machine was switched off.
"""

from __future__ import annotations

import sqlite3

from app.rooms.events import KEPT, Event, Log
from app.rooms.store import Bounds, Note, Room, Slot, TooMany, no_room

TABLES = """
CREATE TABLE IF NOT EXISTS rooms (
    id TEXT PRIMARY KEY, letters TEXT NOT NULL UNIQUE, key BLOB NOT NULL, address TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0, ends REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rooms_by_address ON rooms (address);
CREATE TABLE IF NOT EXISTS events (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, number INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (room, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, slot TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (room, slot, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clock (machine REAL NOT NULL, ahead REAL NOT NULL);
"""
PATIENCE = 5_000  # milliseconds that one waits for another who writes
COLUMNS = "id, letters, key, address, last, changes"
DB = sqlite3.Connection


def prepare(db: DB, machine: float, most_pages: int) -> None:
    """``machine``: its clock, which begins at 0 when it is switched on."""
    db.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    db.execute("PRAGMA journal_mode = WAL")
    # Nobody waits for the disk: a disk that is busy may take seconds. Who is killed loses nothing, a power cut may.
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA secure_delete = ON")  # what is deleted is written over
    db.execute("PRAGMA wal_autocheckpoint = 100")  # pages: the journal takes space as well
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA max_page_count = {most_pages}")
    (sound,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise _damaged()
    if db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'clock'").fetchone() == (0,):
        db.executescript(TABLES)
    with db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("SELECT * FROM clock").fetchone() is None:
            db.execute("INSERT INTO clock VALUES (?, 0)", (machine,))
        db.execute("UPDATE clock SET ahead = ahead + machine - ?1, machine = ?1 WHERE machine > ?1", (machine,))


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("the file of rooms is damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def now(db: DB, machine: float) -> float:
    ahead: float = db.execute("SELECT ahead FROM clock").fetchone()[0]
    return machine + ahead


def version(db: DB) -> int:
    """Is another when another connection has changed anything."""
    count: int = db.execute("PRAGMA data_version").fetchone()[0]
    return count


def open(db: DB, room: Room, bounds: Bounds, machine: float) -> TooMany:
    sweep(db, machine)
    in_all, of_one = db.execute("SELECT count(*), count(*) FILTER (WHERE address = ?) FROM rooms", (room.address,)).fetchone()
    if in_all >= bounds.most:
        return "all"
    if of_one >= bounds.most_of_one:
        return "address"
    values = (room.id, room.letters, room.key, room.address, now(db, machine) + bounds.seconds)
    done = db.execute("INSERT INTO rooms (id, letters, key, address, ends) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", values)
    return "" if done.rowcount else "letters"


def room(db: DB, column: str, value: str, machine: float) -> Room:
    """``column``: id or letters."""
    row = db.execute(f"SELECT {COLUMNS} FROM rooms WHERE {column} = ? AND ends > ?", (value, now(db, machine))).fetchone()
    if row is None:
        raise no_room()
    return Room(*row)


def append(db: DB, id: str, kind: str, body: str, machine: float) -> int:
    """Of what is old only the last of each kind stays."""
    last = room(db, "id", id, machine).last + 1
    db.execute("UPDATE rooms SET last = ? WHERE id = ?", (last, id))
    db.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (id, last, kind, body))
    db.execute(
        "DELETE FROM events WHERE room = ?1 AND number <= ?2 AND number NOT IN "
        "(SELECT max(number) FROM events WHERE room = ?1 GROUP BY kind)",
        (id, last - KEPT),
    )
    return last


def log(db: DB, id: str, after: int, machine: float) -> Log:
    db.execute("BEGIN")
    try:
        last = room(db, "id", id, machine).last
        query = "SELECT number, kind, body FROM events WHERE room = ? AND number > ? ORDER BY number"
        return Log(last, tuple(Event(*row) for row in db.execute(query, (id, after))))
    finally:
        db.rollback()


def latest(db: DB, id: str, kind: str) -> str | None:
    row = db.execute("SELECT body FROM events WHERE room = ? AND kind = ? ORDER BY number DESC LIMIT 1", (id, kind)).fetchone()
    return None if row is None else str(row[0])


def changed(db: DB, known: str, machine: float) -> list[str]:
    """``known``: a number for each room, as JSON."""
    query = "SELECT k.key FROM json_each(?) k LEFT JOIN rooms r ON r.id = k.key AND r.ends > ? WHERE r.last IS NOT k.value"
    return [id for (id,) in db.execute(query, (known, now(db, machine)))]


def note(db: DB, id: str, slot: Slot, given: tuple[str, str], most: int, machine: float) -> bool:
    name, value = given
    room(db, "id", id, machine)
    old = db.execute("SELECT value FROM notes WHERE room = ? AND slot = ? AND name = ?", (id, slot, name)).fetchone()
    if old is None:
        (count,) = db.execute("SELECT count(*) FROM notes WHERE room = ? AND slot = ?", (id, slot)).fetchone()
        if count >= most:
            return False
    db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)", (id, slot, name, value, now(db, machine)))
    if old != (value,):
        _count_change(db, id)
    return True


def notes(db: DB, id: str, slot: Slot, machine: float) -> list[Note]:
    room(db, "id", id, machine)
    query = "SELECT name, value, ? - at FROM notes WHERE room = ? AND slot = ? ORDER BY at"
    return [Note(*row) for row in db.execute(query, (now(db, machine), id, slot))]


def forget(db: DB, id: str, slot: Slot, name: str) -> None:
    if db.execute("DELETE FROM notes WHERE room = ? AND slot = ? AND name = ?", (id, slot, name)).rowcount:
        _count_change(db, id)


def close(db: DB, id: str) -> None:
    db.execute("DELETE FROM rooms WHERE id = ?", (id,))


def sweep(db: DB, machine: float) -> int:
    """How many rooms are gone."""
    db.execute("UPDATE clock SET machine = ?", (machine,))
    return db.execute("DELETE FROM rooms WHERE ends <= ?", (now(db, machine),)).rowcount


def wipe(db: DB) -> bool:
    """What was deleted is still in the journal, until that is carried over into the file. False if somebody is reading it."""
    db.execute("PRAGMA busy_timeout = 100")
    (is_busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    db.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return not is_busy


def _count_change(db: DB, id: str) -> None:
    db.execute("UPDATE rooms SET changes = changes + 1 WHERE id = ?", (id,))
