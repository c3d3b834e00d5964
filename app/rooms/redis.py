"""Rooms in Redis or Valkey, which as many machines share as one likes.

The log of a room is a stream, its entries numbered as its events. All of a room expires by itself. What must happen whole or not
at all is a script (``scripts.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from app.rooms import scripts
from app.rooms.events import KEPT, Event, Log
from app.rooms.resp import PATIENCE, Refused, Reply, Wire
from app.rooms.store import SLOTS, Bounds, Note, Room, Slot, TooMany, no_room, no_space, not_there

ALL = "gatewalk:rooms"
LOOK = 60.0  # seconds, after which rooms are looked at even if nothing came: one may have expired
STAYS = 60_000  # milliseconds that the end of a log is there for those who wait for it
log = logging.getLogger("gatewalk")


def of_room(id: str, *parts: str) -> list[str]:
    return [f"gatewalk:room:{id}", *(f"gatewalk:room:{id}:{part}" for part in parts)]


def of_letters(letters: str) -> str:
    return f"gatewalk:letters:{letters}"


def of_address(address: str) -> str:
    return f"gatewalk:from:{address}"


class InRedis:
    def __init__(self, address: str) -> None:
        self.wire, self.waiting = Wire(address), Wire(address)  # the second waits for what is new

    async def open(self, room: Room, bounds: Bounds) -> TooMany:
        keys = [of_letters(room.letters), ALL, of_address(room.address), *of_room(room.id)]
        values = (room.id, room.letters, room.key, room.address, bounds.seconds * 1000, bounds.most, bounds.most_of_one)
        too_many: TooMany = (await self._run(scripts.OPEN, keys, *values)).decode()
        return too_many

    async def named(self, letters: str) -> Room:
        id = await self._ask("GET", of_letters(letters))
        if id is None:
            raise no_room()
        return await self.room(id.decode())

    async def room(self, id: str) -> Room:
        fields = ("letters", "key", "address", "last", "changes")
        letters, key, address, last, changes = await self._ask("HMGET", *of_room(id), *fields)
        if letters is None:
            raise no_room()
        return Room(id, letters.decode(), key, address.decode(), int(last), int(changes))

    async def append(self, id: str, kind: str, body: str) -> int:
        number: int = _there(await self._run(scripts.APPEND, of_room(id, "log", "state"), kind, body, KEPT))
        return number

    async def log(self, id: str, after: int = 0) -> Log:
        last, state, recent = _there(await self._run(scripts.LOG, of_room(id, "log", "state"), after))
        events = {}
        for kind, value in zip(state[::2], state[1::2], strict=True):
            number, body = value.decode().split(" ", 1)
            events[int(number)] = Event(int(number), kind.decode(), body)
        for name, (_, kind, _, body) in recent:
            number = int(name.split(b"-")[0])
            events[number] = Event(number, kind.decode(), body.decode())
        return Log(int(last), tuple(events[number] for number in sorted(events) if number > after))

    async def latest(self, id: str, kind: str) -> str | None:
        value = await self._ask("HGET", of_room(id, "state")[1], kind)
        return None if value is None else str(value.decode().split(" ", 1)[1])

    async def news(self, known: Mapping[str, int]) -> list[str]:
        logs = {of_room(id, "log")[1]: id for id in known}
        after = [f"{number}-1" for number in known.values()]
        command: list[str | int] = ["XREAD", "BLOCK", round(LOOK * 1000), "STREAMS", *logs, *after]
        reply = await self._ask(*command, wire=self.waiting, patience=LOOK + PATIENCE)
        return [logs[name.decode()] for name, _ in reply] if reply else list(known)

    async def note(self, id: str, slot: Slot, note: tuple[str, str], most: int) -> bool:
        return bool(_there(await self._run(scripts.NOTE, of_room(id, slot), *note, most)))

    async def notes(self, id: str, slot: Slot) -> list[Note]:
        now, pairs = _there(await self._run(scripts.NOTES, of_room(id, slot)))
        notes = []
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            at, text = value.decode().split(" ", 1)
            notes.append(Note(name.decode(), text, (now - int(at)) / 1000))
        return sorted(notes, key=lambda note: -note.age)

    async def forget(self, id: str, slot: Slot, name: str) -> None:
        await self._run(scripts.FORGET, of_room(id, slot), name)

    async def close(self, id: str) -> None:
        room = await self.room(id)
        key, log, *others = of_room(id, "log", "state", *SLOTS)
        keys = [key, log, of_letters(room.letters), ALL, of_address(room.address), *others]
        await self._run(scripts.CLOSE, keys, id, STAYS)

    async def sweep(self) -> None:
        """They expire by themselves."""

    async def end(self) -> None:
        self.wire.close()
        self.waiting.close()

    async def _run(self, script: str, keys: list[str], *given: str | bytes | int) -> Reply:
        return await self._ask("EVAL", script, len(keys), *keys, *given)

    async def _ask(self, *command: str | bytes | int, wire: Wire | None = None, patience: float = PATIENCE) -> Reply:
        try:
            return await (wire or self.wire).ask(*command, patience=patience)
        except (OSError, EOFError) as error:
            log.error("the store of rooms is not there: %s", type(error).__name__)
            raise not_there() from None
        except Refused as refused:
            log.error("the store of rooms refuses: %s", str(refused)[:100])
            raise (no_space() if "OOM" in str(refused) or "MISCONF" in str(refused) else not_there()) from None


def _there(reply: Reply) -> Reply:
    """A script says nothing where there is no room."""
    if reply is None:
        raise no_room()
    return reply
