"""The diagram of a cell says what the equations say: read link by link, it gives their numbers."""

from __future__ import annotations

import math
import random
import re

from model.equations.cell import Cell
from model.equations.expressions import (
    SUFFIX,
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    signals,
)
from model.equations.functions import FUNCTIONS
from model.equations.parser import parse
from model.pictures.diagram import Diagram, Link, diagram
from model.pictures.nodes import Node
from tests.model.networks import quietly
from tests.model.pictures.drawn_cells import any_cell, each_cell


class Weights:
    """A random number for every name, the same each time."""

    def __getitem__(self, name: str) -> float:
        return random.Random(name).uniform(-1, 1)


WEIGHT = Weights()
CLOCK = 0.75


def evaluate(expression: Expression, known: dict[str, float]) -> float:
    match expression:
        case Number():
            return expression.value
        case Signal():
            return known[expression.name + SUFFIX[expression.when]]
        case Vector():
            return WEIGHT[expression.name]
        case MatrixProduct():
            return WEIGHT[expression.matrix] * evaluate(expression.operand, known)
        case Call():
            return float(FUNCTIONS[expression.function].value(evaluate(expression.argument, known)))  # type: ignore[arg-type]
        case Clock():
            return CLOCK
        case Sum():
            return sum(sign * evaluate(term, known) for sign, term in expression.terms)
        case Times():
            return math.prod(evaluate(factor, known) for factor in expression.factors)


def from_equations(equations: tuple[Equation, ...]) -> dict[str, float]:
    known = {f"{e.name}{suffix}": WEIGHT[f"{e.name}{suffix}"] for e in equations for suffix in ("'", "_below")}
    known |= {f"{s.name}_below": WEIGHT[f"{s.name}_below"] for e in equations for s in signals(e.right) if s.when == "below"}
    known["x"] = WEIGHT["x"]
    for equation in equations:
        known[equation.name] = evaluate(equation.right, known)
    return {e.name: known[e.name] for e in equations}


class Reader:
    """Reads values off a diagram. A line carries numbers by name; a node computes with those that arrive."""

    def __init__(self, drawn: Diagram) -> None:
        self.nodes = {node.id: node for node in drawn.nodes}
        self.into: dict[str, list[Link]] = {node.id: [] for node in drawn.nodes}
        for link in drawn.links:
            self.into[link.target].append(link)
        self.done: dict[str, dict[str, float]] = {}

    def arriving(self, node: Node) -> list[tuple[int, dict[str, float]]]:
        lines = []
        for link in self.into[node.id]:
            numbers = self.leaving(link.source)
            assert {value.text for value in link.values} == set(numbers)
            lines.append((link.sign, numbers))
        return lines

    def leaving(self, name: str) -> dict[str, float]:
        if name not in self.done:
            self.done[name] = self.compute(self.nodes[name])
        return self.done[name]

    def compute(self, node: Node) -> dict[str, float]:
        lines = self.arriving(node)
        if node.kind in ("input", "state_before", "below"):
            return {node.label: WEIGHT[node.label]}
        if node.kind in ("copy", "join", "state_after", "output"):
            return {name: number for _, numbers in lines for name, number in numbers.items()}
        number = self.number(node, lines)
        leaving = (link for links in self.into.values() for link in links if link.source == node.id)
        (text,) = {value.text for link in leaving for value in link.values} or {node.signal}
        return {text: number}

    def number(self, node: Node, lines: list[tuple[int, dict[str, float]]]) -> float:
        if node.kind == "clock":
            return CLOCK
        if node.kind == "constant":
            return evaluate(parse(f"q = {node.label}").equations[0].right, {})
        if node.kind == "layer":
            known = {name: number for _, numbers in lines for name, number in numbers.items()}
            total = sum(term.sign * weigh(term.weight, known[term.value] if term.value else None) for term in node.terms)
            return float(FUNCTIONS[node.operation].value(total)) if node.operation else total  # type: ignore[arg-type]
        values = [sign * number for sign, numbers in lines for number in numbers.values()]
        if node.operation == "times":
            return math.prod([1 if node.number is None else node.number, *values])
        if node.operation == "plus":
            return sum([node.number or 0, *values])
        (value,) = values
        return value if node.operation == "same" else float(FUNCTIONS[node.operation].value(value))  # type: ignore[arg-type]


def weigh(weight: str, value: float | None) -> float:
    if value is None:
        return evaluate(parse(f"q = {weight}").equations[0].right, {})
    is_matrix = re.search(r"(^|\* )(slow_to_fast\()?[A-Z]\w*\)?$", weight)
    text = "v" if not weight else f"{weight} v" if is_matrix else f"{weight} * v"
    return evaluate(parse(f"q = {text}").equations[0].right, {"v": value})


def check_numbers(cell: Cell, first_layer: bool) -> None:
    drawn, expected = diagram(cell, first_layer), from_equations(cell.equations(first_layer))
    reader = Reader(drawn)
    results = {node.signal: node.id for node in drawn.nodes if node.result}
    assert list(results) == list(expected)
    for name, number in expected.items():
        assert math.isclose(next(iter(reader.leaving(results[name]).values())), number, rel_tol=1e-9, abs_tol=1e-12), name
    for node in drawn.nodes:
        if node.kind in ("state_after", "output"):
            assert math.isclose(reader.leaving(node.id)[node.signal], expected[node.signal], rel_tol=1e-9, abs_tol=1e-12)


@each_cell
def test_following_the_links_gives_the_numbers_of_the_equations(cell: Cell, first_layer: bool) -> None:
    check_numbers(cell, first_layer)


@any_cell
@quietly(examples=300)
def test_following_the_links_gives_the_numbers_of_any_equations(cell: Cell, first_layer: bool) -> None:
    check_numbers(cell, first_layer)


@each_cell
def test_what_enters_the_nodes_of_an_equation_are_the_signals_that_it_names(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    nodes = {node.id: node for node in drawn.nodes}
    inside = ("layer", "operation", "constant", "clock")
    for equation in cell.equations(first_layer):
        named = {s.name + SUFFIX[s.when] for s in signals(equation.right)}
        own = {node.id for node in drawn.nodes if node.signal == equation.name and node.kind in inside}
        entering = {v.text for link in drawn.links if link.target in own for v in link.values if v.when != "part"}
        assert entering == named
        for link in drawn.links:
            if link.target in own:
                assert all(v.when != "part" or v.signal == equation.name for v in link.values), "a part stays in its equation"
    for node in (n for n in drawn.nodes if n.kind == "layer"):
        entering = {v.text for link in drawn.links if link.target == node.id for v in link.values}
        assert entering == {term.value for term in node.terms if term.value}
    assert all(nodes[link.source] and nodes[link.target] for link in drawn.links)
