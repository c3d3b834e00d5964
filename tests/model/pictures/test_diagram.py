"""The diagram of a cell: it says what the equations say, and it can be read."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from model.errors import EquationError
from model.pictures.diagram import Diagram, Link, Node, diagram

CELLS = Path(__file__).parents[3] / "model" / "cells"
TIMES = "\N{MULTIPLICATION SIGN}"
SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CELLS.glob("*.txt"))}
OWN = {
    "never forgets": "f = 1\ni = sigmoid(W_i x + U_i h' + b_i)\ng = tanh(W_g x + U_g h' + b_g)\nc = f * c' + i * g\nh = tanh(c)",
    "SRU": "f = sigmoid(W_f x + b_f)\ng = W x\nc = f * c' + (1 - f) * g\nh = tanh(c)",
    "linear": "h = W x + U h'",
    "relu": "h = relu(W x + U h' + b)",
    "two belts": "f = sigmoid(W_f x + U_f h')\ns = f * s' + (1 - f) * tanh(W_g x)\nz = sigmoid(W_z x + V_z s)\n"
    "c = z * c' + (1 - z) * s\nh = tanh(c) * z",
    "leaky": "h = 0.9 * h' + 0.1 * tanh(W x + U h' + b)",
    "candidate first": "g = tanh(W_g x + U_g h')\n"
    "i = sigmoid(W_i x + U_i h')\nf = sigmoid(W_f x + U_f h')\nc = i * g + f * c'\nh = tanh(c)",
    "minus": "g = tanh(W x + U h' + b)\nh = h' + g - 0.1 * h' * g",
    "squares": "g = W x\nc = c' * c' - g * g\nh = c * c",
    "signs": "g = tanh(-(W x - 0.5 * p * c' - 2))\nc = -c' - g + 3 - (1 - g)\nh = -c",
    "nested": "r = 1\nh = tanh(U_1 tanh(U_2 (r * h') + W x) + r * (U_3 h' + b))",
    "lone weights": "c = c' + b + W x\nq = p * c\nh = tanh(b_h) * q + U (W_2 x) + V b_v",
    "aliases": "a = c'\nk = clock(1, 2)\nc = k * a + W x\nm = c\nh = m",
    "unused": "q = tanh(W x)\nh = relu(W_h x)",
}
EVERY = [pytest.param(Cell.from_text(text, name), True, id=name) for name, text in (SHIPPED | OWN).items()]
EVERY += [pytest.param(p.values[0], False, id=f"{p.id} above another") for p in EVERY if p.values[0].needs_layer_below]  # type: ignore[union-attr]
each_cell = pytest.mark.parametrize(("cell", "first_layer"), EVERY)


# Cells that nobody has thought of.


@st.composite
def expressions(draw: st.DrawFn, known: tuple[str, ...], depth: int) -> str:
    inner = expressions(known, depth - 1) if depth else st.sampled_from(known)
    matrix, vector = st.sampled_from(("W", "U", "V_1", "V_2")), st.sampled_from(("b", "p_1", "p_2"))
    n = draw(st.integers(0, 9 if depth else 2))
    if n == 0 or n == 2:
        return draw(st.sampled_from(known))
    if n == 1:
        return draw(st.one_of(vector, st.sampled_from(("1", "0.5", "2")), matrix.map(lambda m: f"{m}_x x")))
    if n == 3:
        return f"{draw(st.sampled_from(tuple(FUNCTIONS)))}({draw(inner)})"
    if n == 4:
        return f"{draw(matrix)} ({draw(st.sampled_from(known))} * {draw(inner)})"
    if n == 5:
        products = f"{draw(matrix)}_x x + {draw(matrix)} {draw(st.sampled_from(known))}"
        return f"{draw(st.sampled_from(tuple(FUNCTIONS)))}({products} + {draw(inner)})"
    if n == 6:
        return f"{draw(vector)} * ({draw(inner)})"
    if n == 7:
        return f"({draw(inner)}) * ({draw(inner)})"
    return f"({draw(inner)}) {draw(st.sampled_from('+-'))} ({draw(inner)})"


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    names = draw(st.lists(st.sampled_from(("c", "f", "g", "i", "s", "z")), unique=True, max_size=5))
    names.insert(draw(st.integers(0, len(names))), "h")
    lines = []
    for count, name in enumerate(names):
        known = (*names[:count], *(f"{n}'" for n in names), *(f"{n}_below" for n in names[:1]))
        right = draw(expressions(known, draw(st.integers(0, 3))))
        if draw(st.booleans()):
            right = f"{draw(st.sampled_from(known))} * {name}' + {right}"
        lines.append(f"{name} = {right}")
    lines[-1] += " + W_last x"
    try:
        return Cell.from_text("\n".join(lines))
    except EquationError:
        return Cell.from_text("h = tanh(W x + U h')")


any_cell = given(cells(), st.booleans())


# Two ways to the same numbers: the equations, and the diagram read link by link.


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
@settings(max_examples=300, deadline=None)
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


@each_cell
def test_every_equation_state_and_input_has_its_node(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    equations = cell.equations(first_layer)
    assert [n.signal for n in drawn.nodes if n.result] == [e.name for e in equations]
    before = {s.name for e in equations for s in signals(e.right) if s.when == "before"}
    below = {s.name for e in equations for s in signals(e.right) if s.when == "below"}
    for kind, names in {"state_before": before, "state_after": before, "below": below, "input": {"x"}, "output": {"h"}}.items():
        assert sorted(n.signal for n in drawn.nodes if n.kind == kind) == sorted(names)
    assert len({n.id for n in drawn.nodes}) == len(drawn.nodes)
    assert all(n.text and n.text[-1] not in ": " for n in drawn.nodes)


# The picture can be read.


def box(node: Node, grow: float = 0) -> tuple[float, float, float, float]:
    w, h = node.width / 2 + grow, node.height / 2 + grow
    return node.x - w, node.y - h, node.x + w, node.y + h


def segments(link: Link) -> Iterator[tuple[float, float, float, float]]:
    for (ax, ay), (bx, by) in pairwise(link.points):
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two lines share a point other than by crossing at right angles in the midst of both."""
    if not (a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]):
        return False
    flat, steep = (a, b) if a[1] == a[3] else (b, a)
    if flat[1] != flat[3] or steep[0] != steep[2]:
        return True
    return not (flat[0] < steep[0] < flat[2] and steep[1] < flat[1] < steep[3])


def are_close(a: tuple[float, float, float, float], b: tuple[float, float, float, float], apart: float = 5) -> bool:
    """Whether two parallel lines run side by side with too little between them."""
    flat, level = a[1] == a[3], b[1] == b[3]
    if flat != level:
        return False
    along, across = (0, 1) if flat else (1, 0)
    return a[along] < b[along + 2] and b[along] < a[along + 2] and abs(a[across] - b[across]) < apart


def check_picture(drawn: Diagram) -> None:
    nodes = {node.id: node for node in drawn.nodes}
    for one, other in combinations(drawn.nodes, 2):
        assert not meet(box(one), box(other)), f"{one.id} and {other.id} overlap"
    for node in drawn.nodes:
        left, top, right, bottom = box(node)
        assert left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height
    for link in drawn.links:
        assert all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in pairwise(link.points)), "lines are straight"
        for name, point in ((link.source, link.points[0]), (link.target, link.points[-1])):
            left, top, right, bottom = box(nodes[name])
            assert left <= point[0] <= right and top <= point[1] <= bottom, f"{link.id} begins and ends at its nodes"
        for node in drawn.nodes:
            mine = node.id in (link.source, link.target)
            clear = any(meet(s, box(node, grow=-0.5 if mine else 1)) for s in segments(link))
            assert not clear or (node.kind in ("copy", "join") and mine), f"{link.id} runs through {node.id}"
    for link, another in combinations(drawn.links, 2):
        if {link.source, link.target} & {another.source, another.target} and link.values == another.values:
            continue
        joins = link.target == another.target and nodes[link.target].kind == "join"
        clash = any(touch(a, b) or are_close(a, b) for a in segments(link) for b in segments(another))
        assert joins or not clash, f"{link.id} and {another.id} run into one another"


@each_cell
def test_a_value_that_is_used_twice_forks_at_a_copy(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    for node in drawn.nodes:
        leaving = [link for link in drawn.links if link.source == node.id]
        assert len({link.values for link in leaving}) <= 1
        assert len(leaving) > 1 if node.kind == "copy" else len(leaving) <= 1, node.id


@each_cell
def test_nothing_overlaps_and_lines_only_cross(cell: Cell, first_layer: bool) -> None:
    check_picture(diagram(cell, first_layer))


@any_cell
@settings(max_examples=300, deadline=None)
def test_nothing_overlaps_whatever_the_cell(cell: Cell, first_layer: bool) -> None:
    check_picture(diagram(cell, first_layer))


@each_cell
def test_a_cell_is_drawn_the_same_each_time_and_whatever_its_name(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    assert drawn == diagram(Cell.from_text(cell.text, "another"), first_layer)
    assert drawn == diagram(replace(cell, name="gru", title="GRU", paper="", note=""), first_layer)


@each_cell
def test_a_diagram_goes_to_the_page_as_json(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    sent = json.loads(json.dumps(drawn.to_json()))
    assert [node["id"] for node in sent["nodes"]] == [node.id for node in drawn.nodes]
    assert sent["links"][0]["points"] == [list(point) for point in drawn.links[0].points]


def crossings(drawn: Diagram) -> int:
    pairs = combinations([s for link in drawn.links for s in segments(link)], 2)
    return sum((a[1] == a[3]) != (b[1] == b[3]) and meet(a, b) for a, b in pairs)


def test_the_lstm_is_the_picture_that_every_student_knows() -> None:
    drawn = diagram(Cell.from_text(SHIPPED["lstm"]))
    at = {node.id: node for node in drawn.nodes}
    belt = [node for node in drawn.nodes if node.y == at["c"].y and node.kind != "copy"]
    assert [node.label for node in sorted(belt, key=lambda node: node.x)] == ["c'", TIMES, "+", "c"]
    assert all(node.y > at["c"].y for node in drawn.nodes if node not in belt and node.kind not in ("copy", "output"))
    layers = [at[name] for name in "figo"]
    assert len({node.y for node in layers}) == 1 and layers == sorted(layers, key=lambda node: node.x)
    forget, write = sorted(belt, key=lambda node: node.x)[1:3]
    assert forget.x == at["f"].x and write.x == at["g"].x, "the gates stand below what they do to the belt"
    assert at["h"].label == TIMES and at["h"].x > at["o"].x
    assert at["h-after"].y == at["h-before"].y and at["h-output"].y < at["c"].y
    assert crossings(drawn) == 1, "only h, on its way up, crosses the belt"


def test_few_lines_cross() -> None:
    most = {"rnn": 0, "coupled": 1, "clockwork": 1, "gru": 5, "gru_before": 3, "peephole": 3, "depth_gated": 3}
    for name, count in most.items():
        assert crossings(diagram(Cell.from_text(SHIPPED[name]))) <= count, name


def test_a_reset_gate_before_the_product_multiplies_the_old_state_and_one_after_it_a_box_of_its_own() -> None:
    before, after = (diagram(Cell.from_text(SHIPPED[name])) for name in ("gru_before", "gru"))
    fed = {node.id: {v.text for link in before.links if link.target == node.id for v in link.values} for node in before.nodes}
    (reset,) = (node.id for node in before.nodes if node.signal == "n" and node.kind == "operation")
    assert fed[reset] == {"r", "h'"} and fed["n"] == {"x", "r * h'"}
    (inner,) = (node for node in after.nodes if node.kind == "layer" and not node.operation)
    assert [(term.weight, term.value) for term in inner.terms] == [("U_n", "h'"), ("b_hn", "")]


def test_a_layer_reads_as_a_sentence() -> None:
    texts = {node.id: node.text for name in ("gru", "lstm") for node in diagram(Cell.from_text(SHIPPED[name])).nodes}
    assert texts["f"] == "forget gate: a learned layer, sigmoid of x and h'"
    assert texts["c"] == "cell state: f * c' plus i * g"
    assert texts["n-2"] == "part of the candidate: r times (U_n h' + b_hn)"
    assert texts["c-after"] == "cell state: handed to the next step"
    assert texts["c-before"] == "c': the cell state of the step before"


def test_the_largest_cell_that_can_be_typed_is_drawn() -> None:
    lines = [f"s{n} = s{n}' * f + tanh(W_{n} x + U_{n} h' + b_{n}) * (1 - s{n}')" for n in range(20)]
    cell = Cell.from_text("f = sigmoid(W x + b)\n" + "\n".join(lines) + "\nh = " + " + ".join(f"s{n}" for n in range(20)))
    check_picture(diagram(cell))
