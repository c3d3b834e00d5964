"""Last stage: the lines, from the part that makes a value to each of its uses.

A line leaves its part, runs along one of the rows of its value, and goes up or down beside or into the part that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from model.pictures.across import Across
from model.pictures.heights import Heights
from model.pictures.parts import ENDS, Box, Point, Use
from model.pictures.places import Places
from model.pictures.rails import Rails
from model.pictures.rows import FAR, Row, Rows


@dataclass(frozen=True)
class Wire:
    """A line. ``net`` is the part whose value it carries; ``input`` is which of its target's, None if that is a copy."""

    net: str
    source: str
    target: str
    input: int | None
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Ground:
    """What the stages before have found, and the boxes that stand there."""

    rails: Rails
    places: Places
    across: Across
    rows: Rows
    heights: Heights
    boxes: Mapping[str, Box]


def wires_of(ground: Ground) -> tuple[Wire, ...]:
    uses = ground.rails.uses
    return tuple(wire for part in uses for wire in _forked(part, {use: _path(use, ground) for use in uses[part]}))


# The way of a value to one of its uses.


def _path(use: Use, ground: Ground) -> list[Point]:
    source, is_end = ground.rails.source(use), ground.rails.parts[use.user].kind in ENDS
    side = _side(use, ground)
    start, end, spine = _start(source, ground), _end(use, side, ground), ground.across.spine[source]
    if start[1] == end[1] if side == "left" else ground.places.are_stacked(source, use.user):
        return [start, end]
    if side == "left" and not is_end:
        return [start, (spine, start[1]), (spine, end[1]), end]
    at, y = ground.across.exits[source] if is_end else end[0], _row(use, side, ground)
    turn = [(spine, start[1]), (spine, y)] if y != start[1] else []
    return [start, *turn, (at, y), (at, end[1]), end]


def _start(source: str, ground: Ground) -> Point:
    box, leaves = ground.boxes[source], ground.places.leaves[source]
    if leaves == "right":
        return box.x + box.width / 2, box.y
    return box.x, box.y + box.height / 2 * (-1 if leaves == "above" else 1)


def _end(use: Use, side: str, ground: Ground) -> Point:
    box = ground.boxes[use.user]
    if side == "left":
        return box.x - box.width / 2, box.y
    return box.x + ground.across.offset.get(use, 0), box.y + box.height / 2 * (-1 if side == "above" else 1)


def _side(use: Use, ground: Ground) -> str:
    """The side at which the line comes in."""
    source = ground.rails.source(use)
    match ground.rails.parts[use.user].kind:
        case "layer":
            return "below" if ground.rails.is_low(source) else "above"
        case "join":
            return "below" if ground.rails.parts[source].kind == "input" else "left"
        case "state_after":
            return "left"
        case "output":
            return "below"
    side = ground.places.enters[use]
    if side == "any":
        return "above" if _row(use, side, ground) < ground.boxes[use.user].y else "below"
    return side


def _row(use: Use, side: str, ground: Ground) -> float:
    """The height of the row from which a vertical line leads to the use: the value's nearest one on that side."""
    source, kind, y = ground.rails.source(use), ground.rails.parts[use.user].kind, ground.boxes[use.user].y
    if kind == "layer" and side == "below":
        return ground.heights.rows[Row("low", source)]
    if kind in ENDS:
        return next(row for row, reach in _rows(source, ground) if reach > ground.across.exits[source])
    x = _end(use, "above", ground)[0]
    fits = [row for row, reach in _rows(source, ground) if reach > x and (row < y or (side != "above" and row > y))]
    return min(fits, key=lambda row: abs(row - y))


def _rows(source: str, ground: Ground) -> list[tuple[float, float]]:
    """The heights of the rows in which a value runs, each with how far."""
    rows, heights = ground.rows, ground.heights.rows
    home, line = rows.home.get(source), Row("line", source)
    reaching = [(heights[home], rows.reach[source])] if home else []
    reaching += [(heights[line], FAR)] if line in heights else []
    for use in ground.rails.uses[source]:
        if ground.places.enters.get(use) == "left" and rows.home[use.user] != home:
            box = ground.boxes[use.user]
            reaching.append((heights[rows.home[use.user]], box.x - box.width / 2))
    return reaching


# The lines of one value, as a tree.


def _forked(source: str, paths: Mapping[Use, list[Point]]) -> list[Wire]:
    """A copy stands where two of the paths part."""
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
