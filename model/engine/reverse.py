"""The reverse of a program's step: from the tape of the compiler, read backwards, to derivatives.

Every value of a step has a derivative: of the number that a run ends in (a loss, or the logarithm of one word's
probability) with respect to that value. A derivative is complete when all that the value went into has been
read. Those of signals are kept for every step, since they are what a reader wants to see; others are scratch.

Gradients of matrices are not summed up step by step: one product over all steps follows at the end. Those of
learned vectors inside an expression are gathered on the way.
"""

from __future__ import annotations

from itertools import groupby

from model.engine.program import D_GATES, D_SUMS, GATES, Column, Kind, MatrixGradient, Op, Operation, Program, Ref, Store
from model.engine.tape import Elementwise, Level, Product, Tape
from model.equations import FUNCTIONS, OUTPUT


class _Reverse:
    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.ops: list[Op] = []
        self.matrix_gradients: list[MatrixGradient] = []
        self.derivative_of: dict[Ref, Ref] = {}  # value -> its derivative, once something was added to it
        self.gradient_of: dict[str, Ref] = {}  # learned vector -> where its gradient is gathered
        # Derivatives that exist before the step: they come from the next step, the layer above, or the answer.
        self.gathers = tuple(dict.fromkeys((*tape.states, OUTPUT, *tape.read_above)))
        self.tape.stores |= {D_GATES: len(tape.gates), D_SUMS: len(tape.gates)}
        self.home: dict[Ref, Ref] = {}  # signal's value -> the kept store of its derivative
        for signal, ref in tape.where.items():
            self.home[ref] = Ref(D_GATES, ref.first) if ref.store == GATES else tape.store(Kind.D_SIGNAL, signal)
            if signal in self.gathers:
                self.derivative_of[ref] = self.home[ref]
                self.derivative_of[ref.previous()] = self.home[ref].previous()
        for name in tape.below:
            self.derivative_of[Ref(Store(Kind.BELOW, name))] = tape.store(Kind.D_BELOW, name)
        for n, gate in enumerate(tape.gates):
            if gate.signal is None:
                self.home[Ref(GATES, n)] = Ref(D_SUMS, n)

    def op(self, operation: Operation, out: Ref, *args: Ref) -> Ref:
        self.ops.append(Op(operation, out, args))
        return out

    def scratch(self, count: int = 1) -> Ref:
        return self.tape.store(Kind.SCRATCH, count=count)

    # Adding to a derivative.

    def contribute(self, value: Ref, operation: Operation, *args: Ref) -> None:
        """Adds ``operation(*args)`` to the derivative of a value."""
        if value.store.kind is Kind.NUMBER:
            return
        target = self._gathering(value)
        if target is None:
            self._begin(value, operation, *args)
        elif operation is Operation.COPY:
            self.op(Operation.ADD, target, target, args[0])
        elif operation is Operation.NEGATIVE:
            self.op(Operation.SUBTRACT, target, target, args[0])
        else:
            self.op(Operation.ADD, target, target, self.op(operation, self.scratch(), *args))

    def _begin(self, value: Ref, operation: Operation, *args: Ref) -> None:
        home = self.home.get(value)
        if home is None and operation is Operation.COPY:  # a value without a name is used once: its derivative is the same vector
            self.derivative_of[value] = args[0]
        else:
            self.derivative_of[value] = self.op(operation, home or self.scratch(), *args)

    def _gathering(self, value: Ref) -> Ref | None:
        """Where the derivative of a value is being added up; None if nothing was added yet."""
        if value.store.kind is Kind.VECTOR:
            name = value.store.name
            if name not in self.gradient_of:
                self.gradient_of[name] = self.tape.store(Kind.GRADIENT, name)
            return self.gradient_of[name]
        return self.derivative_of.get(value)

    # The tape backwards.

    def run(self) -> None:
        waiting: tuple[str, ...] = ()  # signals whose derivative is complete, but nothing has read it yet
        for entry in reversed(self.tape.entries):
            names, values = _finished(entry)
            for value in values:
                if value in self.home and value not in self.derivative_of:  # nothing uses it
                    self.derivative_of[value] = self.op(Operation.COPY, self.home[value], self.tape.number(0.0))
            begin = len(self.ops)
            match entry:
                case Elementwise():
                    self.elementwise(entry)
                case Product():
                    self.product(entry)
                case Level():
                    self.level(entry)
            waiting += names
            if waiting and len(self.ops) > begin:  # a sum such as c = f * c' + i * g needs no op of its own
                op = self.ops[begin]
                self.ops[begin], waiting = Op(op.operation, op.out, op.args, starts=waiting), ()

    def elementwise(self, entry: Elementwise) -> None:
        down = self.derivative_of.get(entry.out)
        if down is None:
            return
        match entry.what, entry.args:
            case Operation.COPY, (a,):
                self.contribute(a, Operation.COPY, down)
            case Operation.NEGATIVE, (a,):
                self.contribute(a, Operation.NEGATIVE, down)
            case Operation.ADD, (a, b):
                self.contribute(a, Operation.COPY, down)
                self.contribute(b, Operation.COPY, down)
            case Operation.SUBTRACT, (a, b):
                self.contribute(a, Operation.COPY, down)
                self.contribute(b, Operation.NEGATIVE, down)
            case Operation.MULTIPLY, (a, b):
                self.contribute(a, Operation.MULTIPLY, down, b)
                self.contribute(b, Operation.MULTIPLY, down, a)
            case function, (a,):
                self.contribute(a, Operation.MULTIPLY, self.slope(function, entry.out), down)

    def slope(self, function: str, value: Ref) -> Ref:
        """The derivative of an activation, from its value."""
        out = self.scratch(value.count)
        for operation, *operands in FUNCTIONS[function].slope:
            known = {"y": value, "slope": out}
            args = [known[operand] if isinstance(operand, str) else self.tape.number(operand) for operand in operands]
            self.op(Operation(str(operation)), out, *args)
        return out

    def level(self, level: Level) -> None:
        self._sums(level)
        for n, factor, value in level.rest:
            down = Ref(D_SUMS, n)
            if factor == 1:
                self.contribute(value, Operation.COPY, down)
            elif factor == -1:
                self.contribute(value, Operation.NEGATIVE, down)
            else:
                self.contribute(value, Operation.MULTIPLY, down, self.tape.number(factor))
        for product, gates in level.direct:
            for k in range(product.count):
                self.derivative_of[Ref(product.store, product.first + k)] = Ref(D_SUMS, gates.first + k)

    def _sums(self, level: Level) -> None:
        """Through the activations: from the derivatives of the gates to those of the sums inside."""
        first = level.first
        for function, some in groupby(level.gates, key=lambda gate: gate.function):
            count = len(list(some))
            values, gates, sums = (Ref(store, first, count) for store in (GATES, D_GATES, D_SUMS))
            if function:
                self.op(Operation.MULTIPLY, sums, self.slope(function, values), gates)
            else:
                for n in range(first, first + count):
                    if self.home[Ref(GATES, n)] != Ref(D_SUMS, n):
                        self.op(Operation.COPY, Ref(D_SUMS, n), Ref(D_GATES, n))
            first += count

    def product(self, entry: Product) -> None:
        """Neighbouring derivatives go back through their matrices in one product."""
        runs: list[tuple[Ref, tuple[Column, ...]]] = []
        for k, column in enumerate(entry.columns):
            down = self.derivative_of.get(Ref(entry.out.store, entry.out.first + k))
            if down is None:
                continue
            last, columns = runs[-1] if runs else (None, ())
            if last and (down.store, down.first) == (last.store, last.first + last.count):
                runs[-1] = (Ref(last.store, last.first, last.count + 1), (*columns, column))
            else:
                runs.append((down, (column,)))
        for down, columns in runs:
            self.contribute(entry.source, Operation.PRODUCT_BACK, down, self.tape.matrices(columns, Kind.MATRIX_BACK))
            self.matrix_gradients.append(MatrixGradient(columns, down, entry.source))


def _finished(entry: Elementwise | Product | Level) -> tuple[tuple[str, ...], list[Ref]]:
    """The signals whose values an entry completes, and all values of that kind."""
    match entry:
        case Elementwise():
            return ((entry.signal,) if entry.signal else ()), [entry.out]
        case Level():
            names = tuple(gate.signal for gate in entry.gates if gate.signal)
            return names, [Ref(GATES, n) for n in range(entry.first, entry.first + len(entry.gates))]
        case _:
            return (), []


def with_reverse(tape: Tape) -> Program:
    """The whole program: what the compiler made, and its reverse."""
    reverse, where = _Reverse(tape), tape.where
    reverse.run()
    derivative = {signal: reverse.home[ref] for signal, ref in where.items()}
    return Program(
        signals=tuple(e.name for e in tape.equations),
        states=tape.states,
        below=tape.below,
        where=where,
        derivative=derivative,
        gathers=reverse.gathers,
        given=tape.given,
        stores={store: count for store, count in tape.stores.items() if count},
        kept=_kept(tape, reverse, derivative),
        vectors=tuple(tape.vectors),
        numbers=tuple(tape.numbers),
        products=tape.products,
        hoisted=tuple(gate.hoisted for gate in tape.gates),
        forward=tuple(tape.ops),
        reverse=tuple(reverse.ops),
        matrix_gradients=tuple(reverse.matrix_gradients),
    )


def _kept(tape: Tape, reverse: _Reverse, derivative: dict[str, Ref]) -> frozenset[Store]:
    """What the reverse of a run reads must be there for every step, and so must all that has a name."""
    read = [ref.store for op in reverse.ops for ref in op.args]
    read += [store for gradient in reverse.matrix_gradients for store in (gradient.derivative.store, gradient.operand.store)]
    written = {op.out.store for op in tape.ops} | {ref.store for ref in tape.where.values()}
    named = [ref.store for ref in (*tape.where.values(), *derivative.values())]
    from_below = [store for store in tape.stores if store.kind in (Kind.BELOW, Kind.D_BELOW)]
    derivatives = [gradient.derivative.store for gradient in reverse.matrix_gradients]
    return frozenset((*(s for s in read if s in written), *derivatives, *named, *from_below, GATES, D_GATES, D_SUMS))
