"""What the compiler writes and its reverse reads: the steps of a computation, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.expressions import Clock, Equation, Expression
from model.program import Column, Hoisted, Op, Ref


@dataclass(frozen=True)
class Gate:
    """``signal = function(direct products + rest)``; without a signal it is a product with the input inside an expression."""

    signal: str | None
    function: str | None
    hoisted: Hoisted
    direct: dict[str, Column]  # state of the step before -> its matrix, at most one for each state
    rest: tuple[tuple[float, Expression], ...]
    needs: frozenset[str]  # signals of this step


@dataclass(frozen=True)
class Elementwise:
    """``out = kind(*args)`` for every unit."""

    kind: str
    out: Ref
    args: tuple[Ref, ...]
    signal: str | None = None


@dataclass(frozen=True)
class Product:
    """``out[k] = columns[k] @ source`` for every column."""

    out: Ref
    source: Ref
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Level:
    """Neighbouring gates that are computed together."""

    first: int
    gates: tuple[Gate, ...]
    direct: tuple[tuple[Ref, Ref], ...]  # products of states -> the gates that they are added to
    rest: tuple[tuple[int, float, Ref], ...]  # gate, sign or factor, value


@dataclass
class Tape:
    """What a compiler made of a layer's equations, in order, and the names it gave out on the way."""

    equations: tuple[Equation, ...]
    states: tuple[str, ...]
    below: tuple[str, ...]  # signals of the layer below that are used
    read_above: tuple[str, ...]  # signals that a layer above may look at
    given: dict[str, Clock | float] = field(default_factory=dict)
    where: dict[str, Ref] = field(default_factory=dict)
    gates: list[Gate] = field(default_factory=list)
    entries: list[Elementwise | Product | Level] = field(default_factory=list)
    stores: dict[str, int] = field(default_factory=dict)
    vectors: dict[str, tuple[str, float]] = field(default_factory=dict)
    constants: dict[str, float] = field(default_factory=dict)
    products: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    ops: list[Op] = field(default_factory=list)

    def store(self, kind: str, count: int = 1) -> Ref:
        name = f"{kind} {len(self.stores)}"
        self.stores[name] = count
        return Ref(name, 0, count)

    def vector(self, name: str, factor: float = 1.0) -> Ref:
        store = f"vector {name} {factor!r}"
        self.vectors[store] = (name, factor)
        return Ref(store)

    def constant(self, value: float) -> Ref:
        store = f"number {value!r}"
        self.constants[store] = value
        return Ref(store)

    def product(self, columns: tuple[Column, ...], kind: str) -> Ref:
        store = f"{kind} {len(self.products)}"
        self.products[store] = columns
        return Ref(store, 0, len(columns))

    def op(self, kind: str, out: Ref, *args: Ref, finishes: tuple[str, ...] = ()) -> Ref:
        self.ops.append(Op(kind, out, args, finishes))
        return out
