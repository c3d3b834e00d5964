"""What may be done in a room, and by whom."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from hmac import compare_digest
from math import ceil
from typing import Any

import orjson

from app.problems import Problem
from app.rooms.counts import attendance, tally
from app.rooms.guesses import Guesses
from app.rooms.hub import Hub
from app.rooms.letters import drawn, understood
from app.rooms.places import store_at
from app.rooms.schemas import AnswerIn, PresenceIn, QuestionIn, SaidIn, ViewIn
from app.rooms.store import Bounds, Room, Slot, TooMany
from app.settings import Settings
from texts import Said

TRIES = 100  # of letters that may be taken
SWEEP = 60.0  # seconds
TALLY = 0.5  # seconds between two live tallies
IN_TIME = 2  # events that may be on their way to whoever is in step
LOOK = 1.0  # seconds between two looks for what the class does


class Rooms:
    def __init__(self, settings: Settings) -> None:
        self.settings, self.store, self.guesses = settings, store_at(settings.rooms), Guesses()
        self.hub = Hub(self.store)
        self.bounds = Bounds(settings.room_hours * 3600, settings.most_rooms, settings.most_rooms_of_one)
        self.tallies: dict[str, asyncio.Task[None]] = {}
        self.sweeping: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self.sweeping = asyncio.ensure_future(self._sweep())

    def stop(self) -> None:
        self.hub.stop()

    async def end(self) -> None:
        self.stop()
        for task in (self.sweeping, *self.tallies.values()):
            if task:
                task.cancel()
        await self.store.end()

    async def _sweep(self) -> None:
        while True:
            with contextlib.suppress(Problem):
                await self.store.sweep()
            await asyncio.sleep(SWEEP)

    # Everybody

    async def open(self, address: str) -> tuple[Room, str]:
        """The room and its key."""
        key = secrets.token_urlsafe(24)
        refused: TooMany = "letters"
        for _ in range(TRIES):
            room = Room(secrets.token_urlsafe(12), drawn(), hash_of(key), address)
            refused = await self.store.open(room, self.bounds)
            if not refused:
                return room, key
            if refused != "letters":
                break
        most = {"address": self.bounds.most_of_one, "all": self.bounds.most}.get(refused, 0)
        raise Problem(429, Said(f"errors.room.too-many.{refused}", {"n": most}))

    async def join(self, letters: str, address: str) -> Room:
        if seconds := ceil(self.guesses.seconds_to_wait(address)):
            raise Problem(429, Said("errors.room.guessed", {"n": seconds}), "letters", {"retry-after": str(seconds)})
        meant = understood(letters)
        if not meant:
            raise Problem(422, Said("errors.room.no-letters"), "letters")
        try:
            return await self.store.named(meant)
        except Problem as problem:
            if problem.status == 404:
                self.guesses.add(address)
                raise Problem(404, Said("errors.room.other-letters"), "letters") from None
            raise

    async def room(self, id: str) -> Room:
        return await self.store.room(id)

    # The teacher

    async def taught(self, id: str, key: str) -> Room:
        """The room, if that is its key."""
        room = await self.store.room(id)
        if not compare_digest(room.key, hash_of(key)):
            raise Problem(403, Said("errors.room.not-teacher"))
        return room

    async def show(self, room: Room, view: ViewIn) -> int:
        return await self.store.append(room.id, "view", view.model_dump_json())

    async def ask(self, room: Room, question: QuestionIn) -> int:
        number = await self.store.append(room.id, "question", question.model_dump_json())
        if question.live or question.revealed:
            number = await self._tell_tally(room.id, question.name)
        return number

    async def class_of(self, room: Room) -> dict[str, Any]:
        question = await self._question(room.id)
        return {
            "changes": room.changes,
            "attendance": attendance(await self.store.notes(room.id, "presence")),
            "tally": question and tally(question.name, await self.store.notes(room.id, "answer")),
            "sentences": [{"student": one.name, "text": one.value} for one in await self.store.notes(room.id, "sentence")],
        }

    async def changed(self, room: Room, seen: int, seconds: float) -> Room:
        """When something of the class is other than was seen, or after so many seconds."""
        while room.changes == seen and seconds > 0 and not self.hub.is_stopping:
            await asyncio.sleep(LOOK)
            seconds -= LOOK
            room = await self.store.room(room.id)
        return room

    async def remove_sentence(self, room: Room, student: str) -> None:
        await self.store.forget(room.id, "sentence", student)

    async def close(self, room: Room) -> None:
        await self.store.close(room.id)

    # Students

    async def answer(self, id: str, answer: AnswerIn) -> None:
        await self.store.room(id)
        question = await self._question(id)
        if question is None or question.name != answer.question or not question.open:
            raise Problem(409, Said("errors.room.closed-question"), "question")
        if not question.takes(answer.value):
            raise Problem(422, Said("errors.room.no-answer"), "value")
        await self._note(id, "answer", answer.token, f"{answer.value!r} {answer.question}")
        if question.live and id not in self.tallies:
            self.tallies[id] = asyncio.ensure_future(self._tell_tally_soon(id, question.name))

    async def say(self, id: str, sentence: SaidIn) -> None:
        await self._note(id, "sentence", sentence.token, sentence.text)

    async def is_there(self, id: str, presence: PresenceIn) -> int:
        """The number of the newest event."""
        room = await self.store.room(id)
        in_step = presence.number >= room.last - IN_TIME
        state = presence.state if presence.state != "follows" else "in_step" if in_step else "behind"
        if state == "left":
            await self.store.forget(id, "presence", student(id, presence.token))
        else:
            await self._note(id, "presence", presence.token, state)
        return room.last

    async def _note(self, id: str, slot: Slot, token: str, value: str) -> None:
        if not await self.store.note(id, slot, (student(id, token), value), self.settings.most_in_room):
            raise Problem(429, Said("errors.room.full", {"n": self.settings.most_in_room}))

    async def _question(self, id: str) -> QuestionIn | None:
        body = await self.store.latest(id, "question")
        return QuestionIn.model_validate_json(body) if body else None

    async def _tell_tally(self, id: str, question: str) -> int:
        body = orjson.dumps(tally(question, await self.store.notes(id, "answer"))).decode()
        return await self.store.append(id, "tally", body)

    async def _tell_tally_soon(self, id: str, question: str) -> None:
        """Answers come all at once; of many one tally is made."""
        try:
            await asyncio.sleep(TALLY)
        finally:
            del self.tallies[id]
        with contextlib.suppress(Problem):
            await self._tell_tally(id, question)


def hash_of(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def student(room: str, token: str) -> str:
    """A name that says nothing outside of this room."""
    return hashlib.sha256(f"{room} {token}".encode()).hexdigest()[:16]
