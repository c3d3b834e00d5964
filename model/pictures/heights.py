"""Sixth stage: how far down everything stands.

From the top: the output, the rails, the operations, the learned layers, the lines that several layers share, the inputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.pictures.lanes import Lanes
from model.pictures.parts import CIRCLE, FROM_BELOW, FROM_LEFT, GAP, IN_LAYER_ROW, LAYER, MARGIN, Part
from model.pictures.rails import Rails
from model.pictures.rows import Row, Rows

NODE_ROW, LINE_ROW, RAIL_ROW = 52, 20, 56


@dataclass(frozen=True)
class Heights:
    rows: Mapping[Row, float]
    parts: Mapping[str, float]  # their middle
    height: float


def heights_of(rails: Rails, rows: Rows, lanes: Lanes) -> Heights:
    on_rails, y = _rails(rows)
    upper, y = _upper(rows, lanes, y)
    layers = y + LINE_ROW + LAYER / 2
    low, y = _low(rails, rows, lanes, layers + LAYER / 2 + LINE_ROW / 2)
    inputs = y + LINE_ROW + CIRCLE / 2
    every = on_rails | upper | low
    states = {part.signal: every[rows.home[part.id]] for part in rails.parts.values() if part.kind == FROM_LEFT}

    def y_of(part: Part) -> float:
        if part.kind == "output":
            return MARGIN + CIRCLE / 2
        if part.kind == "state_after":  # as high as it comes back in at the next step
            return states[part.signal]
        return layers if part.kind in IN_LAYER_ROW else inputs if part.kind in FROM_BELOW else every[rows.home[part.id]]

    return Heights(every, {part.id: y_of(part) for part in rails.parts.values()}, inputs + CIRCLE / 2 + MARGIN)


# Each of these returns where its rows lie, and where they end.


def _rails(rows: Rows) -> tuple[dict[Row, float], float]:
    if not rows.rails:
        return {}, MARGIN + CIRCLE + LINE_ROW
    first = MARGIN + CIRCLE + RAIL_ROW * 0.75
    return {row: first + RAIL_ROW * number for number, row in enumerate(rows.rails)}, first + RAIL_ROW * (len(rows.rails) - 0.5)


def _upper(rows: Rows, lanes: Lanes, y: float) -> tuple[dict[Row, float], float]:
    """A lane is as high as nodes need, or as lines alone need."""
    ys: dict[Row, float] = {}
    for lane in reversed(range(1 + max((lanes[row] for row in rows.upper), default=-1))):
        here = [row for row in rows.upper if lanes[row] == lane]
        height = NODE_ROW if any(row.kind == "operations" for row in here) else LINE_ROW
        ys.update(dict.fromkeys(here, y + height / 2))
        y += height
    return ys, y


def _low(rails: Rails, rows: Rows, lanes: Lanes, y: float) -> tuple[dict[Row, float], float]:
    """Lines lie closer together than the states that some of them start from."""
    starts = {rows.home[part.id] for part in rails.parts.values() if part.kind == FROM_LEFT}
    ys: dict[Row, float] = {}
    last = float("-inf")
    for lane in range(1 + max((lanes[row] for row in rows.low), default=0)):
        here = [row for row in rows.low if lanes[row] == lane]
        y += LINE_ROW / 2
        if starts & set(here):
            y = last = max(y, last + CIRCLE + GAP)
        ys.update(dict.fromkeys(here, y))
        y += LINE_ROW / 2
    return ys, y
