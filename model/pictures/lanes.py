"""Fifth stage: which rows lie at the same height.

A lane holds several rows that do not overlap; lanes are counted from the layers outwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from model.pictures.parts import APART
from model.pictures.rows import Row, Rows, Span

Lanes = Mapping[Row, int]


def lanes_of(rows: Rows) -> Lanes:
    return {**_shared(rows.upper, rows.above), **_shared(rows.low, {})}


def _shared(spans: Mapping[Row, Span], above: Mapping[Row, Sequence[Row]]) -> Lanes:
    """Gives each row the first lane that is free where it runs, above all that it must be above."""
    lanes: dict[Row, int] = {}
    waiting = list(spans)
    while waiting:
        row = next(row for row in waiting if all(lower in lanes for lower in above.get(row, ())))
        taken = {lane for other, lane in lanes.items() if _overlap(spans[row], spans[other])}
        lowest = max((lanes[lower] + 1 for lower in above.get(row, ())), default=0)
        lanes[row] = next(lane for lane in count(lowest) if lane not in taken)
        waiting.remove(row)
    return lanes


def _overlap(one: Span, other: Span) -> bool:
    return other.left <= one.right + APART and one.left <= other.right + APART
