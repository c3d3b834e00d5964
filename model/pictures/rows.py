"""Fourth stage: the rows, horizontal stretches in which operations stand and values run from column to column.

Those of the operations lie above the learned layers, under the rails; lines that several layers share lie below them.
How high each row lies is decided later; here stands how far it reaches, and which others it must lie above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from model.pictures.across import Across
from model.pictures.parts import APART, ENDS, Part, Use
from model.pictures.places import Places
from model.pictures.rails import Rails

FAR = float("inf")


class Row(NamedTuple):
    """A rail of a state; operations from the first one on; a further line of a value, or its line below the layers."""

    kind: Literal["rail", "operations", "line", "low"]
    of: str


class Span(NamedTuple):
    left: float
    right: float


@dataclass(frozen=True)
class Rows:
    """
    home    where a part stands; operations, states and the join only
    reach   how far to the right each value runs in the row of the part that makes it
    rails   from the top
    upper   the rows between rails and layers, in the order in which they take their lanes
    low     those below the layers, in the same order
    above   of an upper row, others that it must lie above
    """

    home: Mapping[str, Row]
    reach: Mapping[str, float]
    rails: tuple[Row, ...]
    upper: Mapping[Row, Span]
    low: Mapping[Row, Span]
    above: Mapping[Row, Sequence[Row]]


def rows_of(rails: Rails, places: Places, across: Across) -> Rows:
    follows = _follows(rails, places)
    homes = _homes(rails, places, follows)
    reach = {source: _reach(source, rails, places, across, follows.get(source)) for source in places.number}
    taps = {source: dict(_taps(source, False, rails, places, across)) for source in rails.parts}
    far = {source: [use for use, x in uses.items() if x >= reach[source]] for source, uses in taps.items()}

    xs: dict[Row, list[float]] = {}  # what each row must reach
    for part, row in homes.items():
        if row.kind == "operations":
            xs.setdefault(row, []).extend(_stretch(rails.parts[part], row, rails, places, across))
    for source, uses in taps.items():
        if far[source]:
            xs[Row("line", source)] = [across.spine[source], *uses.values()]
        elif uses and homes[source].kind == "operations":
            xs[homes[source]].extend(uses.values())

    low_homes = _low_homes(rails)
    return Rows(
        homes | low_homes,
        reach,
        rails=tuple(Row("rail", way[0]) for way in rails.ways),
        upper=_spans(xs),
        low=_low_spans(rails, places, across, low_homes),
        above=_above(rails, places, homes, far),
    )


def _spans(xs: Mapping[Row, Sequence[float]]) -> dict[Row, Span]:
    return {row: Span(min(reached), max(reached)) for row, reached in xs.items()}


# Rows of operations.


def _follows(rails: Rails, places: Places) -> dict[str, str]:
    """Of a part the one that its value reaches without leaving the row: the next on the rail, or an operation.

    An operation that another one feeds from the left stands in its row, unless one does so already.
    """
    follows = {part: after for after, part in rails.before.items()}
    for use, side in places.enters.items():
        source = rails.source(use)
        is_loose = rails.parts[source].kind == "operation" and source not in rails.on_rail
        if side == "left" and is_loose and places.leaves[source] == "right":
            follows.setdefault(source, use.user)
    return follows


def _homes(rails: Rails, places: Places, follows: Mapping[str, str]) -> dict[str, Row]:
    """Where the states on rails and all operations stand."""
    homes = {part: Row("rail", way[0]) for way in rails.ways for part in way}
    for part in rails.parts.values():
        if part.kind == "operation" and part.id not in homes:
            left = _from_left(part, places)
            homes[part.id] = homes[left] if left and follows.get(left) == part.id else Row("operations", part.id)
    return homes


def _reach(source: str, rails: Rails, places: Places, across: Across, after: str | None) -> float:
    if places.leaves[source] != "right":
        return -FAR
    if rails.starts_low(source):
        return across.spine[source]
    return across.x[after] - across.half[after] if after else FAR


def _from_left(part: Part, places: Places) -> str | None:
    sides = (places.enters[Use(part.id, number)] for number in range(len(part.inputs)))
    return next((source for source, side in zip(part.inputs, sides, strict=True) if side == "left"), None)


def _stretch(part: Part, row: Row, rails: Rails, places: Places, across: Across) -> Iterator[float]:
    """How far a row reaches on account of one of its operations; to the first one a value comes from outside."""
    x, half = across.x[part.id], across.half[part.id]
    left = _from_left(part, places) if row.of == part.id else None
    yield from (x - half - APART, x + half + APART)
    yield across.spine[left] if left else x
    yield across.spine[part.id] if rails.turns(part.id) else x


def _above(rails: Rails, places: Places, homes: Mapping[str, Row], far: Mapping[str, Sequence[Use]]) -> dict[Row, list[Row]]:
    """An operation lies above the one that it is stacked on, a line above the operations that it enters from above."""
    above = {
        Row("line", source): [homes[use.user] for use in uses if places.enters.get(use) == "above"]
        for source, uses in far.items()
    }
    for use in places.enters:
        source, row = rails.source(use), homes[use.user]
        if places.are_stacked(source, use.user) and source in homes and row.kind != "rail":
            upper, lower = (row, homes[source]) if places.leaves[source] == "above" else (homes[source], row)
            above.setdefault(upper, []).append(lower)
    return above


# Lines of values.


def _taps(source: str, low: bool, rails: Rails, places: Places, across: Across) -> Iterator[tuple[Use, float]]:
    """The uses that a value reaches by a vertical line from one of its rows, and where that line stands."""
    for use in rails.uses[source]:
        kind, x = rails.parts[use.user].kind, across.x[use.user]
        if kind == "layer":
            if rails.is_low(source) == low:
                yield use, x + across.offset[use]
        elif kind in ENDS and not low and use.user not in rails.before:
            yield use, across.exits[source]
        elif places.enters.get(use) in ("above", "any") and not low and not places.are_stacked(source, use.user):
            yield use, x


# Below the layers.


def _low_homes(rails: Rails) -> dict[str, Row]:
    """The join has a row there, in which the state that it joins comes in. Other states without a rail have their own."""
    join = {rails.join.id: Row("low", rails.join.id)} if rails.join else {}
    states = [state for state in rails.parts if rails.starts_low(state)]
    return join | {s: Row("low", rails.join.id if rails.join and rails.is_joined(s) else s) for s in states}


def _low_spans(rails: Rails, places: Places, across: Across, homes: Mapping[str, Row]) -> dict[Row, Span]:
    """The join's row lies next to the layers. A state without a rail has a row even if no layer reads it."""
    xs: dict[Row, list[float]] = {}
    for source in rails.parts:
        own, taps = Row("low", source), [x for _, x in _taps(source, True, rails, places, across)]
        if taps or homes.get(source) == own:
            xs.setdefault(own, []).extend([across.spine[source], *taps])
        if rails.starts_low(source):
            xs.setdefault(homes[source], []).append(across.left_edge)
    if rails.join:
        xs[homes[rails.join.id]].extend(across.spine[source] for source in rails.join.inputs)
    spans = _spans(xs)
    in_order = sorted(spans, key=lambda row: (rails.join is None or row.of != rails.join.id, spans[row].right))
    return {row: spans[row] for row in in_order}
