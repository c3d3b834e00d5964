"""First stage: which states run straight through, from one step to the next.

A state that operations alone carry on does so on a *rail*: the cell state of the LSTM, along the top of its picture.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from model.pictures.parts import FROM_BELOW, FROM_LEFT, Part, Use

Parts = Mapping[str, Part]
Uses = Mapping[str, list[Use]]


@dataclass(frozen=True)
class Rails:
    """The parts with their rails, and small questions about them that every later stage asks.

    uses    of each part, where its value goes
    ways    the rails, the highest first, each with its parts from before the step to after it
    before  of each part on a rail, the one that stands to the left of it there
    join    the part that joins the input and a state, if there is one
    """

    parts: Parts
    uses: Uses
    ways: tuple[tuple[str, ...], ...]
    before: Mapping[str, str]
    on_rail: frozenset[str]
    join: Part | None

    def source(self, use: Use) -> str:
        return self.parts[use.user].inputs[use.number]

    def is_joined(self, source: str) -> bool:
        return self.join is not None and source in self.join.inputs

    def is_low(self, source: str) -> bool:
        """Whether layers get this value from below: inputs, states without a rail, and what is joined."""
        if self.parts[source].kind == FROM_LEFT:
            return source not in self.on_rail or self.is_joined(source)
        return self.parts[source].kind in (*FROM_BELOW, "join")

    def starts_low(self, source: str) -> bool:
        """Whether this is a state without a rail, which comes in at the lower left."""
        return self.parts[source].kind == FROM_LEFT and source not in self.on_rail

    def turns(self, source: str) -> bool:
        """Whether a value needs a spine beside its part: it has more than one way to go, or starts at the lower left."""
        return len(self.uses[source]) > 1 or self.starts_low(source)


def rails_of(listed: list[Part]) -> Rails:
    parts, uses = {part.id: part for part in listed}, _uses(listed)
    ways = _ways(parts, uses)
    return Rails(
        parts,
        uses,
        ways,
        before={after: part for way in ways for part, after in pairwise(way)},
        on_rail=frozenset(part for way in ways for part in way),
        join=next((part for part in listed if part.kind == "join"), None),
    )


def _uses(parts: list[Part]) -> Uses:
    uses: dict[str, list[Use]] = {part.id: [] for part in parts}
    for part in parts:
        for number, source in enumerate(part.inputs):
            uses[source].append(Use(part.id, number))
    return uses


def _ways(parts: Parts, uses: Uses) -> tuple[tuple[str, ...], ...]:
    """Of each state the way from before the step to after it; that of the output lies lowest."""
    before = {part.signal: part.id for part in parts.values() if part.kind == FROM_LEFT}
    output = next(part.signal for part in parts.values() if part.kind == "output")
    ends = [part for part in parts.values() if part.kind == "state_after"]
    ways: list[tuple[str, ...]] = []
    for end in sorted(ends, key=lambda part: part.signal == output):
        taken = {part for way in ways for part in way}
        ways += [way] if (way := _shortest_way(before[end.signal], end.id, parts, uses, taken)) else []
    return tuple(ways)


def _shortest_way(start: str, end: str, parts: Parts, uses: Uses, taken: Collection[str]) -> tuple[str, ...] | None:
    """Through operations alone that no other rail has taken."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = set(taken)
    for way in ways:  # grows while it is read: breadth first
        users = list(dict.fromkeys(user for user, _ in uses[way[-1]]))
        if end in users:
            return (*way, end)
        fits = [user for user in users if parts[user].kind == "operation" and user not in seen]
        seen.update(fits)
        ways += [(*way, user) for user in fits]
    return None
