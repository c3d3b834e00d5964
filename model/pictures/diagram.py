"""What a cell's data flow looks like: nodes and links, worked out from its equations alone.

The notation is that of the blog post "Understanding LSTM Networks": a learned layer is a box (an activation of
a sum of weight products), a pointwise operation a circle; lines meet in a join and fork in a copy. What is drawn
is decided here, where it stands in ``layout.py``. The links are the arithmetic: whoever follows them and
computes what each node says gets the numbers of the equations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from model.equations import (
    FUNCTIONS,
    INPUT,
    OUTPUT,
    SUFFIX,
    Call,
    Cell,
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
    to_text,
    walk,
)
from model.pictures.columns import Part
from model.pictures.layout import Point, lay_out

BOX = 64  # widths; the heights belong to the rows
CIRCLE = 30
WIDE = 50
LETTER = 9
TIMES, PLUS, MINUS = "\N{MULTIPLICATION SIGN}", "+", "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Value:
    """What flows along a link: a signal now, before or below, or a ``part`` of a signal's equation, such as ``i * g``."""

    signal: str
    when: str
    text: str


@dataclass(frozen=True)
class Term:
    """One term of a learned layer's sum: weight times value. A bias has no value, a value taken as it is no weight."""

    sign: int
    weight: str
    value: str


@dataclass(frozen=True)
class Node:
    """``x`` and ``y`` are the middle. ``result``: what leaves this node is the value of the equation ``signal``.

    kind       input, state_before, below, layer, operation, constant, clock, copy, join, state_after, output
    operation  of a layer its activation or "", of an operation: times, plus, same or a function's name
    number     a number that takes part in the operation: the 1 of ``1 - f``
    text       one sentence about the node in plain words
    """

    id: str
    kind: str
    label: str
    signal: str
    result: bool
    operation: str
    number: float | None
    terms: tuple[Term, ...]
    text: str
    x: float = 0
    y: float = 0
    width: float = CIRCLE
    height: float = CIRCLE


@dataclass(frozen=True)
class Link:
    """A right-angled line from one node's edge to another's. ``sign`` is -1 where its target subtracts the value."""

    id: str
    source: str
    target: str
    values: tuple[Value, ...]
    sign: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Diagram:
    width: float
    height: float
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def diagram(cell: Cell, first_layer: bool = True) -> Diagram:
    """The picture of a cell's data flow; the same equations always give the same picture."""
    graph = _Graph(cell.equations(first_layer))
    sources = {node: tuple(source for source, _ in inputs) for node, inputs in graph.inputs.items()}
    layout = lay_out([Part(node.id, node.kind, node.signal, node.width, sources[node.id]) for node in graph.nodes.values()])
    nodes = [replace(node, **asdict(layout.boxes[node.id])) for node in graph.nodes.values()]
    for copy, source in layout.copies.items():
        what = " and ".join(value.text for value in graph.values[source])
        node = Node(copy, "copy", "", graph.nodes[source].signal, False, "same", None, (), f"{what}: used more than once")
        nodes.append(replace(node, **asdict(layout.boxes[copy])))
    links = []
    for number, wire in enumerate(layout.wires, start=1):
        sign = 1 if wire.input is None else graph.inputs[wire.target][wire.input][1]
        links.append(Link(f"link-{number}", wire.source, wire.target, graph.values[wire.net], sign, wire.points))
    return Diagram(layout.width, layout.height, tuple(nodes), tuple(links))


Operand = tuple[int, Expression, str]  # sign, what is written, the node whose value it is


class _Graph:
    """Reads the equations from top to bottom and adds a node for each thing that is computed."""

    def __init__(self, equations: tuple[Equation, ...]) -> None:
        self.nodes: dict[str, Node] = {}
        self.inputs: dict[str, tuple[tuple[str, int], ...]] = {}  # of a node: where its values come from, and their signs
        self.values: dict[str, tuple[Value, ...]] = {}  # what leaves a node
        self.carried: dict[str, frozenset[str]] = {}  # the states that reach a node through operations alone
        self.rank: dict[str, int] = {}  # grows with the last learned layer on the way to a node
        self.roles = {e.name: f"the {e.role}" if e.role else e.name for e in equations}
        before = {s.name for e in equations for s in signals(e.right) if s.when == "before"}
        self.add_source(Signal(INPUT))
        for equation in equations:
            if equation.name in before:
                self.add_source(Signal(equation.name, "before"))
        for equation in equations:
            self.equation, self.parts = equation, 0
            self.draw(equation.right, last=True)
        self.join_inputs()
        for name in self.roles:
            if name in before:
                self.add_end(name, "state_after", "handed to the next step")
        self.add_end(OUTPUT, "output", "the output of this step")

    # Each of these returns the id of the node whose value the expression is.

    def draw(self, expression: Expression, last: bool = False) -> str:
        """``last``: the value is that of the whole equation, which needs a node of its own."""
        if _is_constant(expression):
            return self.add("constant", "", expression, (), last, label=to_text(expression))
        match expression:
            case Signal():
                source = self.source(expression)
                return self.add("operation", "same", expression, ((source, 1),), last, label="=") if last else source
            case Clock():
                return self.add("clock", "clock", expression, (), last, label="clock")
            case MatrixProduct():
                return self.layer("", ((1, expression),), expression, last)
            case Call():
                terms = _terms(expression.argument)
                if any(_is_weighted(term) for _, term in terms):
                    return self.layer(expression.function, terms, expression, last)
                function, argument = expression.function, self.draw(expression.argument)
                return self.add("operation", function, expression, ((argument, 1),), last, FUNCTIONS[function].symbol)
            case Sum():
                return self.sum(expression, last)
            case Times():
                return self.product(expression, last)
        raise AssertionError(expression)

    def layer(self, function: str, terms: tuple[tuple[int, Expression], ...], whole: Expression, last: bool) -> str:
        inside, inputs = [], {}
        for sign, term in terms:
            weight, operand = _weight(term)
            source = self.draw(operand) if operand else ""
            inside.append(Term(sign, weight, self.values[source][0].text if source else ""))
            if source:
                inputs[source] = 1
        label = FUNCTIONS[function].symbol if function else "linear"
        return self.add("layer", function, whole, tuple(inputs.items()), last, label, terms=tuple(inside))

    def sum(self, whole: Sum, last: bool) -> str:
        """Weighted terms share one box without an activation; each further term gets a + or a minus."""
        terms = _terms(whole)
        weighted = [t for t in terms if _is_weighted(t[1]) and not _is_constant(t[1])]
        if weighted:
            weighted = [t for t in terms if t in weighted or _is_constant(t[1])]
            if len(weighted) == len(terms):
                return self.layer("", terms, whole, last)
            inner = Sum(tuple(weighted))
            box = self.layer("", tuple(weighted), inner, False)
            return self.fold("plus", whole, last, [(1, inner, box), *self.drawn(t for t in terms if t not in weighted)], None)
        number = sum(sign * term.value for sign, term in terms if isinstance(term, Number))
        return self.fold("plus", whole, last, self.drawn(t for t in terms if not isinstance(t[1], Number)), number or None)

    def product(self, whole: Times, last: bool) -> str:
        if _is_weighted(whole):
            return self.layer("", ((1, whole),), whole, last)
        factors = _factors(whole)
        number = math.prod(f.value for f in factors if isinstance(f, Number))
        drawn = self.drawn((1, factor) for factor in factors if not isinstance(factor, Number))
        return self.fold("times", whole, last, drawn, None if number == 1 else number)

    def drawn(self, terms: Iterable[tuple[int, Expression]]) -> list[Operand]:
        return [(sign, term, self.draw(term)) for sign, term in terms]

    def fold(self, operation: str, whole: Expression, last: bool, operands: list[Operand], number: float | None) -> str:
        """One circle for every two values, the state that is carried on first, so that it runs straight through."""
        state = self.equation.name
        carried = len(operands) > 2 and next((operand for operand in operands if state in self.carried[operand[2]]), None)
        if carried:
            operands = sorted(operands, key=lambda operand: (operand is not carried, self.rank[operand[2]]))
        (sign, text, node), *rest = operands
        for count, (next_sign, term, next_node) in enumerate(rest, start=1):
            done = number is None and count == len(rest)
            text = Sum(((sign, text), (next_sign, term))) if operation == "plus" else Times((text, term))
            pair = ((node, sign), (next_node, next_sign))
            label = _sign(operation, min(sign, next_sign))
            node, sign = self.add("operation", operation, whole if done else text, pair, last and done, label), 1
        if number is not None or sign < 0:
            label = ("" if number is None else f"{number:.4g}") + _sign(operation, sign)
            return self.add("operation", operation, whole, ((node, sign),), last, label, number)
        if not rest and last:
            return self.add("operation", "same", whole, ((node, 1),), last, "=")
        return node

    # The nodes themselves.

    def add(self, kind: str, operation: str, whole: Expression, inputs: tuple[tuple[str, int], ...], last: bool, label: str,
            number: float | None = None, terms: tuple[Term, ...] = ()) -> str:  # fmt: skip
        name = self.equation.name
        self.parts += not last
        node = name if last else f"{name}-{self.parts}"
        width = BOX if kind in ("layer", "clock") else CIRCLE if len(label) < 3 else max(WIDE, 20 + LETTER * len(label))
        who = self.who(name) if last else f"part of {self.roles[name]}"
        self.nodes[node] = Node(node, kind, label, name, last, operation, number, terms, "", width=width)
        self.inputs[node] = inputs
        self.nodes[node] = replace(self.nodes[node], text=f"{who}: {self.words(self.nodes[node])}")
        self.values[node] = (Value(name, "now", name) if last else Value(name, "part", to_text(whole)),)
        through = kind == "operation"
        self.carried[node] = frozenset().union(*(self.carried[s] for s, _ in inputs)) if through else frozenset()
        self.rank[node] = max(self.rank[s] for s, _ in inputs) if through else len(self.nodes)
        return node

    def source(self, signal: Signal) -> str:
        if signal.when == "now" and signal.name != INPUT:
            return signal.name
        if signal.when == "below" and f"{signal.name}-below" not in self.nodes:
            self.add_source(signal)
        return signal.name if signal.when == "now" else f"{signal.name}-{signal.when}"

    def add_source(self, signal: Signal) -> None:
        name, text = signal.name, signal.name + SUFFIX[signal.when]
        kind, words = {
            "now": ("input", "the input of this step"),
            "before": ("state_before", f"{self.roles.get(name, name)} of the step before"),
            "below": ("below", f"{self.roles.get(name, name)} of the layer below"),
        }[signal.when]
        node = name if signal.when == "now" else f"{name}-{signal.when}"
        width = max(CIRCLE, 12 + LETTER * len(text))
        self.nodes[node] = Node(node, kind, text, name, False, "", None, (), f"{text}: {words}", width=width)
        self.inputs[node] = ()
        self.values[node] = (Value(name, signal.when, text),)
        self.carried[node] = frozenset({name} if signal.when == "before" else ())
        self.rank[node] = -1

    def add_end(self, name: str, kind: str, words: str) -> None:
        node = f"{name}-{'after' if kind == 'state_after' else kind}"
        text = f"{self.who(name)}: {words}"
        self.nodes[node] = Node(node, kind, name, name, False, "same", None, (), text, width=max(CIRCLE, 12 + LETTER * len(name)))
        self.inputs[node] = ((name, 1),)

    def join_inputs(self) -> None:
        """The input and the state that most layers read together with it (h' if possible) run on as one line."""
        layers = [n.id for n in self.nodes.values() if n.kind == "layer" and (INPUT, 1) in self.inputs[n.id]]
        states = [n for n in self.nodes.values() if n.kind == "state_before"]
        shared = {n.id: sum((n.id, 1) in self.inputs[layer] for layer in layers) for n in states}
        best = max(states, key=lambda n: (shared[n.id], n.signal == OUTPUT), default=None)
        if best is None or not shared[best.id]:
            return
        join, both = f"join-{best.signal}", ((best.id, 1), (INPUT, 1))
        text = f"{best.label} and {INPUT} run on together"
        self.nodes[join] = Node(join, "join", "", best.signal, False, "", None, (), text, width=8)
        self.inputs[join] = both
        self.values[join] = self.values[best.id] + self.values[INPUT]
        for layer in layers:
            if both[0] in self.inputs[layer]:
                self.inputs[layer] = ((join, 1), *(i for i in self.inputs[layer] if i not in both))

    def who(self, name: str) -> str:
        return self.roles[name].removeprefix("the ")

    def words(self, node: Node) -> str:
        names = [self.spoken(source, node) for source, _ in self.inputs[node.id]]
        if node.kind == "layer":
            what = f", {node.operation} of" if node.operation else " without activation, a weighted sum of"
            return f"a learned layer{what} {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
        if node.kind == "constant":
            return f"{node.label}, the same at every step"
        if node.kind == "clock":
            return "1 for the units whose group ticks at this step, else 0"
        if node.operation == "same":
            return f"the same as {names[0]}"
        if node.operation in FUNCTIONS:
            return f"{node.operation} of {names[0]}"
        known = [] if node.number is None else [(f"{node.number:g}", 1)]
        signed = known + [(name, sign) for name, (_, sign) in zip(names, self.inputs[node.id], strict=True)]
        (first, sign), *rest = signed
        link = {("times", 1): "times", ("plus", 1): "plus", ("plus", -1): "minus"}
        return " ".join([f"{'minus ' if sign < 0 else ''}{first}", *(f"{link[node.operation, s]} {name}" for name, s in rest)])

    def spoken(self, source: str, user: Node) -> str:
        """A value's name or text; a sum is put in parentheses where it is multiplied or subtracted."""
        node, value = self.nodes[source], self.values[source][0]
        is_sum = value.when == "part" and (node.operation == "plus" or (not node.operation and len(node.terms) > 1))
        return f"({value.text})" if is_sum and (user.operation == "times" or (source, -1) in self.inputs[user.id]) else value.text


# Taking sums and products apart.


def _is_constant(expression: Expression) -> bool:
    return not any(isinstance(part, Signal | Clock) for part in walk(expression))


def _sign(operation: str, sign: int) -> str:
    return TIMES if operation == "times" else PLUS if sign > 0 else MINUS


def _terms(expression: Expression, sign: int = 1) -> tuple[tuple[int, Expression], ...]:
    """The terms of a sum, of the sums inside it too."""
    if isinstance(expression, Sum):
        return tuple(inner for s, term in expression.terms for inner in _terms(term, sign * s))
    return ((sign, expression),)


def _factors(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Times):
        return tuple(inner for factor in expression.factors for inner in _factors(factor))
    return (expression,)


def _weight(term: Expression) -> tuple[str, Expression | None]:
    """``W x`` is W and x, ``0.5 * p * c'`` is 0.5 * p and c', a bias is itself and nothing."""
    factors = _factors(term)
    fixed = [to_text(f, inside=Times) for f in factors if _is_constant(f)]
    rest = [f for f in factors if not _is_constant(f)]
    if len(rest) == 1 and isinstance(rest[0], MatrixProduct):
        matrix = f"slow_to_fast({rest[0].matrix})" if rest[0].slow_to_fast else rest[0].matrix
        return " * ".join([*fixed, matrix]), rest[0].operand
    return " * ".join(fixed), None if not rest else rest[0] if len(rest) == 1 else Times(tuple(rest))


def _is_weighted(term: Expression) -> bool:
    """Whether something learned stands in the term itself, and not deeper down in one of its factors."""
    factors = _factors(term)
    rest = [f for f in factors if not _is_constant(f)]
    learned = any(isinstance(part, Vector | MatrixProduct) for f in factors if _is_constant(f) for part in walk(f))
    return learned or (len(rest) == 1 and isinstance(rest[0], MatrixProduct))
