"""The starts of cells without gates: what states are multiplied by before anything is learned, and that nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest

from model import Cell, StackShape, load_cell
from model.engine import FAN_IN, STARTS, Parameters, initialise

UNITS = 24
SQUARE = Cell.from_text("g = tanh(V x)\nh = tanh(M g + U h' + R m')\nm = tanh(U h' + p * m' + b)")


def started(cell: Cell, start: str, layers: int = 2, bidirectional: bool = True) -> Parameters:
    shape = StackShape(cell, UNITS, UNITS, layers, bidirectional)
    parameters = Parameters(shape.parameter_shapes())
    initialise(parameters, shape, np.random.default_rng(3), start)
    return parameters


@pytest.mark.parametrize("start", ["identity", "orthogonal"])
@pytest.mark.parametrize(("cell", "recurrent"), [(load_cell("rnn"), "U"), (load_cell("clockwork"), "U"), (SQUARE, "UR")])
def test_only_what_a_state_of_before_is_multiplied_by_is_changed(start: str, cell: Cell, recurrent: str) -> None:
    usual, found = started(cell, FAN_IN), started(cell, start)
    changed = {name for name in found if not np.array_equal(found[name], usual[name])}
    assert changed == {name for name in found if name.split(".")[-1] in set(recurrent)}
    seen = [found[name] for name in sorted(changed)]
    for matrix in seen:
        np.testing.assert_allclose(matrix.T @ matrix, np.eye(UNITS), atol=1e-5)
    assert all(np.array_equal(matrix, np.eye(UNITS)) for matrix in seen) == (start == "identity")


def test_all_weights_of_the_layers_are_drawn_alike_as_in_the_paper_of_the_clockwork_rnn() -> None:
    found = started(load_cell("clockwork"), "normal", layers=4)
    every = np.concatenate([view.ravel() for view in found.values()])
    assert abs(float(every.mean())) < 0.005 and float(every.std()) == pytest.approx(0.1, rel=0.03)
    assert all(view.any() for view in found.values())  # biases too


def test_each_start_is_the_same_for_the_same_seed() -> None:
    for start in STARTS:
        np.testing.assert_array_equal(*(started(SQUARE, start).flat for _ in range(2)))
