"""What routes are given."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Query, Request

from app.addresses import client_address
from app.apart import Apart
from app.desk import Desk
from app.encoding import Numbers
from app.languages import requested_language
from app.limits import Work
from app.line import Place
from app.networks import Networks
from app.prepared import Prepared
from app.requests import Part, RawRequest, parts_of
from app.rooms import Rooms
from app.settings import Settings


class Here:
    """The app, and the HTTP request that it answers."""

    def __init__(self, http: Request) -> None:
        state = http.app.state
        self._light: Desk = state.light
        self._heavy: Desk = state.heavy
        self._apart: Apart | None = state.apart
        self.settings: Settings = state.settings
        self.prepared: Prepared = state.prepared
        self.rooms: Rooms = state.rooms
        self._http = http

    @property
    def networks(self) -> Networks:
        return self.prepared.networks

    async def light(self, work: Work, parts: Iterator[Part]) -> list[bytes | memoryview]:
        """Does it when it is its turn, unless whoever sent the request has left meanwhile."""
        return await self._light.do(self._place(work), in_place(parts), self._left)

    async def heavy(self, work: Work, raw: RawRequest) -> list[bytes | memoryview]:
        """The same with what others must not wait for."""
        apart = self._apart
        async with aclosing(apart.parts(raw) if apart else in_thread(parts_of(raw, self.networks, self.settings))) as parts:
            return await self._heavy.do(self._place(work), parts, self._left)

    @property
    def language(self) -> str:
        """Of the address of the request, see ``languages.py``."""
        return requested_language(self._http)

    @property
    def address(self) -> str:
        """From where the request came."""
        scope = self._http.scope
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        peer = scope["client"][0] if scope.get("client") else ""
        return client_address(peer, forwarded, self.settings.proxies)

    def _place(self, work: Work) -> Place:
        return Place(self.address, work.words, work.turns)

    async def has_left(self) -> bool:
        """Whether whoever asked has left at once: what came since over the wire is looked at first."""
        await sleep(0)
        has_left = self._http.scope.get("state", {}).get("has_left")  # only a server knows, see ``patience.py``
        return has_left is not None and has_left()

    async def _left(self) -> None:
        while (await self._http.receive())["type"] != "http.disconnect":
            pass


async def in_place(parts: Iterator[Part]) -> AsyncGenerator[Part, None]:
    """In the thread of all requests: a walk is so short that to hand it over takes longer than to wait for it."""
    more = True
    while more:
        await sleep(0)  # whoever came at the same time gets into the line first
        part, more = next(parts)
        yield part, more


async def in_thread(parts: Iterator[Part]) -> AsyncGenerator[Part, None]:
    more = True
    while more:
        part, more = await run_sync(next, parts)
        yield part, more


async def _here(http: Request) -> Here:  # FastAPI would call a plain function, or a class, in a thread, which takes longer
    return Here(http)


HereOf = Annotated[Here, Depends(_here)]
NumbersAs = Annotated[
    Numbers,
    Query(
        description="Arrays as lists with 4 decimals, or packed as `{shape, type, base64}`, little end first: "
        "an `int16` or `int32` counts steps of 0.0001, a `float32` is the number itself."
    ),
]
