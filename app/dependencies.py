"""What routes are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Query, Request

from app.encoding import Numbers
from app.settings import Settings

T = TypeVar("T")


class InTurn(Protocol):
    """Does a piece of work when it is its turn, unless whoever asked has left."""

    async def __call__(self, work: Callable[[], T]) -> T: ...


# FastAPI would call plain functions in threads, which takes longer than all else that it does for a request.


async def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


async def _in_turn(request: Request) -> InTurn:
    async def do(work: Callable[[], T]) -> T:
        done: T = await request.app.state.desk.do(work, request.is_disconnected)
        return done

    return do


SettingsOf = Annotated[Settings, Depends(_settings)]
Do = Annotated[InTurn, Depends(_in_turn)]
NumbersAs = Annotated[
    Numbers,
    Query(
        description="Arrays as lists with 4 decimals, or packed as `{shape, type, base64}`, little end first: "
        "an `int16` or `int32` counts steps of 0.0001, a `float32` is the number itself."
    ),
]
