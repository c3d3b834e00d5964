"""The first layer of a stack: nothing lies below it, so what would come from there is 0."""

from __future__ import annotations

from model.equations.algebra import without_zeros
from model.equations.expressions import OUTPUT, Equation, Expression, Number, Signal, rebuilt, signals


def without_layer_below(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """Puts 0 for every ``_below`` signal, drops what becomes 0, then equations that only fed what was dropped.

    What the layer above reads stays.
    """
    if not any(s.when == "below" for e in equations for s in signals(e.right)):
        return equations
    kept = [Equation(e.role, e.name, without_zeros(_zero_below(e.right)), e.at) for e in equations]
    used_before = {s.name for e in equations for s in signals(e.right)}
    read_above = {s.name for e in equations for s in signals(e.right) if s.when == "below"}
    while True:
        used = {s.name for e in kept for s in signals(e.right)} | read_above | {OUTPUT}
        still = [e for e in kept if e.name in used or e.name not in used_before]
        if len(still) == len(kept):
            return tuple(kept)
        kept = still


def _zero_below(expression: Expression) -> Expression:
    if isinstance(expression, Signal):
        return Number(0.0) if expression.when == "below" else expression
    return rebuilt(expression, _zero_below)
