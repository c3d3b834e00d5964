"""Letters that are guessed by force: whoever has been wrong too often waits. Who types the right ones is never counted."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST = 40  # wrong ones of an address at once: behind it may be a class that has misread a letter
SECONDS = 10.0  # until one of them is forgotten
MOST_ADDRESSES = 10_000


class Guesses:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.wrong: dict[str, float] = {}  # when all of an address will be forgotten, the oldest first

    def seconds_to_wait(self, address: str) -> float:
        return max(0.0, self.wrong.get(address, 0.0) - self.clock() - (MOST - 1) * SECONDS)

    def add(self, address: str) -> None:
        now = self.clock()
        self.wrong[address] = max(now, self.wrong.pop(address, now)) + SECONDS
        if len(self.wrong) > MOST_ADDRESSES:
            self.wrong = {each: until for each, until in self.wrong.items() if until > now}
        while len(self.wrong) > MOST_ADDRESSES:
            del self.wrong[next(iter(self.wrong))]
