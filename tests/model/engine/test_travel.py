"""A program that went through JSON is the same program, and runs to the same numbers, bit for bit."""

from __future__ import annotations

import json

import numpy as np
import pytest

from model.engine.program import Operation, Program
from model.engine.stack import program_of
from model.engine.strand import Strand
from model.engine.travel import from_json, to_json
from tests.model.networks import all_cells, cell_of, fewest_units, random_stack

Array = np.ndarray
LAYERS = pytest.mark.parametrize("first_layer", [True, False], ids=["first layer", "layer above"])
CELLS = pytest.mark.parametrize("name", all_cells())


def travelled(program: Program) -> Program:
    return from_json(json.loads(json.dumps(to_json(program))))


@LAYERS
@CELLS
def test_a_program_that_went_through_json_is_the_same(name: str, first_layer: bool) -> None:
    program = program_of(cell_of(name), first_layer)
    found = travelled(program)
    assert found == program
    assert list(found.stores) == list(program.stores), "the order of the stores is part of it"


@CELLS
def test_it_runs_to_the_same_numbers_and_back_to_the_same_gradients(name: str) -> None:
    cell = cell_of(name)
    stack, _ = random_stack(cell, inputs=5, units=max(4, fewest_units(cell)), layers=2)
    for place, strand in stack.strands.items():
        again = Strand(travelled(strand.program), strand.parameters, strand.inputs, strand.units, strand.dtype)
        for one, other in zip(numbers_of(strand), numbers_of(again), strict=True):
            np.testing.assert_array_equal(one, other, err_msg=str(place))


def numbers_of(strand: Strand) -> list[Array]:
    """Values, derivatives and gradients of three sentences of nine steps."""
    random = np.random.default_rng(4)
    x = random.normal(size=(9, 3, strand.inputs)).astype(strand.dtype)
    below = {name: random.normal(size=(9, 3, strand.units)).astype(strand.dtype) for name in strand.program.below}
    workspace = strand.batch_forward(x, below, reverse=True)
    values = [workspace.values(signal, 9).copy() for signal in strand.program.signals]
    gradients = {name: np.zeros_like(array) for name, array in strand.parameters.items()}
    outer = {signal: random.normal(size=(9, 3, strand.units)).astype(strand.dtype) for signal in strand.program.gathers}
    back = strand.batch_reverse(workspace, x, outer, gradients)
    return [*values, back.input, *back.below.values(), *gradients.values()]


@CELLS
def test_what_travels_is_plain_and_small(name: str) -> None:
    told = to_json(program_of(cell_of(name), True))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert {op[0] for op in (*told["forward"], *told["reverse"])} <= set(Operation)


def test_the_lstm_takes_five_kilobytes_at_most() -> None:
    assert len(json.dumps(to_json(program_of(cell_of("lstm"), True)), separators=(",", ":"))) <= 5_000
