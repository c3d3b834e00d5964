"""From equations to a ``Program``.

1. Equations of the form ``function(matrix products + ...)`` are *gates*. Gates that can be computed at the same
   moment form a level and lie side by side, so that they share the calls.
2. Products with ``x`` and biases are hoisted out of the loop. Products with the same state of the step before
   are fused into one.
3. Everything else becomes one elementwise operation a node.

While it compiles, the compiler keeps a *tape* of what it did; ``reverse.py`` reads it backwards for the gradients.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import groupby

from model.engine.program import GATES, Column, Hoisted, Kind, Op, Operation, Program, Ref, Store
from model.engine.reverse import with_reverse
from model.engine.tape import Elementwise, Gate, Level, Product, Tape
from model.equations import (
    FUNCTIONS,
    INPUT,
    Call,
    Cell,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Signal,
    Step,
    Sum,
    Times,
    Vector,
    all_parts,
    is_fixed_before_the_run,
    is_input_product,
    is_state_product,
    linear_terms,
    number_of,
    signals,
    states_of,
)


def compile_cell(cell: Cell, first_layer: bool = True) -> Program:
    """The program of one layer of this cell."""
    equations = cell.equations(first_layer)
    above = below_of(cell.equations(first_layer=False))
    return with_reverse(_Compiler(Tape(equations, states_of(equations), below_of(equations), above)).run())


def below_of(equations: tuple[Equation, ...]) -> tuple[str, ...]:
    """The signals of the layer below that the equations use."""
    return tuple(dict.fromkeys(s.name for e in equations for s in signals(e.right) if s.when == "below"))


class _Compiler:
    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.input_gate: dict[str, int] = {}  # matrix of a product with x inside an expression -> its place in GATES
        self.state_column: dict[tuple[str, Column], list[Ref]] = defaultdict(list)  # products not yet used
        self.direct_ref: dict[tuple[int, str], Ref] = {}  # gate, state -> its product

    def run(self) -> Tape:
        tape = self.tape
        for equation in tape.equations:
            if is_fixed_before_the_run(equation.right):
                right = equation.right
                tape.given[equation.name] = right if isinstance(right, Clock) else number_of(right)
        schedule = self._schedule([e for e in tape.equations if e.name not in tape.given])
        self._place(schedule)
        self._multiply_states()
        for item in schedule:
            if isinstance(item, Equation):
                self.lower(item.right, tape.where[item.name], item.name)
            else:
                self._level(item)
        return tape

    # Which gates there are, and in which order things are computed.

    def _schedule(self, equations: list[Equation]) -> list[Equation | list[Gate]]:
        gate_of = {e.name: gate for e in equations if (gate := as_gate(e))}
        inner = [_input_gate(p) for e in equations for p in self._inner_input_products(e, gate_of.get(e.name))]
        pending, done = list(equations), set(self.tape.given)
        schedule: list[Equation | list[Gate]] = []
        level = list({g.hoisted.column.matrix: g for g in inner}.values())
        while pending or level:
            level += [gate_of[e.name] for e in pending if e.name in gate_of and gate_of[e.name].needs <= done]
            if level:
                level.sort(key=lambda gate: (*FUNCTIONS, None).index(gate.function))  # neighbours share calls
                schedule.append(level)
                names = {gate.signal for gate in level if gate.signal}
                level = []
            else:
                schedule.append(pending[0])
                names = {pending[0].name}
            done |= names
            pending = [e for e in pending if e.name not in names]
        return schedule

    def _inner_input_products(self, equation: Equation, gate: Gate | None) -> list[MatrixProduct]:
        """Products with x that are not a gate's own term, such as ``(1 - f) * (W x)``."""
        roots = [equation.right] if gate is None else [term for _, term in gate.rest]
        return [p for root in roots for p in all_parts(root) if isinstance(p, MatrixProduct) and is_input_product(p)]

    def _place(self, schedule: list[Equation | list[Gate]]) -> None:
        """Gives every signal its store."""
        tape = self.tape
        for item in schedule:
            for gate in item if isinstance(item, list) else ():
                if gate.signal:
                    tape.where[gate.signal] = Ref(GATES, len(tape.gates))
                else:
                    self.input_gate[str(gate.hoisted.column.matrix)] = len(tape.gates)
                tape.gates.append(gate)
        tape.stores[GATES] = len(tape.gates)
        for equation in tape.equations:
            if equation.name not in tape.where:
                tape.where[equation.name] = tape.store(Kind.SIGNAL, equation.name)
        for name in tape.below:
            tape.store(Kind.BELOW, name)

    def _multiply_states(self) -> None:
        """One product for each state: first the columns of the gates in their order, then those inside expressions."""
        for state in self.tape.states:
            direct = [(n, gate.direct[state]) for n, gate in enumerate(self.tape.gates) if state in gate.direct]
            scaled = [Column(c.matrix, c.scale * scale_of(self.tape.gates[n].function), c.slow_to_fast) for n, c in direct]
            inner = [Column(p.matrix, 1.0, p.slow_to_fast) for p in self._inner_state_products(state)]
            if not scaled and not inner:
                continue
            out = self.tape.store(Kind.PRODUCT, count=len(scaled) + len(inner))
            source = self.tape.where[state].previous()
            self.tape.op(Operation.PRODUCT, out, source, self.tape.matrices((*scaled, *inner)))
            self.tape.entries.append(Product(out, source, (*(c for _, c in direct), *inner)))
            for k, (n, _) in enumerate(direct):
                self.direct_ref[n, state] = Ref(out.store, k)
            for k, column in enumerate(inner, start=len(direct)):
                self.state_column[state, column].append(Ref(out.store, k))

    def _inner_state_products(self, state: str) -> list[MatrixProduct]:
        gated = {gate.signal: gate for gate in self.tape.gates if gate.signal}
        products: list[MatrixProduct] = []
        for equation in self.tape.equations:
            roots = [term for _, term in gated[equation.name].rest] if equation.name in gated else [equation.right]
            products += [
                p
                for root in roots
                for p in all_parts(root)
                if isinstance(p, MatrixProduct) and is_state_product(p) and p.operand == Signal(state, "before")
            ]
        return products

    # A level of gates.

    def _level(self, gates: list[Gate]) -> None:
        first = self.tape.gates.index(gates[0])
        rest: list[tuple[int, float, Ref]] = []
        for n, gate in enumerate(gates, start=first):
            for factor, term in gate.rest:
                value, left = self._scaled(term, factor * scale_of(gate.function))
                target = Ref(GATES, n)
                part = value
                if abs(left) != 1:
                    part = self.tape.op(Operation.MULTIPLY, self.tape.store(Kind.TEMPORARY), value, self.tape.number(abs(left)))
                self.tape.op(Operation.ADD if left > 0 else Operation.SUBTRACT, target, target, part)
                rest.append((n, factor, value))
        direct = tuple(self._runs(first, gates))
        for product, target in direct:
            self.tape.op(Operation.ADD, target, target, product)
        self._activate(first, gates)
        self.tape.entries.append(Level(first, tuple(gates), direct, tuple(rest)))

    def _runs(self, first: int, gates: list[Gate]) -> list[tuple[Ref, Ref]]:
        """Neighbouring gates whose products are neighbours too are added to in one call."""
        runs: list[tuple[Ref, Ref]] = []
        for state in self.tape.states:
            last: tuple[Ref, Ref] | None = None
            for n in range(first, first + len(gates)):
                product = self.direct_ref.get((n, state))
                if product is None:
                    last = None
                    continue
                if last and runs and runs[-1] is last:
                    last = (Ref(last[0].store, last[0].first, last[0].count + 1), Ref(GATES, last[1].first, last[1].count + 1))
                    runs[-1] = last
                else:
                    last = (product, Ref(GATES, n))
                    runs.append(last)
        return runs

    def _activate(self, first: int, gates: list[Gate]) -> None:
        """Neighbours whose functions have the same core share a call, then each function does the rest to its own."""
        before = len(self.tape.ops)
        functions = [gate.function for gate in gates if gate.function]
        cores: list[tuple[Step, Ref]] = []
        rests: list[tuple[Step, Ref]] = []
        begin = first
        for name, count in ((name, len(list(some))) for name, some in groupby(functions)):
            function, own = FUNCTIONS[name], Ref(GATES, begin, count)
            if cores and cores[-1][0] == function.core:
                shared = cores[-1][1]
                cores[-1] = function.core, Ref(GATES, shared.first, shared.count + count)
            else:
                cores.append((function.core, own))
            rests += [(step, own) for step in function.after]
            begin += count
        for step, some in (*cores, *rests):
            self._in_place(step, some)
        finishes = tuple(gate.signal for gate in gates if gate.signal)
        if len(self.tape.ops) == before and finishes:  # nothing to call: a mark for edits
            self.tape.op(Operation.NOTHING, Ref(GATES, first), Ref(GATES, first))
        if finishes:
            last = self.tape.ops[-1]
            self.tape.ops[-1] = Op(last.operation, last.out, last.args, finishes)

    def _in_place(self, step: Step, out: Ref, value: Ref | None = None, finishes: tuple[str, ...] = ()) -> None:
        """``out = operation(value, numbers)``; the value is ``out`` itself if none is given."""
        operation, *numbers = step
        args = (out if value is None else value, *(self.tape.number(float(number)) for number in numbers))
        self.tape.op(Operation(str(operation)), out, *args, finishes=finishes)

    def _scaled(self, term: Expression, factor: float) -> tuple[Ref, float]:
        """The value of a term, and what it must still be multiplied by: a learned vector takes the factor with it."""
        if isinstance(term, Times) and abs(factor) != 1:
            for vector in term.factors:
                if isinstance(vector, Vector):
                    others = tuple(f for f in term.factors if f is not vector)
                    other = self.lower(others[0] if len(others) == 1 else Times(others, term.at))
                    out = self.tape.store(Kind.TEMPORARY)
                    self.tape.op(Operation.MULTIPLY, out, self.tape.vector(vector.name, abs(factor)), other)
                    self.tape.entries.append(Elementwise(Operation.MULTIPLY, out, (self.tape.vector(vector.name), other)))
                    return out, math.copysign(1.0, factor)
        return self.lower(term), factor

    # Everything else: one operation a node. The value of `lower` is where the value of the expression is found.

    def lower(self, expression: Expression, out: Ref | None = None, signal: str | None = None) -> Ref:
        if is_fixed_before_the_run(expression):
            return self._into(out, signal, self.tape.number(number_of(expression)))
        match expression:
            case Signal():
                return self._into(out, signal, self._signal(expression))
            case Vector():
                return self._into(out, signal, self.tape.vector(expression.name))
            case Call():
                return self._apply(expression.function, out, signal, self.lower(expression.argument))
            case Times():
                *first, last = expression.factors
                value = self.lower(first[0])
                for factor in first[1:]:
                    value = self._apply(Operation.MULTIPLY, None, None, value, self.lower(factor))
                return self._apply(Operation.MULTIPLY, out, signal, value, self.lower(last))
            case Sum():
                return self._sum(expression, out, signal)
            case MatrixProduct():
                return self._into(out, signal, self._product(expression))
            case _:
                raise TypeError(f"cannot compile {expression}")

    def _apply(self, what: Operation | str, out: Ref | None, signal: str | None, *args: Ref) -> Ref:
        out = out or self.tape.store(Kind.TEMPORARY)
        finishes = (signal,) if signal else ()
        if isinstance(what, Operation):
            self.tape.op(what, out, *args, finishes=finishes)
        else:
            self._function(what, out, args[0], finishes)
        self.tape.entries.append(Elementwise(what, out, args, signal))
        return out

    def _function(self, name: str, out: Ref, value: Ref, finishes: tuple[str, ...]) -> None:
        function = FUNCTIONS[name]
        scaled: tuple[Step, ...] = (("multiply", function.scale),) if function.scale != 1 else ()
        steps = (*scaled, function.core, *function.after)
        for n, step in enumerate(steps, start=1):
            self._in_place(step, out, value if n == 1 else None, finishes if n == len(steps) else ())

    def _into(self, out: Ref | None, signal: str | None, value: Ref) -> Ref:
        return value if out is None else self._apply(Operation.COPY, out, signal, value)

    def _signal(self, signal: Signal) -> Ref:
        if signal.when == "below":
            return Ref(Store(Kind.BELOW, signal.name))
        ref = self.tape.where[signal.name]
        return ref.previous() if signal.when == "before" else ref

    def _sum(self, expression: Sum, out: Ref | None, signal: str | None) -> Ref:
        terms = sorted(expression.terms, key=lambda term: -term[0])  # a positive term first, if there is one
        sign, first = terms[0]
        if len(terms) == 1:
            return self._apply(Operation.NEGATIVE, out, signal, self.lower(first))
        value = self.lower(first) if sign > 0 else self._apply(Operation.NEGATIVE, None, None, self.lower(first))
        for n, (sign, term) in enumerate(terms[1:], start=2):
            operation, last = (Operation.ADD if sign > 0 else Operation.SUBTRACT), n == len(terms)
            value = self._apply(operation, out if last else None, signal if last else None, value, self.lower(term))
        return value

    def _product(self, product: MatrixProduct) -> Ref:
        if is_input_product(product):
            return Ref(GATES, self.input_gate[product.matrix])
        column = Column(product.matrix, 1.0, product.slow_to_fast)
        if isinstance(product.operand, Signal) and product.operand.when == "before":
            return self.state_column[product.operand.name, column].pop(0)
        source = self.lower(product.operand)
        out = self.tape.store(Kind.TEMPORARY)
        self.tape.op(Operation.PRODUCT, out, source, self.tape.matrices((column,)))
        self.tape.entries.append(Product(out, source, (column,)))
        return out


def as_gate(equation: Equation) -> Gate | None:
    """The equation as a gate, if it has a matrix product of its own inside an activation or on its right side."""
    function = equation.function
    inputs: list[tuple[float, MatrixProduct]] = []
    biases: list[tuple[float, str]] = []
    direct: dict[str, Column] = {}
    rest: list[tuple[float, Expression]] = []
    constant = 0.0
    for factor, term in linear_terms(equation.inside):
        if isinstance(term, MatrixProduct) and is_input_product(term) and not inputs:
            inputs.append((factor, term))
        elif isinstance(term, Vector):
            biases.append((factor, term.name))
        elif is_fixed_before_the_run(term):
            constant += factor * number_of(term)
        elif (
            isinstance(term, MatrixProduct)
            and isinstance(term.operand, Signal)
            and term.operand.when == "before"
            and term.operand.name not in direct
        ):
            direct[term.operand.name] = Column(term.matrix, factor, term.slow_to_fast)
        else:
            rest.append((factor, term))
    if not inputs and not direct:
        return None
    column = Column(inputs[0][1].matrix, inputs[0][0]) if inputs else Column(None)
    needs = frozenset(s.name for s in signals(equation.right) if s.when == "now" and s.name != INPUT)
    hoisted = Hoisted(column, tuple(biases), constant, scale_of(function))
    return Gate(equation.name, function, hoisted, direct, tuple(rest), needs)


def _input_gate(product: MatrixProduct) -> Gate:
    return Gate(None, None, Hoisted(Column(product.matrix), (), 0.0, 1.0), {}, (), frozenset())


def scale_of(function: str | None) -> float:
    """What stands inside an activation is multiplied by this beforehand: a sigmoid is a tanh of half."""
    return FUNCTIONS[function].scale if function else 1.0
