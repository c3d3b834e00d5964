"""Rooms for a class: opened by a teacher, joined by four letters, followed in step."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Path, Query
from fastapi.responses import Response

from app.dependencies import HereOf
from app.encoding import json_bytes
from app.rooms import Stream, events_after, qr_code
from app.rooms.schemas import (
    AddressIn,
    AnswerIn,
    ClassOut,
    DoneOut,
    EventsOut,
    JoinIn,
    NumberOut,
    OpenedOut,
    PresenceIn,
    QuestionIn,
    RemovalIn,
    RoomOut,
    SaidIn,
    ViewIn,
)
from app.rooms.store import Room
from app.routes.in_words import InWords

MOST_WAIT = 25  # seconds that a question for what is new may stay open: most proxies cut it off at 30 or 60


router = APIRouter(prefix="/api/v1/rooms", tags=["rooms"], route_class=InWords)
way_in = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=40)]
Key = Annotated[str, Header(alias="room-key", max_length=100, description="The teacher's.")]
After = Annotated[int, Query(ge=0, le=1_000_000_000, description="The number of the last event that is known.")]


async def _taught(here: HereOf, room: Id, key: Key = "") -> Room:
    return await here.rooms.taught(room, key)


Taught = Annotated[Room, Depends(_taught)]


@router.post("", response_model=OpenedOut)
async def open(here: HereOf) -> dict[str, Any]:
    """Opens a room. Whoever has the key is its teacher."""
    room, key = await here.rooms.open(here.address)
    return {"room": room.id, "letters": room.letters, "key": key, "hours": here.settings.room_hours}


@router.post("/join", response_model=RoomOut)
async def join(here: HereOf, request: JoinIn) -> dict[str, Any]:
    """The room of four letters. Letters that look like others are understood as those."""
    return _described(await here.rooms.join(request.letters, here.address))


@router.post("/qr", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}})
async def qr(request: AddressIn) -> Response:
    """An address as a QR code, in SVG."""
    return Response(qr_code(request.address), media_type="image/svg+xml")


@router.get("/{room}", response_model=RoomOut)
async def room(here: HereOf, room: Id) -> dict[str, Any]:
    """Whether there is such a room."""
    return _described(await here.rooms.room(room))


# Not FastAPI's own ``EventSourceResponse``: it takes three tasks for each stream, and makes each event anew for each.
@router.get("/{room}/stream", response_class=Response, responses={200: {"content": {Stream.media_type: {}}}})
async def stream(
    here: HereOf,
    room: Id,
    after: After = 0,
    last_event_id: Annotated[str, Header(max_length=100, description="The same as `after`, as browsers send it.")] = "",
) -> Response:
    """What the teacher shows, as server-sent events: the state, or what came after a number; then all that comes.

    `view`, `question` and `tally` have a number; `hello` begins a stream, `beat` is a sign of life, `end` says that the room is
    closed.
    """
    id = (await here.rooms.room(room)).id
    known = int(last_event_id) if last_event_id.isascii() and last_event_id.isdecimal() else after
    return Stream(here.rooms.hub, id, known)


@router.get("/{room}/events", response_model=EventsOut)
async def events(
    here: HereOf,
    room: Id,
    after: After = 0,
    wait: Annotated[int, Query(ge=0, le=MOST_WAIT, description="Seconds to wait for something new.")] = 0,
) -> Response:
    """The same for once, where something on the way holds streams back."""
    return Response(json_bytes(await events_after(here.rooms.hub, room, after, wait)), media_type="application/json")


@way_in.get("/join/{letters}")
async def scanned(letters: Annotated[str, Path(max_length=40)]) -> Response:
    """The letters go behind the #, where no program on the way can write them down."""
    return Response(status_code=303, headers={"location": f"../join#{quote(letters, safe='')}"})


# The teacher


@router.post("/{room}/view", response_model=NumberOut)
async def view(here: HereOf, taught: Taught, request: ViewIn) -> dict[str, int]:
    """Shows something to all."""
    return {"number": await here.rooms.show(taught, request)}


@router.post("/{room}/question", response_model=NumberOut)
async def question(here: HereOf, taught: Taught, request: QuestionIn) -> dict[str, int]:
    """Asks something, or closes, reveals or changes what was asked."""
    return {"number": await here.rooms.ask(taught, request)}


@router.get("/{room}/class", response_model=ClassOut)
async def class_(
    here: HereOf,
    taught: Taught,
    seen: Annotated[int, Query(ge=-1, le=1_000_000_000, description="The `changes` that are known.")] = -1,
    wait: Annotated[int, Query(ge=0, le=MOST_WAIT, description="Seconds to wait for others.")] = 0,
) -> dict[str, Any]:
    """How many are there, what they answer, and the sentences that they have sent."""
    return await here.rooms.class_of(await here.rooms.changed(taught, seen, wait))


@router.post("/{room}/sentences/remove", response_model=DoneOut)
async def remove(here: HereOf, taught: Taught, request: RemovalIn) -> dict[str, bool]:
    """Takes a sentence from the list."""
    await here.rooms.remove_sentence(taught, request.student)
    return {"done": True}


# Students


@router.post("/{room}/answers", response_model=DoneOut)
async def answers(here: HereOf, room: Id, request: AnswerIn) -> dict[str, bool]:
    """Answers the question that is open. Until it is closed, another answer replaces it."""
    await here.rooms.answer(room, request)
    return {"done": True}


@router.post("/{room}/sentences", response_model=DoneOut)
async def sentences(here: HereOf, room: Id, request: SaidIn) -> dict[str, bool]:
    """Sends the teacher a sentence."""
    await here.rooms.say(room, request)
    return {"done": True}


@router.post("/{room}/presence", response_model=NumberOut)
async def presence(here: HereOf, room: Id, request: PresenceIn) -> dict[str, int]:
    """Says that a student is there. Who hears of a number that has not come yet is not in step."""
    return {"number": await here.rooms.is_there(room, request)}


# And when all is over


@router.post("/{room}/close", response_model=DoneOut)
async def close(here: HereOf, taught: Taught) -> dict[str, bool]:
    """Closes the room. Nothing of it is left."""
    await here.rooms.close(taught)
    return {"done": True}


def _described(room: Room) -> dict[str, Any]:
    return {"room": room.id, "letters": room.letters, "last": room.last}
