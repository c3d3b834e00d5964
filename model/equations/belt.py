"""The belt on which a cell's memory rides, as a picture shows it: what stays on it, what is put onto it, what is shown.

``c = f * c' + i * g`` is a belt that keeps ``f`` of each value and onto which ``i * g`` is put; of it ``o * tanh(c)`` is
shown. Of ``h = (1 - z) * n + z * h'`` the belt is ``h`` itself. A plain RNN has none: there nothing rides apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from model.equations.algebra import left_of_one
from model.equations.carry import Carry, carries
from model.equations.cell import Cell
from model.equations.expressions import INPUT, OUTPUT, Expression, Signal, Sum, Times, all_parts, to_text
from texts import Said


@dataclass(frozen=True)
class Factor:
    """A signal of this step, or what it leaves of 1, or a signal of the layer below."""

    signal: str
    left_of_one: bool = False  # 1 - signal
    below: bool = False


@dataclass(frozen=True)
class Product:
    """Values that are multiplied with each other, unit by unit."""

    text: str
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Belt:
    state: str
    keeps: Product  # how much of each old value stays
    puts: tuple[Product, ...]  # what is added, term by term
    shows: str | None  # the gate through which the belt is seen, if there is one
    standing: Mapping[str, float] | None  # signal -> the value with which all that rides stays, and nothing is put on

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def belt(cell: Cell, first_layer: bool = True) -> Belt | None:
    """The belt of the first state whose equation is a sum of products of signals; None if there is none such."""
    for state, carry in carries(cell, first_layer).items():
        if isinstance(carry, Carry):
            keeps = _product(carry.kept, state)
            puts = [_product(term, state) for term in _terms(carry.written)]
            if keeps and all(puts):
                every = tuple(put for put in puts if put)
                return Belt(state, keeps, every, _shows(cell, state, first_layer), _standing(keeps, every))
    return None


def why_no_belt(cell: Cell, first_layer: bool = True) -> Said | None:
    """Why there is no belt to be drawn; None if there is one."""
    if belt(cell, first_layer):
        return None
    by_state = carries(cell, first_layer)
    apart = next((state for state, carry in by_state.items() if isinstance(carry, Carry)), None)
    if apart is None:
        return next((why for why in by_state.values() if isinstance(why, Said)), Said("model.belt.no-state"))
    return Said("model.belt.no-products", {"state": apart})


def _standing(keeps: Product, puts: Iterable[Product]) -> dict[str, float] | None:
    """Every factor of what is kept must be 1, and of every product that is put on one factor 0; None if that cannot be."""
    held: dict[str, float] = {}
    for factor in keeps.factors:
        value = _value_for(factor, 1.0)
        if not _can_be_set(factor) or held.setdefault(factor.signal, value) != value:
            return None
    for put in puts:
        free = [f for f in put.factors if _can_be_set(f) and held.get(f.signal, _value_for(f, 0.0)) == _value_for(f, 0.0)]
        if not free:
            return None
        held[free[0].signal] = _value_for(free[0], 0.0)
    return held


def _can_be_set(factor: Factor) -> bool:
    """A signal of the layer below is not this layer's to set."""
    return not factor.below


def _value_for(factor: Factor, product: float) -> float:
    """What the signal must be for the factor to be ``product``."""
    return 1 - product if factor.left_of_one else product


def _terms(expression: Expression) -> list[Expression]:
    positive = isinstance(expression, Sum) and all(sign == 1 for sign, _ in expression.terms)
    return [term for _, term in expression.terms] if positive and isinstance(expression, Sum) else [expression]


def _product(expression: Expression, state: str) -> Product | None:
    """Without the old state itself, where it is one of the factors."""
    parts = expression.factors if isinstance(expression, Times) else (expression,)
    rest = tuple(part for part in parts if part != Signal(state, "before"))
    factors = [_factor(part) for part in rest]
    if not all(factors):
        return None
    return Product(" * ".join(map(_in_brackets, rest)) or "1", tuple(factor for factor in factors if factor))


def _factor(expression: Expression) -> Factor | None:
    match expression:
        case Signal(name=name, when="now" | "below" as when):
            return Factor(name, below=when == "below")
        case _:
            rest = left_of_one(expression)
            return Factor(rest, left_of_one=True) if rest else None


def _in_brackets(part: Expression) -> str:
    return f"({to_text(part)})" if isinstance(part, Sum) else to_text(part)


def _shows(cell: Cell, state: str, first_layer: bool) -> str | None:
    """The ``o`` of ``h = o * tanh(c)``, in either order."""
    output = next(e.right for e in cell.equations(first_layer) if e.name == OUTPUT)
    if isinstance(output, Times) and len(output.factors) == 2:
        for gate, seen in (output.factors, output.factors[::-1]):
            is_gate = isinstance(gate, Signal) and gate.when == "now" and gate.name not in (state, INPUT)
            if is_gate and Signal(state) in all_parts(seen):
                return gate.name if isinstance(gate, Signal) else None
    return None
