"""What a cell computes at one step, as nodes and where their values come from.

The equations are read from top to bottom. Each gives a node for everything that is computed on the way to its value.
Where the nodes stand in the picture is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from model.equations import FUNCTIONS, INPUT, OUTPUT, Equation, Expression, Signal, Sum, Times, states_of, to_text
from model.pictures.nodes import Flow, Input, Node, Step, Value
from model.pictures.parts import CIRCLE, JOIN
from model.pictures.pieces import Operand, Piece, piece_of_equation
from model.pictures.sentences import Roles, about_end, about_join, about_source, about_step, roles_of

BOX, WIDE, LETTER = 64, 50, 9  # widths of a box, of a circle for more than a sign, and of a letter
SIGNS = {("times", 1): "\N{MULTIPLICATION SIGN}", ("plus", 1): "+", ("plus", -1): "\N{MINUS SIGN}"}
SOURCES = {"now": "input", "before": "state_before", "below": "below"}


def flow_of(equations: tuple[Equation, ...]) -> Flow:
    """Sources, what is computed of them, the join, and the ends, in this order."""
    roles, states = roles_of(equations), states_of(equations)
    steps = _by_id([_source(Signal(INPUT), roles), *(_source(Signal(state, "before"), roles) for state in states)])
    for equation in equations:
        _draw(_Sheet(equation.name, roles, steps, count(1)), piece_of_equation(equation), last=True)
    ends = [*(_end(state, "state_after", roles) for state in states), _end(OUTPUT, "output", roles)]
    return {**_joined(steps), **_by_id(ends)}


def _by_id(steps: Sequence[Step]) -> dict[str, Step]:
    return {step.node.id: step for step in steps}


# Where values come from, and where they go.


def _source(signal: Signal, roles: Roles) -> Step:
    name, label, kind = signal.name, to_text(signal), SOURCES[signal.when]
    width = max(CIRCLE, 12 + LETTER * len(label))
    node = Node(_source_id(signal), kind, label, name, text=about_source(signal, label, roles), width=width)
    carried = frozenset({name} if signal.when == "before" else ())
    return Step(node, (), (Value(name, signal.when, label),), carried)


def _source_id(signal: Signal) -> str:
    return signal.name if signal.when == "now" else f"{signal.name}-{signal.when}"


def _end(signal: str, kind: str, roles: Roles) -> Step:
    name, width = f"{signal}-{kind.removeprefix('state_')}", max(CIRCLE, 12 + LETTER * len(signal))
    node = Node(name, kind, signal, signal, operation="same", text=about_end(signal, kind, roles), width=width)
    return Step(node, (Input(signal, 1),))


def _joined(steps: Flow) -> Flow:
    """The input and the state that most layers read together with it (the output's if possible) run on as one line."""
    new = Input(INPUT, 1)
    layers = [step for step in steps.values() if step.node.kind == "layer" and new in step.inputs]

    def readers(state: Step) -> list[Step]:
        return [layer for layer in layers if Input(state.node.id, 1) in layer.inputs]

    states = [step for step in steps.values() if step.node.kind == "state_before"]
    best = max(states, key=lambda step: (len(readers(step)), step.node.signal == OUTPUT), default=None)
    if best is None or not readers(best):
        return steps
    both, values = (Input(best.node.id, 1), new), best.values + steps[INPUT].values
    node = Node(f"join-{best.node.signal}", "join", "", best.node.signal, text=about_join(values), width=JOIN)
    moved = [replace(s, inputs=(Input(node.id, 1), *(i for i in s.inputs if i not in both))) for s in readers(best)]
    return {**steps, **_by_id([*moved, Step(node, both, values)])}


# What is computed. Each of these adds to the steps so far and returns the step that has the value.


@dataclass(frozen=True)
class _Sheet:
    """The equation that is being drawn, with all ``steps`` so far; ``numbers`` name the parts of the equation."""

    signal: str
    roles: Roles
    steps: dict[str, Step]
    numbers: Iterator[int]


def _draw(sheet: _Sheet, piece: Piece | Signal, last: bool = False) -> Step:
    """``last``: the value is that of the whole equation."""
    if isinstance(piece, Signal):
        name = _source_id(piece)
        if name not in sheet.steps:  # of the layer below: drawn where it is first used
            sheet.steps[name] = _source(piece, sheet.roles)
        return sheet.steps[name]
    drawn = [(operand, _draw(sheet, operand.drawn)) for operand in piece.operands]
    if piece.operation in ("times", "plus"):
        return _fold(sheet, piece, drawn, last)
    inputs = {step.node.id: (operand.sign, step) for operand, step in drawn}  # a box takes a value in once
    return _add(sheet, piece, list(inputs.values()), last)


def _fold(sheet: _Sheet, piece: Piece, drawn: list[tuple[Operand, Step]], last: bool) -> Step:
    """One circle for every two values, the state that is carried on first, so that it runs straight through."""
    carried = next((one for one in drawn if sheet.signal in one[1].carried), None)
    if carried and len(drawn) > 2:
        drawn = sorted(drawn, key=lambda one: (one is not carried, one[1].rank))
    (first, step), *rest = drawn
    sign, written = first.sign, first.written
    for number, (other, other_step) in enumerate(rest, start=1):
        done = piece.number is None and number == len(rest)
        written = piece.whole if done else _pair(piece.operation, (sign, written), (other.sign, other.written))
        circle = replace(piece, whole=written, number=None)
        step, sign = _add(sheet, circle, [(sign, step), (other.sign, other_step)], last and done), 1
    if piece.number is None and sign > 0:
        return step
    return _add(sheet, piece, [(sign, step)], last)


def _pair(operation: str, one: tuple[int, Expression], other: tuple[int, Expression]) -> Expression:
    return Sum((one, other)) if operation == "plus" else Times((one[1], other[1]))


def _add(sheet: _Sheet, piece: Piece, inputs: list[tuple[int, Step]], last: bool) -> Step:
    signal, kind = sheet.signal, piece.kind
    name = signal if last else f"{signal}-{next(sheet.numbers)}"
    label = _label(piece, min((sign for sign, _ in inputs), default=1))
    width = BOX if kind in ("layer", "clock") else CIRCLE if len(label) < 3 else max(WIDE, 20 + LETTER * len(label))
    node = Node(name, kind, label, signal, last, piece.operation, piece.number, piece.terms, width=width)
    value = Value(signal, "now", signal) if last else Value(signal, "part", to_text(piece.whole))
    through = [step for _, step in inputs] if kind == "operation" else []
    sheet.steps[name] = Step(
        replace(node, text=about_step(node, inputs, sheet.roles)),
        tuple(Input(step.node.id, sign) for sign, step in inputs),
        (value,),
        frozenset().union(*(step.carried for step in through)),
        max((step.rank for step in through), default=len(sheet.steps)),
    )
    return sheet.steps[name]


def _label(piece: Piece, sign: int) -> str:
    match piece.kind, piece.operation:
        case "constant", _:
            return to_text(piece.whole)
        case "clock", _:
            return "clock"
        case "layer", "":
            return "linear"
        case _, "same":
            return "="
        case _, "times" | "plus":
            return ("" if piece.number is None else f"{piece.number:.4g}") + SIGNS[piece.operation, sign]
        case _, function:
            return FUNCTIONS[function].symbol
