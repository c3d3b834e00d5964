"""Coordinates for a diagram's columns, and rows for its operations and for the lines that run between columns.

From the top: the output, the rails, the operations, the learned layers, the lines that several layers share, the
inputs. A row is a horizontal stretch; several lie at the same height where they do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from model.pictures.columns import ENDS, FROM_BELOW, FROM_LEFT, IN_LAYER_ROW, Columns, Use

MARGIN = 12
CIRCLE, LAYER = 30, 40  # heights of nodes
SLOT = 24  # between lines that enter a layer side by side
ASIDE = 30  # from the line that leaves a layer's top to one that enters there
GAP = 10  # beside a column
NODE_ROW, LINE_ROW, RAIL_ROW = 52, 20, 56
APART = 6  # between the ends of rows at the same height
FAR = float("inf")


@dataclass(eq=False)
class Row:
    """A horizontal stretch. It must lie above the rows ``above``."""

    left: float
    right: float
    has_nodes: bool = False
    above: list[Row] = field(default_factory=list)
    lane: int = 0  # counted from the layers outwards
    y: float = 0

    def reach(self, *xs: float) -> None:
        self.left, self.right = min(self.left, *xs), max(self.right, *xs)


class Rows:
    """
    x, half   the middle of each part and half its width
    spine     where a part's value goes up or down when it has to change rows
    end       the same for the value's way to the next step and out of the cell
    offset    how far from a layer's middle a line enters it
    row       where a part stands; operations, states and the join only
    line      a further row for a value below the rails, low_line one below the layers
    """

    def __init__(self, columns: Columns) -> None:
        self.c, self.parts = columns, columns.parts
        self.x: dict[str, float] = {}
        self.half = {part.id: part.width / 2 for part in self.parts.values()}
        self.spine: dict[str, float] = {}
        self.end: dict[str, float] = {}
        self.offset: dict[Use, float] = {}
        self.row: dict[str, Row] = {}
        self.line: dict[str, Row] = {}
        self.low_line: dict[str, Row] = {}
        self.set_layers()
        self.set_columns()
        self.set_ends()
        self.rails = [Row(0, self.right_edge) for _ in self.c.rails]
        self.rows: list[Row] = []
        self.set_operations()
        self.set_lines()
        _share(self.rows)
        self.low_rows = self.set_low_lines()
        self.set_heights()

    # Columns.

    def set_layers(self) -> None:
        """Lines from below enter a layer side by side; lines from above beside its own, which leaves from the middle."""
        for part in self.parts.values():
            if part.kind != "layer":
                continue
            low = [n for n, source in enumerate(part.inputs) if self.c.is_low(source)]
            high = [n for n, source in enumerate(part.inputs) if not self.c.is_low(source)]
            for index, n in enumerate(low):
                self.offset[part.id, n] = SLOT * (index - (len(low) - 1) / 2)
            aside = max([ASIDE, *(self.half[other] + GAP for other in self.c.column[part.id][1:])])
            for index, n in enumerate(high):
                self.offset[part.id, n] = (aside + SLOT * (index // 2)) * (1 if index % 2 else -1)
            widest = max((abs(self.offset[part.id, n]) for n in low + high), default=0)
            self.half[part.id] = max(part.width / 2, widest + GAP)

    def set_columns(self) -> None:
        edge = MARGIN + max([2 * self.half[p.id] for p in self.parts.values() if p.kind == FROM_LEFT], default=0.0)
        self.left_edge = edge
        for column in self.c.order:
            if self.parts[column[0]].kind == FROM_LEFT:
                (state,) = column
                edge += 2 * GAP if self.turns(state) else 0
                self.x[state], self.spine[state] = MARGIN + self.half[state], edge - GAP / 2
                continue
            half = max(self.half[part] for part in column)
            middle, edge = edge + GAP + half, edge + 2 * (GAP + half)
            for part in column:
                self.x[part] = self.spine[part] = middle
                if self.c.leaves[part] == "right" and self.parts[part].kind == "operation":
                    self.spine[part] = middle + half + GAP
                    edge += GAP if self.turns(part) else 0
        self.right_edge = edge + GAP

    def turns(self, part: str) -> bool:
        """Whether a value needs a spine beside its part: it has more than one way to go, or starts at the lower left."""
        return len(self.c.uses[part]) > 1 or (self.parts[part].kind == FROM_LEFT and part not in self.c.on_rail)

    def set_ends(self) -> None:
        ends = [part for part in self.parts.values() if part.kind in ENDS]
        for end in ends:
            (source,) = end.inputs
            if end.id not in self.c.before and source not in self.end:
                self.right_edge += 2 * GAP
                self.end[source] = self.right_edge
            if end.kind == "output":
                self.x[end.id] = self.end[source]
        self.right_edge += 3 * GAP
        for end in ends:
            if end.kind == "state_after":
                self.x[end.id] = self.right_edge + self.half[end.id]
        self.width = MARGIN + max(self.right_edge, *(self.x[end.id] + self.half[end.id] for end in ends))

    # Rows.

    def set_operations(self) -> None:
        for rail, row in zip(self.c.rails, self.rails, strict=True):
            self.row.update(dict.fromkeys(rail, row))
        for part in self.parts.values():
            if part.kind != "operation" or part.id in self.row:
                continue
            left = next((s for n, s in enumerate(part.inputs) if self.c.enters[part.id, n] == "left"), None)
            if left and self.c.follows.get(left) == part.id:
                row = self.row[left]
            else:
                row = Row(self.x[part.id], self.x[part.id], has_nodes=True)
                row.reach(self.spine[left] if left else self.x[part.id])
                self.rows.append(row)
            self.row[part.id] = row
            row.reach(self.x[part.id] - self.half[part.id] - APART, self.x[part.id] + self.half[part.id] + APART)
            row.reach(self.spine[part.id] if self.turns(part.id) else self.x[part.id])
        for user, number in self.c.enters:
            source = self.parts[user].inputs[number]
            if self.c.are_stacked(source, user) and source in self.row and self.row[user] not in self.rails:
                upper, lower = (user, source) if self.c.leaves[source] == "above" else (source, user)
                self.row[upper].above.append(self.row[lower])

    def set_lines(self) -> None:
        """A value that its own row does not bring to all its uses gets a further row."""
        for source in self.parts:
            taps = dict(self.taps(source, low=False))
            far = [use for use, x in taps.items() if x >= self.own_reach(source)]
            if far:
                line = self.line[source] = Row(self.spine[source], self.spine[source])
                line.reach(*taps.values())
                line.above = [self.row[use[0]] for use in far if self.c.enters.get(use) == "above"]
                self.rows.append(line)
            elif taps and self.row[source] not in self.rails:
                self.row[source].reach(*taps.values())

    def taps(self, source: str, low: bool) -> Iterator[tuple[Use, float]]:
        """The uses that a value reaches by a vertical line from one of its rows, and where that line stands."""
        for user, number in self.c.uses[source]:
            kind, x = self.parts[user].kind, self.x[user]
            if kind == "layer":
                if self.c.is_low(source) == low:
                    yield (user, number), x + self.offset[user, number]
            elif kind in ENDS and not low and user not in self.c.before:
                yield (user, number), self.end[source]
            elif self.c.enters.get((user, number)) in ("above", "any") and not low and not self.c.are_stacked(source, user):
                yield (user, number), x

    def own_reach(self, source: str) -> float:
        """How far to the right a value runs in the row of the part that makes it."""
        if self.c.leaves[source] != "right":
            return -FAR
        if self.parts[source].kind == FROM_LEFT and source not in self.c.on_rail:
            return self.spine[source]
        after = self.c.follows.get(source)
        return self.x[after] - self.half[after] if after else FAR

    def set_low_lines(self) -> list[Row]:
        """The join's line lies next to the layers; a state without a rail has a row here even if no layer reads it."""
        rows = []
        if self.c.join:
            join = self.c.join.id
            row = self.row[join] = self.low_line[join] = Row(self.x[join], self.x[join])
            row.reach(*(self.spine[source] for source in self.c.join.inputs), *(x for _, x in self.taps(join, low=True)))
            rows.append(row)
        for source, part in self.parts.items():
            taps = [x for _, x in self.taps(source, low=True)] if part.kind in (FROM_LEFT, *FROM_BELOW) else []
            starts_low = part.kind == FROM_LEFT and source not in self.c.on_rail
            if starts_low and self.c.join and self.c.is_joined(source):
                self.row[source] = self.row[self.c.join.id]
                self.row[source].reach(self.left_edge)
            if taps or (starts_low and source not in self.row):
                line = self.low_line[source] = Row(self.spine[source], self.spine[source])
                line.reach(*taps, self.spine[source])
                rows.append(line)
                if starts_low and self.row.setdefault(source, line) is line:
                    line.reach(self.left_edge)
        _share(rows[:1] + sorted(rows[1:], key=lambda row: row.right) if self.c.join else sorted(rows, key=lambda row: row.right))
        return rows

    # Heights.

    def set_heights(self) -> None:
        y = MARGIN + CIRCLE + (LINE_ROW if not self.rails else RAIL_ROW * 0.75)
        for number, rail in enumerate(self.rails):
            rail.y = y + RAIL_ROW * number
        y = y + RAIL_ROW * (len(self.rails) - 0.5) if self.rails else y
        for lane in range(max((row.lane for row in self.rows), default=-1), -1, -1):
            rows = [row for row in self.rows if row.lane == lane]
            height = NODE_ROW if any(row.has_nodes for row in rows) else LINE_ROW
            for row in rows:
                row.y = y + height / 2
            y += height
        self.layer_y = y + LINE_ROW + LAYER / 2
        self.input_y = self.set_low_heights(self.layer_y + LAYER / 2 + LINE_ROW / 2) + LINE_ROW + CIRCLE / 2
        self.height = self.input_y + CIRCLE / 2 + MARGIN

    def set_low_heights(self, y: float) -> float:
        """Lines lie closer together than the states that some of them start from."""
        starts = [self.row[part.id] for part in self.parts.values() if part.kind == FROM_LEFT]
        last = -FAR
        for lane in range(1 + max((row.lane for row in self.low_rows), default=0)):
            rows = [row for row in self.low_rows if row.lane == lane]
            y += LINE_ROW / 2
            if any(row in starts for row in rows):
                y = last = max(y, last + CIRCLE + GAP)
            for row in rows:
                row.y = y
            y += LINE_ROW / 2
        return y

    def y(self, part: str) -> float:
        kind = self.parts[part].kind
        if kind == "output":
            return MARGIN + CIRCLE / 2
        if kind == "state_after":  # as high as it comes back in at the next step
            return self.row[f"{self.parts[part].signal}-before"].y
        return self.layer_y if kind in IN_LAYER_ROW else self.input_y if kind in FROM_BELOW else self.row[part].y


def _share(rows: list[Row]) -> None:
    """Gives each row the first lane that is free where it runs, above all that it must be above."""
    waiting, done = list(rows), list[Row]()
    while waiting:
        row = next(row for row in waiting if all(lower in done for lower in row.above))
        row.lane = max((lower.lane + 1 for lower in row.above), default=0)
        taken = {o.lane for o in done if o.left <= row.right + APART and row.left <= o.right + APART}
        while row.lane in taken:
            row.lane += 1
        waiting.remove(row)
        done.append(row)
