"""What routes are given."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Query, Request

from app.addresses import who_asks
from app.apart import Apart
from app.asked import Part, Question, parts_of
from app.desk import Desk
from app.encoding import Numbers
from app.languages import language_asked
from app.limits import Work
from app.line import Place
from app.networks import Networks
from app.prepared import Prepared
from app.rooms import Rooms
from app.settings import Settings


class Here:
    """The app that was asked, and the request that it was asked by."""

    def __init__(self, request: Request) -> None:
        state = request.app.state
        self._light: Desk = state.light
        self._heavy: Desk = state.heavy
        self._apart: Apart | None = state.apart
        self.settings: Settings = state.settings
        self.prepared: Prepared = state.prepared
        self.rooms: Rooms = state.rooms
        self._request = request

    @property
    def networks(self) -> Networks:
        return self.prepared.networks

    async def light(self, work: Work, parts: Iterator[Part]) -> list[bytes | memoryview]:
        """Does it when it is its turn, unless whoever asked has left meanwhile."""
        return await self._light.do(self._place(work), in_place(parts), self._left)

    async def heavy(self, work: Work, question: Question) -> list[bytes | memoryview]:
        """The same with what others must not wait for."""
        apart = self._apart
        async with aclosing(
            apart.parts(question) if apart else in_thread(parts_of(question, self.networks, self.settings))
        ) as parts:
            return await self._heavy.do(self._place(work), parts, self._left)

    @property
    def language(self) -> str:
        """Of the address that was asked for, see ``languages.py``."""
        return language_asked(self._request)

    @property
    def address(self) -> str:
        """From where it was asked."""
        scope = self._request.scope
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        peer = scope["client"][0] if scope.get("client") else ""
        return who_asks(peer, forwarded, self.settings.proxies)

    def _place(self, work: Work) -> Place:
        return Place(self.address, work.words, work.turns)

    async def _left(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
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


async def _here(request: Request) -> Here:  # FastAPI would call a plain function, or a class, in a thread, which takes longer
    return Here(request)


HereOf = Annotated[Here, Depends(_here)]
NumbersAs = Annotated[
    Numbers,
    Query(
        description="Arrays as lists with 4 decimals, or packed as `{shape, type, base64}`, little end first: "
        "an `int16` or `int32` counts steps of 0.0001, a `float32` is the number itself."
    ),
]
