"""What routes are given."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from app.desk import Desk
from app.encoding import Numbers
from app.settings import Settings


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


SettingsOf = Annotated[Settings, Depends(_settings)]
DeskOf = Annotated[Desk, Depends(_desk)]
NumbersAs = Annotated[
    Numbers,
    Query(
        description="Arrays as lists with 4 decimals, or packed as `{shape, type, base64}`, little end first: "
        "an `int16` or `int32` counts steps of 0.0001, a `float32` is the number itself."
    ),
]
