"""Where rooms are kept: what a store can do, wherever it keeps them.

A room has a log, which the teacher writes and all follow, and notes, which students write and only the teacher reads: one
for each student in each slot, the last one counts. Both are bounded, and end with the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from app.problems import Problem, come_back
from app.rooms.events import Log
from texts import Said

SLOTS = ("presence", "answer", "sentence")
Slot = Literal["presence", "answer", "sentence"]
TooMany = Literal["", "letters", "address", "all"]  # why no room can be opened: those letters are taken, or there are too many


@dataclass(frozen=True)
class Room:
    id: str  # cannot be guessed; what students know
    letters: str
    key: bytes  # the hash of what only the teacher knows
    address: str  # from where it was opened
    last: int = 0  # number of the newest event
    changes: int = 0  # of its notes


@dataclass(frozen=True)
class Note:
    name: str  # of a student, see ``student`` in ``rooms.py``
    value: str
    age: float  # seconds since it was written


@dataclass(frozen=True)
class Bounds:
    seconds: int  # that a room lives
    most: int  # rooms in all
    most_of_one: int  # address


class Store(Protocol):
    """Each raises a ``Problem``: 404 if there is no such room, 503 or 507 if the store is not there or full."""

    async def open(self, room: Room, bounds: Bounds) -> TooMany: ...

    async def named(self, letters: str) -> Room: ...

    async def room(self, id: str) -> Room: ...

    async def append(self, id: str, kind: str, body: str) -> int:
        """The number of the event."""
        ...

    async def log(self, id: str, after: int = 0) -> Log: ...

    async def latest(self, id: str, kind: str) -> str | None:
        """The body of the last event of a kind."""
        ...

    async def news(self, known: Mapping[str, int]) -> list[str]:
        """Waits until a room has another number than is known of it, or is gone, and names those that may."""
        ...

    async def note(self, id: str, slot: Slot, note: tuple[str, str], most: int) -> bool:
        """``note``: a name and a value. False if there are too many names."""
        ...

    async def notes(self, id: str, slot: Slot) -> list[Note]:
        """The oldest first."""
        ...

    async def forget(self, id: str, slot: Slot, name: str) -> None: ...

    async def close(self, id: str) -> None:
        """Nothing of it is left."""
        ...

    async def sweep(self) -> None:
        """Takes away what has lived long enough, if nobody else does."""
        ...

    async def end(self) -> None: ...


def no_room() -> Problem:
    return Problem(404, Said("errors.room.none"))


def no_space() -> Problem:
    return Problem(507, Said("errors.room.no-space"))


def not_there() -> Problem:
    return come_back("errors.room.away")
