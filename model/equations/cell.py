"""A cell: its equations, checked, and what follows from them alone.

Whatever Gatewalk computes, explains or draws of a cell is worked out from ``Cell.equations(first_layer)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from model.equations.algebra import is_input
from model.equations.checks import check, check_first_layer
from model.equations.expressions import Clock, Equation, MatrixProduct, Vector, all_parts, signals
from model.equations.first_layer import without_layer_below
from model.equations.parser import parse


@dataclass(frozen=True)
class Cell:
    """A kind of recurrent layer. Make one with ``Cell.from_text`` or ``load_cell``."""

    name: str
    title: str
    paper: str
    note: str
    text: str = field(repr=False)
    _equations: tuple[Equation, ...] = field(repr=False)
    _first_layer: tuple[Equation, ...] = field(repr=False)

    @staticmethod
    def from_text(text: str, name: str = "own") -> Cell:
        source = parse(text)
        check(source.equations)
        first = without_layer_below(source.equations)
        check_first_layer(source.equations, first)
        headers = source.headers
        title, paper, note = headers.get("title") or name, headers.get("paper", ""), headers.get("note", "")
        return Cell(name, title, paper, note, text, source.equations, first)

    def equations(self, first_layer: bool = True) -> tuple[Equation, ...]:
        """In order. In the first layer there is no layer below: what would come from it is 0 and is left out."""
        return self._first_layer if first_layer else self._equations

    def signals(self, first_layer: bool = True) -> tuple[str, ...]:
        return tuple(equation.name for equation in self.equations(first_layer))

    @property
    def needs_layer_below(self) -> bool:
        return self._equations != self._first_layer

    @property
    def states(self) -> tuple[str, ...]:
        """The signals that a step hands to the next one, in the order of their equations."""
        return states_of(self._equations)

    @property
    def clock(self) -> Clock | None:
        return next((e.right for e in self._equations if isinstance(e.right, Clock)), None)

    def parameters(self, inputs: int, units: int, first_layer: bool = True) -> dict[str, tuple[int, ...]]:
        """The shape of every learned weight, in the order in which the equations name them."""
        return parameters_of(self.equations(first_layer), inputs, units)


def states_of(equations: tuple[Equation, ...]) -> tuple[str, ...]:
    before = {s.name for e in equations for s in signals(e.right) if s.when == "before"}
    return tuple(e.name for e in equations if e.name in before)


def parameters_of(equations: tuple[Equation, ...], inputs: int, units: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for equation in equations:
        for part in all_parts(equation.right):
            if isinstance(part, MatrixProduct):
                shapes[part.matrix] = (units, inputs if is_input(part.operand) else units)
            elif isinstance(part, Vector):
                shapes[part.name] = (units,)
    return shapes
