"""A cell: its equations, checked, and what follows from them alone.

Whatever Gatewalk computes, explains or draws of a cell is worked out from ``Cell.equations(first_layer)``.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass, field
from typing import NoReturn

import numpy as np

from model.errors import EquationError, SizeError
from model.expressions import (
    INPUT,
    OUTPUT,
    SUFFIX,
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Position,
    Signal,
    Sum,
    Times,
    Vector,
    children,
    signals,
    walk,
)
from model.functions import FUNCTIONS
from model.parser import parse

MOST_PARAMETERS = 4_000_000  # of one network; 16 MB in float32
MOST_UNITS = 1024


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
        _check(source.equations)
        first = _without_layer_below(source.equations)
        _check_first_layer(source.equations, first)
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
        for part in walk(equation.right):
            if isinstance(part, MatrixProduct):
                shapes[part.matrix] = (units, inputs if _is_input(part.operand) else units)
            elif isinstance(part, Vector):
                shapes[part.name] = (units,)
    return shapes


def check_size(cell: Cell, inputs: int, units: int, layers: int = 1, directions: int = 1) -> None:
    """Refuses sizes whose weights would not fit, before anything is allocated."""
    if min(inputs, units, layers, directions) < 1:
        raise SizeError("a network needs at least one input, one unit, one layer and one direction")
    if units > MOST_UNITS or inputs > MOST_UNITS * 2 or layers > 16:
        raise SizeError(f"a network has at most {MOST_UNITS} units, {MOST_UNITS * 2} inputs and 16 layers")
    groups = len(cell.clock.periods) if cell.clock else 1
    if units < groups:
        raise SizeError(f"the clock of this cell has {groups} groups; give the network at least {groups} units")
    total = 0
    for layer in range(layers):
        shapes = cell.parameters(inputs if layer == 0 else units * directions, units, first_layer=layer == 0)
        total += directions * sum(math.prod(shape) for shape in shapes.values())
    if total > MOST_PARAMETERS:
        raise SizeError(f"these equations would need {total:,} weights, {MOST_PARAMETERS:,} at most are allowed; use fewer units")


def group_of_unit(units: int, groups: int) -> np.ndarray:
    """The clock group of each unit, ``(units,)``: equal parts, the first the fastest."""
    return np.arange(units) * groups // units


def _is_input(expression: Expression) -> bool:
    return isinstance(expression, Signal) and expression.name == INPUT


# The checks: what the grammar cannot see. Each says how to mend what it finds.


def _check(equations: tuple[Equation, ...]) -> None:
    line_of: dict[str, int] = {}
    for equation in equations:
        if equation.name in line_of:
            message = f"`{equation.name}` is set a second time, first in line {line_of[equation.name]}"
            _fail(message, equation.at, "give one of them another name")
        line_of[equation.name] = equation.at[0]
    above: list[str] = []
    for equation in equations:
        for signal in signals(equation.right):
            _check_signal(signal, equation, above, line_of)
        above.append(equation.name)
    for equation in equations:
        _check_input_use(equation.right)
    _check_matrices(equations)
    _check_clock(equations)


def _check_signal(signal: Signal, equation: Equation, above: list[str], line_of: dict[str, int]) -> None:
    name = signal.name
    if name == INPUT:
        if signal.when == "below":
            mend = "its output is your `x`; its other signals are `c_below` and so on"
            _fail("the layer below has no `x` to give", signal.at, mend)
        return
    if name not in line_of:
        where = "above" if signal.when == "now" else "here"
        _fail(f"`{name}{SUFFIX[signal.when]}` is not defined {where}", signal.at, _instead(signal, above, list(line_of)))
    if signal.when == "now" and name == equation.name:
        _fail(f"`{name}` is used in its own equation", signal.at, f"for its value one step before write `{name}'`")
    if signal.when == "now" and name not in above:
        mend = f"move that line up, or write `{name}'` for its value one step before"
        _fail(f"`{name}` is set further down, in line {line_of[name]}", signal.at, mend)


def _instead(signal: Signal, above: list[str], all_names: list[str]) -> str:
    """What may have been meant by a name that no equation sets."""
    name, suffix = signal.name, SUFFIX[signal.when]
    if re.fullmatch(r"[bp][a-z0-9]", name) and signal.when == "now":
        return f"for a learned vector write `{name[0]}_{name[1]}`"
    known = [*above, INPUT] if signal.when == "now" else all_names
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return f"did you mean `{near[0]}{suffix}`?"
    stem = name.split("_")[0]
    if stem in all_names:
        return f"did you mean `{stem}'`?"
    last = (above if signal.when == "now" else all_names)[-1:]
    if last and len(name) == 1:
        return f"did you mean `{last[0]}{suffix}`?"
    return f"write a line `{name} = ...`" + (" above this one" if signal.when == "now" else "")


def _check_input_use(expression: Expression, matrix: str = "") -> None:
    """``x`` stands right after a matrix, and nowhere else; ``matrix`` is the one that this is inside of, if any."""
    if _is_input(expression):
        at = expression.at
        if matrix:
            message = f"`{matrix}` multiplies more than `x` here, and `x` is as wide as the input"
            _fail(message, at, "let a matrix multiply `x` alone: `W x`")
        _fail("`x` is as wide as the input, not as the cell", at, "put a matrix before it: `W x`")
    if isinstance(expression, MatrixProduct):
        if not _has_vector(expression.operand):
            mend = "a matrix multiplies a vector, such as `x` or `h'`"
            _fail(f"the matrix `{expression.matrix}` multiplies a number", expression.operand.at, mend)
        if not _is_input(expression.operand):
            _check_input_use(expression.operand, expression.matrix)
        return
    for child in children(expression):
        _check_input_use(child, matrix)


def _has_vector(expression: Expression) -> bool:
    return any(isinstance(part, Signal | Vector) for part in walk(expression))


def _check_matrices(equations: tuple[Equation, ...]) -> None:
    seen: dict[str, MatrixProduct] = {}
    mend = "use two matrices with two names"
    for product in (p for e in equations for p in walk(e.right) if isinstance(p, MatrixProduct)):
        other = seen.setdefault(product.matrix, product)
        if _is_input(other.operand) != _is_input(product.operand):
            message = "multiplies `x` in one place and a signal of the cell in another, and their widths differ"
            _fail(f"`{product.matrix}` {message}", product.at, mend)
        if other.slow_to_fast != product.slow_to_fast:
            _fail(f"`{product.matrix}` runs from slow to fast in one place and everywhere in another", product.at, mend)


def _check_clock(equations: tuple[Equation, ...]) -> None:
    clocks = [c for e in equations for c in walk(e.right) if isinstance(c, Clock)]
    if len(clocks) > 1:
        _fail("a cell has one clock at most", clocks[1].at, "use the first one by its name")
    for equation in equations:
        for part in walk(equation.right):
            if isinstance(part, Clock) and equation.right is not part:
                _fail("a clock needs an equation of its own", part.at, "write `k = clock(...)` above, and use `k` here")
            if isinstance(part, MatrixProduct) and part.slow_to_fast:
                if not clocks:
                    message = "`slow_to_fast` needs a clock: without one there are no slow groups"
                    _fail(message, part.at, "add `k = clock(1, 2, 4, 8)`")
                if _is_input(part.operand):
                    message = "`slow_to_fast` is for links between units; the input has no groups"
                    _fail(message, part.at, f"write `{part.matrix} x`")


def _check_first_layer(equations: tuple[Equation, ...], first: tuple[Equation, ...]) -> None:
    at = equations[-1].at
    if OUTPUT not in (e.name for e in equations):
        mend = "the hidden state, which the next layer and the answer are made from, must be called `h`"
        _fail("there is no `h`", at, mend)
    if not any(s.name == INPUT for e in equations for s in signals(e.right)):
        _fail("nothing uses `x`", at, "a cell must see its input: add `W x` where it should")
    if not any(s.name == INPUT for e in first for s in signals(e.right)):
        mend = "add `W x` where nothing `_below` multiplies it"
        _fail("nothing uses `x` in the first layer, where every `_below` is 0", at, mend)
    for part in (p for e in first for p in walk(e.right)):
        if isinstance(part, MatrixProduct) and not _has_vector(part.operand):
            mend = "add a signal of this layer, or leave the number out"
            _fail(f"`{part.matrix}` multiplies a number in the first layer, where every `_below` is 0", part.at, mend)


def _fail(message: str, at: Position, mend: str) -> NoReturn:
    raise EquationError(message, at[0], at[1], mend)


# The first layer: nothing lies below it, so what would come from there is 0.


def _without_layer_below(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """Puts 0 for every ``_below`` signal, drops what becomes 0, then drops equations that only fed what was dropped."""
    if not any(s.when == "below" for e in equations for s in signals(e.right)):
        return equations
    kept = [Equation(e.role, e.name, _zero_below(e.right), e.at) for e in equations]
    used_before = {s.name for e in equations for s in signals(e.right)}
    while True:
        used = {s.name for e in kept for s in signals(e.right)} | {OUTPUT}
        still = [e for e in kept if e.name in used or e.name not in used_before]
        if len(still) == len(kept):
            return tuple(kept)
        kept = still


def _zero_below(expression: Expression) -> Expression:
    zero = Number(0.0)
    match expression:
        case Signal(when="below"):
            return zero
        case MatrixProduct():
            operand = _zero_below(expression.operand)
            return zero if operand == zero else MatrixProduct(expression.matrix, operand, expression.slow_to_fast, expression.at)
        case Call():
            argument = _zero_below(expression.argument)
            if isinstance(argument, Number):
                return Number(float(FUNCTIONS[expression.function].value(np.asarray(argument.value))))
            return Call(expression.function, argument, expression.at)
        case Times():
            factors = tuple(_zero_below(factor) for factor in expression.factors)
            return zero if zero in factors else Times(factors, expression.at)
        case Sum():
            terms = tuple((sign, left) for sign, term in expression.terms if (left := _zero_below(term)) != zero)
            if not terms:
                return zero
            return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Sum(terms, expression.at)
        case _:
            return expression
