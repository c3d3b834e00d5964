"""Who follows which room in this worker: what is new is read once, and all who follow are woken."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.problems import Problem
from app.rooms.events import KEPT, Event, Log, newest
from app.rooms.store import Store

LINGERS = 30.0  # seconds that a room is kept at hand after the last one has left: who asks again and again comes back
AGAIN = 1.0  # second until a store that failed is tried once more


class Channel:
    """A room as this worker knows it. Nothing is kept for a single follower, so one that never reads costs nothing."""

    def __init__(self, log: Log) -> None:
        self.last, self.lives, self.followers = 0, 1, 0
        self.is_open = True
        self.recent: deque[Event] = deque(maxlen=KEPT)  # without a gap
        self.state: dict[str, Event] = {}  # the newest of each kind, the oldest first
        self.bell = asyncio.Event()  # for what comes next
        self.take(log)

    def take(self, log: Log) -> None:
        if log.last < self.last:  # the store has lost the newest ones, and all begin anew with what it has
            self.lives += 1
            self.recent.clear()
            self.state = {}
        for event in log.events:
            if self.recent and event.number != self.recent[-1].number + 1:
                self.recent.clear()
            self.recent.append(event)
        self.state = newest([*self.state.values(), *log.events])
        self.last = log.last
        self.ring()

    def after(self, number: int) -> list[Event]:
        """All events since, if they are at hand; else what of the state has changed."""
        if self.recent and self.recent[0].number <= number + 1:
            return [event for event in self.recent if event.number > number]
        return [event for event in self.state.values() if event.number > number]

    def end(self) -> None:
        self.is_open = False
        self.ring()

    def ring(self) -> None:
        self.bell.set()
        self.bell = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Until something is new, at most so long. Whether it is."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self.bell.wait()
        return False


class Hub:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.channels: dict[str, Channel] = {}
        self.watch: asyncio.Task[None] | None = None
        self.is_stopping = False

    @asynccontextmanager
    async def follow(self, id: str) -> AsyncIterator[Channel]:
        if id not in self.channels:
            log = await self.store.log(id)
            if id not in self.channels:  # else somebody else came meanwhile
                self.channels[id] = Channel(log)
                self._watch_anew()
        channel = self.channels[id]
        channel.followers += 1
        try:
            yield channel
        finally:
            channel.followers -= 1
            if not channel.followers:
                asyncio.get_running_loop().call_later(LINGERS, self._leave, id, channel)

    def stop(self) -> None:
        """Whoever follows is let go, and comes back by itself when the app is there again."""
        self.is_stopping = True
        for channel in self.channels.values():
            channel.ring()
        if self.watch:
            self.watch.cancel()

    def _leave(self, id: str, channel: Channel) -> None:
        if not channel.followers and self.channels.get(id) is channel:
            del self.channels[id]
            self._watch_anew()

    def _watch_anew(self) -> None:
        """With the rooms that there are now."""
        if self.watch:
            self.watch.cancel()
        self.watch = asyncio.ensure_future(self._watch()) if self.channels and not self.is_stopping else None

    async def _watch(self) -> None:
        was_away = False
        while self.channels:
            known = {id: channel.last for id, channel in self.channels.items()}
            try:
                for id in list(known) if was_away else await self.store.news(known):
                    await self._read(id, self.channels[id])
                was_away = False
            except Problem:  # the store has said why; what is shown stays, and then all is looked at
                was_away = True
                await asyncio.sleep(AGAIN)

    async def _read(self, id: str, channel: Channel) -> None:
        try:
            log = await self.store.log(id, channel.last)
            channel.take(log if log.last >= channel.last else await self.store.log(id))
        except Problem as problem:
            if problem.status != 404:
                raise
            channel.end()
            self.channels.pop(id, None)
