"""Which store a setting names."""

from __future__ import annotations

from app.rooms.redis import InRedis
from app.rooms.sqlite import InFile
from app.rooms.store import Store


def store_at(place: str) -> Store:
    return InRedis(place) if place.startswith(("redis://", "rediss://")) else InFile(place)
