"""A sentence and a batch lie differently in memory; whoever works with either by its methods gets the same numbers."""

from __future__ import annotations

import numpy as np
import pytest

from model.engine.layouts import ABatch, OneSentence, zeros
from model.equations import Array

UNITS, INPUTS, COUNT, STEPS = 3, 4, 5, 6
# Products are summed in another order by another kernel; all numbers here are about 1.
CLOSE = {"rtol": 1e-14, "atol": 1e-14}
LAYOUTS = [(OneSentence(UNITS), 1), (ABatch(UNITS, 1), 1), (ABatch(UNITS, 2), 2)]
each_layout = pytest.mark.parametrize(("layout", "sentences"), LAYOUTS, ids=["a sentence", "a batch of one", "a batch of two"])


def numbers(*shape: int) -> Array:
    return np.random.default_rng(0).normal(size=shape)


def made(shape: tuple[int, ...]) -> Array:
    return zeros(shape, np.dtype(float))


def vector_of(layout: OneSentence | ABatch, sentences: int) -> tuple[int, ...]:
    return (UNITS,) if isinstance(layout, OneSentence) else (sentences, UNITS)


@each_layout
def test_what_is_written_to_a_vector_is_read_from_it_and_from_nowhere_else(layout: OneSentence | ABatch, sentences: int) -> None:
    kept, values = made(layout.store(COUNT, (STEPS + 1,))), numbers(COUNT, STEPS + 1, *vector_of(layout, sentences))
    for n in range(COUNT):
        for step in range(STEPS + 1):
            layout.vectors(kept, n, 1, step)[...] = values[n, step]
    assert kept.size == values.size
    for n in range(COUNT):
        np.testing.assert_array_equal(layout.vectors(kept, n, 1, slice(None)), values[n])
    inner = layout.vectors(kept, 1, 3, 2)  # neighbours, one step
    np.testing.assert_array_equal(np.ravel(inner), np.ravel(values[1:4, 2]))


@each_layout
def test_scratch_has_the_vectors_of_one_step(layout: OneSentence | ABatch, sentences: int) -> None:
    scratch, values = made(layout.store(COUNT, ())), numbers(COUNT, *vector_of(layout, sentences))
    for n in range(COUNT):
        layout.vectors(scratch, n, 1, None)[...] = values[n]
    np.testing.assert_array_equal(np.ravel(layout.vectors(scratch, 1, 2, None)), np.ravel(values[1:3]))
    assert scratch.size == values.size


@each_layout
def test_blocks_are_the_vectors_of_all_steps_one_below_the_other(layout: OneSentence | ABatch, sentences: int) -> None:
    kept, values = made(layout.store(COUNT, (STEPS + 1,))), numbers(COUNT, STEPS + 1, *vector_of(layout, sentences))
    for n in range(COUNT):
        layout.vectors(kept, n, 1, slice(None))[...] = values[n]
    found = layout.blocks(kept, 1, 3, slice(1, STEPS + 1))
    np.testing.assert_array_equal(found, values[1:4, 1:].reshape(3, STEPS * sentences, UNITS))


@each_layout
@pytest.mark.parametrize("count", [1, COUNT])
def test_a_product_forward_is_each_matrix_times_each_vector(layout: OneSentence | ABatch, sentences: int, count: int) -> None:
    weights, x = numbers(count, UNITS, INPUTS), numbers(sentences, INPUTS)
    matrices = made(layout.matrix(count, INPUTS, False))
    for n in range(count):
        layout.column(matrices, n, False)[...] = weights[n].T
    out = made(layout.store(count, ()))
    source = x[0] if isinstance(layout, OneSentence) else x
    layout.product(source, matrices, layout.vectors(out, 0, count, None), False)()
    for n in range(count):
        expected = np.array([weights[n] @ vector for vector in x])
        np.testing.assert_allclose(layout.vectors(out, n, 1, None), expected.reshape(vector_of(layout, sentences)), **CLOSE)


@each_layout
@pytest.mark.parametrize("count", [1, COUNT])
def test_a_product_back_adds_up_over_the_matrices(layout: OneSentence | ABatch, sentences: int, count: int) -> None:
    weights, derivatives = numbers(count, UNITS, INPUTS), numbers(count, sentences, UNITS)
    matrices, source = made(layout.matrix(count, INPUTS, True)), made(layout.store(count, ()))
    for n in range(count):
        layout.column(matrices, n, True)[...] = weights[n]
        layout.vectors(source, n, 1, None)[...] = derivatives[n].reshape(vector_of(layout, sentences))
    out = made((INPUTS,) if isinstance(layout, OneSentence) else (sentences, INPUTS))
    layout.product(layout.vectors(source, 0, count, None), matrices, out, True)()
    expected = sum(derivatives[n] @ weights[n] for n in range(count))
    np.testing.assert_allclose(out, expected.reshape(out.shape), **CLOSE)


@each_layout
def test_all_steps_at_once_are_multiplied_as_each_alone(layout: OneSentence | ABatch, sentences: int) -> None:
    weights, derivatives = numbers(COUNT, UNITS, INPUTS), numbers(COUNT, STEPS + 1, sentences, UNITS)
    matrices, kept = made(layout.matrix(COUNT, INPUTS, True)), made(layout.store(COUNT, (STEPS + 1,)))
    for n in range(COUNT):
        layout.column(matrices, n, True)[...] = weights[n]
        layout.vectors(kept, n, 1, slice(None))[...] = derivatives[n].reshape(STEPS + 1, *vector_of(layout, sentences))
    out = made((STEPS * sentences, INPUTS))
    layout.product(layout.whole(kept, STEPS), matrices, out, True)()
    expected = sum(derivatives[n, 1:].reshape(-1, UNITS) @ weights[n] for n in range(COUNT))
    np.testing.assert_allclose(out, expected, **CLOSE)


@pytest.mark.parametrize("shape", [(1,), (7,), (3, 5), (2, 3, 4)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_zeros_are_zeros_that_begin_at_a_cache_line(shape: tuple[int, ...], dtype: type) -> None:
    found = zeros(shape, np.dtype(dtype))
    assert (found.shape, found.dtype) == (shape, np.dtype(dtype))
    assert not found.any()
    assert found.ctypes.data % 64 == 0
    found[...] = 1
    assert found.sum() == found.size
