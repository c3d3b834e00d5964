"""Every value that onnxruntime computes too is the same, to 1e-5 in float32."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Stack, load_cell
from tests.model.engine import onnx_reference
from tests.model.networks import quietly, random_stack

CLOSE = {"rtol": 0, "atol": 1e-5}  # of values about 1, in float32, after up to 150 steps


def padded(random: np.random.Generator, lengths: np.ndarray, inputs: int) -> np.ndarray:
    return random.normal(size=(lengths.max(), len(lengths), inputs)).astype(np.float32)


def compare(cell: str, inputs: int, units: int, layers: int, bidirectional: bool, lengths: np.ndarray, seed: int) -> None:
    stack, parameters = random_stack(load_cell(cell), inputs, units, layers, bidirectional, seed=seed, dtype=np.float32)
    x = padded(np.random.default_rng(seed + 1), lengths, inputs)
    expected = onnx_reference.compute(stack.shape, parameters, x, lengths)
    compare_batch(stack, x, lengths, expected)
    for sentence, length in enumerate(lengths):
        compare_sentence(stack, x, sentence, length, expected)


def compare_batch(stack: Stack, x: np.ndarray, lengths: np.ndarray, expected: onnx_reference.Reference) -> None:
    run = stack.forward(x, lengths)
    assert run.output.dtype == np.float32
    for sentence, length in enumerate(lengths):
        np.testing.assert_allclose(run.output[:length, sentence], expected.output[:length, sentence], **CLOSE)
    stack.release(run)


def compare_sentence(stack: Stack, x: np.ndarray, sentence: int, length: int, expected: onnx_reference.Reference) -> None:
    run = stack.run(np.ascontiguousarray(x[:length, sentence]))
    assert run.output.dtype == np.float32
    np.testing.assert_allclose(run.output, expected.output[:length, sentence], **CLOSE)
    for n, direction in enumerate(stack.shape.directions):
        signals, last = run.layers[-1].signals(direction), length - 1 if direction == "forward" else 0
        np.testing.assert_allclose(signals["h"][last], expected.last_hidden[n, sentence], **CLOSE)
        if expected.last_cell is not None:
            np.testing.assert_allclose(signals["c"][last], expected.last_cell[n, sentence], **CLOSE)


@pytest.mark.parametrize("bidirectional", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("cell", onnx_reference.CELLS)
@quietly(examples=12)
@given(
    inputs=st.integers(1, 24),
    units=st.integers(1, 33),
    lengths=st.lists(st.integers(1, 24), min_size=1, max_size=4),
    layers=st.integers(1, 3),
    seed=st.integers(0, 2**32 - 1),
)
def test_sizes_of_any_kind(
    cell: str, bidirectional: bool, inputs: int, units: int, lengths: list[int], layers: int, seed: int
) -> None:
    compare(cell, inputs, units, layers, bidirectional, np.array(lengths), seed)


@pytest.mark.parametrize("bidirectional", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("cell", onnx_reference.CELLS)
def test_sentences_longer_than_one_chunk(cell: str, bidirectional: bool) -> None:
    compare(cell, 5, 8, 2, bidirectional, np.array([150, 64, 65, 128, 1]), seed=3)


@pytest.mark.parametrize("cell", onnx_reference.CELLS)
def test_the_usual_size(cell: str) -> None:
    compare(cell, 48, 128, 1, False, np.array([40, 31]), seed=4)


@pytest.mark.parametrize("cell", onnx_reference.CELLS)
def test_a_batch_without_lengths_is_read_to_its_end(cell: str) -> None:
    stack, parameters = random_stack(load_cell(cell), 4, 6, 2, bidirectional=True, seed=5, dtype=np.float32)
    lengths = np.full(3, 9)
    x = padded(np.random.default_rng(6), lengths, 4)
    run = stack.forward(x, None)
    np.testing.assert_allclose(run.output, onnx_reference.compute(stack.shape, parameters, x, lengths).output, **CLOSE)
    stack.release(run)
