"""What a cell's equations become: a short list of array operations for one step, and one for its reverse.

The vectors of a step live in *stores*. A store holds ``count`` vectors of ``units`` numbers for each sentence,
either for every step (kept) or for the present step only (scratch). A ``Ref`` names some neighbouring vectors
of a store, and an ``Op`` is one array operation on such vectors. There is no control flow and no generated code:
``workspace.py`` turns every ``Op`` into a call with its arrays, and a run makes the calls in order.

The gates share one store: what they owe to the input, ``W x + b``, is written there for all steps ahead of the
loop, a step adds what they owe to the states, and one ``tanh`` turns neighbouring gates into their values in place.
A sigmoid is computed as ``(1 + tanh(z / 2)) / 2``, the halving being done in the weights.

A program is data: ``travel.py`` writes it as JSON and reads it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from model.equations import Clock


class Kind(StrEnum):
    """What the vectors of a store are, and with it where its arrays are."""

    GATES = "gates"  # the values of gates and of all products with the input
    D_GATES = "d gates"  # derivatives with respect to those values
    D_SUMS = "d sums"  # derivatives with respect to what stood inside their activation
    SIGNAL = "signal"  # the values of a signal that is no gate, by its name
    D_SIGNAL = "d signal"
    BELOW = "below"  # a signal of the layer below
    D_BELOW = "d below"
    PRODUCT = "product"  # products of a matrix and a state, by their number
    TEMPORARY = "temporary"  # of a step
    SCRATCH = "scratch"  # of a step's reverse
    GRADIENT = "gradient"  # of a learned vector, gathered over a run
    VECTOR = "vector"  # a learned vector times a number
    NUMBER = "number"  # a number, the same for every unit
    MATRIX = "matrix"  # fused matrices, by their number
    MATRIX_BACK = "matrix back"  # the same for the way back


@dataclass(frozen=True)
class Store:
    """``number``: the factor of a learned vector, the value of a number, or what tells others of the same kind apart."""

    kind: Kind
    name: str = ""
    number: float = 0


GATES, D_GATES, D_SUMS = Store(Kind.GATES), Store(Kind.D_GATES), Store(Kind.D_SUMS)


class Operation(StrEnum):
    """All that a step is made of."""

    PRODUCT = "product"
    PRODUCT_BACK = "product back"
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    NEGATIVE = "negative"
    COPY = "copy"
    TANH = "tanh"
    RELU = "relu"
    SIGN = "sign"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Ref:
    """``count`` neighbouring vectors of a store, of this step or of the step before."""

    store: Store
    first: int = 0
    count: int = 1
    before: bool = False

    def previous(self) -> Ref:
        return replace(self, before=True)


@dataclass(frozen=True)
class Op:
    """``out = operation(*args)``. After it the values of the signals in ``finishes`` are complete.

    In a reverse step, before it the derivatives of the signals in ``starts`` are complete.
    """

    operation: Operation
    out: Ref
    args: tuple[Ref, ...]
    finishes: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One matrix of a fused product: ``scale * matrix``; ``None`` is a matrix of zeros."""

    matrix: str | None
    scale: float = 1.0
    slow_to_fast: bool = False


@dataclass(frozen=True)
class Hoisted:
    """What a gate owes to the input and to its biases, computed for all steps ahead of the loop."""

    column: Column
    biases: tuple[tuple[float, str], ...]
    constant: float
    inside: float  # all of it is multiplied by this: 0.5 for a sigmoid


@dataclass(frozen=True)
class MatrixGradient:
    """Gradient of the columns: ``derivative`` times ``operand``, summed over steps and sentences."""

    columns: tuple[Column, ...]
    derivative: Ref
    operand: Ref


@dataclass(frozen=True)
class Program:
    """One layer in one direction, ready to be bound to arrays. Made by ``compile_cell``."""

    signals: tuple[str, ...]
    states: tuple[str, ...]
    below: tuple[str, ...]  # signals of the layer below that are used
    where: dict[str, Ref]  # signal -> its values
    derivative: dict[str, Ref]  # signal -> derivatives with respect to it
    gathers: tuple[str, ...]  # signals whose derivative also comes from outside the step
    given: dict[str, Clock | float]  # signals that do not depend on anything computed
    stores: dict[Store, int]  # store that a run has an array for -> count
    kept: frozenset[Store]  # stores that a reverse run needs for every step
    vectors: tuple[Store, ...]
    numbers: tuple[Store, ...]
    products: dict[Store, tuple[Column, ...]]  # store of a fused matrix -> its columns
    hoisted: tuple[Hoisted, ...]  # for each vector of GATES
    forward: tuple[Op, ...]
    reverse: tuple[Op, ...]
    matrix_gradients: tuple[MatrixGradient, ...]

    @property
    def gradients(self) -> dict[str, Store]:
        """Learned vector -> where its gradient is gathered over a run."""
        return {store.name: store for store in self.stores if store.kind is Kind.GRADIENT}
