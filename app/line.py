"""Who is next: an order that is fair among addresses, without a clock and without threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Place:
    """Of one request in a line. ``weight`` is the work of all its turns, as ``limits.py`` counts it."""

    address: str
    weight: float
    turns: int = 1
    since: int = 0  # how many came before
    turn: Any = field(default=None, repr=False)  # whom to tell

    @property
    def rank(self) -> tuple[float, int]:
        return self.weight, self.since


class Line:
    """Next is the address that has had least work done, and of one address the lightest request, then the oldest.

    Whoever is new, or comes back, begins where the others are: nobody can save up turns by asking for nothing.
    """

    def __init__(self) -> None:
        self.waiting: dict[str, list[Place]] = {}
        self.had: dict[str, float] = {}  # the work done for an address, counted from where it began
        self.least = 0.0  # of what the one that was served last had had
        self.came = 0

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def put(self, place: Place) -> None:
        self.came += 1
        place.since = place.since or self.came
        self.waiting.setdefault(place.address, []).append(place)

    def remove(self, place: Place) -> None:
        places = self.waiting[place.address]
        places.remove(place)
        if not places:
            del self.waiting[place.address]

    def next(self) -> Place:
        address = min(self.waiting, key=self._had)  # of equals the one that has waited longest
        place = min(self.waiting[address], key=lambda place: place.rank)
        self.remove(place)
        self.serve(place)
        return place

    def serve(self, place: Place) -> None:
        """One of its turns is done."""
        self.least = max(self.least, self._had(place.address))
        self.had[place.address] = self._had(place.address) + place.weight / place.turns
        self.had = {address: had for address, had in self.had.items() if had > self.least}

    def last_of_the_most(self) -> Place:
        """Whom to send away if there are too many: of the address with most in the line the heaviest, and of these the newest."""
        most = max(self.waiting.values(), key=len)
        return max(most, key=lambda place: place.rank)

    def _had(self, address: str) -> float:
        return max(self.had.get(address, 0.0), self.least)
