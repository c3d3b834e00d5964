"""A run is what the equations say, for every cell, size and sentence, and is the same whenever it is made."""

from __future__ import annotations

import gc
import re
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Edit, InputError, Stack, StackShape, cell_names, load_cell, trace
from model.engine.spare import SPARE, Spare
from model.engine.strand import CHUNK
from tests.model.by_text import EXACT, Reading, Text, a_stack, assert_run, by_text, cells, seeds, vectors
from tests.model.networks import OWN_CELLS, SENTENCE, all_cells, cell_of, places, quietly, random_network


def test_the_text_is_read_as_written() -> None:
    text = Text(load_cell("clockwork"))
    assert text.lines["g"] == "tanh(W x + slow_to_fast(U) h' + b)"
    assert Text._python("-V W x * a' - slow_to_fast(U) (f * h')") == "-V ** W ** x * a_before - Slow_U ** (f * h_before)"
    for name in all_cells():
        assert tuple(Text(cell_of(name)).lines) == cell_of(name).signals(first_layer=False)


# A run is what the equations say


@quietly(examples=120)
@given(name=cells, layers=st.integers(1, 3), both=st.booleans(), tokens=st.integers(1, 12), seed=seeds)
def test_a_run_is_a_plain_loop_over_the_equations(name: str, layers: int, both: bool, tokens: int, seed: int) -> None:
    stack, parameters = a_stack(name, layers, both, seed)
    x = vectors(seed, tokens, 3)
    assert_run(stack.run(x), by_text(stack, parameters, x))


@pytest.mark.parametrize("tokens", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 200])
@pytest.mark.parametrize("name", cell_names())
def test_a_sentence_longer_than_a_chunk_is_a_plain_loop_too(name: str, tokens: int) -> None:
    stack, parameters = a_stack(name, 2, tokens % 2 == 1, seed=tokens)
    x = vectors(tokens, tokens, 3)
    edits = [Edit(CHUNK - 2, "h", (0, 2), (0.5, -0.5), 0), Edit(tokens - 1, "h", "all", 0.1, 1)]
    assert_run(stack.run(x, edits), by_text(stack, parameters, x, edits))


@pytest.mark.parametrize("name", OWN_CELLS)
def test_own_cells_run_beyond_a_chunk(name: str) -> None:
    stack, parameters = a_stack(name, 2, True, seed=1, scale=0.4)
    x = vectors(1, CHUNK + 3, 3)
    assert_run(stack.run(x), by_text(stack, parameters, x))


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_text_of_a_cell_gives_every_value_of_a_trace(name: str, both: bool) -> None:
    """In float32, from the recorded values: each equation alone."""
    network = random_network(cell_of(name), 2, both, units=9, seed=2, dtype=np.float32)
    text, run = Text(cell_of(name)), trace(network, SENTENCE).run
    for layer, direction, signal in places(network.config.stack):
        reading = Reading(text, network.stack, network.parameters, layer, direction)
        now = run.layers[layer].signals(direction)
        below = dict(run.layers[layer - 1].signals(direction)) if layer else None
        for token in range(len(run)):
            names = reading.at(token, run.layers[layer].input, now, below)
            np.testing.assert_allclose(now[signal][token], text.value(signal, names), rtol=2e-6, atol=2e-6, err_msg=signal)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@quietly(examples=60)
@given(name=cells, scale=st.sampled_from([0.0, 1.0, 100.0, 1e6, 1e25]), size=st.sampled_from([0.0, 1.0, 1e4]), seed=seeds)
def test_gates_stay_between_0_and_1_and_candidates_between_minus_1_and_1(
    dtype: type, name: str, scale: float, size: float, seed: int
) -> None:
    stack, _ = a_stack(name, 2, True, seed, dtype=dtype, scale=scale)
    x = (vectors(seed, 20, 3) * size).astype(dtype)
    try:
        run = stack.run(x)
    except InputError:  # a cell of one's own may grow without bound
        assert name in OWN_CELLS
        return
    for layer, direction, signal in places(stack.shape):
        values = run.layers[layer].signals(direction)[signal]
        assert np.isfinite(values).all()
        right = Text(stack.shape.cell).lines[signal]
        if (whole := re.fullmatch(r"(sigmoid|tanh)\(([^()]|\([^()]*\))*\)", right)) is not None:
            assert values.min() >= (0 if whole[1] == "sigmoid" else -1)
            assert values.max() <= 1


@quietly(examples=100)
@given(
    name=cells,
    layers=st.integers(1, 3),
    both=st.booleans(),
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    garbage=st.sampled_from([0.0, -3.0, 1e3]),
    reverse=st.booleans(),
    seed=seeds,
)
def test_a_batch_is_its_sentences_one_by_one(
    name: str, layers: int, both: bool, lengths: list[int], garbage: float, reverse: bool, seed: int
) -> None:
    stack, _ = a_stack(name, layers, both, seed, scale=0.5)
    x = vectors(seed, max(lengths), len(lengths), 3)
    for sentence, length in enumerate(lengths):
        x[length:, sentence] = garbage
    run = stack.forward(x, np.array(lengths), reverse)
    for sentence, length in enumerate(lengths):
        alone = stack.run(x[:length, sentence].copy())
        np.testing.assert_allclose(run.output[:length, sentence], alone.output, **EXACT)
    stack.release(run)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", all_cells())
def test_a_run_made_twice_is_the_same_to_the_last_bit(name: str, dtype: type) -> None:
    network = random_network(cell_of(name), 2, True, seed=14, dtype=dtype)
    once = trace(network, SENTENCE)
    trace(network, "Something else. " * 50, [Edit(3, "h", "all", 0.9)])
    again = trace(network, SENTENCE)
    np.testing.assert_array_equal(again.probabilities, once.probabilities)
    for layer, direction, signal in places(network.config.stack):
        np.testing.assert_array_equal(again.signal(signal, layer, direction), once.signal(signal, layer, direction))


def test_workspaces_are_used_again_up_to_so_many_bytes_together() -> None:
    one, other = (Stack.create(StackShape(load_cell("lstm"), 4, 8), 0).strands[0, "forward"] for _ in range(2))
    first, second, of_another = one.take(90), one.take(90), other.take(90)
    spare = Spare(most_bytes=2 * first.nbytes)
    uses = [(workspace.weights, 90, None, False) for workspace in (first, of_another)]
    for workspace in (first, of_another, second):  # the other one is the oldest by now
        spare.give_back(workspace)
    assert spare.take(uses[1]) is not of_another
    assert {spare.take(uses[0]), spare.take(uses[0])} == {first, second}
    assert spare.nbytes == 0
    spare.most_bytes = first.nbytes - 1
    spare.give_back(first)
    assert spare.take(uses[0]) is not first


def test_of_a_network_that_nobody_has_any_more_nothing_waits() -> None:
    strand, of_another = (Stack.create(StackShape(load_cell("lstm"), 4, 8), seed).strands[0, "forward"] for seed in range(2))
    weights = weakref.ref(strand.weights(batch=False))
    SPARE.give_back(strand.take(90))
    del strand
    of_another.take(90)  # it is let go when one is next asked for
    gc.collect()
    assert weights() is None


def test_a_workspace_knows_how_large_it_is() -> None:
    """No less than its numbers: a row for each signal and step, and the step before the first."""
    strand = Stack.create(StackShape(load_cell("lstm"), 4, 64), 0).strands[0, "forward"]
    small, large = strand.take(10), strand.take(1000)
    assert small.nbytes > 11 * 6 * 64 * 4
    assert large.nbytes > 1001 * 6 * 64 * 4
