"""The parts of a diagram from left to right: which column each stands in, and from which side each line enters it.

A state that operations alone carry from one step to the next runs straight through on a *rail*. Learned layers
have a column each, in the order of the text. An operation stands right above or right below what feeds it, if
nothing else needs that place, and else in a column of its own. Whatever feeds a part stands further to the left
or in the same column, so every line runs to the right; and no vertical line ever meets another column's nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

IN_LAYER_ROW = ("layer", "constant", "clock")
FROM_LEFT = "state_before"
FROM_BELOW = ("input", "below")
ENDS = ("state_after", "output")

Use = tuple[str, int]  # a part and the number of one of its inputs


@dataclass(frozen=True)
class Part:
    """A node that is to be placed; it comes after all that it takes its ``inputs`` from, joins excepted."""

    id: str
    kind: str
    signal: str
    width: float
    inputs: tuple[str, ...]


class Columns:
    """``order`` holds the columns, each with its parts from bottom to top.

    enters   left, below, above, or any: above or below, whichever turns out nearer
    leaves   right, above, below
    follows  the part that the value of another one reaches without leaving its row
    """

    def __init__(self, parts: list[Part]) -> None:
        self.parts = {part.id: part for part in parts}
        self.uses: dict[str, list[Use]] = {part.id: [] for part in parts}
        for part in parts:
            for number, source in enumerate(part.inputs):
                self.uses[source].append((part.id, number))
        self.rails = self.find_rails()
        self.on_rail = {part for rail in self.rails for part in rail}
        self.before = {after: part for rail in self.rails for part, after in pairwise(rail)}
        self.follows = {part: after for after, part in self.before.items()}
        self.order: list[list[str]] = []
        self.column: dict[str, list[str]] = {}
        self.enters: dict[Use, str] = {}
        self.leaves: dict[str, str] = {}
        self.join = next((part for part in parts if part.kind == "join"), None)
        self.place()
        self.share_rows()

    def is_low(self, source: str) -> bool:
        """Whether layers get this value from below: inputs, states without a rail, and what is joined."""
        if self.parts[source].kind == FROM_LEFT:
            return source not in self.on_rail or self.is_joined(source)
        return self.parts[source].kind in (*FROM_BELOW, "join")

    def is_joined(self, source: str) -> bool:
        return self.join is not None and source in self.join.inputs

    def find_rails(self) -> list[list[str]]:
        """Of each state the shortest way from before to after through operations; that of h lies lowest."""
        rails: list[list[str]] = []
        used: set[str] = set()
        ends = [part for part in self.parts.values() if part.kind == "state_after"]
        for end in sorted(ends, key=lambda part: part.signal == "h"):
            ways, seen = [[f"{end.signal}-before"]], set(used)
            for way in ways:  # grows while it is read: breadth first
                users = [user for user, _ in self.uses[way[-1]]]
                if end.id in users:
                    rails.append([*way, end.id])
                    used.update(way)
                    break
                fits = [user for user in dict.fromkeys(users) if self.parts[user].kind == "operation" and user not in seen]
                seen.update(fits)
                ways += [[*way, user] for user in fits]
        return rails

    def place(self) -> None:
        for part in self.parts.values():
            if part.kind == FROM_LEFT:
                self.open(part.id, "right")
        self.open("x", "above")
        if self.join:
            self.column[self.join.id] = self.column["x"]
            self.column["x"].append(self.join.id)
            self.leaves[self.join.id] = "right"
        self.first = len(self.order)
        for part in self.parts.values():
            if part.kind in (*IN_LAYER_ROW, "below"):
                self.open(part.id, "above")
            elif part.id in self.before and part.kind == "operation":
                self.place_on_rail(part)
            elif part.kind == "operation":
                (self.place_single if len(part.inputs) == 1 else self.place_double)(part)

    def place_on_rail(self, part: Part) -> None:
        """The rail enters from the left, the other value from right below if that stands far enough to the right."""
        before = self.before[part.id]
        rail = part.inputs.index(before)
        self.enters[part.id, rail] = "left"
        for number, other in enumerate(part.inputs):
            if number != rail:
                if self.is_free_above(other) and self.at(other) > self.at(before):
                    return self.stack(part.id, number, other)
                self.enters[part.id, number] = "any"
        return self.open(part.id, "right", self.after(part.inputs))

    def place_single(self, part: Part) -> None:
        (source,) = part.inputs
        if source in self.on_rail:
            self.enters[part.id, 0] = "above"
            self.open(part.id, "right")
        elif self.parts[source].kind in IN_LAYER_ROW and self.has_one_use(source):
            self.stack(part.id, 0, source)
        elif self.is_free_below(source):
            self.hang(part.id, 0, source)
        else:
            self.enters[part.id, 0] = "left"
            self.open(part.id, "right", self.after(part.inputs))

    def place_double(self, part: Part) -> None:
        for number, source in sorted(enumerate(part.inputs), key=lambda pair: -self.at(pair[1])):
            other = part.inputs[1 - number]
            if self.at(other) < self.at(source) and self.has_one_use(source):
                side = "above" if other in self.on_rail else "left"
                if self.is_free_above(source):
                    self.enters[part.id, 1 - number] = side
                    return self.stack(part.id, number, source)
                if self.is_free_below(source) and side == "left":
                    self.enters[part.id, 1 - number] = side
                    return self.hang(part.id, number, source)
        return self.place_apart(part)

    def place_apart(self, part: Part) -> None:
        """A column for itself: one value comes along the row, the other one down from a rail or from a row nearby."""
        carried = [number for number, source in enumerate(part.inputs) if source in self.on_rail]
        in_row = [number for number, source in enumerate(part.inputs) if self.leaves[source] == "right"]
        upright = carried[-1] if carried else 1 - in_row[0] if in_row else 1
        self.enters[part.id, upright] = "above" if carried else "any"
        self.enters[part.id, 1 - upright] = "left"
        self.open(part.id, "right", None if carried else self.after(part.inputs))

    # Columns are opened at the right end or somewhere between, and filled upwards or downwards.

    def open(self, part: str, leaves: str, at: int | None = None) -> None:
        self.column[part], self.leaves[part] = [part], leaves
        self.order.insert(len(self.order) if at is None else max(at, self.first), self.column[part])

    def stack(self, part: str, number: int, below: str) -> None:
        self.enters[part, number] = "below"
        self.leaves[below], self.leaves[part] = "above", "right"
        self.column[part] = self.column[below]
        self.column[part].append(part)

    def hang(self, part: str, number: int, above: str) -> None:
        self.enters[part, number] = "above"
        self.leaves[above], self.leaves[part] = "below", "right"
        self.column[part] = self.column[above]
        self.column[part].insert(0, part)

    def are_stacked(self, source: str, user: str) -> bool:
        return self.column[source] is self.column.get(user)

    def at(self, part: str) -> int:
        return next(index for index, column in enumerate(self.order) if column is self.column[part])

    def after(self, parts: Iterable[str]) -> int:
        return max(map(self.at, parts)) + 1

    def has_one_use(self, part: str) -> bool:
        return len(self.uses[part]) == 1

    def is_free_above(self, part: str) -> bool:
        """A layer's line may fork on its way up to a rail; an operation has one way out."""
        if self.column[part][-1] != part:
            return False
        return self.parts[part].kind in IN_LAYER_ROW or (self.feeds_one_operation(part) and self.sides(part) <= {"left", "below"})

    def is_free_below(self, part: str) -> bool:
        """Only what hangs from a rail, or from what does, has something hung below it."""
        return (
            self.column[part][0] == part and self.feeds_one_operation(part) and {"above"} <= self.sides(part) <= {"left", "above"}
        )

    def feeds_one_operation(self, part: str) -> bool:
        free = self.parts[part].kind == "operation" and part not in self.on_rail and self.has_one_use(part)
        return free and self.parts[self.uses[part][0][0]].kind == "operation"

    def sides(self, part: str) -> set[str]:
        return {self.enters[part, number] for number in range(len(self.parts[part].inputs))}

    def share_rows(self) -> None:
        """An operation that another one feeds from the left stands in its row, unless one does so already."""
        for (user, number), side in self.enters.items():
            source = self.parts[user].inputs[number]
            is_loose = self.parts[source].kind == "operation" and source not in self.on_rail
            if side == "left" and is_loose and self.leaves[source] == "right":
                self.follows.setdefault(source, user)
