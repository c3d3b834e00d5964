"""Where the parts of a diagram stand and how the lines between them run, stage by stage.

The picture that is aimed at is the one of the LSTM that every student knows: the cell state straight along the top,
the learned layers in a row, what they share below them, everything from left to right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.pictures.across import across_of
from model.pictures.heights import heights_of
from model.pictures.lanes import lanes_of
from model.pictures.lines import Ground, Wire, wires_of
from model.pictures.parts import COPY, Box, Part
from model.pictures.places import places_of
from model.pictures.rails import rails_of
from model.pictures.rows import rows_of


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    boxes: Mapping[str, Box]
    copies: Mapping[str, str]  # of each copy the part whose value it forks
    wires: tuple[Wire, ...]


def lay_out(parts: list[Part]) -> Layout:
    rails = rails_of(parts)
    places = places_of(rails)
    across = across_of(rails, places)
    rows = rows_of(rails, places, across)
    heights = heights_of(rails, rows, lanes_of(rows))
    boxes = {p.id: Box(across.x[p.id], heights.parts[p.id], 2 * across.half[p.id], p.height) for p in parts}
    wires = wires_of(Ground(rails, places, across, rows, heights, boxes))
    forks = [wire for wire in wires if wire.input is None]
    boxes |= {fork.target: Box(*fork.points[-1], COPY, COPY) for fork in forks}
    return Layout(across.width, heights.height, boxes, {fork.target: fork.net for fork in forks}, wires)
