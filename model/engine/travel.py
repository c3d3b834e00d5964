"""A program as JSON, and back: it is data, and whoever reads it can run it without knowing equations.

stores     all that operations name, in a list; an operation names a store by its place there:
           {kind, name, number, count, kept, columns}. ``count``: the vectors that a run has an array for;
           ``kept``: for every step; ``columns``: of fused matrices. What is left out is "", 0, none, false.
a ref      [store, first, count, before]
a column   [matrix, scale, slow to fast]
forward    [operation, out, args, signals that are complete after it]
reverse    [operation, out, args, signals whose derivatives are complete before it]
"""

from __future__ import annotations

from typing import Any

from model.engine.program import Column, Hoisted, Kind, MatrixGradient, Op, Operation, Program, Ref, Store
from model.equations import Clock

Json = dict[str, Any]


def to_json(program: Program) -> Json:
    """Plain lists, dicts, numbers and texts."""
    stores = list(dict.fromkeys([*program.stores, *program.vectors, *program.numbers, *program.products]))
    place = {store: n for n, store in enumerate(stores)}

    def ref(one: Ref) -> list[Any]:
        return [place[one.store], one.first, one.count, one.before]

    def op(one: Op, names: tuple[str, ...]) -> list[Any]:
        return [str(one.operation), ref(one.out), [ref(arg) for arg in one.args], list(names)]

    return {
        "signals": list(program.signals),
        "states": list(program.states),
        "below": list(program.below),
        "gathers": list(program.gathers),
        "given": {name: list(g.periods) if isinstance(g, Clock) else g for name, g in program.given.items()},
        "stores": [_store(program, store) for store in stores],
        "where": {signal: ref(one) for signal, one in program.where.items()},
        "derivative": {signal: ref(one) for signal, one in program.derivative.items()},
        "hoisted": [[_column(h.column), [list(bias) for bias in h.biases], h.constant, h.inside] for h in program.hoisted],
        "forward": [op(one, one.finishes) for one in program.forward],
        "reverse": [op(one, one.starts) for one in program.reverse],
        "matrix_gradients": [
            [[_column(c) for c in g.columns], ref(g.derivative), ref(g.operand)] for g in program.matrix_gradients
        ],
    }


def _store(program: Program, store: Store) -> Json:
    entry: Json = {
        "kind": str(store.kind),
        "name": store.name,
        "number": store.number,
        "count": program.stores.get(store),
        "kept": store in program.kept,
        "columns": [_column(column) for column in program.products.get(store, ())],
    }
    return {key: value for key, value in entry.items() if value}


def _column(column: Column) -> list[Any]:
    return [column.matrix, column.scale, column.slow_to_fast]


def from_json(data: Json) -> Program:
    """The same program again."""
    stores = [Store(Kind(one["kind"]), one.get("name", ""), one.get("number", 0)) for one in data["stores"]]
    both = list(zip(stores, data["stores"], strict=True))

    def ref(one: list[Any]) -> Ref:
        return Ref(stores[one[0]], *one[1:])

    def columns(some: list[list[Any]]) -> tuple[Column, ...]:
        return tuple(Column(*one) for one in some)

    def args(one: list[Any]) -> tuple[Operation, Ref, tuple[Ref, ...]]:
        return Operation(one[0]), ref(one[1]), tuple(map(ref, one[2]))

    return Program(
        signals=tuple(data["signals"]),
        states=tuple(data["states"]),
        below=tuple(data["below"]),
        where={signal: ref(one) for signal, one in data["where"].items()},
        derivative={signal: ref(one) for signal, one in data["derivative"].items()},
        gathers=tuple(data["gathers"]),
        given={name: Clock(tuple(g)) if isinstance(g, list) else g for name, g in data["given"].items()},
        stores={store: one["count"] for store, one in both if "count" in one},
        kept=frozenset(store for store, one in both if one.get("kept")),
        vectors=tuple(store for store in stores if store.kind is Kind.VECTOR),
        numbers=tuple(store for store in stores if store.kind is Kind.NUMBER),
        products={store: columns(one["columns"]) for store, one in both if "columns" in one},
        hoisted=tuple(
            Hoisted(Column(*column), tuple((factor, name) for factor, name in biases), constant, inside)
            for column, biases, constant, inside in data["hoisted"]
        ),
        forward=tuple(Op(*args(one), finishes=tuple(one[3])) for one in data["forward"]),
        reverse=tuple(Op(*args(one), starts=tuple(one[3])) for one in data["reverse"]),
        matrix_gradients=tuple(MatrixGradient(columns(c), ref(d), ref(o)) for c, d, o in data["matrix_gradients"]),
    )
