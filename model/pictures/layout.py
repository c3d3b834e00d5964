"""Where the nodes of a diagram stand and how the lines between them run; knows nothing of equations.

The picture that is aimed at is the one of the LSTM that every student knows: the cell state straight along the top,
the learned layers in a row, what they share below them, everything from left to right. Columns are chosen first
(``columns.py``), then rows (``rows.py``); the lines, drawn here, follow from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from model.pictures.columns import ENDS, IN_LAYER_ROW, Columns, Part, Use
from model.pictures.rows import CIRCLE, FAR, LAYER, Row, Rows

JOIN, COPY = 8, 6  # their sizes

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    x: float  # of the middle
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Wire:
    """A line. ``net`` is the part whose value it carries; ``input`` is which of its target's, None if that is a copy."""

    net: str
    source: str
    target: str
    input: int | None
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    boxes: dict[str, Box]
    copies: dict[str, str]  # of each copy the part whose value it forks
    wires: tuple[Wire, ...]


def lay_out(parts: list[Part]) -> Layout:
    rows = Rows(Columns(parts))
    lines = _Lines(rows)
    boxes, copies = dict(lines.boxes), {}
    wires = [wire for part in parts for wire in _fork(part.id, {use: lines.path(use) for use in rows.c.uses[part.id]})]
    for wire in wires:
        if wire.input is None:
            boxes[wire.target] = Box(*wire.points[-1], COPY, COPY)
            copies[wire.target] = wire.net
    return Layout(rows.width, rows.height, boxes, copies, tuple(wires))


class _Lines:
    """The way of each value from the part that makes it to each of its uses."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.c, self.parts = rows, rows.c, rows.parts
        self.boxes = {part.id: self.box(part) for part in self.parts.values()}

    def box(self, part: Part) -> Box:
        height = LAYER if part.kind in IN_LAYER_ROW else JOIN if part.kind == "join" else CIRCLE
        return Box(self.rows.x[part.id], self.rows.y(part.id), 2 * self.rows.half[part.id], height)

    def path(self, use: Use) -> list[Point]:
        user, number = use
        source = self.parts[user].inputs[number]
        start, spine, side = self.start(source), self.rows.spine[source], self.side(use)
        end = self.end(use, side)
        if start[1] == end[1] if side == "left" else self.c.are_stacked(source, user):
            return [start, end]
        if side == "left" and self.parts[user].kind not in ENDS:
            return [start, (spine, start[1]), (spine, end[1]), end]
        at = self.rows.end[source] if self.parts[user].kind in ENDS else end[0]
        y = self.way(use, side).y
        turn = [(spine, start[1]), (spine, y)] if y != start[1] else []
        return [start, *turn, (at, y), (at, end[1]), end]

    def start(self, source: str) -> Point:
        box = self.boxes[source]
        if self.c.leaves[source] == "right":
            return (box.x + box.width / 2, box.y)
        return (box.x, box.y + box.height / 2 * (-1 if self.c.leaves[source] == "above" else 1))

    def end(self, use: Use, side: str) -> Point:
        box = self.boxes[use[0]]
        if side == "left":
            return (box.x - box.width / 2, box.y)
        return (box.x + self.rows.offset.get(use, 0), box.y + box.height / 2 * (-1 if side == "above" else 1))

    def side(self, use: Use) -> str:
        user, number = use
        source = self.parts[user].inputs[number]
        match self.parts[user].kind:
            case "layer":
                return "below" if self.c.is_low(source) else "above"
            case "join":
                return "below" if source == "x" else "left"
            case "state_after":
                return "left"
            case "output":
                return "below"
        if self.c.enters[use] == "any":
            return "above" if self.way(use, "any").y < self.boxes[user].y else "below"
        return self.c.enters[use]

    def way(self, use: Use, side: str) -> Row:
        """The row of the value from which a vertical line leads to the use: the nearest one on that side."""
        user, number = use
        source = self.parts[user].inputs[number]
        if self.parts[user].kind == "layer" and side == "below":
            return self.rows.low_line[source]
        y = self.boxes[user].y
        if self.parts[user].kind in ENDS:
            return next(row for row, reach in self.ways(source) if reach > self.rows.end[source])
        x = self.end(use, "above")[0]
        fits = [row for row, reach in self.ways(source) if reach > x and (row.y < y or (side != "above" and row.y > y))]
        return min(fits, key=lambda row: abs(row.y - y))

    def ways(self, source: str) -> list[tuple[Row, float]]:
        """The rows in which a value runs, each with how far."""
        rows = [(self.rows.row[source], self.rows.own_reach(source))] if source in self.rows.row else []
        if source in self.rows.line:
            rows.append((self.rows.line[source], FAR))
        for use in self.c.uses[source]:
            if self.c.enters.get(use) == "left" and self.rows.row[use[0]] is not self.rows.row.get(source):
                rows.append((self.rows.row[use[0]], self.boxes[use[0]].x - self.rows.half[use[0]]))
        return rows


def _fork(source: str, paths: dict[Use, list[Point]]) -> list[Wire]:
    """The lines of one value as a tree: a copy stands where two of them part."""
    corners = {point for path in paths.values() for point in path}
    tracks = {use: _with_points(path, corners) for use, path in paths.items()}
    after: dict[Point, set[Point]] = {}
    for track in tracks.values():
        for here, there in pairwise(track):
            after.setdefault(here, set()).add(there)
    copies: dict[Point, str] = {}
    wires: list[Wire] = []
    for (user, number), track in tracks.items():
        begin, points = source, [track[0]]
        for point in track[1:-1]:
            points.append(point)
            if len(after[point]) > 1:
                if point not in copies:
                    copies[point] = f"{source}-copy-{len(copies) + 1}"
                    wires.append(Wire(source, begin, copies[point], None, _corners(points)))
                begin, points = copies[point], [point]
        wires.append(Wire(source, begin, user, number, _corners([*points, track[-1]])))
    return wires


def _with_points(path: list[Point], points: set[Point]) -> list[Point]:
    """The path with every one of the points that lies on it, each once."""
    full = [path[0]]
    for (ax, ay), (bx, by) in pairwise(path):
        on = [(x, y) for x, y in points if min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)]
        full += [point for point in sorted(on, key=lambda p: abs(p[0] - ax) + abs(p[1] - ay)) if point != full[-1]]
    return full


def _corners(points: list[Point]) -> tuple[Point, ...]:
    """The points without those on a straight stretch."""
    triples = zip(points, points[1:], points[2:], strict=False)
    inner = [b for a, b, c in triples if not (a[0] == b[0] == c[0] or a[1] == b[1] == c[1])]
    return (points[0], *inner, points[-1])
