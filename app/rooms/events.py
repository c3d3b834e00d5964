"""What a teacher shows, as a log: numbered events that are only ever added.

The last event of each kind is the state of the room, so whoever comes late is given those and no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from fastapi.sse import format_sse_event

Kind = Literal["view", "question", "tally"]
KEPT = 100  # events of a room: whoever was away for longer is given the state, not the way there


@dataclass(frozen=True)
class Event:
    number: int  # from 1 on, without a gap
    kind: str
    body: str  # JSON

    @cached_property
    def frame(self) -> bytes:
        """As a stream carries it: made once, for all who follow."""
        return format_sse_event(event=self.kind, data_str=self.body, id=str(self.number))


@dataclass(frozen=True)
class Log:
    """What of a room is kept after some number."""

    last: int
    events: tuple[Event, ...]


def newest(events: Iterable[Event]) -> dict[str, Event]:
    """The last of each kind, the oldest first."""
    latest: dict[str, Event] = {}
    for event in events:
        latest.pop(event.kind, None)
        latest[event.kind] = event
    return latest
