"""What the compiler writes and its reverse reads: the steps of a computation, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.engine.program import Column, Hoisted, Kind, Op, Operation, Ref, Store
from model.equations import Clock, Equation, Expression


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
    """``out = what(*args)`` for every unit: an operation, or a function of the language."""

    what: Operation | str
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
    """What a compiler made of a layer's equations, in order, and the stores it gave out on the way."""

    equations: tuple[Equation, ...]
    states: tuple[str, ...]
    below: tuple[str, ...]  # signals of the layer below that are used
    read_above: tuple[str, ...]  # signals that a layer above may look at
    given: dict[str, Clock | float] = field(default_factory=dict)
    where: dict[str, Ref] = field(default_factory=dict)
    gates: list[Gate] = field(default_factory=list)
    entries: list[Elementwise | Product | Level] = field(default_factory=list)
    stores: dict[Store, int] = field(default_factory=dict)  # those that a run has arrays for
    vectors: dict[Store, None] = field(default_factory=dict)
    numbers: dict[Store, None] = field(default_factory=dict)
    products: dict[Store, tuple[Column, ...]] = field(default_factory=dict)
    ops: list[Op] = field(default_factory=list)

    def store(self, kind: Kind, name: str = "", count: int = 1) -> Ref:
        """A new store of this kind: numbered, unless it has a name."""
        made = Store(kind, name) if name else Store(kind, number=len(self.stores))
        self.stores[made] = count
        return Ref(made, 0, count)

    def vector(self, name: str, factor: float = 1.0) -> Ref:
        store = Store(Kind.VECTOR, name, factor)
        self.vectors[store] = None
        return Ref(store)

    def number(self, value: float) -> Ref:
        store = Store(Kind.NUMBER, number=value)
        self.numbers[store] = None
        return Ref(store)

    def matrices(self, columns: tuple[Column, ...], kind: Kind = Kind.MATRIX) -> Ref:
        store = Store(kind, number=len(self.products))
        self.products[store] = columns
        return Ref(store, 0, len(columns))

    def op(self, operation: Operation, out: Ref, *args: Ref, finishes: tuple[str, ...] = ()) -> Ref:
        self.ops.append(Op(operation, out, args, finishes))
        return out
