"""Which word wrote what is on the belt now.

Where a state is a linear function of its own past (``equations/carry.py``), what one token wrote can be followed: each
later step keeps a known part of it. The ledger holds these shares, and at every token they add up to the state.
Gates and candidates are taken as they were in the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.engine import Direction, Edit, Run, forced_units
from model.equations import Array, Carry, Signal, carries
from model.errors import InputError, SizeError, as_typed, check_index
from model.explain.meaning import Scope
from texts import Said

MOST_SHARES = 50_000_000  # 400 MB


@dataclass(frozen=True, eq=False)
class Ledger:
    """``shares[t, s]``: how much of what token ``s`` wrote is in the state after token ``t``, ``(units,)``.

    The sum over ``s`` is the state after ``t``. ``kept[t]`` is what each unit multiplied its old value by.
    In the backward direction tokens write to those before them.
    """

    state: str
    units: tuple[int, ...]
    shares: Array  # (tokens, tokens, units)
    kept: Array | None  # (tokens, units); None if units mix


def why_no_ledger(run: Run, state: str, layer: int | None = None) -> Said | None:
    """Why a state has no ledger; None if it has one."""
    by_state = _carries(run, layer)
    if state not in by_state:
        if not by_state:
            raise InputError("model.input.stateless", state=as_typed(state, 24))
        raise InputError("model.input.no-state", state=as_typed(state, 24), states=list(by_state))
    carry = by_state[state]
    return carry if isinstance(carry, Said) else None


def ledger_states(run: Run, layer: int | None = None) -> tuple[str, ...]:
    """The states that have a ledger."""
    return tuple(state for state, carry in _carries(run, layer).items() if isinstance(carry, Carry))


def ledger(
    run: Run, state: str, units: Sequence[int] | None = None, layer: int | None = None, direction: Direction = "forward"
) -> Ledger:
    """The shares of a state of some units (all by default)."""
    why = why_no_ledger(run, state, layer)
    if why:
        raise InputError("model.input.no-ledger", state=state, why=why)
    carry, scope = _carries(run, layer)[state], Scope.of(run, layer, direction)
    assert isinstance(carry, Carry)
    every, tokens = run.stack.shape.units, len(run)
    chosen = tuple(range(every)) if units is None else tuple(units)
    for unit in chosen:
        check_index("unit", unit, every)
    width = len(chosen) if carry.elementwise else every
    if tokens * tokens * width > MOST_SHARES:
        raise SizeError("model.size.ledger")
    values = np.asarray(scope.recorded[state], float)
    if carry.elementwise:
        kept = scope.kept(carry)[:, chosen].copy()
        for token, edits in _edits_of(run, state).items():
            kept[token, _forced_columns(edits, scope, state, token, chosen)] = 0
        return Ledger(state, chosen, _follow(values[:, chosen], kept, direction), kept)
    return Ledger(state, chosen, _follow_mixed(scope, carry, values)[:, :, chosen], None)


def _carries(run: Run, layer: int | None) -> dict[str, Carry | Said]:
    return carries(run.stack.shape.cell, first_layer=run.layer_number(layer) == 0)


def _edits_of(run: Run, state: str) -> dict[int, list[Edit]]:
    """The edits of a state, by token."""
    by_token: dict[int, list[Edit]] = {}
    for edit in run.edits:
        if edit.signal == state:
            by_token.setdefault(edit.token, []).append(edit)
    return by_token


def _forced_columns(edits: Sequence[Edit], scope: Scope, state: str, token: int, chosen: tuple[int, ...]) -> list[int]:
    """Which of the chosen units an edit set: there nothing of the past is left."""
    units = forced_units(edits, state, token, scope.layer, scope.direction)
    return [n for n, unit in enumerate(chosen) if units == "all" or unit in units]


def _follow(values: Array, kept: Array, direction: Direction) -> Array:
    """Each step keeps its part of every share, and adds one: what the state has beyond them."""
    order = range(len(values)) if direction == "forward" else reversed(range(len(values)))
    shares = np.zeros((len(values), len(values), values.shape[1]))
    before: int | None = None
    for t in order:
        if before is not None:
            np.multiply(shares[before], kept[t], out=shares[t])
        shares[t, t] = values[t] - shares[t].sum(axis=0)
        before = t
    return shares


def _follow_mixed(scope: Scope, carry: Carry, values: Array) -> Array:
    """The same where a matrix mixes the units: every share goes through the kept part as a vector."""
    past, tokens = Signal(carry.state, "before"), len(values)
    order = range(tokens) if scope.direction == "forward" else reversed(range(tokens))
    shares = np.zeros((tokens, tokens, values.shape[1]))
    every, edits = tuple(range(values.shape[1])), _edits_of(scope.run, carry.state)
    before: int | None = None
    for t in order:
        if before is not None:
            shares[t] = scope.value(carry.kept, instead={past: shares[before]}, token=t)
            shares[t][:, _forced_columns(edits.get(t, ()), scope, carry.state, t, every)] = 0
        shares[t, t] = values[t] - shares[t].sum(axis=0)
        before = t
    return shares
