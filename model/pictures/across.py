"""Third stage: how far to the right everything stands, from the widths of the columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.pictures.parts import ENDS, FROM_LEFT, GAP, MARGIN, Part, Use
from model.pictures.places import Places
from model.pictures.rails import Rails

SLOT = 24  # between lines that enter a layer side by side
ASIDE = 30  # from the line that leaves a layer's top to one that enters there


@dataclass(frozen=True)
class Across:
    """
    x, half    the middle of each part and half its width
    spine      where a part's value goes up or down when it has to change rows
    exits      the same for the value's way to the next step and out of the cell
    offset     how far from a layer's middle a line enters it
    left_edge  where the states of the step before end
    """

    x: Mapping[str, float]
    half: Mapping[str, float]
    spine: Mapping[str, float]
    exits: Mapping[str, float]
    offset: Mapping[Use, float]
    left_edge: float
    width: float


def across_of(rails: Rails, places: Places) -> Across:
    layers = [part for part in rails.parts.values() if part.kind == "layer"]
    offset = {use: x for layer in layers for use, x in _offsets(layer, rails, places).items()}
    half = {part.id: _half(part, offset) for part in rails.parts.values()}
    left_edge = MARGIN + max((2 * half[part.id] for part in rails.parts.values() if part.kind == FROM_LEFT), default=0.0)
    x, spine, right_edge = _columns(rails, places, half, left_edge)
    exits, right_edge = _exits(rails, right_edge)
    for part in rails.parts.values():
        if part.kind in ENDS:
            x[part.id] = exits[part.inputs[0]] if part.kind == "output" else right_edge + half[part.id]
    width = MARGIN + max(right_edge, *(x[part.id] + half[part.id] for part in rails.parts.values() if part.kind in ENDS))
    return Across(x, half, spine, exits, offset, left_edge, width)


def _offsets(layer: Part, rails: Rails, places: Places) -> dict[Use, float]:
    """Lines from below enter a layer side by side; lines from above beside its own, which leaves from the middle."""
    low = [number for number, source in enumerate(layer.inputs) if rails.is_low(source)]
    high = [number for number, source in enumerate(layer.inputs) if not rails.is_low(source)]
    aside = max([ASIDE, *(rails.parts[other].width / 2 + GAP for other in places.column(layer.id)[1:])])
    from_below = {Use(layer.id, n): SLOT * (index - (len(low) - 1) / 2) for index, n in enumerate(low)}
    from_above = {Use(layer.id, n): (aside + SLOT * (index // 2)) * (1 if index % 2 else -1) for index, n in enumerate(high)}
    return from_below | from_above


def _half(part: Part, offset: Mapping[Use, float]) -> float:
    """A layer is as wide as the lines that enter it need."""
    if part.kind != "layer":
        return part.width / 2
    widest = max((abs(offset[Use(part.id, number)]) for number in range(len(part.inputs))), default=0)
    return max(part.width / 2, widest + GAP)


def _columns(
    rails: Rails, places: Places, half: Mapping[str, float], edge: float
) -> tuple[dict[str, float], dict[str, float], float]:
    """The middle and the spine of each part, and where the last column ends. The states stand below each other."""
    x: dict[str, float] = {}
    spine: dict[str, float] = {}
    for column in places.columns:
        if rails.parts[column[0]].kind == FROM_LEFT:
            (state,) = column
            edge += 2 * GAP if rails.turns(state) else 0
            x[state], spine[state] = MARGIN + half[state], edge - GAP / 2
            continue
        widest = max(half[part] for part in column)
        middle, edge = edge + GAP + widest, edge + 2 * (GAP + widest)
        for part in column:
            x[part] = spine[part] = middle
            if places.leaves[part] == "right" and rails.parts[part].kind == "operation":
                spine[part] = middle + widest + GAP
                edge += GAP if rails.turns(part) else 0
    return x, spine, edge + GAP


def _exits(rails: Rails, edge: float) -> tuple[dict[str, float], float]:
    """A value that leaves the cell by another way than a rail goes up or down to the right of all columns."""
    exits: dict[str, float] = {}
    for end in rails.parts.values():
        if end.kind in ENDS and end.id not in rails.before and end.inputs[0] not in exits:
            edge += 2 * GAP
            exits[end.inputs[0]] = edge
    return exits, edge + 3 * GAP
