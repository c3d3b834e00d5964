"""Where work waits its turn: a few computations at a time, a bounded queue, and a time to come back for all others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from app.problems import Problem, come_back

T = TypeVar("T")


class Desk:
    """Computations are threads of the worker: NumPy lets others run while it computes."""

    def __init__(self, at_once: int, most_waiting: int, most_seconds: float) -> None:
        self.at_once, self.most_waiting, self.most_seconds = at_once, most_waiting, most_seconds
        self.inside = 0  # at work, or waiting
        self.turns = asyncio.Semaphore(at_once)

    async def do(self, work: Callable[[], T], gone: Callable[[], Awaitable[bool]]) -> T:
        """``gone``: whether whoever asked has left while waiting, so that nobody needs the answer."""
        if self.inside >= self.at_once + self.most_waiting:
            raise self._busy()
        self.inside += 1
        try:
            waits = self.turns.locked()
            await self._my_turn(waits)
            try:
                if waits and await gone():
                    raise self._busy()
                return await anyio.to_thread.run_sync(work)
            finally:
                self.turns.release()
        finally:
            self.inside -= 1

    async def _my_turn(self, waits: bool) -> None:
        try:
            async with asyncio.timeout(self.most_seconds if waits else None):
                await self.turns.acquire()
        except TimeoutError:
            raise self._busy() from None

    def _busy(self) -> Problem:
        return come_back("Very many people are asking at the moment.")
