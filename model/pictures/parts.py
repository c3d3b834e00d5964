"""What the layout of a diagram places: parts, with their sizes, and who uses whose value.

From here on nothing knows of equations: a part is known by its kind and by what it takes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

IN_LAYER_ROW = ("layer", "constant", "clock")
FROM_LEFT = "state_before"
FROM_BELOW = ("input", "below")
ENDS = ("state_after", "output")

CIRCLE, LAYER, JOIN, COPY = 30, 40, 8, 6  # heights; the last two are as wide as high
MARGIN = 12  # around the picture
GAP = 10  # beside a column
APART = 6  # between the ends of rows at the same height

Point = tuple[float, float]


class Use(NamedTuple):
    """A part and the number of one of its inputs."""

    user: str
    number: int


@dataclass(frozen=True)
class Part:
    """A node that is to be placed; it comes after all that it takes its ``inputs`` from, joins excepted."""

    id: str
    kind: str
    signal: str
    width: float
    inputs: tuple[str, ...]

    @property
    def height(self) -> float:
        return LAYER if self.kind in IN_LAYER_ROW else JOIN if self.kind == "join" else CIRCLE


@dataclass(frozen=True)
class Box:
    x: float  # of the middle
    y: float
    width: float
    height: float
