"""The cells whose diagrams are looked at: those that come with the app, some more, and any that chance may write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.equations.cell import Cell
from model.equations.functions import FUNCTIONS
from model.errors import EquationError

CELLS = Path(__file__).parents[3] / "model" / "cells"
SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CELLS.glob("*.txt"))}
OWN = {
    "never forgets": "f = 1\ni = sigmoid(W_i x + U_i h' + b_i)\ng = tanh(W_g x + U_g h' + b_g)\nc = f * c' + i * g\nh = tanh(c)",
    "SRU": "f = sigmoid(W_f x + b_f)\ng = W x\nc = f * c' + (1 - f) * g\nh = tanh(c)",
    "linear": "h = W x + U h'",
    "relu": "h = relu(W x + U h' + b)",
    "two belts": "f = sigmoid(W_f x + U_f h')\ns = f * s' + (1 - f) * tanh(W_g x)\nz = sigmoid(W_z x + V_z s)\n"
    "c = z * c' + (1 - z) * s\nh = tanh(c) * z",
    "leaky": "h = 0.9 * h' + 0.1 * tanh(W x + U h' + b)",
    "candidate first": "g = tanh(W_g x + U_g h')\n"
    "i = sigmoid(W_i x + U_i h')\nf = sigmoid(W_f x + U_f h')\nc = i * g + f * c'\nh = tanh(c)",
    "minus": "g = tanh(W x + U h' + b)\nh = h' + g - 0.1 * h' * g",
    "squares": "g = W x\nc = c' * c' - g * g\nh = c * c",
    "signs": "g = tanh(-(W x - 0.5 * p * c' - 2))\nc = -c' - g + 3 - (1 - g)\nh = -c",
    "nested": "r = 1\nh = tanh(U_1 tanh(U_2 (r * h') + W x) + r * (U_3 h' + b))",
    "lone weights": "c = c' + b + W x\nq = p * c\nh = tanh(b_h) * q + U (W_2 x) + V b_v",
    "aliases": "a = c'\nk = clock(1, 2)\nc = k * a + W x\nm = c\nh = m",
    "unused": "q = tanh(W x)\nh = relu(W_h x)",
}
EVERY = [pytest.param(Cell.from_text(text, name), True, id=name) for name, text in (SHIPPED | OWN).items()]
EVERY += [pytest.param(p.values[0], False, id=f"{p.id} above another") for p in EVERY if p.values[0].needs_layer_below]  # type: ignore[union-attr]
each_cell = pytest.mark.parametrize(("cell", "first_layer"), EVERY)


# Cells that nobody has thought of.


@st.composite
def expressions(draw: st.DrawFn, known: tuple[str, ...], depth: int) -> str:
    inner = expressions(known, depth - 1) if depth else st.sampled_from(known)
    matrix, vector = st.sampled_from(("W", "U", "V_1", "V_2")), st.sampled_from(("b", "p_1", "p_2"))
    n = draw(st.integers(0, 9 if depth else 2))
    if n == 0 or n == 2:
        return draw(st.sampled_from(known))
    if n == 1:
        return draw(st.one_of(vector, st.sampled_from(("1", "0.5", "2")), matrix.map(lambda m: f"{m}_x x")))
    if n == 3:
        return f"{draw(st.sampled_from(tuple(FUNCTIONS)))}({draw(inner)})"
    if n == 4:
        return f"{draw(matrix)} ({draw(st.sampled_from(known))} * {draw(inner)})"
    if n == 5:
        products = f"{draw(matrix)}_x x + {draw(matrix)} {draw(st.sampled_from(known))}"
        return f"{draw(st.sampled_from(tuple(FUNCTIONS)))}({products} + {draw(inner)})"
    if n == 6:
        return f"{draw(vector)} * ({draw(inner)})"
    if n == 7:
        return f"({draw(inner)}) * ({draw(inner)})"
    return f"({draw(inner)}) {draw(st.sampled_from('+-'))} ({draw(inner)})"


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    names = draw(st.lists(st.sampled_from(("c", "f", "g", "i", "s", "z")), unique=True, max_size=5))
    names.insert(draw(st.integers(0, len(names))), "h")
    lines = []
    for count, name in enumerate(names):
        known = (*names[:count], *(f"{n}'" for n in names), *(f"{n}_below" for n in names[:1]))
        right = draw(expressions(known, draw(st.integers(0, 3))))
        if draw(st.booleans()):
            right = f"{draw(st.sampled_from(known))} * {name}' + {right}"
        lines.append(f"{name} = {right}")
    lines[-1] += " + W_last x"
    try:
        return Cell.from_text("\n".join(lines))
    except EquationError:
        return Cell.from_text("h = tanh(W x + U h')")


any_cell = given(cells(), st.booleans())
