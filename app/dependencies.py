"""What routes are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request

from app.desk import Desk
from app.encoding import Numbers
from app.networks import Networks
from app.prepared import Prepared
from app.settings import Settings

T = TypeVar("T")


class Here:
    """The app that was asked, and the request that it was asked by."""

    def __init__(self, request: Request) -> None:
        state = request.app.state
        self.settings: Settings = state.settings
        self.prepared: Prepared = state.prepared
        self._desk: Desk = state.desk
        self._request = request

    @property
    def networks(self) -> Networks:
        return self.prepared.networks

    async def in_turn(self, work: Callable[[], T]) -> T:
        """Does a piece of work when it is its turn, unless whoever asked has left meanwhile."""
        return await self._desk.do(work, self._request.is_disconnected)


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
