"""The reverse of a program's step: from the tape of the compiler, read backwards, to derivatives.

Every value of a step has a derivative: of the number that a run ends in (a loss, or the logarithm of one word's
probability) with respect to that value. A derivative is complete when all that the value went into has been
read. Those of signals are kept for every step, since they are what a reader wants to see; others are scratch.

Gradients of matrices are not summed up step by step: one product over all steps follows at the end. Those of
learned vectors inside an expression are gathered on the way.
"""

from __future__ import annotations

from model.expressions import OUTPUT
from model.program import D_GATES, D_SUMS, GATES, Column, MatrixGradient, Op, Program, Ref
from model.tape import Elementwise, Gate, Level, Product, Tape


class _Reverse:
    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.ops: list[Op] = []
        self.matrix_gradients: list[MatrixGradient] = []
        self.derivative_of: dict[Ref, Ref] = {}  # value -> its derivative, once something was added to it
        self.fixed: dict[str, Ref] = {}  # learned vector -> where its gradient is gathered
        # Derivatives that exist before the step: they come from the next step, the layer above, or the answer.
        self.gathers = tuple(dict.fromkeys((*tape.states, OUTPUT, *tape.read_above)))
        self.tape.stores |= {D_GATES: len(tape.gates), D_SUMS: len(tape.gates)}
        self.home: dict[Ref, Ref] = {}  # signal's value -> the kept store of its derivative
        for signal, ref in tape.where.items():
            self.home[ref] = self._home(signal, ref)
            if signal in self.gathers:
                self.derivative_of[ref] = self.home[ref]
                self.derivative_of[ref.previous()] = self.home[ref].previous()
        for name in tape.below:
            self.tape.stores[f"d below {name}"] = 1
            self.derivative_of[Ref(f"below {name}")] = Ref(f"d below {name}")
        for n, gate in enumerate(tape.gates):
            if gate.signal is None:
                self.home[Ref(GATES, n)] = Ref(D_SUMS, n)

    def _home(self, signal: str, ref: Ref) -> Ref:
        if ref.store != GATES:
            self.tape.stores[f"d signal {signal}"] = 1
            return Ref(f"d signal {signal}")
        return Ref(D_GATES, ref.first)

    def op(self, kind: str, out: Ref, *args: Ref) -> Ref:
        self.ops.append(Op(kind, out, args))
        return out

    def scratch(self, count: int = 1) -> Ref:
        return self.tape.store("scratch", count)

    # Adding to a derivative.

    def contribute(self, value: Ref, kind: str, *args: Ref) -> None:
        """Adds ``kind(*args)`` to the derivative of a value."""
        if value.store in self.tape.constants:
            return
        target = self._gathering(value)
        if target is None:
            self._begin(value, kind, *args)
        elif kind in ("copy", "negative"):
            self.op("add" if kind == "copy" else "subtract", target, target, args[0])
        else:
            self.op("add", target, target, self.op(kind, self.scratch(), *args))

    def _begin(self, value: Ref, kind: str, *args: Ref) -> None:
        home = self.home.get(value)
        if home is None and kind == "copy":  # a value without a name is used once: the derivative is the same vector
            self.derivative_of[value] = args[0]
        else:
            self.derivative_of[value] = self.op(kind, home or self.scratch(), *args)

    def _gathering(self, value: Ref) -> Ref | None:
        """Where the derivative of a value is being added up; None if nothing was added yet."""
        if value.store in self.tape.vectors:
            name = self.tape.vectors[value.store][0]
            if name not in self.fixed:
                self.fixed[name] = self.tape.store(f"gradient {name}")
            return self.fixed[name]
        return self.derivative_of.get(value)

    def derivative(self, value: Ref) -> Ref | None:
        """The complete derivative of a value; None if nothing uses it."""
        return self.derivative_of.get(value)

    # The tape backwards.

    def run(self) -> None:
        waiting: tuple[str, ...] = ()  # signals whose derivative is complete, but nothing has read it yet
        for entry in reversed(self.tape.entries):
            names, values = _finished(entry)
            for value in values:
                if value in self.home and self.derivative(value) is None:  # nothing uses it
                    self.derivative_of[value] = self.op("copy", self.home[value], self.tape.constant(0.0))
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
                self.ops[begin], waiting = Op(op.kind, op.out, op.args, starts=waiting), ()

    def elementwise(self, entry: Elementwise) -> None:
        down = self.derivative(entry.out)
        if down is None:
            return
        one = self.tape.constant(1.0)
        match entry.kind, entry.args:
            case "copy", (a,):
                self.contribute(a, "copy", down)
            case "negative", (a,):
                self.contribute(a, "negative", down)
            case "add", (a, b):
                self.contribute(a, "copy", down)
                self.contribute(b, "copy", down)
            case "subtract", (a, b):
                self.contribute(a, "copy", down)
                self.contribute(b, "negative", down)
            case "multiply", (a, b):
                self.contribute(a, "multiply", down, b)
                self.contribute(b, "multiply", down, a)
            case function, (a,):
                self.contribute(a, "multiply", self.slope(function, entry.out, one), down)

    def slope(self, function: str, value: Ref, one: Ref) -> Ref:
        """The derivative of an activation, from its value."""
        out = self.scratch(value.count)
        if function == "tanh":  # 1 - y y
            self.op("multiply", out, value, value)
            return self.op("subtract", out, one, out)
        if function == "sigmoid":  # y (1 - y)
            self.op("subtract", out, one, value)
            return self.op("multiply", out, out, value)
        return self.op("sign", out, value)  # relu: 1 where it is positive

    def level(self, level: Level) -> None:
        self._sums(level)
        for n, factor, value in level.rest:
            down = Ref(D_SUMS, n)
            if factor == 1:
                self.contribute(value, "copy", down)
            elif factor == -1:
                self.contribute(value, "negative", down)
            else:
                self.contribute(value, "multiply", down, self.tape.constant(factor))
        for product, gates in level.direct:
            for k in range(product.count):
                self.derivative_of[Ref(product.store, product.first + k)] = Ref(D_SUMS, gates.first + k)

    def _sums(self, level: Level) -> None:
        """Through the activations: from the derivatives of the gates to those of the sums inside."""
        one, first = self.tape.constant(1.0), level.first
        for function, count in _runs(level.gates):
            values, gates, sums = (Ref(store, first, count) for store in (GATES, D_GATES, D_SUMS))
            if function:
                self.op("multiply", sums, self.slope(function, values, one), gates)
            else:
                for n in range(first, first + count):
                    if self.home[Ref(GATES, n)] != Ref(D_SUMS, n):
                        self.op("copy", Ref(D_SUMS, n), Ref(D_GATES, n))
            first += count

    def product(self, entry: Product) -> None:
        """Neighbouring derivatives go back through their matrices in one product."""
        runs: list[tuple[Ref, tuple[Column, ...]]] = []
        for k, column in enumerate(entry.columns):
            down = self.derivative(Ref(entry.out.store, entry.out.first + k))
            if down is None:
                continue
            last, columns = runs[-1] if runs else (None, ())
            if last and (down.store, down.first) == (last.store, last.first + last.count):
                runs[-1] = (Ref(last.store, last.first, last.count + 1), (*columns, column))
            else:
                runs.append((down, (column,)))
        for down, columns in runs:
            self.contribute(entry.source, "product back", down, self.tape.product(columns, "matrix back"))
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


def _runs(gates: tuple[Gate, ...]) -> list[tuple[str | None, int]]:
    runs: list[tuple[str | None, int]] = []
    for gate in gates:
        if runs and runs[-1][0] == gate.function:
            runs[-1] = (gate.function, runs[-1][1] + 1)
        else:
            runs.append((gate.function, 1))
    return runs


def with_reverse(tape: Tape) -> Program:
    """The whole program: what the compiler made, and its reverse."""
    reverse, where = _Reverse(tape), tape.where
    reverse.run()
    read = [ref for op in reverse.ops for ref in op.args]
    read += [ref for gradient in reverse.matrix_gradients for ref in (gradient.derivative, gradient.operand)]
    written_by_forward = {op.out.store for op in tape.ops} | {ref.store for ref in where.values()}
    derivative = {signal: reverse.home[ref] for signal, ref in where.items()}
    kept = {ref.store for ref in read if ref.store in written_by_forward}
    kept |= {gradient.derivative.store for gradient in reverse.matrix_gradients}
    kept |= {ref.store for ref in (*where.values(), *derivative.values())} | {GATES, D_GATES, D_SUMS}
    kept |= {store for name in tape.below for store in (f"below {name}", f"d below {name}")}
    return Program(
        signals=tuple(e.name for e in tape.equations),
        states=tape.states,
        below=tape.below,
        where=where,
        derivative=derivative,
        gathers=reverse.gathers,
        given=tape.given,
        stores={name: count for name, count in tape.stores.items() if count},
        kept=frozenset(kept),
        gradient_of={name: ref.store for name, ref in reverse.fixed.items()},
        vectors=tape.vectors,
        constants=tape.constants,
        products=tape.products,
        hoisted=tuple(gate.hoisted for gate in tape.gates),
        forward=tuple(tape.ops),
        reverse=tuple(reverse.ops),
        matrix_gradients=tuple(reverse.matrix_gradients),
    )
