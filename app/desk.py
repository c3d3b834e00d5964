"""Where work waits its turn: one piece of it at a time, fair among addresses, and a time to come back for all others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from app.line import Line, Place
from app.problems import Problem, come_back
from app.requests import Part

Left = Callable[[], Coroutine[Any, Any, None]]  # returns when whoever sent the request has left, so that nobody needs the answer


class Desk:
    """An answer is made part by part, and each part waits for its turn: what is long lets others in between."""

    def __init__(self, most_waiting: int, most_seconds: float) -> None:
        self.most_waiting, self.most_seconds, self.is_free = most_waiting, most_seconds, True
        self.line = Line()

    async def do(self, place: Place, parts: AsyncIterator[Part], left: Left) -> list[bytes | memoryview]:
        answer, more, watch = list[bytes | memoryview](), True, None
        try:
            while more:
                if self.is_free:
                    self.is_free = False
                    self.line.serve(place)
                else:
                    watch = watch or asyncio.ensure_future(left())  # to look takes time, so it is done only where there is a wait
                    await self._my_turn(place, watch)
                try:
                    part, more = await anext(parts)
                finally:
                    self.leave()
                if part:  # what is made apart comes whole with its last part
                    answer.append(part)
        finally:
            if watch:
                watch.cancel()
        return answer

    async def _my_turn(self, place: Place, watch: asyncio.Future[None]) -> None:
        place.turn = asyncio.get_running_loop().create_future()
        self.line.put(place)
        if len(self.line) > self.most_waiting:
            self._send_away(self.line.last_of_the_most())
        try:
            await asyncio.wait((place.turn, watch), timeout=self.most_seconds, return_when=asyncio.FIRST_COMPLETED)
            if watch.done() or not place.turn.done():
                raise busy()
            place.turn.result()
        except BaseException:
            if not place.turn.done():
                self.line.remove(place)
            elif not place.turn.exception():
                self.leave()
            raise

    def _send_away(self, place: Place) -> None:
        self.line.remove(place)
        place.turn.set_exception(busy())

    def leave(self) -> None:
        """The turn goes to whoever is next."""
        if self.line:
            self.line.next().turn.set_result(None)
        else:
            self.is_free = True


def busy() -> Problem:
    return come_back("errors.busy")
