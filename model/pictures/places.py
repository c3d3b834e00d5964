"""Second stage: which column each part stands in, and from which side each line enters it.

Learned layers have a column each, in the order of the text. An operation stands right above or right below what
feeds it, if nothing else needs that place, and else in a column of its own. Whatever feeds a part stands further to
the left or in the same column, so every line runs to the right; and no vertical line ever meets another column's nodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from model.pictures.parts import FROM_LEFT, IN_LAYER_ROW, Part, Use
from model.pictures.rails import Rails

Enters = Literal["left", "below", "above", "any"]  # any: above or below, whichever turns out nearer
Leaves = Literal["right", "above", "below"]


@dataclass(frozen=True)
class Places:
    """``columns`` from left to right, each with its parts from bottom to top. The ends of a diagram have no column."""

    columns: tuple[tuple[str, ...], ...]
    leaves: Mapping[str, Leaves]
    enters: Mapping[Use, Enters] = field(default_factory=dict)  # of operations; the other kinds know their sides

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Of each part the number of its column."""
        return {part: number for number, column in enumerate(self.columns) for part in column}

    def column(self, part: str) -> tuple[str, ...]:
        return self.columns[self.number[part]]

    def are_stacked(self, source: str, user: str) -> bool:
        return self.number[source] == self.number.get(user)


def places_of(rails: Rails) -> Places:
    """The parts come in one by one, in their order; where the next one goes depends on those that have a place."""
    places = _first_places(rails)
    first_free = len(places.columns)
    for part in rails.parts.values():
        move = _move(part, rails, places)
        places = _moved(part.id, move, places, first_free) if move else places
    return places


def _first_places(rails: Rails) -> Places:
    """The states at the left edge, then the input, and above it the join."""
    states = [part.id for part in rails.parts.values() if part.kind == FROM_LEFT]
    entry = next(part.id for part in rails.parts.values() if part.kind == "input")
    join = (rails.join.id,) if rails.join else ()
    leaves: dict[str, Leaves] = {**dict.fromkeys((*states, *join), "right"), entry: "above"}
    return Places((*((state,) for state in states), (entry, *join)), leaves)


@dataclass(frozen=True)
class _Move:
    """Where a part goes: right above or below the part ``beside``, else into a column after those of the parts ``after``."""

    enters: Mapping[int, Enters] = field(default_factory=dict)  # by the number of the input
    leaves: Leaves = "right"
    stands: Literal["above", "below", "apart"] = "apart"
    beside: str = ""
    after: tuple[str, ...] = ()  # if there are none, the column is the last one


def _above(source: str, number: int, others: Mapping[int, Enters]) -> _Move:
    return _Move({**others, number: "below"}, stands="above", beside=source)


def _below(source: str, number: int, others: Mapping[int, Enters]) -> _Move:
    return _Move({**others, number: "above"}, stands="below", beside=source)


def _moved(part: str, move: _Move, places: Places, first_free: int) -> Places:
    columns = list(places.columns)
    leaves = {**places.leaves, part: move.leaves}
    enters = {**places.enters, **{Use(part, number): side for number, side in move.enters.items()}}
    if move.stands == "apart":
        after = 1 + max((places.number[other] for other in move.after), default=len(columns) - 1)
        columns.insert(max(first_free, after), (part,))
    else:
        number, column = places.number[move.beside], places.column(move.beside)
        columns[number] = (*column, part) if move.stands == "above" else (part, *column)
        leaves[move.beside] = move.stands
    return Places(tuple(columns), leaves, enters)


# Where the next part goes.


def _move(part: Part, rails: Rails, places: Places) -> _Move | None:
    """None if the part has its place already, or gets none."""
    if part.kind in (*IN_LAYER_ROW, "below"):
        return _Move(leaves="above")
    if part.kind != "operation":
        return None
    if part.id in rails.before:
        return _on_rail(part, rails, places)
    return _of_one(part, rails, places) if len(part.inputs) == 1 else _of_two(part, rails, places)


def _on_rail(part: Part, rails: Rails, places: Places) -> _Move:
    """The rail enters from the left, the other value from right below if that stands far enough to the right."""
    before = rails.before[part.id]
    rail = part.inputs.index(before)
    others = [number for number in range(len(part.inputs)) if number != rail]
    for number in others:
        source = part.inputs[number]
        if _is_free_above(source, rails, places) and places.number[source] > places.number[before]:
            return _above(source, number, {rail: "left"})
    return _Move({rail: "left", **dict.fromkeys(others, "any")}, after=part.inputs)


def _of_one(part: Part, rails: Rails, places: Places) -> _Move:
    (source,) = part.inputs
    if source in rails.on_rail:
        return _Move({0: "above"})
    if rails.parts[source].kind in IN_LAYER_ROW and _has_one_use(source, rails):
        return _above(source, 0, {})
    if _is_free_below(source, rails, places):
        return _below(source, 0, {})
    return _Move({0: "left"}, after=part.inputs)


def _of_two(part: Part, rails: Rails, places: Places) -> _Move:
    """Beside the value that stands further to the right, if there is room; the other one comes from the left."""
    for number, source in sorted(enumerate(part.inputs), key=lambda pair: -places.number[pair[1]]):
        other = part.inputs[1 - number]
        if places.number[other] < places.number[source] and _has_one_use(source, rails):
            side: Enters = "above" if other in rails.on_rail else "left"
            if _is_free_above(source, rails, places):
                return _above(source, number, {1 - number: side})
            if _is_free_below(source, rails, places) and side == "left":
                return _below(source, number, {1 - number: side})
    return _apart(part, rails, places)


def _apart(part: Part, rails: Rails, places: Places) -> _Move:
    """A column for itself: one value comes along the row, the other one down from a rail or from a row nearby."""
    carried = [number for number, source in enumerate(part.inputs) if source in rails.on_rail]
    in_row = [number for number, source in enumerate(part.inputs) if places.leaves[source] == "right"]
    upright = carried[-1] if carried else 1 - in_row[0] if in_row else 1
    enters: dict[int, Enters] = {upright: "above" if carried else "any", 1 - upright: "left"}
    return _Move(enters, after=() if carried else part.inputs)


# Whether there is room beside a part.


def _is_free_above(part: str, rails: Rails, places: Places) -> bool:
    """A layer's line may fork on its way up to a rail; an operation has one way out."""
    if places.column(part)[-1] != part:
        return False
    if rails.parts[part].kind in IN_LAYER_ROW:
        return True
    return _feeds_one_operation(part, rails) and _sides(part, rails, places) <= {"left", "below"}


def _is_free_below(part: str, rails: Rails, places: Places) -> bool:
    """Only what hangs from a rail, or from what does, has something hung below it."""
    if places.column(part)[0] != part or not _feeds_one_operation(part, rails):
        return False
    return {"above"} <= _sides(part, rails, places) <= {"left", "above"}


def _feeds_one_operation(part: str, rails: Rails) -> bool:
    free = rails.parts[part].kind == "operation" and part not in rails.on_rail and _has_one_use(part, rails)
    return free and rails.parts[rails.uses[part][0].user].kind == "operation"


def _has_one_use(part: str, rails: Rails) -> bool:
    return len(rails.uses[part]) == 1


def _sides(part: str, rails: Rails, places: Places) -> set[Enters]:
    return {places.enters[Use(part, number)] for number in range(len(rails.parts[part].inputs))}
