"""A formula on the screen, read back sign by sign and computed: it must give what the text of its equation gives.

Three readers that share no code with the model meet here. ``from_text`` turns the typed equation into Python,
``FromMathml`` reads what is visible of the formula (never the tree behind it), ``from_tree`` walks the expression.
All take their weights and signals from one ``World``, by name, so a formula that shows a wrong name shows a wrong number.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from model import cells
from model.equations.cell import Cell
from model.equations.expressions import Call, Clock, Equation, Expression, MatrixProduct, Number, Signal, Sum, Times, Vector
from model.equations.parser import parse

UNITS, INPUTS, STEP = 16, 5, 12
MINUS, APPLY, INVISIBLE = "\N{MINUS SIGN}", "\N{FUNCTION APPLICATION}", "\N{INVISIBLE TIMES}"
BELOW = f"(\N{SCRIPT SMALL L}{MINUS}1)"
XMLNS = "http://www.w3.org/1998/Math/MathML"
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"

FILES = {file.stem: file.read_text(encoding="utf-8") for file in Path(next(iter(cells.__path__))).glob("*.txt")}
CELLS = {name: Cell.from_text(text, name) for name, text in FILES.items()}
SHIPPED = [
    pytest.param(name, equation, first, id=f"{name}-{equation.name}-{'first' if first else 'upper'}")
    for name, cell in sorted(CELLS.items())
    for first in ((True, False) if cell.needs_layer_below else (True,))
    for equation in cell.equations(first)
]


def typed_right_side(cell: str, name: str) -> str:
    lines = (line.partition("=") for line in FILES[cell].splitlines() if "=" in line and ":" not in line)
    return next(right for left, _, right in lines if left.split()[-1] == name)


def world_of(cell: str, first: bool) -> World:
    clock = CELLS[cell].clock
    return World(groups=len(clock.periods) if clock else 4, below=not first)


def equation_of(text: str) -> Equation:
    return parse(text).equations[0]


class World:
    """Random weights and signals, each drawn from its name when first asked for."""

    def __init__(self, groups: int = 4, below: bool = True) -> None:
        self.group, self.below = np.arange(UNITS) * groups // UNITS, below

    def draw(self, *name: object, shape: tuple[int, ...] = (UNITS,)) -> Any:
        return np.random.default_rng(zlib.crc32(repr(name).encode())).normal(size=shape)

    def signal(self, name: str, when: str) -> Any:
        if name == "x":
            return self.draw("x", shape=(INPUTS,))
        return self.draw(name, when) if self.below or when != "below" else np.zeros(UNITS)

    def vector(self, name: str) -> Any:
        return self.draw("vector", name)

    def product(self, matrix: str, operand: Any, slow_to_fast: bool) -> Any:
        operand = np.broadcast_to(operand, np.shape(operand) or (UNITS,))
        weights = self.draw("matrix", matrix, shape=(UNITS, len(operand)))
        if slow_to_fast:
            weights = np.where(self.group[:, None] <= self.group[None, :], weights, 0)
        return weights @ operand

    def clock(self, *periods: float) -> Any:
        return np.array([float(STEP % periods[group] == 0) for group in self.group])


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700))),
    "tanh": np.tanh,
    "relu": lambda z: np.where(np.asarray(z) > 0, z, 0.0)[()],
}


# The first reader: the typed text, as Python. A matrix takes its operand by `**`, which binds tightest.


def from_text(right: str, world: World) -> Any:
    class Matrix:
        def __init__(self, name: str) -> None:
            self.name = name

        def __pow__(self, operand: Any) -> Any:
            return world.product(self.name.removeprefix("SLOW_"), operand, self.name.startswith("SLOW_"))

    class Names(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            if name[0].isupper():
                return Matrix(name)
            if re.fullmatch(r"[bp](_\w+)?", name):
                return world.vector(name)
            for ending, when in (("_before", "before"), ("_below", "below")):
                if name.endswith(ending):
                    return world.signal(name.removesuffix(ending), when)
            return world.signal(name, "now")

    python = right.replace("'", "_before")
    python = re.sub(r"slow_to_fast\((\w+)\)", r"SLOW_\1", python)
    python = re.sub(r"\b([A-Z]\w*)", r"\1 **", python)
    return eval(python.strip(), {"__builtins__": {}}, Names(FUNCTIONS, clock=world.clock))


# The second reader: what can be seen of the MathML. Rows cannot be seen, so they do not group anything here.


class FromMathml:
    def __init__(self, markup: str, world: World) -> None:
        self.world, self.index = world, 0
        self.pieces = list(visible(ElementTree.fromstring(markup)))

    def left_side(self) -> ElementTree.Element:
        left = self.pieces[0]
        self.index = 1
        return left

    def right_sides(self) -> Iterator[Any]:
        while self.index < len(self.pieces):
            assert self.accept("=")
            yield self.sum()

    def accept(self, *signs: str) -> str:
        here = self.pieces[self.index] if self.index < len(self.pieces) else None
        if here is None or tag(here) != "mo" or here.text not in signs:
            return ""
        self.index += 1
        return str(here.text)

    def sum(self) -> Any:
        total = -self.product() if self.accept(MINUS) else self.product()
        while sign := self.accept("+", MINUS):
            total = total + self.product() if sign == "+" else total - self.product()
        return total

    def product(self) -> Any:
        first = [self.pieces[self.index]]  # the piece with which each factor starts
        total = self.factor()
        while sign := self.accept("⊙", "·", INVISIBLE):
            first.append(self.pieces[self.index])
            factor = self.factor()
            if sign == "⊙":
                assert np.ndim(total) == np.ndim(factor) == 1, "⊙ stands between vectors only"
            elif sign == INVISIBLE:
                assert [tag(piece) == "mn" for piece in first[-2:]] == [True, False], "no sign is needed after a number only"
            total = total * factor
        assert len(first) == 1 or not any(seen(piece)[0].isupper() for piece in first), "U h ⊙ r could mean U (h ⊙ r)"
        return total

    def factor(self) -> Any:
        if self.accept("("):
            return self.closed(self.sum())
        piece = self.pieces[self.index]
        self.index += 1
        if tag(piece) == "mn":
            return float(piece.attrib["data-value"])
        assert tag(piece) in ("mi", "msub", "msup", "msubsup"), f"{piece.tag} {piece.text} stands where a factor should"
        if self.accept(APPLY):
            assert self.accept("(")
            return self.called(piece.text or "")
        name, script, above = symbol(piece)
        if name[0].isupper():
            assert self.accept(INVISIBLE)
            assert not script
            assert above in ("", "slow→fast")
            return self.world.product(name, self.factor(), above == "slow→fast")
        if re.fullmatch(r"[bp](_\w+)?", name):
            assert not script
            assert not above
            assert piece.attrib == {"data-weight": name}
            return self.world.vector(name)
        when = {("t", ""): "now", (f"t{MINUS}1", ""): "before", ("t", BELOW): "below"}[script, above]
        assert piece.attrib == {"data-signal": name, "data-when": when}
        return self.world.signal(name, when)

    def called(self, function: str) -> Any:
        if function != "clock":
            return FUNCTIONS["sigmoid" if function == SIGMA else function](self.closed(self.sum()))
        periods = [self.factor()]
        while self.accept(","):
            periods.append(self.factor())
        return self.world.clock(*self.closed(periods))

    def closed(self, value: Any) -> Any:
        assert self.accept(")")
        return value


def visible(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if tag(element) in ("math", "mrow"):
        for child in element:
            yield from visible(child)
    else:
        yield element


def tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{XMLNS}}}")


def symbol(piece: ElementTree.Element) -> tuple[str, str, str]:
    """A symbol's name, the script after the name (the time, or the unit), and what stands above."""
    if tag(piece) == "mi":
        return piece.text or "", "", ""
    base = seen(piece[0])
    above = seen(piece[-1]) if "sup" in tag(piece) else ""
    below = seen(piece[1]).split(",") if "sub" in tag(piece) else []
    if base[0].isupper() or base in ("b", "p"):
        return "_".join([base, *below]), "", above
    return "_".join([base, *below[:-1]]), below[-1], above


def seen(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


# The third reader: the tree, for the numbers that a trace would give.


def from_tree(expression: Expression, world: World) -> Any:
    match expression:
        case Number():
            return expression.value
        case Signal():
            return world.signal(expression.name, expression.when)
        case Vector():
            return world.vector(expression.name)
        case MatrixProduct():
            return world.product(expression.matrix, from_tree(expression.operand, world), expression.slow_to_fast)
        case Clock():
            return world.clock(*expression.periods)
        case Call():
            return FUNCTIONS[expression.function](from_tree(expression.argument, world))
        case Sum():
            return sum(sign * from_tree(term, world) for sign, term in expression.terms)
        case Times():
            total: Any = 1.0
            for factor in expression.factors:
                total = total * from_tree(factor, world)
            return total


# A number as it is shown.


def check_rounding(exact: float, text: str) -> None:
    """What is shown is within half a unit of its last digit."""
    shown, last_digit = read_number(text)
    assert abs(shown - exact) <= 0.5000001 * last_digit + 1e-12 * abs(exact)


def read_number(text: str) -> tuple[float, float]:
    """The number that a text shows, and what its last digit is worth; a whole number is exact."""
    digits, _, power = text.partition("\N{MULTIPLICATION SIGN}10")
    raised = {"⁻": "-", **{character: str(digit) for digit, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}}
    exponent = int("".join(raised[character] for character in power) or 0)
    decimals = len(digits.partition(".")[2])
    worth = 0.0 if decimals == 0 else float(f"1e{exponent - decimals}")
    return float(f"{digits.replace(MINUS, '-')}e{exponent}"), worth
