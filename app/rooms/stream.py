"""How a room is followed: by a stream of events, or by asking again and again where something on the way holds streams back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from random import uniform
from typing import Any

import orjson
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.types import Receive, Scope, Send

from app.problems import Problem
from app.rooms.events import Event
from app.rooms.hub import Channel, Hub
from app.rooms.store import no_room

BEAT = (12.0, 18.0)  # seconds between two signs of life, drawn anew each time: not all streams beat at once
RETRY = (500, 2_500)  # milliseconds until a browser comes back: not all of a class come at once
HEADERS = {
    "cache-control": "no-store, no-transform",  # who compresses a stream holds it back
    "x-accel-buffering": "no",  # the same, said to nginx
}
# Some filters hold back the first kilobytes of an answer, whatever it is.
FILLING = format_sse_event(comment=" " * 2_048)
HEARTBEAT = format_sse_event(event="beat", data_str="{}")
END = format_sse_event(event="end", data_str="{}")


class Stream(Response):
    media_type = EventSourceResponse.media_type

    def __init__(self, hub: Hub, room: str, after: int) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self.hub, self.room, self.after = hub, room, after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if not scope.get("only_head"):
            left = asyncio.ensure_future(_until_left(receive))
            try:
                async for part in self.parts():
                    await send({"type": "http.response.body", "body": part, "more_body": True})
                    if left.done():
                        break
            finally:
                left.cancel()
        await send({"type": "http.response.body", "body": b""})

    async def parts(self) -> AsyncIterator[bytes]:
        try:
            async with self.hub.follow(self.room) as channel:
                number, lives = _begin(channel, self.after), channel.lives
                yield FILLING + _hello(channel, number != self.after)
                events = _first(channel, number)
                while channel.is_open and not self.hub.is_stopping:
                    if events:
                        yield b"".join(event.frame for event in events)
                    elif not await channel.wait(uniform(*BEAT)):
                        yield HEARTBEAT
                    if channel.lives == lives:
                        number = events[-1].number if events else number
                        events = channel.after(number)
                    else:
                        number, lives, events = 0, channel.lives, _first(channel, 0)
                        yield _hello(channel, True)
                if not channel.is_open:
                    yield END
        except Problem as problem:
            if problem.status == 404:
                yield END


def _begin(channel: Channel, after: int) -> int:
    """A number that the room has not reached is one of before the store lost something."""
    return after if after <= channel.last else 0


def _first(channel: Channel, number: int) -> list[Event]:
    """Whoever is new needs the state, not the way there."""
    return channel.after(number) if number else list(channel.state.values())


def _hello(channel: Channel, anew: bool) -> bytes:
    """``anew``: whatever numbers were known before count no more."""
    body = orjson.dumps({"last": channel.last, "anew": anew}).decode()
    return format_sse_event(event="hello", data_str=body, retry=round(uniform(*RETRY)))


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def events_after(hub: Hub, room: str, after: int, seconds: float) -> dict[str, Any]:
    """The same for once: what is new, as soon as there is something, and nothing if there is not."""
    async with hub.follow(room) as channel:
        number = _begin(channel, after)
        if not (events := _first(channel, number)) and channel.is_open and not hub.is_stopping:
            await channel.wait(seconds)
            events = channel.after(number := _begin(channel, number))
        if not channel.is_open:
            raise no_room()
        data = [{"number": each.number, "kind": each.kind, "body": orjson.Fragment(each.body)} for each in events]
        return {"last": channel.last, "anew": number != after, "events": data}
