"""Forcing values: "hold the forget gate of units 3 and 7 open at token 17".

What was forced is used by everything that follows from it, at this token and later ones. Where two edits set
the same number, the later one in the list counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.engine.shape import Direction, StackShape
from model.engine.workspace import StepEdit
from model.equations import Array
from model.errors import EditError, InputError, as_typed, check_index

MOST_EDITS = 10_000
LARGEST_VALUE = 1_000_000


@dataclass(frozen=True)
class Edit:
    """Values of one signal, forced at one token."""

    token: int
    signal: str
    units: tuple[int, ...] | Literal["all"]
    value: float | tuple[float, ...]  # one for all the units, or one for each
    layer: int | None = None  # None is the top layer
    direction: Direction = "forward"


def forced_units(edits: Iterable[Edit], signal: str, token: int, layer: int, direction: Direction) -> set[int] | Literal["all"]:
    """The units of a signal that edits set at a token."""
    units: set[int] = set()
    for edit in edits:
        if (edit.signal, edit.token, edit.layer, edit.direction) == (signal, token, layer, direction):
            if edit.units == "all":
                return "all"
            units |= set(edit.units)
    return units


EditsByStrand = dict[tuple[int, Direction], dict[int, list[StepEdit]]]


def by_strand(edits: Iterable[Edit], shape: StackShape, tokens: int) -> EditsByStrand:
    """The edits of each layer and direction, by the strand's own steps. Says which edit is wrong, and what exists."""
    groups: EditsByStrand = {}
    for number, edit in enumerate(edits, start=1):
        if number > MOST_EDITS:
            raise EditError("model.edit.too-many", most=MOST_EDITS)
        try:
            layer, step, values = _checked(edit, shape, tokens)
        except InputError as error:
            raise EditError("model.edit", number=number, what=error.said) from None
        groups.setdefault((layer, edit.direction), {}).setdefault(step, []).append(values)
    return groups


def _checked(edit: Edit, shape: StackShape, tokens: int) -> tuple[int, int, StepEdit]:
    """The layer, the step of the strand, and what is forced there; or an InputError."""
    layer = shape.layers - 1 if edit.layer is None else edit.layer
    check_index("layer", layer, shape.layers)
    check_index("token", edit.token, tokens)
    if edit.direction not in shape.directions:
        raise InputError("model.input.direction", direction=as_typed(edit.direction, 20))
    signals = shape.cell.signals(first_layer=layer == 0)
    if edit.signal not in signals:
        raise InputError("model.edit.signal", signal=as_typed(edit.signal, 24), layer=layer, signals=list(signals))
    value = _value_of(edit, _count_of_units(edit, shape.units))
    step = edit.token if edit.direction == "forward" else tokens - 1 - edit.token
    chosen = slice(None) if edit.units == "all" else np.array(edit.units, dtype=int)
    return layer, step, (edit.signal, chosen, value)


def _count_of_units(edit: Edit, units: int) -> int:
    if isinstance(edit.units, str) and edit.units == "all":
        return units
    if not isinstance(edit.units, Sequence) or isinstance(edit.units, str):
        raise InputError("model.edit.units", units=as_typed(edit.units, 20))
    for unit in edit.units:
        check_index("unit", unit, units)
    return len(edit.units)


def _value_of(edit: Edit, count: int) -> Array:
    """The value as an array, ``()`` or ``(count,)``."""
    try:
        value = np.asarray(edit.value)
        numbers = value.astype(float) if value.dtype.kind in "iuf" else np.asarray(math.nan)
    except (ValueError, TypeError):
        numbers = np.asarray(math.nan)
    if numbers.shape not in ((), (count,)) or not (np.abs(numbers) <= LARGEST_VALUE).all():  # NaN is refused too
        if count == 1:
            raise InputError("model.edit.value", most=LARGEST_VALUE)
        raise InputError("model.edit.values", most=LARGEST_VALUE, count=count)
    return numbers
